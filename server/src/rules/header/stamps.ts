/** Rules of stamps (грифы) and of dates in the header. */

import type { Doc } from "../../model/document";
import type { ActNumber, Stamp } from "../../model/header";
import { numbersStand } from "../../model/header-schema";
import { fileName } from "../../model/uris";
import { type CalendarDate, compareDates, dateInDigits, daysBetween } from "../../russian/dates";
import type { Span } from "../../syntax/span";
import { rangeOf } from "../../syntax/yaml";
import type { Workspace } from "../../workspace/docs";
import { approvalOf, resolve } from "../../workspace/neighbours";
import { partOf } from "../../workspace/packages/packages";
import { nothing } from "../engine/footprint";
import type { Fix, Rule } from "../engine/rule";
import { blanksInMap, headerEntry } from "./header-edit";

const approving = new Set(["утверждаю", "утверждено"]);
const titles: Record<string, string> = {
  согласовано: "СОГЛАСОВАНО",
  принято: "ПРИНЯТО",
  утверждаю: "УТВЕРЖДАЮ",
  утверждено: "УТВЕРЖДЕНО",
  рассмотрено: "РАССМОТРЕНО",
  "мнение учтено": "МНЕНИЕ УЧТЕНО",
};
/** The date of a stamp: its own, else that of its minutes, else that of its order. */
const datedPart = (s: Stamp) => (s.date !== undefined ? s : s.minutes?.date !== undefined ? s.minutes : s.order);
const dateOf = (s: Stamp): string | undefined => datedPart(s)?.date;
const dayOf = (s: Stamp): CalendarDate | undefined => datedPart(s)?.day;
const isBlank = (s: string | undefined): boolean => s !== undefined && (/_{2,}|^[.…\s]+$|[ХX]{2}/.test(s) || s === "");

export const stampMissing: Rule = {
  id: "stamp-missing",
  group: "stamps",
  severity: "warning",
  summary: "На акте есть все грифы, которых требует его вид.",
  docs: `Локальный нормативный акт принимают в порядке, установленном уставом (часть 1 статьи 30 Федерального закона от 29.12.2012 № 273-ФЗ), и утверждает руководитель. По ГОСТ Р 7.0.97 об этом говорит гриф утверждения: «УТВЕРЖДЕНО приказом … от … № …». Принятие коллегиальным органом отмечают по школьному обычаю: «ПРИНЯТО …, протокол от … № …». Если положение утверждает приказ из той же папки, укажите его: \`утверждено: prikaz.reg.md\`.`,
  examples: [
    {
      good: "---\nдокумент: положение\nгрифы:\n  - { вид: принято, орган: Педагогический совет, протокол: { номер: 1, дата: 2026-08-28 } }\n  - { вид: утверждено, приказ: { номер: 12, дата: 2026-09-01 } }\n---\n\n# Положение о клубе\n",
    },
    {
      bad: "---\nдокумент: положение\nгрифы:\n  - { вид: принято, орган: Педагогический совет, протокол: { номер: 1, дата: 2026-08-28 } }\n---\n\n# <|Положение о клубе|>\n",
      fixed:
        "---\nдокумент: положение\nгрифы:\n  - { вид: принято, орган: Педагогический совет, протокол: { номер: 1, дата: 2026-08-28 } }\n  - { вид: утверждено, приказ: { номер: ____, дата: ____ } }\n---\n\n# Положение о клубе\n",
    },
    {
      bad: "---\nдокумент: положение\nгрифы:\n- вид: принято\n  орган: Совет\n---\n\n# <|Положение о клубе|>\n",
      fixed:
        "---\nдокумент: положение\nгрифы:\n- вид: принято\n  орган: Совет\n- { вид: утверждено, приказ: { номер: ____, дата: ____ } }\n---\n\n# Положение о клубе\n",
      hidden: true,
    },
  ],
  reads: nothing,
  *check(doc, { profile, workspace }) {
    if (!profile?.stamps.length) return;
    const kinds = new Set<string>(doc.header.stamps.map(s => s.kind));
    if (doc.header.approvedBy) kinds.add("утверждено");
    const order = approvalOf(workspace, doc);
    const missing = profile.stamps.filter(options => !options.some(o => kinds.has(o)));
    if (!missing.length) return;
    const heading = doc.outline.title ?? doc.outline.headings[0];
    const at = heading
      ? { from: heading.level === 1 ? heading.titleFrom : heading.from, to: heading.to }
      : { from: 0, to: Math.min(3, doc.text.length) };
    for (const options of missing) {
      const kind = options.some(o => approving.has(o)) ? "утверждено" : options[0]!;
      const also =
        kind === "утверждено" && doc.header.appendixTo
          ? `: утверждающий приказ есть (${doc.header.appendixTo}), но гриф на него не ссылается`
          : "";
      yield {
        ...at,
        message: `Нет грифа «${titles[kind]}»${options.length > 1 && kind !== "утверждено" ? " (подойдёт и РАССМОТРЕНО, СОГЛАСОВАНО)" : ""}${also}.`,
        fixes: () =>
          addStamp(doc, kind, order && partOf(workspace, order) === "приказ" ? order.header.registration : undefined),
      };
    }
  },
};

