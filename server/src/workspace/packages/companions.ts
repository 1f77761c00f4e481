/** The documents that a regulation promises: its plan, schedule, minutes, report; and which of them its package has. */
import { type Doc, ownTitle } from "../../model/document";
import { builtIn } from "../../profiles/all";
import type { PackagePart, Profile } from "../../profiles/profile";
import { halves, stem, type Word, words } from "../../russian/words";
import { type Block, blocksWhere } from "../../syntax/blocks";
import type { Span } from "../../syntax/span";
import { rangeOf } from "../../syntax/yaml";
import { configOf } from "../config";
import type { Workspace } from "../docs";
import { documentsOf, packageOf, partOf, profileFor, regulationOf } from "./packages";

/** A promised document; the span is the place of the promise in the regulation. */
export interface Companion extends Span {
  /** Value of `документ`: «план». */
  readonly type: string;
  /** «План работы». */
  readonly label: string;
  readonly part: PackagePart;
  /** `header`: by `документация`; `text`: by the clause that lists the documents. */
  readonly promisedBy: "header" | "text";
  /** Documents of the package that keep the promise. */
  readonly documents: readonly Doc[];
}

/** What `regulation` promises, each type once, the header's promises first. */
export function companionsOf(workspace: Workspace, regulation: Doc): readonly Companion[] {
  const types = [...configOf(workspace, regulation.uri).profiles, ...builtIn].filter(p => p.part && !basic.has(p.part));
  const found = new Map<string, Companion>();
  const own = ownDocuments(workspace, regulation);
  const promise = (profile: Profile, promisedBy: Companion["promisedBy"], span: Span) => {
    const { type, label, part } = profile;
    if (!part || found.has(type)) return;
    const documents = own.filter(d => keeps(profileFor(workspace, d), d, profile));
    found.set(type, { type, label, part, promisedBy, documents, from: span.from, to: span.to });
  };
  const { header } = regulation;
  header.documentation.forEach((text, i) => {
    const named = namedTypes(words(text), types)[0];
    if (named && header.yaml) promise(named.profile, "header", rangeOf(header.yaml, ["документация", i]));
  });
  for (const { from, to } of documentationOf(regulation)) {
    const source = regulation.text.slice(from, to);
    for (const { profile, ...at } of namedTypes(words(source), types))
      if (!DRAWINGS.test(source.slice(0, at.from)))
        promise(profile, "text", { from: from + at.from, to: from + at.to });
  }
  return [...found.values()];
}

/** What the header of `regulation` names and its package lacks. */
export const missingCompanions = (workspace: Workspace, regulation: Doc): readonly Companion[] =>
  companionsOf(workspace, regulation).filter(c => c.promisedBy === "header" && !c.documents.length);

/** Parts that a regulation doesn't promise: itself and the order that approves it. */
const basic: ReadonlySet<PackagePart> = new Set<PackagePart>(["основа", "приказ"]);

/** What stands before «графики» that are drawn: «таблицы и графики для анализа работ». */
const DRAWINGS = /(?:таблиц|схем|диаграмм)\p{L}*(?:[\s\u00a0]+и[\s\u00a0]+|,[\s\u00a0]*)$/iu;

/** The documents of the package that serve this regulation beside its orders. */
export function ownDocuments(workspace: Workspace, regulation: Doc): readonly Doc[] {
  return documentsOf(workspace, packageOf(workspace, regulation)).filter(d => {
    const part = partOf(workspace, d);
    return part !== undefined && !basic.has(part) && (regulationOf(workspace, d) ?? regulation) === regulation;
  });
}

/** A document of the very type, one that its title calls so, or for the first type of a part («план») any of the part. */
function keeps(own: Profile | undefined, doc: Doc, wanted: Profile): boolean {
  if (!own) return false;
  if (own.type === wanted.type) return true;
  if (own.part !== wanted.part) return false;
  if (builtIn.find(p => p.part === wanted.part)?.type === wanted.type) return true;
  return namedTypes(words(ownTitle(doc) ?? ""), [wanted]).length > 0;
}

interface NamedType extends Span {
  readonly profile: Profile;
}

/** The types that a text names, in its order; of types with the same first words the longest name. */
function namedTypes(text: readonly Word[], types: readonly Profile[]): readonly NamedType[] {
  const given = text.map(w => new Set([w, ...halves(w)].map(h => stem(h.fold))));
  const byLength = types
    .map(profile => ({ profile, name: words(profile.type).map(w => stem(w.fold)) }))
    .sort((a, b) => b.name.length - a.name.length);
  return text.flatMap((w, i) => {
    const named = byLength.find(({ name }) => name.length > 0 && name.every((s, n) => given[i + n]?.has(s)));
    return named ? [{ profile: named.profile, from: w.from, to: text[i + named.name.length - 1]!.to }] : [];
  });
}

/** What `documentationOf` sees of a block of `doc`. */
export const documentationSeen = (block: Block, doc: Doc): string =>
  blocksWhere(doc.tree, isDocumentation).length || listsDocuments(block) ? block.text : "";

/** A block that lists the documents that are kept. */
export interface DocumentationBlock extends Span {
  readonly block: number;
}

/** Blocks that list the documents: a section on documentation, or the clause that names them. */
export function documentationOf(doc: Doc): readonly DocumentationBlock[] {
  const { blocks, starts } = doc.tree;
  const { sections, clauseOf } = doc.outline;
  const section = sections.find(s => namesDocuments.test(s.heading.title));
  const lists = section ? undefined : blocksWhere(doc.tree, listsDocuments).find(i => clauseOf[i]?.block === i);
  const clause = lists === undefined ? undefined : clauseOf[lists];
  const [first, end] = section
    ? [section.firstBlock, section.endBlock]
    : clause
      ? [clause.block, clause.endBlock]
      : [0, 0];
  const found: DocumentationBlock[] = [];
  for (let i = first; i < end; i++) {
    const b = blocks[i]!;
    if (b.kind !== "blank" && b.kind !== "comment")
      found.push({ block: i, from: starts[i]! + b.from, to: starts[i]! + b.to });
  }
  return found;
}

const namesDocuments = /документ|делопроизводств|отч[её]тност/iu;
const isDocumentation = (b: Block) => b.kind === "heading" && namesDocuments.test(b.text);
const listsDocuments = (b: Block) => LISTS.test(b.text.slice(b.from, b.to));
const LISTS =
  /(?:вед[её]тся|ведутся|относятся|включает)[^.]{0,40}документ|документаци\p{L}*[^.]{0,40}(?:вед[её]тся|относятся|включает|:)/iu;
