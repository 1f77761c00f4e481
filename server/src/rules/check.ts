/** Runs the rules over a document: levels of the organisation, suppressions and the guard round each rule live here and nowhere else. */
import type { Doc } from "../model/document";
import { type Suppression, suppressionsOf } from "../model/suppression";
import { profileOf } from "../profiles/all";
import type { Block } from "../syntax/blocks";
import { configOf, type Workspace } from "../workspace/workspace";
import { allRules } from "./all";
import { unreadable } from "./readable";
import { type Context, type Fix, type Level, levels, type Problem, type Rule } from "./rule";

export interface Finding extends Problem {
  readonly rule: Rule;
  readonly severity: Level;
}

/** Where `check` tells of a rule that threw: a fault of ours, never the user's. Tests make it throw on. */
export const faults = { report: (_rule: Rule, _error: unknown): void => {} };

/** All findings in text order. `rules`: all unless a test wants one alone. */
export function check(doc: Doc, workspace: Workspace, rules: readonly Rule[] = allRules): readonly Finding[] {
  const config = configOf(workspace, doc.uri);
  const cx: Context = { config, workspace, profile: profileOf(doc, config.profiles) };
  const found: Finding[] = [];
  const suppressions = suppressionsOf(doc);
  const used = new Set<Suppression>();
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
    if (level === "off" || unreadable(doc) !== (rule.id === "file-encoding")) continue;
    try {
      if (rule.check) for (const problem of rule.check(doc, cx)) add(rule, problem, level);
      if (rule.block) {
        doc.tree.blocks.forEach((block, i) => {
          const problems = blockProblems(rule, block);
          if (problems.length) for (const p of problems) add(rule, shifted(p, doc.tree.starts[i]!), level);
        });
      }
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
  return found.sort(
    (a, b) => a.from - b.from || a.to - b.to || levels.indexOf(a.severity) - levels.indexOf(b.severity),
  );
}

function removal(doc: Doc, s: Suppression): Fix {
  const next = doc.text.indexOf("\n", s.span.to);
  return {
    title: "Убрать пометку",
    edits: [{ from: s.span.from, to: next < 0 ? doc.text.length : next + 1, insert: "" }],
  };
}

const kept = new WeakMap<Block, Map<Rule, readonly Problem[]>>();
const none: readonly Problem[] = [];

function blockProblems(rule: Rule, block: Block): readonly Problem[] {
  let byRule = kept.get(block);
  if (!byRule) kept.set(block, (byRule = new Map()));
  let problems = byRule.get(rule);
  if (!problems) {
    const all = [...rule.block!(block)];
    problems = all.length ? all : none;
    byRule.set(rule, problems);
  }
  return problems;
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