function addStamp(doc: Doc, kind: string, order: ActNumber | undefined): readonly Fix[] {
  const title = `Добавить гриф «${titles[kind]}» в шапку`;
  const header = doc.text.slice(0, doc.header.end);
  if (kind === "утверждено" && doc.header.appendixTo && order) {
    const m = /^приложение к:.*(?:\r?\n|$)/m.exec(header);
    if (m) {
      const at = m.index + m[0].length;
      const insert = `утверждено: ${doc.header.appendixTo}\n`;
      return [
        { title: `Указать утверждающий приказ: ${doc.header.appendixTo}`, edits: [{ from: at, to: at, insert }] },
      ];
    }
  }
  const item = approving.has(kind)
    ? "- { вид: утверждено, приказ: { номер: ____, дата: ____ } }"
    : `- { вид: ${kind}, орган: Педагогический совет, протокол: { номер: ____, дата: ____ } }`;
  const edit = headerEntry(doc, "грифы", { item, pair: item }, "item");
  return edit ? [{ title, edits: [edit], ask: true }] : [];
}

export const stampIncomplete: Rule = {
  id: "stamp-incomplete",
  group: "stamps",
  severity: "warning",
  summary: "В грифе есть орган или лицо, номер и дата.",
  docs: `Гриф без номера и даты не доказывает, что решение принято: по нему не найти ни протокола, ни приказа. Гриф «УТВЕРЖДАЮ» ставит лицо — нужны должность, инициалы с фамилией и дата; «УТВЕРЖДЕНО» — приказ с датой и номером; «ПРИНЯТО», «СОГЛАСОВАНО» — орган и протокол.`,
  examples: [
    {
      good: "---\nдокумент: положение\nгрифы:\n  - { вид: принято, орган: Педагогический совет, протокол: { номер: 1, дата: 2026-08-28 } }\n---\n",
    },
    {
      bad: "---\nдокумент: положение\nгрифы:\n  - <|{ вид: принято, орган: Педагогический совет }|>\n---\n",
      fixed:
        "---\nдокумент: положение\nгрифы:\n  - { вид: принято, орган: Педагогический совет, протокол: { номер: ____, дата: ____ } }\n---\n",
    },
    {
      bad: "---\nдокумент: положение\nгрифы:\n  - <|вид: утверждено\n    приказ: { номер: 4 }|>\n---\n",
      fixed: "---\nдокумент: положение\nгрифы:\n  - вид: утверждено\n    приказ: { номер: 4, дата: ____ }\n---\n",
      hidden: true,
    },
    {
      bad: "---\nдокумент: положение\nгрифы:\n  - <|вид: утверждаю\n    должность: Директор|>\n---\n",
      fixed:
        "---\nдокумент: положение\nгрифы:\n  - вид: утверждаю\n    должность: Директор\n    лицо: ____\n    дата: ____\n---\n",
      hidden: true,
    },
  ],
  reads: nothing,
  *check(doc) {
    for (const s of doc.header.stamps) {
      const lacks = lacking(s);
      if (!lacks.length) continue;
      yield {
        from: s.from,
        to: s.to,
        message: `В грифе «${titles[s.kind]}» нет ${lacks.map(l => l.name).join(", ")}.`,
        fixes: () => {
          const byMap = new Map<string, string[]>();
          for (const { map, key } of lacks) byMap.set(map, [...(byMap.get(map) ?? []), key]);
          const edits = [...byMap].map(([map, keys]) =>
            blanksInMap(doc, ["грифы", s.index, ...(map ? [map] : [])], keys),
          );
          return edits.every(e => e !== undefined)
            ? [{ title: "Добавить недостающее как пропуски", edits, ask: true }]
            : [];
        },
      };
    }
  },
};

interface Lack {
  /** In the genitive, for the message. */
  readonly name: string;
  /** The key to add, and the inner map that it belongs to; empty for the stamp itself. */
  readonly key: string;
  readonly map: "" | "приказ" | "протокол";
}

