/** The school year that a document is about. */

import type { Doc } from "../../model/document";
import { findPeriods } from "../../russian/dates";
import type { Span } from "../../syntax/span";
import { rangeOf } from "../../syntax/yaml";
import { schoolYearOf } from "./calendar";

/** A school year at its place: in the header (`учебный год`) or in the title. */
export interface StatedYear extends Span {
  readonly place: "header" | "title";
  /** undefined when its two years don't follow one another. */
  readonly year: number | undefined;
  /** As written: «2025–2026». */
  readonly text: string;
}

/** Words before a school year that the document looks forward to. */
const NEXT =
  /(?<!\p{L})(?:задачи|план\p{Ll}{0,2}|перспектив\p{Ll}+|прогноз\p{Ll}*|проект\p{Ll}{0,2})\s+(?:работы\s+)?на\s*$/iu;

/** The school years that a document names for itself, the header's first. */
export function statedYears(doc: Doc): readonly StatedYear[] {
  const found: StatedYear[] = [];
  const { schoolYear: text, title } = doc.header;
  const yaml = doc.yaml ?? doc.header.yaml;
  if (yaml && text && /\d/.test(text))
    found.push({ place: "header", year: schoolYearOf(text), text, ...rangeOf(yaml, ["учебный год"]) });
  const heading = doc.outline.title;
  const at = heading
    ? { from: heading.titleFrom, to: heading.titleTo }
    : yaml && title
      ? rangeOf(yaml, ["название"])
      : undefined;
  if (!at) return found;
  const named = doc.text.slice(at.from, at.to);
  for (const period of findPeriods(named)) {
    // «Анализ работы за 2021/2022 и задачи на 2022/2023 учебный год»: the second one is the next year.
    if (
      period.kind !== "school-year" ||
      (found.some(y => y.place === "title") && NEXT.test(named.slice(0, period.from)))
    )
      continue;
    const years = /\d{4}\s*\S\s*\d+/.exec(named.slice(period.from, period.to))?.[0] ?? "";
    const from = at.from + period.from;
    found.push({ place: "title", year: schoolYearOf(years), text: years, from, to: from + years.length });
  }
  return found;
}

/** The calendar year in which the school year begins that the document itself names. */
export function yearOf(doc: Doc): number | undefined {
  return statedYears(doc).find(y => y.year !== undefined)?.year;
}
