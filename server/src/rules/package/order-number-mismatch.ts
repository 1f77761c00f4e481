import type { Doc } from "../../model/document";
import { type Act, factsOf } from "../../model/facts";
import type { ActNumber } from "../../model/header";
import { dateAndNumber, dateText } from "../../model/requisites";
import { fileName } from "../../model/uris";
import { type CalendarDate, compareDates, parseDate } from "../../russian/dates";
import { sentenceAround } from "../../russian/sentences";
import { fold, stem, words } from "../../russian/words";
import { flow } from "../../syntax/inline";
import { rangeOf } from "../../syntax/yaml";
import type { Config } from "../../workspace/config";
import type { Workspace } from "../../workspace/docs";
import { approvalOf } from "../../workspace/neighbours";
import { partOf, partsOf } from "../../workspace/packages/packages";
import { placeOf } from "../../workspace/place";
import { actsFootprint } from "../engine/footprint";
import { type Problem, type Related, type Rule, replace } from "../engine/rule";

const ORDER =
  "//- prikaz.reg.md\n---\nдокумент: приказ\nрегистрация: { номер: 118, дата: 2025-08-29 }\n---\n\n# О создании клуба чтецов\n";
const REGULATION = (stamp: string) =>
  `//- polozhenie.reg.md\n---\nдокумент: положение\nприложение к: prikaz.reg.md\nгрифы:\n  - { вид: утверждено, приказ: ${stamp} }\n---\n\n# Положение о клубе чтецов\n`;
const REPORT = (act: string) =>
  `//- otchyot.reg.md\n---\nдокумент: отчёт\nоснование: polozhenie.reg.md\n---\n\n# Отчёт\n\n1.1. Клуб чтецов создан приказом ${act}.\n`;
const GOOD = REGULATION("{ номер: 118, дата: 2025-08-29 }");

export const orderNumberMismatch: Rule = {
  id: "order-number-mismatch",
  group: "package",
  severity: "warning",
  yaml: true,
  summary: "Номер и дата приказа везде одни и те же.",
  docs: "Гриф утверждения, отчёт, протокол называют приказ по номеру и дате. Если они не те, что в самом приказе (`регистрация`), неясно, какой приказ утвердил документ, и по ссылке его не найти.\n\nСравниваются гриф документа с утвердившим его приказом и слова «приказом от … № …» в документах пакета. Такие слова сравниваются, только если речь наверняка о том же приказе: совпадает номер и год, или дата и то, о чём приказ. Приказы министерств и других организаций не сравниваются.",
  examples: [
    { good: `${GOOD}${ORDER}` },
    {
      bad: `${REGULATION("{ номер: <|117|>, дата: <|2025-08-28|> }")}${ORDER}`,
      fixed: GOOD.replace("//- polozhenie.reg.md\n", ""),
    },
    { good: `${REPORT("от 29.08.2025 № 118")}${GOOD}${ORDER}` },
    {
      bad: `${REPORT("<|от 29.08.2025 № 116|>")}${GOOD}${ORDER}`,
      fixed: REPORT("от 29.08.2025 № 118").replace("//- otchyot.reg.md\n", ""),
    },
    {
      bad: `${REPORT("<|от 28.08.2025 № 118|>")}${GOOD}${ORDER}`,
      fixed: REPORT("от 29.08.2025 № 118").replace("//- otchyot.reg.md\n", ""),
    },
    { good: `${REPORT("Министерства просвещения от 29.08.2025 № 700")}${GOOD}${ORDER}`, hidden: true },
    {
      good: `//- otchyot.reg.md\n---\nдокумент: отчёт\nоснование: polozhenie.reg.md\n---\n\n# Отчёт\n\n1.1. Классные руководители назначены приказом от 29.08.2025 № 120, отпуск дан приказом от 12.06.2024 № 118.\n${GOOD}${ORDER}`,
      hidden: true,
    },
  ],
  reads: actsFootprint,
  *check(doc, { config, workspace }) {
    yield* stamps(workspace, doc);
    if (doc.kind === "text") yield* citations(workspace, doc, config);
  },
};

