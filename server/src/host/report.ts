/** What `check` prints: findings for people and for programs. */
import { TextDocument } from "vscode-languageserver-textdocument";
import { rangeIn, severities } from "../features/convert";
import type { Finding } from "../rules/check";
import { levelNames, levelsMany } from "../rules/level-names";
import { type Level, levels } from "../rules/rule";

/** Findings of one file. */
export interface Report {
  /** As shown: from the current folder, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

export const formats = ["pretty", "json"] as const;
export type Format = (typeof formats)[number];

const count = (reports: readonly Report[], level: Level) =>
  reports.reduce((n, r) => n + r.findings.filter(f => f.severity === level).length, 0);

/** One JSON value: LSP diagnostics by file, and how many there are of each level. */
export function json(reports: readonly Report[]): string {
  return `${JSON.stringify({
    files: reports.map(r => {
      const text = TextDocument.create("", "", 0, r.text);
      return {
        path: r.path,
        diagnostics: r.findings.map(f => ({
          range: rangeIn(text, f),
          severity: severities[f.severity],
          code: f.rule.id,
          source: "reglament",
          message: f.message,
        })),
      };
    }),
    summary: {
      files: reports.length,
      errors: count(reports, "error"),
      warnings: count(reports, "warning"),
      infos: count(reports, "information"),
      hints: count(reports, "hint"),
    },
  })}\n`;
}

const WIDTH = Math.max(...Object.values(levelNames).map(w => w.length));
const colours: Record<Level, number> = { error: 31, warning: 33, information: 36, hint: 90 };

/** A line for each finding, under the names of the files. */
export function pretty(reports: readonly Report[], style: "colour" | "plain"): string {
  const paint = (code: number, s: string) => (style === "colour" ? `\x1b[${code}m${s}\x1b[0m` : s);
  const lines: string[] = [];
  for (const r of reports) {
    if (!r.findings.length) continue;
    const text = TextDocument.create("", "", 0, r.text);
    lines.push(paint(1, r.path));
    for (const f of r.findings) {
      const { line, character } = text.positionAt(f.from);
      const place = `${line + 1}:${character + 1}`.padEnd(8);
      const level = paint(colours[f.severity], levelNames[f.severity].padEnd(WIDTH));
      lines.push(`  ${place} ${level}  ${f.message}  ${paint(90, f.rule.id)}`);
    }
    lines.push("");
  }
  const total = levels.map(l => `${levelsMany[l]}: ${count(reports, l)}`).join(", ");
  lines.push(`Проверено файлов: ${reports.length}; ${total}.`, "");
  return lines.join("\n");
}
