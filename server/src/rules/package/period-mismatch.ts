import { fileName } from "../../model/uris";
import { type StatedYear, statedYears, yearOf } from "../../workspace/calendar/school-year";
import { partOf, partsOf } from "../../workspace/packages/packages";
import { nothing } from "../engine/footprint";
import type { Problem, Rule } from "../engine/rule";

const PLAN =
  "//- plan.reg.yaml\nдокумент: план\nоснование: polozhenie.reg.md\nучебный год: 2025/2026\nмероприятия: []\n";
const REPORT = (year: string) =>
  `//- otchyot.reg.md\n---\nдокумент: отчёт\nоснование: polozhenie.reg.md\n---\n\n# Отчёт о работе клуба за ${year} учебный год\n`;
const REGULATION = "//- polozhenie.reg.md\n---\nдокумент: положение\n---\n\n# Положение о клубе\n";

export const periodMismatch: Rule = {
  id: "period-mismatch",
  group: "dates",
  severity: "warning",
  yaml: true,
  summary: "План, график и отчёт относятся к одному учебному году.",
  docs: `Отчёт отвечает за план своего года, график – за его заседания. Когда документ делают из прошлогоднего, год часто исправляют в одном месте и забывают в другом. Проверяется, что учебный год в заголовке тот же, что в ключе \`учебный год\`, что годы в нём идут подряд и что у графика и отчёта есть план на тот же год – если планы в пакете есть.`,
  examples: [
    { good: `${REPORT("2025–2026")}${PLAN}${REGULATION}` },
    { bad: `${REPORT("<|2024–2025|>")}${PLAN}${REGULATION}`, fixed: REPORT("2025–2026") },
    {
      bad: "//- plan.reg.yaml\nдокумент: план\nназвание: План работы на <|2024/2025|> учебный год\nучебный год: 2025/2026\nмероприятия: []\n",
      fixed:
        "документ: план\nназвание: План работы на 2025/2026 учебный год\nучебный год: 2025/2026\nмероприятия: []\n",
    },
    { bad: "//- plan.reg.yaml\nдокумент: план\nучебный год: <|2025/2027|>\nмероприятия: []\n" },
    {
      good: `${REPORT("2024/2025")}${PLAN}${PLAN.replace("plan", "plan-1").replace("2025/2026", "2024/2025")}${REGULATION}`,
      hidden: true,
    },
    { good: `${REPORT("2024/25")}${REGULATION}`, hidden: true },
    {
      good: "---\nдокумент: отчёт\nучебный год: 2021/2022\n---\n\n# Анализ работы за 2021/2022 учебный год и задачи на 2022/2023 учебный год\n",
      hidden: true,
    },
    { bad: `${REPORT("<|2024/25|>")}${PLAN}${REGULATION}`, fixed: REPORT("2025/26"), hidden: true },
  ],
  reads: nothing,
  *check(doc, { workspace }) {
    const stated = statedYears(doc);
    for (const { from, to, text, year } of stated)
      if (year === undefined)
        yield {
          from,
          to,
          message: `Учебный год «${text}» записан не так: годы должны идти подряд, например 2025/2026.`,
        };
    const [own, ...others] = stated.filter(s => s.year !== undefined);
    if (!own) return;
    for (const other of others)
      if (other.year !== own.year)
        yield { ...differs(other, own.year!), message: `Здесь ${other.text}, а в шапке ${own.text} учебный год.` };
    const part = partOf(workspace, doc);
    if (part !== "график" && part !== "отчёт") return;
    const plans = partsOf(workspace, doc, "план").filter(plan => yearOf(plan) !== undefined);
    if (!plans.length || plans.some(plan => yearOf(plan) === own.year)) return;
    const plan = plans[0]!;
    const of = statedYears(plan).find(s => s.year !== undefined)!;
    yield {
      ...differs(own, of.year!),
      message: `Документ за ${own.text} учебный год, а ${plans.length > 1 ? "планы пакета – за другие годы" : `план (${fileName(plan.uri)}) – на ${of.text}`}.`,
      related: [{ uri: plan.uri, from: of.from, to: of.to, message: "Учебный год плана" }],
    };
  },
};

/** With a fix that keeps the way the years are written. */
function differs(stated: StatedYear, year: number): Pick<Problem, "from" | "to" | "fixes"> {
  const years = [year, year + 1].values();
  const right = stated.text.replace(/\d+/g, digits => String(years.next().value ?? "").slice(-digits.length));
  const { from, to } = stated;
  // The year may be right where it stands and wrong elsewhere.
  return {
    from,
    to,
    fixes: () => [{ title: `Исправить на ${right}`, edits: [{ from, to, insert: right }], ask: true }],
  };
}