function* stamps(workspace: Workspace, doc: Doc): Iterable<Problem> {
  const { yaml } = doc.header;
  const order = approvalOf(workspace, doc);
  if (!yaml || !order || partOf(workspace, order) !== "приказ") return;
  const { number, date, day } = order.header.registration ?? {};
  for (const stamp of doc.header.stamps) {
    if (stamp.kind !== "утверждено" && stamp.kind !== "утверждаю") continue;
    const act = stamp.order;
    const path = ["грифы", stamp.index, "приказ"];
    if (act?.number && number && isFilled(act.number) && isFilled(number) && !sameNumber(act.number, number))
      yield differs("номер", number, [...path, "номер"]);
    if (act?.day && day && compareDates(act.day, day) !== 0) yield differs("дата", date!, [...path, "дата"]);
  }

  function differs(what: "номер" | "дата", right: string, path: readonly (string | number)[]): Problem {
    const at = rangeOf(yaml!, path);
    return {
      ...at,
      message: `В грифе ${what} приказа не ${what === "номер" ? "тот" : "та"}, что в самом приказе (${fileName(order!.uri)}): там ${what === "номер" ? `№ ${right}` : dateText(right)}.`,
      related: registered(order!),
      fixes: replace(at, right, `Записать «${right}»`),
    };
  }
}

function* citations(workspace: Workspace, doc: Doc, config: Config): Iterable<Problem> {
  const orders = partsOf(workspace, doc, "приказ").filter(d => d !== doc && d.header.registration);
  if (!orders.length) return;
  const { blocks, starts } = doc.tree;
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    for (const act of factsOf(block).acts) {
      if (!/^приказ/iu.test(act.kind) || !act.date || !act.number) continue;
      const text = flow(block);
      const stretch = text.slice(act.from, act.to);
      const at = /(?:от[\s\u00a0]|№|N[\s\u00a0]*\d)/u.exec(stretch)?.index ?? 0;
      if (!isOwn(stretch.slice(act.kind.length, at), config)) continue;
      // The order itself may be cited rightly beside the one that is sought.
      if (orders.some(o => agrees(act, o.header.registration!))) continue;
      const { from, to } = sentenceAround(text, act.from);
      const order = orders.find(o => isMeant(act, o, text.slice(from, to)));
      if (!order) continue;
      const { number, date } = order.header.registration!;
      const span = numberAndDate(stretch, at, starts[i]! + act.from);
      const right = dateAndNumber({ date: date!, number: number! });
      yield {
        ...span,
        message: `${placeOf(doc, i)} номер или дата приказа не те, что в самом приказе (${fileName(order.uri)}): там ${right}.`,
        related: registered(order),
        fixes: replace(span, right.replaceAll("\u00a0", " "), `Записать «${right}»`),
      };
    }
  }
}

/** Nobody else's order: between the word and the number stand only words of the own organisation or «директора», «по школе». */
function isOwn(between: string, config: Config): boolean {
  const { short, full } = config.organisation ?? {};
  const own = new Set(words(`${short ?? ""} ${full ?? ""}`).map(w => stem(w.fold)));
  return words(between).every(
    w =>
      own.has(stem(w.fold)) ||
      /^(?:по|директор|руководител|заведующ|школ|гимнази|лице|учреждени|организаци)/.test(w.fold),
  );
}

function agrees(act: Act, { number, day: its }: ActNumber): boolean {
  const own = dayOf(act);
  return sameNumber(act.number!, number ?? "") && (!own || !its || compareDates(own, its) === 0);
}

/** Surely this order: its number in the same year, or its day and what it is about. */
function isMeant(act: Act, { header, outline }: Doc, sentence: string): boolean {
  const { number, day: its } = header.registration!;
  const own = dayOf(act);
  if (!number || !own || !its) return false;
  if (sameNumber(act.number!, number)) return own.y === its.y;
  if (compareDates(own, its) !== 0) return false;
  const about = content(outline.title?.title ?? "");
  const said = content(act.title ?? sentence);
  const common = [...about].filter(s => said.has(s)).length;
  return common > 1 && common / about.size >= 0.6;
}

/** First letters of the words: «создании» and «создан» are one. */
const content = (text: string): ReadonlySet<string> =>
  new Set(
    words(text)
      .filter(w => w.fold.length > 2)
      .map(w => stem(w.fold).slice(0, 6)),
  );

/** «от 29.08.2025 № 118» inside the stretch of an act: both together, whichever is first. */
function numberAndDate(stretch: string, at: number, start: number): { from: number; to: number } {
  const title = stretch.indexOf("«", at);
  const end = title < 0 || /^«?\d{1,2}»/.test(stretch.slice(title)) ? stretch.length : title;
  return { from: start + at, to: start + at + stretch.slice(at, end).trimEnd().length };
}

const dayOf = ({ date }: Act): CalendarDate | undefined => parseDate(date ?? "")?.date;
const isFilled = (text: string) => !/_{2,}|[ХX]{2}/.test(text);
const sameNumber = (a: string, b: string) => fold(a).replace(/[\s–—]/g, "-") === fold(b).replace(/[\s–—]/g, "-");

function registered(order: Doc): Related[] {
  const { yaml } = order.header;
  return yaml ? [{ uri: order.uri, ...rangeOf(yaml, ["регистрация"]), message: "Номер и дата приказа" }] : [];
}
