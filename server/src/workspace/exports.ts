/**
 * What a document says to others, in facets: only a change of a facet that a neighbour relies on makes that neighbour be
 * checked again. A rule that looks at another document of the package must find what it reads in `relies`.
 */
import type { Doc } from "../model/document";
import { factsOf, type Link } from "../model/facts";
import { record } from "../model/header";
import { minutesOf } from "../model/minutes";
import { orderOf } from "../model/order";
import { type ColumnKind, type PackagePart, packageParts } from "../profiles/profile";
import { isoDate } from "../russian/dates";
import { type Memory, remembered } from "../russian/memo";
import { type Block, blocksWhere } from "../syntax/blocks";
import { hash } from "../syntax/hash";
import { meetingSeen } from "./meetings";
import { documentsOf, packageOf, partOf, profileFor } from "./packages";
import { type RoleMention, rolesOf } from "./roles";
import { cellsOf, tableOf } from "./tables";
import { tasksOf } from "./tasks";
import { relatedOf, resolve, type Workspace } from "./workspace";

/**
 * - `front`: header, title, numbers of sections and clauses, what it says of appendices; of a table its keys but for the rows;
 * - `acts`: what an order orders and approves, whom it or minutes appoint and elect, with the places;
 * - `roles`: names of roles and the passages that establish them; `tasks`; `meetings`: passages that speak of them;
 * - a kind of column: the cells of that kind.
 */
export type Facet = "front" | "acts" | "roles" | "tasks" | "meetings" | ColumnKind;

/** What a document of a part relies on in another document of its package, by the other's part. */
const relies: Readonly<Record<PackagePart, Partial<Record<PackagePart, readonly Facet[]>>>> = {
  основа: { приказ: ["acts"], план: ["задача"] },
  приказ: { основа: ["roles"], приказ: ["acts"], протокол: ["acts"] },
  план: { основа: ["roles", "tasks"], приказ: ["acts"], график: ["название"], план: ["задача"] },
  график: { основа: ["roles", "meetings"], приказ: ["acts"] },
  протокол: { основа: ["roles"], приказ: ["acts"], график: ["дата", "название"], протокол: ["acts"] },
  отчёт: { основа: ["roles", "tasks"], приказ: ["acts"], план: ["задача", "название", "срок"] },
  проверка: { основа: ["roles", "tasks"], приказ: ["acts"] },
};

/** What anybody may rely on in a document of a part. */
const exported = (part: PackagePart | undefined): readonly Facet[] => [
  ...new Set<Facet>(["front", ...(part ? packageParts.flatMap(p => relies[p][part] ?? []) : [])]),
];

/** Equal for two editions that look the same from outside. */
export function exportsOf(workspace: Workspace, doc: Doc): string {
  return exported(partOf(workspace, doc))
    .map(facet => facetOf(workspace, doc, facet))
    .join(" ");
}

const facets: Memory<Doc, Facet, string> = new WeakMap();

const facetOf = (workspace: Workspace, doc: Doc, facet: Facet): string =>
  remembered(facets, doc, facet, () => hash(facetText(workspace, doc, facet)));

/** Everything that the facts of an order or minutes say, and the passages that name approved acts. */
function actsText(workspace: Workspace, doc: Doc): string {
  if (partOf(workspace, doc) === "протокол") return JSON.stringify(minutesOf(doc).elections);
  const { appointments, roster } = orderOf(doc);
  const { blocks, starts } = doc.tree;
  const approvals = blocks.flatMap((b, i) => (APPROVES.test(b.text) ? [[starts[i], b.text]] : []));
  return JSON.stringify([appointments.map(a => ({ ...a, point: a.point?.path })), roster, approvals]);
}
const APPROVES = /утвердить|утверждаю|принять|ввести/iu;

function facetText(workspace: Workspace, doc: Doc, facet: Facet): string {
  if (facet === "acts") return actsText(workspace, doc);
  if (facet === "tasks") return JSON.stringify(tasksOf(doc).map(t => [t.path, t.text]));
  if (facet === "meetings") return doc.tree.blocks.flatMap(b => meetingSeen(b.text) || []).join("\n");
  if (facet === "roles") {
    const { roles } = rolesOf(doc, workspace);
    const passage = (m: RoleMention) => doc.tree.blocks[m.block]?.text;
    return JSON.stringify([...roles.values()].map(r => [r.name, r.mentions.length > 0, r.established.map(passage)]));
  }
  const table = tableOf(doc, profileFor(workspace, doc));
  if (facet !== "front") return JSON.stringify(table?.rows.map(row => cellsOf(row, facet).map(c => c.text)) ?? []);
  if (doc.kind !== "text") {
    const own = new Set([table?.shape.rows, table?.shape.group?.key]);
    return JSON.stringify(Object.entries(record(doc.yaml?.value)).filter(([key]) => !own.has(key)));
  }
  const { header, outline } = doc;
  return JSON.stringify([
    outline.title?.title,
    outline.clauses.map(c => c.number.path),
    outline.sections.map(s => [s.number?.path, s.appendix]),
    doc.text.slice(0, header.end),
    doc.tree.blocks.flatMap(b => (b.kind !== "header" && APPENDICES.test(b.text) ? b.text : [])),
  ]);
}
const APPENDICES = /приложени|прилага/iu;

