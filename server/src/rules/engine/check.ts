/** Runs the rules over a document: levels of the organisation, suppressions and the guard round each rule live here and nowhere else. */
import type { Doc } from "../../model/document";
import { agendaSign } from "../../model/outline";
import { type Suppression, suppressionsOf } from "../../model/suppression";
import { profileOf } from "../../profiles/all";
import { type Block, blocksWhere, ofBlock } from "../../syntax/blocks";
import type { Span } from "../../syntax/span";
import { configOf } from "../../workspace/config";
import type { Workspace } from "../../workspace/docs";
import { allRules } from "../all";
import { unreadable } from "../file/readable";
import { type Context, type Fix, type Level, levels, type Problem, type Rule } from "./rule";
import { sees, type View } from "./sees";

export interface Finding extends Problem {
  readonly rule: Rule;
  readonly severity: Level;
}

/** Where `check` tells of a rule that threw: a fault of ours, never the user's. Tests make it throw on. */
export const faults = { report: (_rule: Rule, _error: unknown): void => {} };

/** What a check found, kept to make the next one cheap. */
export interface CheckResult {
  readonly doc: Doc;
  readonly findings: readonly Finding[];
  /** Problems of each rule before levels and suppressions; absolute offsets. */
  readonly problems: ReadonlyMap<Rule, readonly Problem[]>;
}

/** All findings in text order. `rules`: all unless a test wants one alone. */
export function check(workspace: Workspace, doc: Doc, rules: readonly Rule[] = allRules): readonly Finding[] {
  return checkAfter(undefined, workspace, doc, rules).findings;
}

/**
 * The same, from what was found `before` the last edit. The configuration and everything in other documents that the
 * findings rely on must not have changed since.
 */
export function checkAfter(
  before: CheckResult | undefined,
  workspace: Workspace,
  doc: Doc,
  rules: readonly Rule[] = allRules,
): CheckResult {
  const config = configOf(workspace, doc.uri);
  const cx: Context = { config, workspace, profile: profileOf(doc, config.profiles) };
  const problems = new Map<Rule, readonly Problem[]>();
  const found: Finding[] = [];
  const suppressions = suppressionsOf(doc);
  const used = new Set<Suppression>();
  const broken = unreadable(doc);
  const edit = before && !broken && !unreadable(before.doc) ? editInside(before.doc, doc) : undefined;
  const add = (rule: Rule, problem: Problem, level: Level | undefined) => {
    const hit = suppressions.find(
      s => problem.from >= s.from && problem.from < s.to && s.rules.includes(rule.id) && s.reason,
    );
    if (hit) {
      used.add(hit);
      return;
    }
    if (rules.includes(rule)) found.push({ ...problem, rule, severity: level ?? problem.severity ?? rule.severity });
  };
  const judge = rules.find(r => r.id === "suppression-unused");
  // Whether a suppression meets something is known only when its rules have run.
  for (const rule of judge && suppressions.length ? allRules : rules) {
    if (doc.kind !== "text" && !rule.yaml) continue;
    const level = config.levels.get(rule.id);
    if (level === "off" || broken !== (rule.id === "file-encoding")) continue;
    try {
      const settled = before && rule.follow?.(before.doc, doc);
      const known = before?.problems.get(rule);
      const replayed = edit && known && settled !== false ? replay(rule, known, edit, before.doc, doc, cx) : undefined;
      const own = replayed ?? run(rule, doc, cx);
      problems.set(rule, own);
      for (const problem of own) add(rule, problem, level);
    } catch (error) {
      faults.report(rule, error);
    }
  }
  if (judge && config.levels.get(judge.id) !== "off") {
    const level = config.levels.get(judge.id) as Level | undefined;
    for (const s of suppressions) {
      if (used.has(s) || !s.reason || s.rules.some(id => config.levels.get(id) === "off")) continue;
      add(
        judge,
        {
          ...s.span,
          message: `Пометка больше не нужна: правило ${s.rules.join(", ")} здесь ничего не находит.`,
          unnecessary: true,
          fixes: () => [removal(doc, s)],
        },
        level,
      );
    }
  }
  found.sort((a, b) => a.from - b.from || a.to - b.to || levels.indexOf(a.severity) - levels.indexOf(b.severity));
  return { doc, findings: found, problems };
}

function run(rule: Rule, doc: Doc, cx: Context): readonly Problem[] {
  let own: Problem[] | undefined;
  if (rule.check) for (const p of rule.check(doc, cx)) (own ??= []).push(p);
  if (rule.block) {
    const { blocks, starts } = doc.tree;
    for (const i of blocksWhere(doc.tree, isMarked))
      for (const p of blockProblems(rule, blocks[i]!)) (own ??= []).push(shifted(p, starts[i]!));
  }
  return own ?? none;
}

/** An edit that changed the words of one block and nothing of the document's build. */
interface InnerEdit {
  readonly index: number;
  /** The block's place before the edit. */
  readonly from: number;
  readonly to: number;
  readonly delta: number;
  /** Whether a view of the block stayed the same; several rules share one. */
  readonly unseen: Map<View, boolean>;
}

