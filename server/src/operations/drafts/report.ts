import { parentPath } from "../../model/numbers";
import { tasksOf } from "../../model/tasks";
import { some } from "../../model/values";
import type { ColumnKind } from "../../profiles/profile";
import { capitalised } from "../../russian/capitalised";
import { counted } from "../../russian/counted";
import { compareDates, parseDate, schoolYear } from "../../russian/dates";
import { inflect } from "../../russian/forms";
import { writeScalar } from "../../syntax/yaml";
import { holderOf, introduced, rosterOf } from "../../workspace/entities/body";
import { partsOf, profileFor } from "../../workspace/packages/packages";
import type { Values } from "../../workspace/packages/requirements";
import { type Cell, type Row, tableOf, termCell } from "../../workspace/tables";
import { commonValues, type DraftSource, linkTo, partFor } from "./source";

export function reportValues(source: DraftSource): Values {
  const { workspace, doc, lead, year } = source;
  const end = year === undefined ? undefined : { y: year + 1, m: 8, d: 31 };
  const roster = rosterOf(workspace, doc, end);
  const signer = lead && holderOf(workspace, doc, lead, end);
  return {
    ...commonValues(source),
    ...some("состав", membersText(source, roster)),
    ...some("задачи", tasksText(source)),
    ...some("заседаний", meetingsHeld(source)),
    ...some("мероприятия", activities(source)),
    ...some("должность руководителя", lead && writeScalar(capitalised(lead), "flow")),
    ...some("лицо руководителя", signer && writeScalar(signer, "flow")),
  };
}

/** «В состав клуба входили …»; a short form is introduced. */
function membersText({ body }: DraftSource, roster: readonly string[]): string | undefined {
  if (!body && !roster.length) return undefined;
  const of = body ? ` ${inflect(body.name, "gen", "sg")}${introduced(body)}` : "";
  return `В состав${of} входили ${roster.length ? roster.join(", ") : "____"}`;
}

/** «задачи, которые установлены п. 2.2 Положения». */
function tasksText(source: DraftSource): string | undefined {
  const { regulation } = source;
  const tasks = regulation ? tasksOf(regulation) : [];
  if (!regulation || !tasks.length) return undefined;
  const parents = new Set(tasks.map(t => parentPath(t.path) || t.path));
  const parent = [...parents][0]!;
  const clause =
    parents.size === 1 && regulation.outline.clauses.some(c => c.number.path === parent) ? parent : undefined;
  const link = (path: string, text: string) => `[${text}](${linkTo(source, regulation, path)})`;
  if (clause) return `задачи, которые установлены ${link(clause, `п. ${clause} Положения`)}`;
  return `задачи, которые установлены Положением: ${tasks.map(t => link(t.path, `п. ${t.path}`)).join(", ")}`;
}

/** «9 заседаний»: counts the minutes of the year, else the days of the schedule that are past. */
function meetingsHeld(source: DraftSource): string | undefined {
  const { workspace, doc, year } = source;
  const minutes = partsOf(workspace, doc, "протокол").filter(d => {
    const date = d.header.registration?.day;
    return date && (year === undefined || schoolYear(date) === year);
  });
  const schedule = minutes.length ? undefined : partFor(source, "график");
  const rows = schedule ? (tableOf(schedule, profileFor(workspace, schedule))?.rows ?? []) : [];
  const past = rows.filter(row => {
    const date = parseDate(termCell(row)?.text ?? "")?.date;
    return date && workspace.today && compareDates(date, workspace.today) < 0;
  });
  const count = minutes.length || past.length;
  return count ? counted(count, ["заседание", "заседания", "заседаний"]) : undefined;
}

/** A GFM table, a row an activity of the plan; the writer says whether it was done. */
function activities(source: DraftSource): string | undefined {
  const { workspace, profile, regulation } = source;
  const plan = partFor(source, "план");
  const rows = plan ? (tableOf(plan, profileFor(workspace, plan))?.rows ?? []) : [];
  if (!rows.length) return undefined;
  const has = (kind: ColumnKind) => rows.some(row => row.cells.some(c => c.column.kind === kind));
  const columns = (profile.table?.columns ?? []).filter(
    c => c.kind === "название" || c.kind === "отметка" || has(c.kind),
  );
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(c => c.heading)),
    `|${columns.map(() => "---").join("|")}|`,
    ...rows.map(row => line(columns.map(c => cellText(row, c.kind, c.key) || (c.kind === "отметка" ? "____" : "")))),
  ].join("\n");

  function cellText(row: Row, kind: ColumnKind, key: string): string {
    const own = row.cells.filter(c => c.column.key === key);
    const cells: readonly Cell[] = own.length ? own : row.cells.filter(c => c.column.kind === kind);
    const text = (c: Cell) => c.text.replace(/\s+/g, " ").replaceAll("|", "\\|");
    return cells
      .map(c => (kind === "задача" && regulation ? `[${text(c)}](${linkTo(source, regulation, c.text)})` : text(c)))
      .join(", ");
  }
}
