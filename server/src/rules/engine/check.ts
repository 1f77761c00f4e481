/** Runs the rules over a document: levels of the organisation, suppressions and the guard round each rule live here and nowhere else. */
import { type Conflict, conflictsOf } from "../../model/conflicts";
import type { Doc } from "../../model/document";
import { agendaSign } from "../../model/outline";
import { unreadable } from "../../model/readable";
import { type Suppression, suppressionsOf } from "../../model/suppression";
import { profileOf } from "../../profiles/all";
import { ofOwnerWith } from "../../russian/memo";
import { type Block, blocksWhere, ofBlock } from "../../syntax/blocks";
import { byPlace, type Span } from "../../syntax/span";
import { type Config, configOf } from "../../workspace/config";
import type { Workspace } from "../../workspace/docs";
import { allRules } from "../all";
import { type Context, type Fix, type Footprint, type Level, levels, type Problem, type Rule } from "./rule";

export interface Finding extends Problem {
  readonly rule: Rule;
  readonly severity: Level;
}

/** Called when a rule throws, which is a fault of ours, never the user's. Tests make it rethrow. */
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
  const cx: Context = { config, workspace, profile: profileOf(doc, config.profiles), ruleIds };
  const findings = new Findings(cx, doc, rules);
  const broken = unreadable(doc);
  const edit = before && !broken && !unreadable(before.doc) ? editInside(before.doc, doc) : undefined;
  const problems = new Map<Rule, readonly Problem[]>();
  // Whether a suppression meets something is known only when its rules have run.
  for (const rule of findings.judgesSuppressions ? allRules : rules) {
    if (doc.kind !== "text" && !rule.yaml) continue;
    if (config.levels.get(rule.id) === "off" || broken !== (rule.on === "unreadable")) continue;
    try {
      const settled = before && rule.follow?.(before.doc, doc);
      const known = before?.problems.get(rule);
      const kept = edit && known && settled !== false ? afterEdit(rule, known, edit, before.doc, doc, cx) : undefined;
      const own = kept ?? run(rule, doc, cx);
      problems.set(rule, own);
      for (const problem of own) findings.add(rule, problem);
    } catch (error) {
      faults.report(rule, error);
    }
  }
  return { doc, findings: findings.inOrder(), problems };
}

const ruleIds: ReadonlySet<string> = new Set(allRules.map(r => r.id));

/** Problems as findings: with the organisation's levels, without what is suppressed. */
class Findings {
  readonly #cx: Context;
  readonly #doc: Doc;
  readonly #rules: readonly Rule[];
  readonly #suppressions: readonly Suppression[];
  readonly #conflicts: readonly Conflict[];
  /** The rule that reports unused suppressions. */
  readonly #judge: Rule | undefined;
  readonly #used = new Set<Suppression>();
  readonly #found: Finding[] = [];

  constructor(cx: Context, doc: Doc, rules: readonly Rule[]) {
    this.#cx = cx;
    this.#doc = doc;
    this.#rules = rules;
    this.#suppressions = suppressionsOf(doc);
    this.#conflicts = conflictsOf(doc);
    this.#judge = rules.find(r => r.unusedSuppression);
  }

  get judgesSuppressions(): boolean {
    return this.#judge !== undefined && this.#suppressions.length > 0;
  }

  add(rule: Rule, own: Problem): void {
    const found = own.fixes ? { ...own, fixes: fixesOf(rule, this.#doc, this.#cx, own, own.fixes) } : own;
    const problem = rule.inConflicts ? found : this.#decided(found);
    if (!problem) return;
    const hit = this.#suppressions.find(
      s => problem.from >= s.from && problem.from < s.to && s.rules.includes(rule.id) && s.reason,
    );
    if (hit) this.#used.add(hit);
    else if (this.#rules.includes(rule)) {
      const level = this.#cx.config.levels.get(rule.id) as Level | undefined;
      this.#found.push({ ...problem, rule, severity: level ?? problem.severity ?? rule.severity });
    }
  }

  /** A problem outside of merge conflicts, without the fixes that reach into one; undefined for a problem inside. */
  #decided(problem: Problem): Problem | undefined {
    const conflicts = this.#conflicts;
    if (!conflicts.length) return problem;
    const isInside = (s: Span) => conflicts.some(c => c.inYaml || (s.from <= c.to && s.to >= c.from));
    if (isInside(problem)) return undefined;
    const { fixes } = problem;
    if (!fixes) return problem;
    return { ...problem, fixes: () => fixes().filter(f => f.edits.every(e => e.uri !== undefined || !isInside(e))) };
  }

