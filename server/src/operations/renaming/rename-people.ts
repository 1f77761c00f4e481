/** Renaming of a person: every mention keeps its case, order and fullness. */

import type { Doc } from "../../model/document";
import { findPersons, type PersonName, personName, samePerson } from "../../russian/names";
import { casesOf, replacePerson } from "../../russian/replace-person";
import { configOf } from "../../workspace/config";
import type { Workspace } from "../../workspace/docs";
import { type Occurrence, type PlacedOccurrence, placesOf } from "../../workspace/entities/occurrences";
import type { Refusal } from "../refusal";
import { distinct, editsAt, passage, spellingOf } from "./places";
import type { Renamable } from "./renaming";

export function renamablePerson(workspace: Workspace, doc: Doc, found: Occurrence): Renamable | Refusal {
  const places = placesOf(workspace, found.entity, doc);
  const nominative = nominativeOf(places);
  const old = nominative === undefined ? undefined : personName(nominative);
  if (nominative === undefined || !old)
    return {
      refused: `Не понять, как «${found.entity.name}» пишется в именительном падеже: внесите человека в «люди» файла reglament.yaml.`,
    };
  return {
    from: found.from,
    to: found.to,
    placeholder: nominative,
    rename(given) {
      const name = given.trim().replace(/\s+/g, " ");
      const next = fullName(name);
      if (!next)
        return { refused: "Напишите фамилию с инициалами («Петрова А.Б.») или фамилию, имя и отчество полностью." };
      const isOther = configOf(workspace, doc.uri).people.some(
        p => samePerson(p.name, name) && !samePerson(p.name, nominative),
      );
      if (isOther) return { refused: `«${name}» уже есть в «люди» файла reglament.yaml: это другой человек.` };
      const spelling = spellingOf(places);
      const edits = places.flatMap(place => {
        const { text, start } = passage(place.doc, place);
        const at = findPersons(text).find(p => p.from === place.from - start);
        const made = at && replacePerson(text, at, old, next, spelling);
        return made ? editsAt(place.doc, start, made) : [];
      });
      return { label: `«${nominative}» → «${name}»`, edits: distinct(edits) };
    },
  };
}

/** A name with at least initials. */
function fullName(text: string): PersonName | undefined {
  const person = personName(text);
  return person?.given && (person.patronymic || person.given.length > 2) && findPersons(text).length === 1
    ? person
    : undefined;
}

/** The person's key in reglament.yaml; else a mention that the others are forms of. */
function nominativeOf(places: readonly PlacedOccurrence[]): string | undefined {
  const textOf = (p: PlacedOccurrence) => p.doc.text.slice(p.from, p.to);
  const key = places.find(p => p.role === "definition");
  if (key) return textOf(key);
  const surnames = places.flatMap(p => personName(textOf(p))?.surname ?? []);
  const candidates = [...places].sort((a, b) => Number(inYaml(b)) - Number(inYaml(a)));
  for (const place of candidates) {
    const person = personName(textOf(place));
    // «Школа имени С.М. Вершинина».
    if (/(?:имени|им\.)[\s\u00a0]*$/.test(place.doc.text.slice(0, place.from))) continue;
    if (person && surnames.every(s => casesOf(person, s).length > 0)) return textOf(place);
  }
  return undefined;
}

/** Values of YAML are in the nominative. */
const inYaml = ({ doc, from }: PlacedOccurrence): boolean => doc.kind !== "text" || from < doc.header.end;
