/**
 * What a document says to others, in facets: only a change of a facet that a neighbour relies on makes that neighbour be
 * checked again. A rule that looks at another document of the package must find what it reads in `relies`.
 */
import type { Doc } from "../model/document";
import { meetingSeen } from "../model/meetings";
import { minutesOf } from "../model/minutes";
import { orderOf } from "../model/order";
import { tasksOf } from "../model/tasks";
import { record } from "../model/values";
import { type ColumnKind, type PackagePart, packageParts } from "../profiles/profile";
import { isoDate } from "../russian/dates";
import { type OwnedMemory, remembered } from "../russian/memo";
import { hash } from "../syntax/hash";
import type { Workspace } from "./docs";
import { type RoleMention, rolesOf } from "./entities/roles";
import { linkTargets } from "./links";
import { relatedOf } from "./neighbours";
import { documentsOf, packageOf, partOf, profileFor } from "./packages/packages";
import { cellsOf, tableOf } from "./tables";

/**
 * - `front`: header, title, numbers of sections and clauses, what it says of appendices; a table's keys but for the rows;
 * - `acts`: what an order orders and approves, whom it or minutes appoint and elect, with the places;
 * - `roles`: names of roles and the passages that establish them; `tasks`; `meetings`: passages that speak of them;
 * - a kind of column: the cells of that kind.
 */
type Facet = "front" | "acts" | "roles" | "tasks" | "meetings" | ColumnKind;

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
export function fingerprintOf(workspace: Workspace, doc: Doc): string {
  return exported(partOf(workspace, doc))
    .map(facet => facetOf(workspace, doc, facet))
    .join(" ");
}

const facets: OwnedMemory<Doc, Facet, string> = new WeakMap();

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
    const { roles } = rolesOf(workspace, doc);
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

/** Equal while nothing that the findings of `doc` rely on in other documents has changed. */
export function neighbourFingerprint(workspace: Workspace, doc: Doc): string {
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
  // The day decides what of a schedule is past.
  const day = own === "график" && workspace.today ? [isoDate(workspace.today)] : [];
  const told = [...facets].map(
    ([other, set]) => `${other.uri} ${[...set].map(f => facetOf(workspace, other, f)).join(" ")}`,
  );
  return [...told, ...day].join("\n");
}
