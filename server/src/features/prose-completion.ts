/** Completion in the running text: names in the case that the words before ask for, numbers, links, cited acts, dates. */

import { type CompletionItem, CompletionItemKind } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Doc, titleOf } from "../model/document";
import { termsOf } from "../model/terms";
import { folderOf, linkPath, relativePath } from "../model/uris";
import { capitalised } from "../russian/capitalised";
import { dayAndMonth } from "../russian/dates";
import { dictionaryForm, inCase } from "../russian/forms";
import { appoints, caseAfter, type NameKind, opensSentence } from "../russian/government";
import { memoized } from "../russian/memo";
import { declineName } from "../russian/names";
import { type Case, cases } from "../russian/paradigms";
import { shortened } from "../russian/shortened";
import { fold } from "../russian/words";
import { blockAt } from "../syntax/blocks";
import { type Inline, inlines } from "../syntax/inline";
import type { Workspace } from "../workspace/docs";
import { citedActs } from "../workspace/entities/acts";
import type { Entity } from "../workspace/entities/occurrences";
import { peopleOf } from "../workspace/entities/responsible";
import { resolve } from "../workspace/neighbours";
import { documentsOf, packageOf, regulationOf } from "../workspace/packages/packages";
import type { CardData, CardSource } from "./cards";
import { roleValues, schoolPosts } from "./cell-values";
import { rangeIn } from "./convert";

/** A place in prose at which something is being written. */
export interface ProsePlace {
  readonly source: CardSource;
  readonly text: TextDocument;
  readonly offset: number;
  /** Asked for by a sign just typed, not by the user: only what nearly always fits may answer. */
  readonly typed: boolean;
}

export function proseItems(place: ProsePlace): CompletionItem[] {
  const { source, offset } = place;
  const { tree, text } = source.near;
  const index = blockAt(tree, offset);
  // At the end of a text the last block goes on, unless it is closed by a blank line.
  const at = index >= 0 && tree.starts[index] === offset && text[offset - 1] !== "\n" ? index - 1 : index;
  const block = tree.blocks[at >= 0 ? at : tree.blocks.length - 1];
  const start = tree.starts[at >= 0 ? at : tree.blocks.length - 1];
  if (!block || start === undefined) return numbered([]);
  if (block.kind === "code" || block.kind === "comment" || block.kind === "header") return [];
  if (within(inlines(block), offset - start, ["code", "comment", "html"])) return [];
  const before = block.text.slice(0, offset - start);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const linked = linkItems(place, line) ?? numberItems(place, line);
  if (linked) return numbered(linked);
  if (within(inlines(block), offset - start, ["url"]) || /\]\([^)\s]*$/.test(line)) return [];
  const said = block.text.slice(Math.min(block.from, before.length), before.length);
  return numbered(dateItems(place, line) ?? namedItems(place, said, line));
}

const numbered = (items: CompletionItem[]): CompletionItem[] =>
  items.map((item, i) => ({ ...item, sortText: String(i).padStart(5, "0") }));

const within = (nodes: readonly Inline[], at: number, kinds: readonly Inline["kind"][]): boolean =>
  nodes.some(n => n.from < at && at < n.to && (kinds.includes(n.kind) || within(n.children, at, kinds)));

// Numbers

