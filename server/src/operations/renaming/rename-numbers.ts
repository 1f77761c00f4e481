/** Renaming of what is numbered: clauses and sections with all that cites them, appendices, words of headings. */

import type { Doc } from "../../model/document";
import { numbersStand } from "../../model/header-schema";
import { depthOf, isInside, parentPath, rebased } from "../../model/numbers";
import type { Heading, Section } from "../../model/outline";
import type { Workspace } from "../../workspace/docs";
import { type Occurrence, placesOf } from "../../workspace/entities/occurrences";
import { linksOf } from "../../workspace/links";
import { resolve } from "../../workspace/neighbours";
import { citationEdits } from "../numbering/renumber";
import type { Refusal } from "../refusal";
import type { Renamable, RenameEdit, Renaming } from "./renaming";

const STANDS =
  "Документ действует: на его номера ссылаются другие акты, поэтому их не меняют. Подготовьте приказ о внесении изменений или дайте новому пункту свободный номер.";

export function renamableNumber(workspace: Workspace, doc: Doc, found: Occurrence): Renamable | Refusal {
  const target = workspace.docs.get(found.entity.scope);
  const path = found.entity.name;
  const numbers = target ? [...target.outline.sections, ...target.outline.clauses].flatMap(n => n.number ?? []) : [];
  const own = numbers.filter(n => n.path === path);
  if (!target || own.length === 0)
    return { refused: `Пункта ${path} нет: ссылка никуда не ведёт. Исправьте её номер.` };
  if (numbersStand(target.header.state)) return { refused: STANDS };
  if (own.length > 1)
    return {
      refused: `Номер ${path} стоит дважды, и не понять, на который из пунктов ссылаются. Сначала исправьте повтор.`,
    };
  if (own[0]!.roman) return { refused: "Римские номера разделов меняются только вместе: «Перенумеровать документ»." };
  return {
    from: found.from,
    to: /\.$/.test(doc.text.slice(found.from, found.to)) ? found.to - 1 : found.to,
    placeholder: path,
    rename(given) {
      const next = given.trim().replace(/\.$/, "");
      const moved = numbers.filter(n => n.path === path || isInside(n.path, path));
      const map = new Map(moved.map(n => [n.path, rebased(n.path, path, next)]));
      const refused =
        refusedNumber(path, next) ??
        takenNumber(
          map,
          numbers.filter(n => !moved.includes(n)).map(n => n.path),
        );
      if (refused) return { refused };
      if (next === path) return { label: path, edits: [] };
      const edits: RenameEdit[] = moved.map(n => ({
        uri: target.uri,
        from: n.from,
        to: n.to,
        insert: map.get(n.path)! + (n.dot ? "." : ""),
      }));
      for (const e of citationEdits(workspace, target, map)) {
        const uri = e.uri ?? target.uri;
        const text = workspace.docs.get(uri)?.text ?? "";
        const range = isRangeEnd(text, e.from, e.to);
        edits.push({
          ...e,
          uri,
          ...(range ? { doubt: { kind: "Номер в диапазоне", about: `«${range}»` } } : {}),
        });
      }
      return { label: `${path} → ${next}`, edits };
    },
  };
}

function refusedNumber(path: string, next: string): string | undefined {
  if (!/^[1-9]\d{0,2}(?:\.[1-9]\d{0,2})*$/.test(next))
    return `«${next}» – не номер. Номер пишут цифрами через точку: ${path}.`;
  const parent = parentPath(path);
  if (depthOf(path) !== depthOf(next))
    return `У номера ${path} частей ${depthOf(path)}, у ${next} – ${depthOf(next)}: чтобы сменить уровень, перенесите пункт.`;
  if (parent !== parentPath(next))
    return `Пункт ${path} стоит внутри ${parent}: чтобы он стал ${next}, перенесите его текст. Здесь можно дать номер ${parent}.N.`;
  return undefined;
}

function takenNumber(map: ReadonlyMap<string, string>, others: readonly string[]): string | undefined {
  const taken = [...map.values()].find(n => others.includes(n));
  return taken === undefined
    ? undefined
    : `Номер ${taken} занят. Дайте свободный номер или выполните «Перенумеровать документ».`;
}

/** «2.3–2.5» round a number: what lies between its ends may change. */
function isRangeEnd(text: string, from: number, to: number): string | undefined {
  const before = /\d+(?:\.\d+)*[ \t\u00a0]*[-–—][ \t\u00a0]*$/.exec(text.slice(Math.max(0, from - 20), from))?.[0];
  const after = /^[ \t\u00a0]*[-–—][ \t\u00a0]*\d+(?:\.\d+)*/.exec(text.slice(to, to + 20))?.[0];
  return before || after ? `${before ?? ""}${text.slice(from, to)}${after ?? ""}` : undefined;
}