  /** All findings in text order. */
  inOrder(): readonly Finding[] {
    const { levels: own } = this.#cx.config;
    const judge = this.#judge;
    if (judge && !this.#conflicts.length && own.get(judge.id) !== "off") {
      for (const s of this.#suppressions) {
        if (this.#used.has(s) || !s.reason || s.rules.some(id => own.get(id) === "off")) continue;
        this.add(judge, judge.unusedSuppression!(this.#doc, s));
      }
    }
    return this.#found.sort((a, b) => byPlace(a, b) || levels.indexOf(a.severity) - levels.indexOf(b.severity));
  }
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

/** An edit that changed the words of one block and not the structure of the document. */
interface InnerEdit {
  readonly index: number;
  /** The block's place before the edit. */
  readonly from: number;
  readonly to: number;
  readonly delta: number;
  /** Whether a footprint of the block stayed the same; several rules share one. */
  readonly unread: Map<Footprint, boolean>;
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
  return { index, from, to: from + x.text.length, delta: y.text.length - x.text.length, unread: new Map() };
}

const shape = (k: Block) => JSON.stringify([k.indent, k.mark, k.second, k.number, agendaSign(k)]);

/** The rule's problems after the edit without running it over the document; undefined when it has to run. */
function afterEdit(
  rule: Rule,
  known: readonly Problem[],
  edit: InnerEdit,
  before: Doc,
  doc: Doc,
  cx: Context,
): readonly Problem[] | undefined {
  const fresh = doc.tree.blocks[edit.index]!;
  const inside = (s: Span) => s.from <= edit.to && s.to >= edit.from;
  if (rule.check) {
    if (!rule.follow && !isUnread(rule, edit, before, doc, cx)) return undefined;
    if (known.some(p => inside(p) || p.related?.some(r => !r.uri && inside(r)))) return undefined;
  }
  const start = doc.tree.starts[edit.index]!;
  const own = rule.block ? blockProblems(rule, fresh).map(p => shifted(p, start)) : none;
  return mergeByPlace(known, own, edit, p => again(moved(p, edit), rule, doc, cx));
}

/** Whether the edit left alone what the rule reads of the block. */
function isUnread({ reads }: Rule, edit: InnerEdit, before: Doc, doc: Doc, cx: Context): boolean {
  if (!reads) return false;
  let unread = edit.unread.get(reads);
  if (unread === undefined) {
    const old = before.tree.blocks[edit.index]!;
    unread = reads(old, before, cx) === reads(doc.tree.blocks[edit.index]!, doc, cx);
    edit.unread.set(reads, unread);
  }
  return unread;
}

/** Kept problems before and behind the block of the edit, moved, with the `own` ones of the block between them. */
function mergeByPlace(
  known: readonly Problem[],
  own: readonly Problem[],
  edit: InnerEdit,
  keep: (p: Problem) => Problem,
): readonly Problem[] {
  const isBefore = (p: Problem) => p.to < edit.from || (p.to === edit.from && p.from < p.to);
  const isOwn = (p: Problem) => p.from >= edit.from && p.from < edit.to;
  const before = known.filter(isBefore);
  const behind = known.filter(p => !isBefore(p) && !isOwn(p));
  return before.length || behind.length ? [...before.map(keep), ...own, ...behind.map(keep)] : own;
}

const moved = (p: Problem, edit: InnerEdit): Problem => {
  if (p.from < edit.to && !p.related) return p;
  const move = <T extends Span>(s: T): T =>
    s.from >= edit.to ? { ...s, from: s.from + edit.delta, to: s.to + edit.delta } : s;
  return { ...move(p), ...(p.related ? { related: p.related.map(r => (r.uri ? r : move(r))) } : {}) };
};

/** A kept problem whose fixes are made from the present document. */
const again = (p: Problem, rule: Rule, doc: Doc, cx: Context): Problem =>
  p.fixes ? { ...p, fixes: fixesAnew(rule, doc, cx, p) } : p;

/**
 * The fixes of a problem. Once another document has been edited they are made again when somebody asks: they may change that
 * document or repeat its words, and the edit may have changed no finding here.
 */
function fixesOf(rule: Rule, doc: Doc, cx: Context, p: Problem, make: () => readonly Fix[]): () => readonly Fix[] {
  const { docs } = cx.workspace;
  const { edits } = docs;
  return () => (docs.edits === edits ? make() : fixesAnew(rule, doc, cx, p)());
}

/** Holds nothing of the problem but its place: its own fixes keep the edition alive that they were made in. */
const fixesAnew =
  (rule: Rule, doc: Doc, cx: Context, { from, to, message }: Problem) =>
  () => {
    const again = problemsAnew(doc, cx.config, cx.workspace.docs.edits);
    let own = again.get(rule);
    if (!own) again.set(rule, (own = run(rule, doc, cx)));
    return own.find(q => q.from === from && q.to === to && q.message === message)?.fixes?.() ?? [];
  };

/** Problems that were found again for their fixes: once for all that are asked for between two edits. */
const problemsAnew = ofOwnerWith((_doc: Doc, _config: Config, _edits: number) => new Map<Rule, readonly Problem[]>());

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