function editInside(before: Doc, doc: Doc): InnerEdit | undefined {
  const a = before.tree.blocks;
  const b = doc.tree.blocks;
  if (before.kind !== "text" || a.length !== b.length) return undefined;
  // Several edits may lie between two checks: all blocks are compared then. A neighbour that was read again is another
  // object with the same text.
  const { edit } = doc.tree;
  const [first, end] = edit?.before.deref() === before.tree ? [edit.first, edit.end] : [0, b.length];
  const same = (i: number) => a[i] === b[i] || (a[i]!.kind === b[i]!.kind && a[i]!.text === b[i]!.text);
  let index = first;
  let last = end - 1;
  while (index <= last && same(index)) index++;
  while (last > index && same(last)) last--;
  if (index !== last) return undefined;
  const x = a[index]!;
  const y = b[index]!;
  if (x.kind !== y.kind || !["clause", "paragraph", "item"].includes(x.kind)) return undefined;
  if (shape(x) !== shape(y) || x.text.includes("reglament-ignore") !== y.text.includes("reglament-ignore"))
    return undefined;
  const from = before.tree.starts[index]!;
  return { index, from, to: from + x.text.length, delta: y.text.length - x.text.length, unseen: new Map() };
}

const shape = (k: Block) => JSON.stringify([k.indent, k.mark, k.second, k.number, agendaSign(k)]);

/** The rule's problems after the edit without running it over the document; undefined when it has to run. */
function replay(
  rule: Rule,
  known: readonly Problem[],
  edit: InnerEdit,
  before: Doc,
  doc: Doc,
  cx: Context,
): readonly Problem[] | undefined {
  const old = before.tree.blocks[edit.index]!;
  const fresh = doc.tree.blocks[edit.index]!;
  const inside = (s: Span) => s.from <= edit.to && s.to >= edit.from;
  if (rule.check) {
    if (!rule.follow) {
      const view = sees[rule.id];
      if (!view) return undefined;
      let unseen = edit.unseen.get(view);
      if (unseen === undefined) edit.unseen.set(view, (unseen = view(old, before, cx) === view(fresh, doc, cx)));
      if (!unseen) return undefined;
    }
    if (known.some(p => inside(p) || p.related?.some(r => !r.uri && inside(r)))) return undefined;
  }
  const own: Problem[] = [];
  const start = doc.tree.starts[edit.index]!;
  let placed = !rule.block;
  for (const p of known) {
    if (p.to < edit.from || (p.to === edit.from && p.from < p.to)) own.push(again(moved(p, edit), rule, doc, cx));
    else if (rule.block && p.from < edit.to && p.from >= edit.from) continue;
    else {
      if (!placed) for (const q of blockProblems(rule, fresh)) own.push(shifted(q, start));
      placed = true;
      own.push(again(moved(p, edit), rule, doc, cx));
    }
  }
  if (!placed) for (const q of blockProblems(rule, fresh)) own.push(shifted(q, start));
  return own.length ? own : none;
}

const moved = (p: Problem, edit: InnerEdit): Problem => {
  if (p.from < edit.to && !p.related) return p;
  const move = <T extends Span>(s: T): T =>
    s.from >= edit.to ? { ...s, from: s.from + edit.delta, to: s.to + edit.delta } : s;
  return { ...move(p), ...(p.related ? { related: p.related.map(r => (r.uri ? r : move(r))) } : {}) };
};

/** A kept problem whose fixes are made from the document as it is now. */
const again = (p: Problem, rule: Rule, doc: Doc, cx: Context): Problem =>
  p.fixes ? { ...p, fixes: fixesAnew(rule, doc, cx, p) } : p;

/** Holds nothing of the problem but its place: its own fixes keep the edition alive that they were made in. */
const fixesAnew =
  (rule: Rule, doc: Doc, cx: Context, { from, to, message }: Problem) =>
  () =>
    run(rule, doc, cx)
      .find(q => q.from === from && q.to === to && q.message === message)
      ?.fixes?.() ?? [];

function removal(doc: Doc, s: Suppression): Fix {
  const next = doc.text.indexOf("\n", s.span.to);
  return {
    title: "Убрать пометку",
    edits: [{ from: s.span.from, to: next < 0 ? doc.text.length : next + 1, insert: "" }],
  };
}

interface BlockResult {
  readonly problems: readonly Problem[];
  /** What the rule threw instead. */
  readonly error?: unknown;
}

const blockRules = allRules.filter(rule => rule.block);
const clean: ReadonlyMap<Rule, BlockResult> = new Map();
const none: readonly Problem[] = [];

/** What all block rules find in a block: nothing in most. */
const foundIn = ofBlock((block): ReadonlyMap<Rule, BlockResult> => {
  let own: Map<Rule, BlockResult> | undefined;
  for (const rule of blockRules) {
    try {
      const all = rule.block!(block);
      const problems = Array.isArray(all) ? all : [...all];
      if (problems.length) (own ??= new Map()).set(rule, { problems });
    } catch (error) {
      (own ??= new Map()).set(rule, { problems: none, error });
    }
  }
  return own ?? clean;
});

const isMarked = (block: Block): boolean => block.kind !== "blank" && foundIn(block).size > 0;

function blockProblems(rule: Rule, block: Block): readonly Problem[] {
  const found = foundIn(block).get(rule);
  if (found && "error" in found) throw found.error;
  return found?.problems ?? none;
}

function shifted(p: Problem, by: number): Problem {
  const move = <T extends { from: number; to: number }>(s: T): T => ({ ...s, from: s.from + by, to: s.to + by });
  return {
    ...move(p),
    ...(p.related ? { related: p.related.map(r => (r.uri ? r : move(r))) } : {}),
    ...(p.fixes
      ? { fixes: () => p.fixes!().map(f => ({ ...f, edits: f.edits.map(e => (e.uri ? e : move(e))) })) }
      : {}),
  };
}