export function renamableAppendix(
  workspace: Workspace,
  doc: Doc,
  found: Occurrence,
  offset: number,
): Renamable | Refusal {
  const target = workspace.docs.get(found.entity.scope);
  const sections = target?.outline.sections.filter(s => s.appendix) ?? [];
  const section = sections.find(s => String(s.appendix?.number ?? "") === found.entity.name);
  if (!target || !section) return { refused: "Такого приложения в документе нет: исправьте номер ссылки." };
  const number = numberIn(target, section);
  const words = found.role === "definition" ? headingWords(target, section.heading) : undefined;
  if (words && offset > words.from) return renamableWords(workspace, target, section.heading, words);
  if (!number) return { refused: "Единственное приложение номера не имеет: нумеруют их, когда приложений несколько." };
  if (numbersStand(target.header.state)) return { refused: STANDS };
  return {
    ...(found.role === "definition" ? number : { from: found.from, to: found.to }),
    placeholder: found.entity.name,
    rename(given) {
      const next = given.trim().replace(/^№\s*/, "");
      if (!/^[1-9]\d?$/.test(next)) return { refused: `«${next}» – не номер приложения: напишите число.` };
      if (next !== found.entity.name && sections.some(s => String(s.appendix?.number ?? "") === next))
        return { refused: `Приложение № ${next} уже есть. Дайте свободный номер.` };
      const edits = placesOf(workspace, found.entity, doc).flatMap((place): RenameEdit[] => {
        const at = place.role === "definition" ? number : place;
        return [{ uri: place.doc.uri, from: at.from, to: at.to, insert: next }];
      });
      return { label: `Приложение № ${found.entity.name} → № ${next}`, edits };
    },
  };
}

function numberIn(doc: Doc, { heading }: Section): { readonly from: number; readonly to: number } | undefined {
  const m = /^[^\d\n]*?(?:№|N)?[ \t\u00a0]*(\d+)/u.exec(doc.text.slice(heading.titleFrom, heading.titleTo));
  if (!m) return undefined;
  const to = heading.titleFrom + m[0].length;
  return { from: to - m[1]!.length, to };
}

/** The words of a heading: without «Приложение № 1.»; undefined when there are none. */
function headingWords(
  doc: Doc,
  { titleFrom, titleTo }: Heading,
): { readonly from: number; readonly to: number } | undefined {
  const m = /^приложение(?:[ \t\u00a0]*(?:№|N)?[ \t\u00a0]*\d+)?[.:–—\s-]*/iu.exec(doc.text.slice(titleFrom, titleTo));
  const from = titleFrom + (m?.[0].length ?? 0);
  return from < titleTo ? { from, to: titleTo } : undefined;
}

/** The heading at `offset`; undefined where there is none. */
export function renamableHeading(workspace: Workspace, doc: Doc, offset: number): Renamable | undefined {
  const heading = doc.outline.headings.find(h => h.titleFrom <= offset && offset <= h.titleTo);
  const words = heading && headingWords(doc, heading);
  return words && renamableWords(workspace, doc, heading, words);
}

function renamableWords(
  workspace: Workspace,
  doc: Doc,
  heading: Heading,
  words: { readonly from: number; readonly to: number },
): Renamable {
  const title = doc.text.slice(words.from, words.to);
  return {
    ...words,
    placeholder: title,
    rename(given): Renaming | Refusal {
      const next = given.trim().replace(/\s+/g, " ");
      if (!next) return { refused: "Напишите новый заголовок." };
      const edits: RenameEdit[] = [{ uri: doc.uri, ...words, insert: next }];
      for (const other of workspace.docs.values()) {
        for (const link of linksOf(other)) {
          const target = link.path ? resolve(workspace, other.uri, link.path) : other;
          if (target !== doc || (link.anchor && heading.number && link.anchor !== heading.number.path)) continue;
          const shown = other.text.slice(link.from + 1, link.targetFrom - 2);
          const at = shown.indexOf(title);
          if (at < 0) continue;
          const from = link.from + 1 + at;
          edits.push({ uri: other.uri, from, to: from + title.length, insert: next });
        }
      }
      return { label: `Заголовок «${title}» → «${next}»`, edits };
    },
  };
}
