/** The people that an order or minutes name, each at its place; shared by the rules about persons. */
import type { Doc } from "../../model/document";
import { minutesOf } from "../../model/minutes";
import { orderOf, type PlacedName, placedName } from "../../model/order";
import type { PackagePart } from "../../profiles/profile";
import { rangeOf, type YamlPath } from "../../syntax/yaml";

export interface NamedPerson extends PlacedName {
  /** Named in the header, hence in the nominative. */
  readonly inHeader: boolean;
  /** Has or gets an office: appointed, elected, chair or secretary; not merely present or speaking. */
  readonly inOffice: boolean;
}

/** Those who must be known: appointed by an order; present, heard, speaking or elected in minutes. */
export function personsOf(doc: Doc, part: PackagePart | undefined): readonly NamedPerson[] {
  if (part === "приказ") {
    return orderOf(doc).appointments.flatMap(a =>
      a.person ? [{ ...a.person, inHeader: !a.point, inOffice: true }] : [],
    );
  }
  if (part !== "протокол") return [];
  const { hearings, elections } = minutesOf(doc);
  const spoken = hearings.flatMap(h => [...(h.speaker ? [h.speaker] : []), ...h.spoke]);
  const elected = elections.flatMap(e => e.person ?? []);
  return [
    ...headerPersons(doc),
    ...elected.map(p => ({ ...p, inHeader: false, inOffice: true })),
    ...spoken.map(p => ({ ...p, inHeader: false, inOffice: false })),
  ];
}

function headerPersons(doc: Doc): NamedPerson[] {
  const { yaml, chair, secretary, present } = doc.header;
  if (!yaml) return [];
  const at = (value: string | undefined, path: YamlPath): NamedPerson[] =>
    value ? [{ ...placedName(doc.text, value, rangeOf(yaml, path)), inHeader: true, inOffice: path.length === 1 }] : [];
  return [
    ...at(chair, ["председатель"]),
    ...at(secretary, ["секретарь"]),
    ...present.flatMap((name, i) => at(name, ["присутствовали", i])),
  ];
}