function lacking(s: Stamp): Lack[] {
  const lacks: Lack[] = [];
  const lack = (name: string, key: string, map: Lack["map"] = "") => lacks.push({ name, key, map });
  const date = dateOf(s);
  if (s.kind === "утверждаю") {
    if (!s.post) lack("должности", "должность");
    if (!s.person) lack("инициалов и фамилии", "лицо");
    if (!date) lack("даты", "дата");
  } else if (s.kind === "утверждено") {
    const act = s.order ?? s.minutes;
    const map = s.order ? "приказ" : "протокол";
    if (!act) lack("приказа с номером и датой", "приказ");
    else {
      if (!act.number) lack("номера", "номер", map);
      if (!date) lack("даты", "дата", map);
    }
  } else {
    if (!s.body && !s.post) lack("органа", "орган");
    if (!s.minutes && !s.post) lack("протокола с номером и датой", "протокол");
    else if (s.minutes && !s.minutes.number) lack("номера протокола", "номер", "протокол");
    if (s.minutes && !date) lack("даты протокола", "дата", "протокол");
  }
  return lacks;
}

export const stampPlaceholder: Rule = {
  id: "stamp-placeholder",
  group: "stamps",
  severity: "information",
  summary: "В грифе не осталось пропусков.",
  docs: `Пропуск «____» вместо номера или даты уместен в проекте; в документе, который согласуется или действует, он значит, что гриф забыли заполнить.`,
  examples: [
    {
      good: "---\nдокумент: положение\nгрифы:\n  - { вид: утверждено, приказ: { номер: 4, дата: 2026-08-28 } }\n---\n",
    },
    {
      bad: "---\nдокумент: положение\nгрифы:\n  - <|{ вид: утверждено, приказ: { номер: ____, дата: ____ } }|>\n---\n",
    },
  ],
  reads: nothing,
  *check(doc) {
    for (const s of doc.header.stamps) {
      if (
        ![s.date, s.person, s.post, s.body, s.minutes?.number, s.minutes?.date, s.order?.number, s.order?.date].some(
          isBlank,
        )
      )
        continue;
      yield {
        from: s.from,
        to: s.to,
        severity: doc.header.state === "проект" ? "information" : "warning",
        message: `В грифе «${titles[s.kind]}» остался пропуск.`,
      };
    }
  },
};

export const stampDateOrder: Rule = {
  id: "stamp-date-order",
  group: "stamps",
  severity: "warning",
  yaml: true,
  summary: "Сначала согласуют и принимают, потом утверждают.",
  docs: `Акт, утверждённый раньше, чем его принял совет и согласовали другие органы, принят с нарушением порядка и может быть отменён (часть 4 статьи 30 Федерального закона от 29.12.2012 № 273-ФЗ). Обычно это опечатка в дате. Один и тот же день — нормально.\n\nТочно так же план и график не утверждают раньше положения, на котором они основаны (\`основание\`). Положение, утверждённое больше чем на три месяца позже плана, считается новой редакцией, и о нём правило молчит.`,
  examples: [
    {
      good: "---\nдокумент: положение\nгрифы:\n  - { вид: принято, орган: Совет, протокол: { номер: 1, дата: 2026-08-28 } }\n  - { вид: утверждено, приказ: { номер: 12, дата: 2026-08-28 } }\n---\n",
    },
    {
      bad: "---\nдокумент: положение\nгрифы:\n  - { вид: принято, орган: Совет, протокол: { номер: 1, дата: 2026-09-28 } }\n  - <|{ вид: утверждено, приказ: { номер: 12, дата: 2026-09-01 } }|>\n---\n",
    },
    {
      bad: "---\nдокумент: положение\nгрифы:\n  - { вид: принято, орган: Совет, протокол: { номер: 1, дата: 28 сентября 2026 г. } }\n  - <|{ вид: утверждено, приказ: { номер: 12, дата: 2026-9-1 } }|>\n---\n",
      hidden: true,
    },
    {
      bad: "//- plan.reg.yaml\nдокумент: план\nоснование: polozhenie.reg.md\nгрифы:\n  - <|{ вид: утверждаю, должность: Директор, лицо: И.А. Орлова, дата: 2026-09-01 }|>\n//- polozhenie.reg.md\n---\nдокумент: положение\nутверждено: prikaz.reg.md\n---\n//- prikaz.reg.md\n---\nдокумент: приказ\nрегистрация: { номер: 12, дата: 2026-09-10 }\n---\n",
    },
    {
      bad: "//- polozhenie.reg.md\n---\nдокумент: положение\nприложение к: <|prikaz.reg.md|>\nгрифы:\n  - { вид: принято, орган: Совет, протокол: { номер: 1, дата: 2026-09-28 } }\n---\n//- prikaz.reg.md\n---\nдокумент: приказ\nрегистрация: { номер: 12, дата: 2026-09-10 }\n---\n",
      hidden: true,
    },
  ],
  reads: nothing,
  *check(doc, { workspace }) {
    const before = doc.header.stamps
      .flatMap(s => (approving.has(s.kind) ? [] : [{ s, date: dayOf(s) }]))
      .filter(x => x.date);
    const approvals = approvalsOf(workspace, doc);
    for (const { span, date } of approvals) {
      const late = before.find(b => compareDates(b.date!, date) > 0);
      if (!late) continue;
      yield {
        from: span.from,
        to: span.to,
        message: `Утверждено ${dateInDigits(date)}, а гриф «${titles[late.s.kind]}» — ${dateInDigits(late.date!)}, позже.`,
        related: [{ from: late.s.from, to: late.s.to, message: `«${titles[late.s.kind]}» с более поздней датой` }],
      };
    }
    const basis = resolve(workspace, doc.uri, doc.header.basis);
    const first = basis && approvalsOf(workspace, basis)[0];
    if (!first || basis === doc) return;
    for (const { span, date } of approvals) {
      // A much younger regulation is a new edition; the plan was made for the old one.
      const days = daysBetween(date, first.date);
      if (days <= 0 || days > EDITION_DAYS) continue;
      yield {
        from: span.from,
        to: span.to,
        message: `Утверждено ${dateInDigits(date)}, раньше основания (${fileName(basis.uri)}): оно утверждено ${dateInDigits(first.date)}.`,
        related: [{ uri: basis.uri, ...first.span, message: "Утверждение основания" }],
      };
    }
  },
};