const CLAUSE =
  /(?:^|[\s(«[])(?:пп?\.|пункт\p{Ll}{0,3}|подпункт\p{Ll}{0,3}|подп\.)[ \t\u00a0]*(?:[\d.]+[ \t\u00a0]*(?:,|и|–|-)[ \t\u00a0]*)*([\d.]*)$/iu;
const SECTION = /(?:^|[\s(«[])(?:раздел\p{Ll}{0,3}|разд\.)[ \t\u00a0]+([\d.]*)$/iu;
const APPENDIX = /(?:^|[\s(«[])приложени\p{Ll}{1,3}[ \t\u00a0]+(?:№[ \t\u00a0]*)?(\d*)$/iu;

function numberItems({ source, text, offset }: ProsePlace, line: string): CompletionItem[] | undefined {
  const { near: doc } = source;
  const items = (typed: string, entries: readonly NumberCandidate[], sign = "") => {
    const range = rangeIn(text, { from: offset - typed.length, to: offset });
    return entries.map(({ kind, path, words }): CompletionItem => {
      const newText = sign + path;
      return {
        label: newText,
        detail: shortened(words, 80),
        kind: CompletionItemKind.Reference,
        filterText: newText,
        textEdit: { range, newText },
        data: { uri: doc.uri, entity: { kind, name: path, scope: doc.uri } } satisfies CardData,
      };
    });
  };
  const clause = CLAUSE.exec(line);
  if (clause) return items(clause[1]!, clausesOf(doc));
  const section = SECTION.exec(line);
  if (section) return items(section[1]!, sectionsOf(doc));
  const appendix = APPENDIX.exec(line);
  if (appendix) return items(appendix[1]!, appendicesOf(doc), /№[ \t\u00a0]*\d*$/.test(line) ? "" : "№\u00a0");
  return undefined;
}

interface NumberCandidate {
  readonly kind: "number" | "appendix";
  readonly path: string;
  readonly words: string;
}

const clausesOf = (doc: Doc): readonly NumberCandidate[] =>
  doc.outline.clauses.map(c => ({
    kind: "number",
    path: c.number.path,
    words: doc.text.slice(c.textFrom, Math.min(c.textTo, c.textFrom + 160)),
  }));

const sectionsOf = (doc: Doc): readonly NumberCandidate[] =>
  doc.outline.sections.flatMap(s =>
    s.number && !s.appendix ? [{ kind: "number", path: s.number.path, words: s.heading.title }] : [],
  );

const appendicesOf = (doc: Doc): readonly NumberCandidate[] =>
  doc.outline.sections.flatMap(s =>
    s.appendix ? [{ kind: "appendix", path: String(s.appendix.number ?? 1), words: s.heading.title }] : [],
  );

// Links

function linkItems(place: ProsePlace, line: string): CompletionItem[] | undefined {
  const foreign = /\[(пп?\.|пункт\p{Ll}{0,3})[ \t\u00a0]+([\d.]*)$/iu.exec(line);
  if (foreign) return foreignClauses(place, foreign[1]!, foreign[2]!);
  const target = /\]\(([^)\s#]*)(#[^)\s]*)?$/.exec(line);
  if (!target) return undefined;
  const [, path = "", anchor] = target;
  return anchor === undefined ? fileItems(place, path) : anchorItems(place, path, anchor.slice(1));
}

/** The most items of other documents in one answer. */
const MOST = 500;

/** `[п. 2.3](polozhenie.reg.md#2.3)`: the whole link, from the number on. */
function foreignClauses({ source, text, offset }: ProsePlace, word: string, typed: string): CompletionItem[] {
  const { workspace, near } = source;
  const regulation = regulationOf(workspace, near);
  const others = [
    ...new Set([...(regulation ? [regulation] : []), ...documentsOf(workspace, packageOf(workspace, near))]),
  ];
  const closed = near.text[offset] === "]" ? 1 : 0;
  const range = rangeIn(text, { from: offset - typed.length, to: offset + closed });
  const found = others
    .filter(d => d !== near && d.kind === "text")
    .flatMap(doc =>
      clausesOf(doc).map(({ path, words }): CompletionItem => {
        const newText = `${path}](${pathTo(near, doc)}#${path})`;
        return {
          label: `${word} ${path}`,
          detail: shortened(words, 80),
          labelDetails: { description: shortened(titleOf(doc), 40) },
          kind: CompletionItemKind.Reference,
          filterText: closed ? `${path}]` : path,
          textEdit: { range, newText },
          data: { uri: near.uri, entity: { kind: "number", name: path, scope: doc.uri } } satisfies CardData,
        };
      }),
    );
  return found.slice(0, MOST);
}

/** A relative path in which nothing ends a Markdown link early. */
const pathTo = (from: Doc, to: Doc): string => linkPath(relativePath(folderOf(from.uri), to.uri));

function fileItems({ source, text, offset }: ProsePlace, typed: string): CompletionItem[] {
  if (/^[a-z][a-z+.-]*:/i.test(typed)) return [];
  const { workspace, near } = source;
  const range = rangeIn(text, { from: offset - typed.length, to: offset });
  const own = documentsOf(workspace, packageOf(workspace, near));
  const all = [...new Set([...own, ...workspace.docs.values()])].filter(d => d !== near && d.kind !== "workspace");
  return all.slice(0, MOST).map(doc => {
    const path = pathTo(near, doc);
    return {
      label: path,
      detail: titleOf(doc),
      kind: CompletionItemKind.File,
      filterText: path,
      textEdit: { range, newText: path },
      data: { uri: near.uri, entity: { kind: "file", name: "", scope: doc.uri } } satisfies CardData,
    };
  });
}

function anchorItems({ source, text, offset }: ProsePlace, path: string, typed: string): CompletionItem[] {
  const { workspace, near } = source;
  const doc = path ? resolve(workspace, near.uri, path) : near;
  if (!doc) return [];
  const range = rangeIn(text, { from: offset - typed.length, to: offset });
  return [...sectionsOf(doc), ...clausesOf(doc)].map(({ path: name, words }) => ({
    label: name,
    detail: shortened(words, 80),
    kind: CompletionItemKind.Reference,
    filterText: name,
    textEdit: { range, newText: name },
    data: { uri: near.uri, entity: { kind: "number", name, scope: doc.uri } } satisfies CardData,
  }));
}

// Dates

/** «до 15 ма» → «мая», with the days on which a school year turns where only a preposition stands. */
function dateItems({ text, offset, typed }: ProsePlace, line: string): CompletionItem[] | undefined {
  const day = /(?:^|[^\p{L}])(?:до|с|со|от|по|к)[ \t\u00a0]+([1-9]|[12]\d|3[01])[ \t\u00a0]+(\p{Ll}*)$/u.exec(line);
  if (!day || typed) return undefined;
  const range = rangeIn(text, { from: offset - day[2]!.length, to: offset });
  return schoolMonths.map(m => {
    const month = dayAndMonth({ y: 2000, m, d: 1 }).replace(/^1\s/, "");
    return { label: month, kind: CompletionItemKind.Value, filterText: month, textEdit: { range, newText: month } };
  });
}
const schoolMonths = [9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8];

// Names

interface NameCandidate {
  readonly kind: NameKind;
  /** The name in the nominative. */
  readonly name: string;
  readonly what: string;
  readonly entity?: Entity;
  readonly forms: Forms;
}

/** Words being written that a name may replace: at most so many. */
const LONGEST = 5;

function namedItems(place: ProsePlace, said: string, line: string): CompletionItem[] {
  const { source, text, offset } = place;
  if (place.typed && !appoints(said)) return [];
  const tails = halfTyped(said, line).map(tail => tailOf(said, tail));
  const found = new Map<string, CompletionItem>();
  for (const candidate of candidates(source)) {
    if (place.typed && candidate.kind !== "office") continue;
    const fit = fitting(candidate, tails);
    if (!fit) continue;
    const { form } = fit;
    const { tail, opens } = fit.tail;
    const newText = opens || /^\p{Lu}/u.test(tail) ? capitalised(form) : form;
    if (found.has(newText) || newText === tail) continue;
    found.set(newText, {
      label: newText,
      labelDetails: { description: candidate.what },
      kind: icons[candidate.kind],
      filterText: newText,
      textEdit: { range: rangeIn(text, { from: offset - tail.length, to: offset }), newText },
      ...(candidate.entity ? { data: { uri: source.near.uri, entity: candidate.entity } satisfies CardData } : {}),
    });
  }
  return [...found.values()];
}

const icons = {
  office: CompletionItemKind.Class,
  person: CompletionItemKind.Constant,
  thing: CompletionItemKind.Text,
} as const;

/** The ends of the line that may be the beginning of a name, the longest first; the empty one last. */
function halfTyped(said: string, line: string): readonly string[] {
  const near = line.slice(Math.max(0, line.length - said.length));
  const starts = [...near.matchAll(/(?<![\p{L}\d.-])[\p{L}\d]/gu)].map(m => near.slice(m.index));
  const tails = starts.slice(-LONGEST).filter(t => !/[.,;:!?]\s/.test(t));
  return /[\p{L}\d-]$/u.test(near) ? tails : [...tails, ""];
}

/** What is being written from some word on, and what the words before it ask. */
interface Tail {
  readonly tail: string;
  readonly start: string;
  readonly opens: boolean;
  asked(kind: NameKind): Case | undefined;
}

function tailOf(said: string, tail: string): Tail {
  const before = said.slice(0, said.length - tail.length);
  const asked = new Map<NameKind, Case | undefined>();
  return {
    tail,
    start: fold(tail),
    opens: opensSentence(before),
    asked(kind) {
      if (!asked.has(kind)) asked.set(kind, caseAfter(before, kind));
      return asked.get(kind);
    },
  };
}

/** The form to insert and the words it replaces. An empty tail fits only where the words before ask for a case. */
function fitting(
  { kind, forms }: NameCandidate,
  tails: readonly Tail[],
): { readonly form: string; readonly tail: Tail } | undefined {
  for (const tail of tails) {
    if (tail.tail === "") {
      const asked = tail.asked(kind);
      const form = asked && !tail.opens ? forms.get(asked)?.form : undefined;
      return form ? { form, tail } : undefined;
    }
    const written = cases.find(c => forms.get(c)!.folded.startsWith(tail.start));
    if (!written) continue;
    const { form } = forms.get(tail.asked(kind) ?? written)!;
    if (form) return { form, tail };
  }
  return undefined;
}

/** A name in each case, and that as it is compared with what is being written; no form where the declension isn't known. */
type Forms = ReadonlyMap<Case, { readonly form: string | undefined; readonly folded: string }>;

const formsBy = (decline: (to: Case) => string | undefined): Forms =>
  new Map(
    cases.map(c => {
      const form = decline(c);
      return [c, { form, folded: fold(form ?? "") }];
    }),
  );
const formsOf = memoized(name => formsBy(to => inCase(name, to)));
const formsOfPerson = memoized(name => formsBy(to => declineName(name, to)));

function candidates(source: CardSource): readonly NameCandidate[] {
  const { workspace, near } = source;
  const noun = (kind: NameKind, name: string, what: string, entity?: Entity): NameCandidate => ({
    kind,
    name,
    what,
    ...(entity ? { entity } : {}),
    forms: formsOf(name),
  });
  const scope = packageOf(workspace, near)?.id ?? "";
  const roles = roleValues(workspace, near).map(r => noun("office", r.text, "роль", r.entity));
  const people = peopleOf(workspace, near);
  const regulation = regulationOf(workspace, near);
  const terms = [near, ...(regulation && regulation !== near ? [regulation] : [])].flatMap(d => [
    ...termsOf(d).values(),
  ]);
  return [
    ...roles,
    ...terms.flatMap(({ short, full }) => {
      const entity: Entity = { kind: "term", name: short, scope };
      const name = full && (dictionaryForm(full) ?? full);
      return [noun("thing", short, name || "термин", entity), ...(name ? [noun("thing", name, short, entity)] : [])];
    }),
    ...people.map(
      ({ name, post }): NameCandidate => ({
        kind: "person",
        name,
        what: post ?? "лицо",
        entity: { kind: "person", name, scope: "" },
        forms: formsOfPerson(name),
      }),
    ),
    ...[...new Set([...people.flatMap(p => p.post ?? []), ...schoolPosts])].map(p => noun("office", p, "должность")),
    ...actCandidates(workspace),
  ];
}

/** Acts cited anywhere in the workspace: in full with the kind declined, and by the short form introduced for them. */
function actCandidates(workspace: Workspace): readonly NameCandidate[] {
  return [...citedActs(workspace).values()].flatMap(({ key, full, kind, short, places }): NameCandidate[] => {
    const entity: Entity = { kind: "act", name: key, scope: "" };
    const what = `ссылок: ${places.length}`;
    const whole: NameCandidate = {
      kind: "thing",
      name: full,
      what,
      entity,
      forms: formsBy(to => inCase(full.slice(0, kind), to) + full.slice(kind)),
    };
    return short ? [whole, { ...whole, name: short, forms: formsOf(short) }] : [whole];
  });
}
