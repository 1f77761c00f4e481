/** Stamps, signatures, dates and numbers in the forms of GOST R 7.0.97 and the schools' custom. Plain lines, not HTML. */

import { inflect } from "../russian/forms";
import type { ActNumber, Organisation, Stamp } from "./header";

const NBSP = "\u00a0";
const LINE = "______________";

/** Lines of a stamp, the word first. `type`: kind of the document, with which «утверждено» agrees. */
export function stampLines(stamp: Stamp, type: string | undefined, organisation: Organisation | undefined): string[] {
  const minutes = stamp.minutes ? [`(протокол ${dateAndNumber(stamp.minutes)})`.replace(" )", ")")] : [];
  const order = stamp.order ? [`приказ ${dateAndNumber(stamp.order)}`.trim()] : [];
  const date = stamp.date ? [dateText(stamp.date)] : [];
  const body = stamp.body && lowered(stamp.body);
  const person =
    stamp.post || stamp.person
      ? [...(stamp.post ? [stamp.post] : []), `${LINE} ${initialsFirst(stamp.person ?? "")}`.trim()]
      : [];
  switch (stamp.kind) {
    case "утверждаю":
      return ["УТВЕРЖДАЮ", ...person, ...(body ? [body] : []), ...date, ...order, ...minutes];
    case "утверждено":
      return [
        approvedWord(type),
        ...(body ? [`решением ${inflect(body, "gen", "sg")}`] : []),
        ...(stamp.order ? orderLines(stamp.order, organisation) : []),
        ...minutes,
        ...person,
        ...date,
      ];
    case "рассмотрено":
      return [
        "РАССМОТРЕНО",
        ...(body ? [`на заседании ${inflect(body, "gen", "sg")}`] : []),
        ...minutes,
        ...order,
        ...person,
        ...date,
      ];
    case "мнение учтено":
      return ["УЧТЕНО МНЕНИЕ", ...(body ? [inflect(body, "gen", "sg")] : []), ...minutes, ...order, ...person, ...date];
    default:
      return [
        stamp.kind.toUpperCase(),
        ...(body ? [inflect(body, "ins", "sg")] : []),
        ...minutes,
        ...order,
        ...person,
        ...date,
      ];
  }
}

/** «УТВЕРЖДЕНО приказом … от … № …» of a document that another one approves. */
export const approvalLines = (
  act: ActNumber,
  type: string | undefined,
  organisation: Organisation | undefined,
): string[] => [approvedWord(type), ...orderLines(act, organisation)];

/** «от 21.02.2023 № 95», of what is known. */
export function dateAndNumber(act: ActNumber): string {
  return [act.date && `от${NBSP}${dateText(act.date)}`, act.number && `№${NBSP}${act.number}`]
    .filter(Boolean)
    .join(" ");
}

/** 2023-02-21 → 21.02.2023; anything else as it is written. */
export const dateText = (date: string): string => date.replace(/^(\d{4})-(\d{2})-(\d{2})$/, "$3.$2.$1");

/** «Орлова И.А.» → «И.А. Орлова», as signatures and stamps have it, with a blank that doesn't break. */
export function initialsFirst(person: string): string {
  const name = /^(\p{Lu}[\p{L}-]+)\s+(\p{Lu}\.)\s?(\p{Lu}\.)?$/u.exec(person.trim());
  if (name) return `${name[2]}${name[3] ?? ""}${NBSP}${name[1]}`;
  return person.trim().replace(/(\p{Lu}\.)\s+(?=\p{Lu})/gu, `$1${NBSP}`);
}

function orderLines(act: ActNumber, organisation: Organisation | undefined): string[] {
  const by = organisation?.short ? [`приказом ${organisation.short}`] : ["приказом"];
  const of = dateAndNumber(act);
  return of ? [...by, of] : by;
}

/** The word agrees with the document: положение утверждено, план утверждён, инструкция утверждена, правила утверждены. */
function approvedWord(type: string | undefined): string {
  const word = (type ?? "положение").toLowerCase();
  const head = word.split(/\s+/).find(w => !/(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)$/.test(w) || /[ае]ние$/.test(w)) ?? word;
  if (/^(?:правила|изменения|нормы|требования|рекомендации)$/.test(head)) return "УТВЕРЖДЕНЫ";
  if (/[оеё]$/.test(head)) return "УТВЕРЖДЕНО";
  return /[ая]$/.test(head) ? "УТВЕРЖДЕНА" : "УТВЕРЖДЁН";
}

/** A common name in the middle of a phrase; abbreviations keep their capitals. */
const lowered = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
