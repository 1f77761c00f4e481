import type { Doc } from "../../model/document";
import { type CalendarDate, compareDates, schoolYear } from "../../russian/dates";
import { rangeOf } from "../../syntax/yaml";
import type { Workspace } from "../../workspace/docs";
import { partsOf, regulationOf } from "../../workspace/packages/packages";
import type { Rule } from "../engine/rule";

const minutes = (name: string, number: string, date: string) =>
  `//- ${name}.reg.md\n---\nдокумент: протокол\nоснование: polozhenie.reg.md\nрегистрация: { номер: ${number}, дата: ${date} }\n---\n\n# Протокол заседания клуба\n`;
const REGULATION = "//- polozhenie.reg.md\n---\nдокумент: положение\n---\n\n# Положение о клубе\n";

export const minutesNumber: Rule = {
  id: "minutes-number",
  group: "package",
  severity: "information",
  summary: "Протоколы учебного года нумеруются подряд.",
  docs: "Протоколы органа нумеруют подряд в пределах учебного (или календарного) года в порядке дат заседаний: по пропущенному номеру ищут потерянный протокол, а на протокол с чужим номером нельзя сослаться. Сравниваются протоколы одного пакета и одного учебного года; номера с буквами и дробью правило не судит. Пропуск замечается у протокола, который идёт за ним.",
  examples: [
    { good: `${minutes("p2", "2", "2026-10-15")}${minutes("p1", "1", "2026-09-10")}${REGULATION}` },
    { good: `${minutes("p2", "1", "2027-09-15")}${minutes("p1", "1", "2026-09-10")}${REGULATION}`, hidden: true },
    { bad: `${minutes("p2", "<|1|>", "2026-10-15")}${minutes("p1", "1", "2026-09-10")}${REGULATION}` },
    { bad: `${minutes("p3", "<|3|>", "2026-11-15")}${minutes("p1", "1", "2026-09-10")}${REGULATION}` },
    { bad: `${minutes("p3", "<|2|>", "2026-11-15")}${minutes("p1", "3", "2026-09-10")}${REGULATION}` },
    { good: `${minutes("p5", "5", "2027-01-15")}${minutes("p1", "1", "2026-09-10")}${REGULATION}`, hidden: true },
  ],
  *check(doc, { profile, workspace }) {
    if (profile?.part !== "протокол" || !doc.header.yaml) return;
    const own = numbered(doc);
    if (!own) return;
    const before = others(workspace, doc, own.date).filter(o => compareDates(o.date, own.date) <= 0);
    const twin = before.find(
      o => o.number === own.number && (compareDates(o.date, own.date) < 0 || o.doc.uri < doc.uri),
    );
    const last = before.filter(o => compareDates(o.date, own.date) < 0).at(-1);
    const message = twin
      ? `Протокол № ${own.number} в этом учебном году уже есть.`
      : last && own.number < last.number && schoolNumbers(own.date, last.date)
        ? `Протокол № ${own.number} составлен позже протокола № ${last.number}: номера идут не по датам.`
        : last && own.number > last.number + 1 && near(own.date, last.date)
          ? `За протоколом № ${last.number} идёт № ${own.number}: ${own.number - last.number > 2 ? "протоколов" : "протокола"} между ними нет.`
          : undefined;
    const other = twin ?? last;
    if (message && other)
      yield {
        ...rangeOf(doc.header.yaml, ["регистрация", "номер"]),
        message,
        related: [{ uri: other.doc.uri, from: 0, to: 0, message: `Протокол № ${other.number}` }],
      };
  },
};

interface NumberedMinutes {
  readonly doc: Doc;
  readonly number: number;
  readonly date: CalendarDate;
}

function numbered(doc: Doc): NumberedMinutes | undefined {
  const { number, day } = doc.header.registration ?? {};
  return day && /^\d{1,3}$/.test(number ?? "") ? { doc, number: Number(number), date: day } : undefined;
}

/** Minutes of the same body and school year, by date. */
function others(workspace: Workspace, doc: Doc, date: CalendarDate): readonly NumberedMinutes[] {
  const regulation = regulationOf(workspace, doc);
  return partsOf(workspace, doc, "протокол")
    .flatMap(d => (d !== doc && regulationOf(workspace, d) === regulation ? (numbered(d) ?? []) : []))
    .filter(o => schoolYear(o.date) === schoolYear(date))
    .sort((a, b) => compareDates(a.date, b.date));
}

/** Where numbers begin anew on the first of January, January's № 1 follows December's № 4. */
const schoolNumbers = (a: CalendarDate, b: CalendarDate) => a.y === b.y;

/** Between minutes that are far apart others may be missing from the folder: only a gap within half a year is reported. */
const near = (a: CalendarDate, b: CalendarDate) => Math.abs((a.y - b.y) * 12 + a.m - b.m) <= 3;