/** A Markdown link at its absolute place. */
export interface PlacedLink extends Link {
  readonly path: string;
  /** Behind `#`, decoded. */
  readonly anchor: string;
}

/** Links to files (not to the web). */
export function linksOf(doc: Doc): readonly PlacedLink[] {
  let known = placedLinks.get(doc);
  if (!known) {
    const found: PlacedLink[] = [];
    // Who links to a document is asked of all: most needn't be read for it.
    for (const i of doc.text.includes("](") ? blocksWhere(doc.tree, links) : []) {
      const block = doc.tree.blocks[i]!;
      const start = doc.tree.starts[i]!;
      for (const link of factsOf(block).links) {
        if (/^[a-z][a-z+.-]*:/i.test(link.target)) continue;
        const hash = link.target.indexOf("#");
        found.push({
          ...link,
          from: link.from + start,
          to: link.to + start,
          targetFrom: link.targetFrom + start,
          targetTo: link.targetTo + start,
          path: hash < 0 ? link.target : link.target.slice(0, hash),
          anchor: hash < 0 ? "" : decode(link.target.slice(hash + 1)),
        });
      }
    }
    placedLinks.set(doc, (known = found));
  }
  return known;
}

const placedLinks = new WeakMap<Doc, readonly PlacedLink[]>();
const links = (block: Block) => block.text.includes("](") && factsOf(block).links.length > 0;

/** Documents with a link into `target`, in the order of the workspace. */
export function linkersOf(workspace: Workspace, target: Doc): readonly Doc[] {
  const { docs } = workspace;
  let known = linkers.get(workspace);
  if (known?.edits !== docs.edits) {
    const index = new Map<string, string[]>();
    for (const doc of docs.values())
      for (const uri of linkTargets(workspace, doc)) {
        const all = index.get(uri);
        if (all) all.push(doc.uri);
        else index.set(uri, [doc.uri]);
      }
    linkers.set(workspace, (known = { edits: docs.edits, index }));
  }
  return (known.index.get(target.uri) ?? []).flatMap(uri => docs.get(uri) ?? []);
}

const linkers = new WeakMap<
  Workspace,
  { readonly edits: number; readonly index: ReadonlyMap<string, readonly string[]> }
>();

const targets = new WeakMap<Doc, { readonly revision: number; readonly uris: ReadonlySet<string> }>();
const nowhere: ReadonlySet<string> = new Set();

function linkTargets(workspace: Workspace, doc: Doc): ReadonlySet<string> {
  const known = targets.get(doc);
  if (known?.revision === workspace.docs.revision) return known.uris;
  const links = linksOf(doc);
  const uris = links.length
    ? new Set(links.flatMap(l => (l.path ? (resolve(workspace, doc.uri, l.path)?.uri ?? []) : [])))
    : nowhere;
  targets.set(doc, { revision: workspace.docs.revision, uris });
  return uris;
}

const decode = (s: string) => {
  try {
    return decodeURIComponent(s);
  } catch {
    return s;
  }
};

/** Equal while nothing that the findings of `doc` rely on in other documents has changed. */
export function relianceOf(workspace: Workspace, doc: Doc): string {
  const facets = new Map<Doc, Set<Facet>>();
  const add = (other: Doc, ...wanted: readonly Facet[]) => {
    if (other === doc) return;
    let set = facets.get(other);
    if (!set) facets.set(other, (set = new Set(["front"])));
    for (const f of wanted) set.add(f);
  };
  // Documents named are read as a whole only where their part says so: orders are.
  for (const other of relatedOf(workspace, doc)) add(other);
  for (const uri of linkTargets(workspace, doc)) add(workspace.docs.get(uri)!);
  const own = partOf(workspace, doc);
  for (const other of documentsOf(workspace, packageOf(workspace, doc))) {
    const part = partOf(workspace, other);
    const wanted = (own && part && relies[own][part]) ?? (part ? [] : undefined);
    if (wanted) add(other, ...wanted);
  }
  // What of a schedule is past is told by the day.
  const day = own === "график" && workspace.today ? [isoDate(workspace.today)] : [];
  const told = [...facets].map(
    ([other, set]) => `${other.uri} ${[...set].map(f => facetOf(workspace, other, f)).join(" ")}`,
  );
  return [...told, ...day].join("\n");
}
