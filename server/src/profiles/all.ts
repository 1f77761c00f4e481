/** The built-in document types and the choice of one for a document. */
import type { Doc } from "../model/document";
import { type Profile, readProfile } from "./profile";
import scheduleText from "./график.yaml";
import roadMapText from "./дорожная-карта.yaml";
import reportText from "./отчёт.yaml";
import planText from "./план.yaml";
import regulationText from "./положение.yaml";
import pocText from "./положение-пос.yaml";
import orderText from "./приказ.yaml";
import minutesText from "./протокол.yaml";
import checkListText from "./чек-лист.yaml";

/** Order matters: a profile may be based on those before it. */
export const builtIn: readonly Profile[] = readAll([
  regulationText,
  pocText,
  orderText,
  minutesText,
  reportText,
  planText,
  scheduleText,
  roadMapText,
  checkListText,
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

function readAll(texts: readonly string[]): Profile[] {
  const found: Profile[] = [];
  for (const text of texts) {
    const { profile, problems } = readProfile(text, type => found.find(p => p.type === type));
    if (!profile) throw new Error(`A built-in profile is broken: ${problems[0]?.message} in ${text.slice(0, 60)}`);
    found.push(profile);
  }
  return found;
}
