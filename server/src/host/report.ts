/** What `check` prints: findings for people and for programs. */
import { TextDocument } from "vscode-languageserver-textdocument";
import { rangeIn, severities } from "../features/convert";
import type { Finding } from "../rules/engine/check";
import { levelNames, levelsMany } from "../rules/engine/level-names";
import { type Level, levels } from "../rules/engine/rule";
import { printable } from "./terminal";

/** Findings of one file as plain data. */
export interface FileReport {
  /** Relative to the current folder, with `/`. */
  readonly path: string;
  readonly findings: readonly ReportedFinding[];
}

interface ReportedFinding {
  readonly range: ReturnType<typeof rangeIn>;
  readonly level: Level;
  readonly rule: string;
  readonly message: string;
}

export function reportOf(path: string, text: string, findings: readonly Finding[]): FileReport {
  const document = TextDocument.create("", "", 0, text);
  return {
    path,
    findings: findings.map(f => ({
      range: rangeIn(document, f),
      level: f.severity,
      rule: f.rule.id,
      message: f.message,
    })),
  };
}

export const formats = ["pretty", "json"] as const;

const count = (reports: readonly FileReport[], level: Level) =>
  reports.reduce((n, r) => n + r.findings.filter(f => f.level === level).length, 0);

/** One JSON value: the LSP diagnostics of each file and the number of findings of each level. */
export function json(reports: readonly FileReport[]): string {
  const report = JSON.stringify({
    files: reports.map(r => ({
      path: r.path,
      diagnostics: r.findings.map(f => ({
        range: f.range,
        severity: severities[f.level],
        code: f.rule,
        source: "reglament",
        message: f.message,
      })),
    })),
    summary: {
      files: reports.length,
      errors: count(reports, "error"),
      warnings: count(reports, "warning"),
      infos: count(reports, "information"),
      hints: count(reports, "hint"),
    },
  });
  // JSON lets them stand as they are, and a terminal obeys them.
  return `${report.replace(/[\x7f-\x9f]/g, sign => `\\u00${sign.charCodeAt(0).toString(16)}`)}\n`;
}

const WIDTH = Math.max(...Object.values(levelNames).map(w => w.length));
const colours: Record<Level, number> = { error: 31, warning: 33, information: 36, hint: 90 };

/** One line for each finding under the path of its file, then the totals. */
export function pretty(reports: readonly FileReport[], style: "colour" | "plain"): string {
  const paint = (code: number, s: string) => (style === "colour" ? `\x1b[${code}m${s}\x1b[0m` : s);
  const lines: string[] = [];
  for (const r of reports) {
    if (!r.findings.length) continue;
    lines.push(paint(1, printable(r.path)));
    for (const f of r.findings) {
      const { line, character } = f.range.start;
      const place = `${line + 1}:${character + 1}`.padEnd(8);
      const level = paint(colours[f.level], levelNames[f.level].padEnd(WIDTH));
      lines.push(`  ${place} ${level}  ${printable(f.message)}  ${paint(90, f.rule)}`);
    }
    lines.push("");
  }
  const total = levels.map(l => `${levelsMany[l]}: ${count(reports, l)}`).join(", ");
  lines.push(`Проверено файлов: ${reports.length}; ${total}.`, "");
  return lines.join("\n");
}
