import { some } from "../../model/values";
import { type CalendarDate, isoDate, schoolYear } from "../../russian/dates";
import { about, inflect } from "../../russian/forms";
import { declineName } from "../../russian/names";
import { writeScalar } from "../../syntax/yaml";
import { holderOf, lastOfficers, officersOf, rosterOf } from "../../workspace/entities/body";
import { isOwnOffice, officeName } from "../../workspace/entities/offices";
import { responsibleIn } from "../../workspace/entities/responsible";
import { partsOf } from "../../workspace/packages/packages";
import type { Values } from "../../workspace/packages/requirements";
import type { ScheduledMeeting } from "../../workspace/planning/schedule";
import { cellOf, type Row } from "../../workspace/tables";
import { commonValues, type DraftSource, placeOf, yearText } from "./source";
import { electedFirst, series } from "./tables";

/** The number of a meeting, else the next one of the package's minutes. */
export function numberOf({ workspace, doc }: DraftSource, meeting: ScheduledMeeting | undefined): string | undefined {
  if (meeting) return meeting.number;
  const numbers = partsOf(workspace, doc, "протокол").flatMap(d => Number(d.header.registration?.number) || []);
  return String(Math.max(0, ...numbers) + 1);
}

export function minutesValues(source: DraftSource, meeting: ScheduledMeeting | undefined): Values {
  const { workspace, doc, regulation } = source;
  const { row, day } = meeting ?? {};
  const number = numberOf(source, meeting);
  const elected = regulation ? electedFirst(workspace, regulation) : [];
  const items = agendaOf(day ? schoolYear(day) : source.year, row, number === "1" ? elected : []);
  const speaker = speakerOf(source, row, day);
  const officers = officersAt(source, day);
  const roster = rosterOf(workspace, doc, day);
  return {
    ...commonValues(source),
    ...some("номер", number && writeScalar(number, "flow")),
    ...some("дата", day && isoDate(day)),
    ...some("место", placeOf(source)),
    ...some("председатель", officers.chair),
    ...some("секретарь", officers.secretary),
    ...some("присутствовали", roster.length ? roster.map(name => `\n  - ${name}`).join("") : undefined),
    повестка: items.map((item, i) => `${i + 1}) ${item.subject}${i === items.length - 1 ? "." : ";"}`).join("\n"),
    вопросы: items
      .map(({ subject, decisions }, i) =>
        [
          `${i + 1}. СЛУШАЛИ: ${speaker} – ${subject}.`,
          "РЕШИЛИ:",
          ...decisions.map((decision, n) => `${i + 1}.${n + 1}. ${decision}.`),
          "Голосовали: за – ____, против – ____, воздержались – ____.",
        ].join("\n\n"),
      )
      .join("\n\n"),
  };
}

interface DraftedAgendaItem {
  /** «об избрании секретаря». */
  readonly subject: string;
  readonly decisions: readonly string[];
}

/** The questions of a theme; of a meeting without one what a first meeting begins with. */
function agendaOf(
  year: number | undefined,
  row: Row | undefined,
  elected: readonly string[],
): readonly DraftedAgendaItem[] {
  const theme = (row && cellOf(row, "название")?.text) ?? "";
  const election: DraftedAgendaItem = {
    subject: `об избрании ${series(elected.map(head => inflect(head, "gen", "sg")))}`,
    decisions: elected.map(head => `Избрать ${inflect(head, "ins", "sg")} на ${yearText(year)} учебный год ____`),
  };
  const questions = theme
    .split(/[.;]\s+(?=\p{Lu})|;\s+/u)
    .map(q => q.trim().replace(/[.;]$/, ""))
    .filter(Boolean);
  const items = questions.map(
    (q): DraftedAgendaItem =>
      elected.length && /^(?:избрание|выбор)/iu.test(q)
        ? { ...election, subject: subjectOf(q) }
        : { subject: subjectOf(q), decisions: ["____"] },
  );
  if (items.length) return items;
  return elected.length ? [election] : [{ subject: "о ____", decisions: ["____"] }];
}

/** «План работы» → «о плане работы»; what can't be declined is quoted. */
function subjectOf(question: string): string {
  const [first = ""] = question.split(/\s/, 1);
  const given = /^\p{Lu}{2}/u.test(first) ? question : question.slice(0, 1).toLowerCase() + question.slice(1);
  return about(given) ?? `по теме «${question.replace(/[«»]/g, m => (m === "«" ? "„" : "“"))}»`;
}

/** Whom they heard, in the accusative: the row's responsible or the one who leads. */
function speakerOf(source: DraftSource, row: Row | undefined, day: CalendarDate | undefined): string {
  const { workspace, doc, lead } = source;
  const text = row && cellOf(row, "исполнитель")?.text;
  const named = text ? responsibleIn(workspace, doc, text)[0] : undefined;
  if (named?.kind === "person") return declineName(named.person?.name ?? named.name, "acc") ?? "____";
  const role = named?.name ?? (text ? undefined : lead);
  if (!role) return "____";
  const holder = holderOf(workspace, doc, role, day);
  // The body's own office needs no name of the body here.
  const own = isOwnOffice(workspace, doc, officeName(role));
  return (holder && declineName(holder, "acc")) ?? inflect(own ? officeName(role).head : role, "acc", "sg");
}

/** Chair and secretary: who was elected or appointed by that day, else those of the last minutes. */
function officersAt({ workspace, doc, regulation }: DraftSource, day: CalendarDate | undefined) {
  const last = lastOfficers(workspace, doc, day);
  const { chair, secretary } = regulation ? officersOf(workspace, regulation) : {};
  return {
    chair: (chair && holderOf(workspace, doc, chair.name, day)) ?? last.chair,
    secretary: (secretary && holderOf(workspace, doc, secretary.name, day)) ?? last.secretary,
  };
}
