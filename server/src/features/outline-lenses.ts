/** Lenses over clauses and sections: how many references lead to a clause, which sections the document must have. */
import type { Doc } from "../model/document";
import type { Workspace } from "../workspace/docs";
import { referencesTo } from "../workspace/entities/occurrences";
import { profileFor } from "../workspace/packages/packages";
import { sectionStates } from "../workspace/packages/requirements";
import type { Lens, LensText } from "./lens";

/** Over each clause that something refers to. */
export function referenceLenses(workspace: Workspace, doc: Doc): readonly Lens[] {
  const found = referencesTo(workspace, doc);
  return doc.outline.clauses.flatMap(({ number, from, to }): Lens | [] =>
    found.has(number.path) ? { about: { kind: "references", path: number.path }, from, to } : [],
  );
}

export function referencesText(workspace: Workspace, doc: Doc, path: string): LensText | undefined {
  const places = referencesTo(workspace, doc).get(path);
  return (
    places && {
      title: `ссылок: ${places.length}`,
      places: places.map(p => ({ uri: p.doc.uri, from: p.from, to: p.to })),
    }
  );
}

/** Over each section that the profile names, and over the title: what is missing. */
export function sectionLenses(workspace: Workspace, doc: Doc): readonly Lens[] {
  const states = statesOf(workspace, doc);
  const { title } = doc.outline;
  return [
    ...(title && states.some(s => s.wanted.need === "обязателен")
      ? [{ about: { kind: "sections" } as const, from: title.from, to: title.to }]
      : []),
    ...states.flatMap(({ wanted, section }): Lens | [] =>
      section
        ? { about: { kind: "section", title: wanted.title }, from: section.heading.from, to: section.heading.to }
        : [],
    ),
  ];
}

/** «обязательный раздел ✓». */
export function sectionText(workspace: Workspace, doc: Doc, title: string): LensText | undefined {
  const need = statesOf(workspace, doc).find(s => s.wanted.title === title)?.wanted.need;
  return need && { title: `${needs[need]} раздел ✓`, places: [] };
}

/** «обязательных разделов 5 из 7, нет: «Права», «Документация»». */
export function sectionsText(workspace: Workspace, doc: Doc): LensText {
  const wanted = statesOf(workspace, doc).filter(s => s.wanted.need === "обязателен");
  const missing = wanted.filter(s => !s.section && !s.byText);
  const names = missing.map(s => `«${s.wanted.title}»`).join(", ");
  const title = missing.length
    ? `обязательных разделов ${wanted.length - missing.length} из ${wanted.length}, нет: ${names}`
    : "все обязательные разделы ✓";
  return { title, places: [] };
}

const needs = { обязателен: "обязательный", желателен: "желательный", возможен: "возможный" } as const;

function statesOf(workspace: Workspace, doc: Doc) {
  const profile = profileFor(workspace, doc);
  return profile && doc.kind === "text" && doc.header.type ? sectionStates(doc, profile) : [];
}