const EDITION_DAYS = 92;

interface Approval {
  readonly span: Span;
  readonly date: CalendarDate;
}

/** When a document was approved: by its stamps, or by the order that its header names. */
function approvalsOf(workspace: Workspace, doc: Doc): readonly Approval[] {
  const found: Approval[] = doc.header.stamps.flatMap(s => {
    const date = approving.has(s.kind) ? dayOf(s) : undefined;
    return date ? [{ span: { from: s.from, to: s.to }, date }] : [];
  });
  const { yaml, approvedBy, appendixTo } = doc.header;
  const order = approvalOf(workspace, doc);
  const date = order?.header.registration?.day;
  const named = approvedBy ? "утверждено" : appendixTo && !found.length ? "приложение к" : undefined;
  if (yaml && named && date && order && partOf(workspace, order) === "приказ")
    found.push({ span: rangeOf(yaml, [named]), date });
  return found;
}

export const stampForm: Rule = {
  id: "stamp-form",
  group: "stamps",
  severity: "information",
  summary: "Гриф составлен по форме: «УТВЕРЖДЕНО приказом», «УТВЕРЖДАЮ» и подпись.",
  docs: `В школах часто смешивают две формы: «УТВЕРЖДАЮ», директор и тут же номер приказа. По ГОСТ Р 7.0.97 либо руководитель ставит подпись и дату под словом «УТВЕРЖДАЮ», либо пишут «УТВЕРЖДЕНО приказом … от … № …». Замечание не мешает работе: стандарт добровольный.`,
  examples: [
    {
      good: "---\nдокумент: положение\nгрифы:\n  - { вид: утверждено, приказ: { номер: 12, дата: 2026-09-01 } }\n---\n",
    },
    {
      bad: "---\nдокумент: положение\nгрифы:\n  - { вид: <|утверждаю|>, должность: Директор, лицо: И.О. Фамилия, приказ: { номер: 12, дата: 2026-09-01 } }\n---\n",
      fixed:
        "---\nдокумент: положение\nгрифы:\n  - { вид: утверждено, должность: Директор, лицо: И.О. Фамилия, приказ: { номер: 12, дата: 2026-09-01 } }\n---\n",
    },
  ],
  reads: nothing,
  *check(doc) {
    const { yaml } = doc.header;
    if (!yaml) return;
    for (const s of doc.header.stamps) {
      if (s.kind !== "утверждаю" || !s.order) continue;
      const at = rangeOf(yaml, ["грифы", s.index, "вид"]);
      yield {
        ...at,
        message: "«УТВЕРЖДАЮ» — подпись лица, а здесь указан приказ: пишут «УТВЕРЖДЕНО приказом … от … № …».",
        fixes: () => [
          {
            title: "Сделать грифом «УТВЕРЖДЕНО»",
            edits: [{ ...at, insert: "утверждено" }],
            // Signed documents keep the wording that was signed.
            ...(numbersStand(doc.header.state) ? { ask: true as const } : {}),
          },
        ],
      };
    }
  },
};
