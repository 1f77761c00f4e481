/** The built-in document types and the choice of one for a document. */
import type { Doc } from "../model/document";
import { type Profile, type ProfileSource, profileFrom } from "./profile";
import schedule from "./график.yaml";
import roadMap from "./дорожная-карта.yaml";
import report from "./отчёт.yaml";
import plan from "./план.yaml";
import regulation from "./положение.yaml";
import poc from "./положение-пос.yaml";
import order from "./приказ.yaml";
import minutes from "./протокол.yaml";
import checkList from "./чек-лист.yaml";

/** Order matters: a profile may be based on those before it. */
export const builtIn: readonly Profile[] = readAll([
  regulation,
  poc,
  order,
  minutes,
  report,
  plan,
  schedule,
  roadMap,
  checkList,
]);

/** What a profile is chosen by: «план», «положение/ПОС». */
export const profileId = ({ type, name }: Profile): string => (name ? `${type}/${name}` : type);

/** The profile of a document: its `профиль`, else the general one of its `документ`; own profiles come first. */
export function profileOf(doc: Doc, own: readonly Profile[]): Profile | undefined {
  const { type, profile } = doc.header;
  if (!type) return undefined;
  const all = [...own, ...builtIn].filter(p => p.type === type);
  return all.find(p => p.name === profile) ?? all.find(p => p.name === undefined) ?? all[0];
}

function readAll(sources: readonly unknown[]): Profile[] {
  const found: Profile[] = [];
  // A test holds the sources against the schema.
  for (const source of sources as readonly ProfileSource[])
    found.push(profileFrom(source, type => found.find(p => p.type === type)));
  return found;
}
