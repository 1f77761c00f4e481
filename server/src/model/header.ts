/** The YAML header of a text document as typed facts with ranges. Facts only: whether they suffice is the rules' business. */
import * as z from "zod";
import type { Block, Span } from "../syntax/blocks";
import { headerStart, isClosedHeader } from "../syntax/blocks";
import {
  keyRangeOf,
  lastFrom,
  rangeOf,
  readYaml,
  valueAt,
  type Yaml,
  type YamlFix,
  type YamlPath,
  type YamlProblem,
} from "../syntax/yaml";

export const states = ["проект", "на согласовании", "действует", "утратил силу"] as const;
export type State = (typeof states)[number];
/** Numbers of an act that is or was in force are cited elsewhere: they are never changed. */
export const numbersStand = (state: State): boolean => state === "действует" || state === "утратил силу";
export const stampKinds = [
  "согласовано",
  "принято",
  "утверждаю",
  "утверждено",
  "рассмотрено",
  "мнение учтено",
] as const;
export type StampKind = (typeof stampKinds)[number];

const text = z.string();
const act = z.strictObject({
  номер: text.optional().describe("Номер документа: 95, 57-ОД, 01-12/358."),
  дата: text.optional().describe("Дата: 2023-02-21 или 21.02.2023."),
});
const stamp = z.strictObject({
  вид: z
    .enum(stampKinds)
    .describe("Вид грифа: согласовано, принято, утверждаю, утверждено, рассмотрено, мнение учтено."),
  орган: text.optional().describe("Коллегиальный орган, в именительном падеже: Педагогический совет."),
  должность: text.optional().describe("Должность лица: Директор МОУ «Гимназия № 7»."),
  лицо: text.optional().describe("Инициалы и фамилия: И.А. Орлова."),
  протокол: act.optional().describe("Протокол органа: { номер: 4, дата: 2023-04-28 }."),
  приказ: act.optional().describe("Приказ: { номер: 121, дата: 2023-05-10 }."),
  дата: text.optional().describe("Дата подписания или рассмотрения."),
});
const role = z.union([
  text,
  z.strictObject({
    порядок: text
      .optional()
      .describe("Как роль возникает: «назначается приказом директора», «избирается на первом заседании»."),
    синонимы: z.array(text).optional().describe("Другие имена той же роли, которые встречаются в тексте."),
    пункт: text.optional().describe("Пункт, в котором роль установлена: 2.2."),
  }),
]);
export const organisationSchema = z.strictObject({
  полное: text.optional().describe("Полное наименование по уставу."),
  краткое: text.optional().describe("Сокращённое наименование по уставу."),
  город: text.optional().describe("Город или иное место: Саратов."),
  учредитель: text.optional().describe("Учредитель, как он пишется над наименованием."),
  руководитель: z
    .strictObject({
      должность: text.optional().describe("Должность руководителя: директор."),
      лицо: text.optional().describe("Кто её занимает: Орлова И.А."),
    })
    .optional()
    .describe("Руководитель организации."),
});

export const headerSchema = z.strictObject({
  документ: text.describe("Вид документа: положение, приказ, протокол, отчёт или свой вид из профиля."),
  профиль: text.optional().describe("Профиль вида: ПОС."),
  состояние: z
    .enum(states)
    .optional()
    .describe("проект, на согласовании, действует, утратил силу. Если не указано — проект."),
  утверждено: text.optional().describe("Файл приказа, которым документ утверждён: prikaz-95.reg.md."),
  грифы: z.array(stamp).optional().describe("Грифы согласования, принятия и утверждения."),
  термины: z
    .record(text, text)
    .optional()
    .describe("Сокращения и термины: ПОС: профессиональное обучающееся сообщество."),
  роли: z
    .union([z.record(text, role), z.array(text)])
    .optional()
    .describe("Роли и порядок их возникновения."),
  документация: z.array(text).optional().describe("Документы, которые должны быть в пакете: [план, график, отчёт]."),
  заседания: text.optional().describe("Периодичность заседаний: 1 раз в месяц."),
  "приложение к": text.optional().describe("Файл документа, приложением к которому является этот."),
  основание: text.optional().describe("Файл документа, на котором этот основан."),
  организация: z
    .union([text, organisationSchema])
    .optional()
    .describe("Своя организация документа, если она не та, что в reglament.yaml."),
  подпись: z
    .strictObject({ должность: text.optional(), лицо: text.optional() })
    .optional()
    .describe("Кто подписывает: { должность: Директор, лицо: И.А. Орлова }."),
  регистрация: z
    .strictObject({ номер: text.optional(), дата: text.optional(), место: text.optional() })
    .optional()
    .describe("Номер, дата и место документа."),
  назначения: z.record(text, text).optional().describe("Роль → лицо, назначенное приказом."),
  состав: z.array(text).optional().describe("Состав органа: список лиц."),
  председатель: text.optional().describe("Председатель заседания (протокол)."),
  секретарь: text.optional().describe("Секретарь заседания (протокол)."),
  присутствовали: z
    .union([text, z.array(text)])
    .optional()
    .describe("Присутствовавшие (протокол): список или число."),
  "учебный год": text.optional().describe("Учебный год: 2026/2027."),
  название: text.optional().describe("Название документа, если оно не в заголовке первого уровня."),
});

export interface ActNumber {
  readonly number?: string;
  readonly date?: string;
  readonly place?: string;
}
export interface Stamp extends Span {
  readonly kind: StampKind;
  readonly body?: string;
  readonly post?: string;
  readonly person?: string;
  readonly minutes?: ActNumber;
  readonly order?: ActNumber;
  readonly date?: string;
  /** Index in `грифы`, for ranges of its keys. */
  readonly index: number;
}
export interface RoleDeclaration extends Span {
  readonly name: string;
  /** How the role comes to be, as written: «назначается приказом директора (п. 2.2)». */
  readonly order?: string;
  readonly synonyms: readonly string[];
  readonly clause?: string;
}
export interface TermDeclaration extends Span {
  readonly short: string;
  readonly full: string;
}
export interface HeaderProblem extends Span {
  readonly message: string;
  /** A key or value that was probably meant; replaces the range. */
  readonly meant?: string;
  /** `документ` is missing. */
  readonly missingType?: true;
  /** How a slip in the writing of YAML is set right. */
  readonly fix?: YamlFix;
}

export interface Header {
  /** undefined when the document has no header. */
  readonly yaml: Yaml | undefined;
  /** End of the header block in the text; 0 without one. */
  readonly end: number;
  readonly closed: boolean;
  readonly problems: readonly HeaderProblem[];
  readonly type?: string;
  readonly profile?: string;
  /** `проект` when nothing is said. */
  readonly state: State;
  readonly approvedBy?: string;
  readonly appendixTo?: string;
  readonly basis?: string;
  readonly stamps: readonly Stamp[];
  readonly terms: readonly TermDeclaration[];
  readonly roles: readonly RoleDeclaration[];
  readonly documentation: readonly string[];
  readonly meetings?: string;
  readonly organisation?: Organisation;
  readonly signature?: { readonly post?: string; readonly person?: string };
  readonly registration?: ActNumber;
  readonly assignments: readonly { readonly role: string; readonly person: string }[];
  readonly roster: readonly string[];
  readonly chair?: string;
  readonly secretary?: string;
  readonly present: readonly string[];
  readonly schoolYear?: string;
  readonly title?: string;
}
export interface Organisation {
  readonly full?: string;
  readonly short?: string;
  readonly city?: string;
  readonly founder?: string;
  readonly headPost?: string;
  readonly headPerson?: string;
}

/** Reads a header block; `undefined` gives the facts of a document without a header. Ranges are offsets in the document. */
export function readHeader(block: Block | undefined): Header {
  if (block?.kind !== "header") return headerOf(undefined, 0, true);
  const known = cache.get(block);
  if (known) return known;
  const open = headerStart(block);
  const start = block.text.indexOf("\n", open) + 1;
  const closed = isClosedHeader(block);
  const end = closed ? block.text.replace(/\r?\n?$/, "").lastIndexOf("\n") + 1 : block.text.length;
  const yaml = readYaml(block.text.slice(start, end), start);
  const bom = block.text.startsWith("\ufeff") ? 1 : 0;
  const own: HeaderProblem[] = [];
  if (!closed)
    own.push({ from: open, to: open + 3, message: "Шапка не закрыта: после последнего ключа нужна строка «---»." });
  if (open > bom)
    own.push({
      from: open,
      to: open + 3,
      message: "Над шапкой пустые строки: она начинается с первой строки файла, иначе другие программы её не узнают.",
      fix: { from: bom, to: open, insert: "", title: "Убрать пустые строки" },
    });
  const problems = [...own, ...yaml.problems, ...(closed ? schemaProblems(yaml, headerSchema) : [])];
  const header = { ...headerOf(yaml, block.text.length, closed), problems };
  cache.set(block, header);
  return header;
}

const cache = new WeakMap<Block, Header>();

/** What YAML says of its document, in a header or in a table document; its schema is another matter. */
export function headerOf(yaml: Yaml | undefined, end: number, closed: boolean): Header {
  const value = yaml?.value;
  const map = record(value);
  const at = (path: YamlPath): Span => (yaml ? rangeOf(yaml, path) : { from: 0, to: 0 });
  const key = (path: YamlPath): Span => (yaml ? keyRangeOf(yaml, path) : { from: 0, to: 0 });
  const signature = record(map.подпись);
  const state = states.find(s => s === str(map.состояние)) ?? "проект";
  return {
    yaml,
    end,
    closed,
    problems: yaml?.problems ?? [],
    state,
    ...some("type", str(map.документ)),
    ...some("profile", str(map.профиль)),
    ...some("approvedBy", str(map.утверждено)),
    ...some("appendixTo", str(map["приложение к"])),
    ...some("basis", str(map.основание)),
    ...some("meetings", str(map.заседания)),
    ...some("organisation", organisationOf(map.организация)),
    ...some("registration", actOf(map.регистрация)),
    ...some(
      "signature",
      map.подпись ? { ...some("post", str(signature.должность)), ...some("person", str(signature.лицо)) } : undefined,
    ),
    ...some("chair", str(map.председатель)),
    ...some("secretary", str(map.секретарь)),
    ...some("schoolYear", str(map["учебный год"])),
    ...some("title", str(map.название)),
    stamps: list(map.грифы).flatMap((raw, index) => stampOf(record(raw), index, at(["грифы", index]))),
    terms: Object.entries(record(map.термины)).map(([short, full]) => ({
      short,
      full: str(full) ?? "",
      ...key(["термины", short]),
    })),
    roles: rolesOf(map.роли, (path, isKey) => (isKey ? key(path) : at(path))),
    documentation: list(map.документация).flatMap(v => str(v) ?? []),
    assignments: Object.entries(record(map.назначения)).map(([role, person]) => ({ role, person: str(person) ?? "" })),
    roster: list(map.состав).flatMap(v => str(v) ?? []),
    present: Array.isArray(map.присутствовали) ? list(map.присутствовали).flatMap(v => str(v) ?? []) : [],
  };
}

/**
 * Values that a schema refuses, as Russian messages at exact places. Lines that YAML couldn't read are left out: nobody
 * knows what they were to be. An item of a list under a top-level key is judged by itself, and once while it is the same.
 */
export function schemaProblems(yaml: Yaml, schema: z.ZodType): HeaderProblem[] {
  const value = yaml.value ?? {};
  const broken = overlaps(yaml.problems);
  if (typeof value !== "object" || Array.isArray(value)) {
    const whole = rangeOf(yaml, []);
    return broken(whole) ? [] : [{ ...whole, message: "Здесь ожидаются строки вида «ключ: значение»." }];
  }
  let known = accepted.get(schema);
  if (!known) accepted.set(schema, (known = new WeakSet()));
  const { fresh, indices } = withoutItems(record(value), known);
  const issues = schema.safeParse(fresh).error?.issues.map(i => placedBack(flatten(i), indices)) ?? [];
  const refused = new Set(issues.map(issue => valueAt(value, pathOf(issue).slice(0, 2))));
  for (const [key, left] of indices) {
    for (const i of left) {
      const item = valueAt(value, [key, i]);
      if (item instanceof Object && !refused.has(item)) known.add(item);
    }
  }
  const found = issues.flatMap(issue => {
    const path = pathOf(issue);
    // What is missing may be what couldn't be read.
    const missing = issue.code === "invalid_type" && valueAt(yaml.value, path) === undefined;
    if (missing && broken(rangeOf(yaml, path.slice(0, -1)))) return [];
    return issueProblems(yaml, schema, issue).filter(p => missing || !broken(p));
  });
  // «докумнет: положение» is one slip.
  return found.some(p => p.meant === "документ") ? found.filter(p => !p.missingType) : found;
}

/** Items that a schema has nothing against. */
const accepted = new WeakMap<z.ZodType, WeakSet<object>>();

/** The value without the items that are `known`, and which items of its lists are left. */
function withoutItems(value: Record<string, unknown>, known: WeakSet<object>) {
  const fresh = { ...value };
  const indices = new Map<string, readonly number[]>();
  for (const [key, all] of Object.entries(value)) {
    if (!Array.isArray(all)) continue;
    const left = all.flatMap((item, i) => (item instanceof Object && known.has(item) ? [] : i));
    indices.set(key, left);
    fresh[key] = left.map(i => all[i] as unknown);
  }
  return { fresh, indices };
}

function placedBack(issue: z.core.$ZodIssue, indices: ReadonlyMap<string, readonly number[]>): z.core.$ZodIssue {
  const [key, index, ...rest] = issue.path;
  const was = typeof index === "number" && indices.get(String(key))?.[index];
  return typeof was === "number" ? { ...issue, path: [key!, was, ...rest] } : issue;
}

/** Without the problems of lines that YAML couldn't read. */
export function trusted(yaml: Yaml, problems: readonly HeaderProblem[]): HeaderProblem[] {
  const broken = overlaps(yaml.problems);
  return problems.filter(p => !broken(p));
}

/** Whether a span touches what one of the problems, which are in order, makes uncertain. */
function overlaps(spans: readonly YamlProblem[]): (span: Span) => boolean {
  const furthest: number[] = [];
  for (const { to, guessedTo } of spans) furthest.push(Math.max(guessedTo ?? to, furthest.at(-1) ?? 0));
  return ({ from, to }) => (furthest[lastFrom(spans, to)] ?? -1) >= from;
}

const pathOf = (issue: z.core.$ZodIssue): (string | number)[] =>
  issue.path.map(p => (typeof p === "number" ? p : String(p)));

/** A union's issue holds the issues of its members: the ones of the member that came furthest are worth showing. */
function flatten(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union") return issue;
  const deeper = issue.errors.flat().filter(e => e.path.length > 0 || e.code === "unrecognized_keys");
  const best = deeper[0];
  return best ? ({ ...best, path: [...issue.path, ...best.path] } as z.core.$ZodIssue) : issue;
}

function issueProblems(yaml: Yaml, schema: z.ZodType, issue: z.core.$ZodIssue): HeaderProblem[] {
  const path = pathOf(issue);
  const name = nameOf(path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map(k => {
        const meant = nearest(k, keysAt(schema, path));
        return {
          ...keyRangeOf(yaml, [...path, k]),
          message: `Неизвестный ключ «${k}»${meant ? `: возможно, «${meant}»` : ""}.`,
          ...some("meant", meant),
        };
      });
    case "invalid_value": {
      const values = issue.values.map(String);
      const given = String(valueAt(yaml.value, path) ?? "");
      const meant = nearest(given, values);
      return [
        {
          ...rangeOf(yaml, path),
          message: `${name}: значение «${given}» не подходит; можно: ${values.join(", ")}.`,
          ...some("meant", meant),
        },
      ];
    }
    case "invalid_type": {
      if (valueAt(yaml.value, path) === undefined) {
        const last = path[path.length - 1];
        return [
          {
            ...rangeOf(yaml, path.slice(0, -1)),
            ...(path.length <= 1 ? { to: rangeOf(yaml, path.slice(0, -1)).from } : {}),
            message:
              last === "документ"
                ? "Не указано, что это за документ: нужен ключ «документ»."
                : `Не хватает: ключ «${String(last)}».`,
            ...(last === "документ" ? { missingType: true as const } : {}),
          },
        ];
      }
      const given = str(valueAt(yaml.value, path));
      if (issue.expected === "array" && given && /^[^[]*\]$/.test(given))
        return [
          {
            ...rangeOf(yaml, path),
            message: `${name}: скобка «]» закрыта, но не открыта: поставьте «[» в начале.`,
            meant: `[${given}`,
          },
        ];
      return [
        { ...rangeOf(yaml, path), message: `${name}: здесь нужно ${expected[issue.expected] ?? "другое значение"}.` },
      ];
    }
    default:
      return [{ ...rangeOf(yaml, path), message: `${name}: значение записано не так, как ожидается.` }];
  }
}

/** «роли», «роли», строка 2: the last key of a path, with the place in its list. */
function nameOf(path: YamlPath): string {
  const at = path.findLastIndex(step => typeof step === "string");
  if (at < 0) return "шапка";
  const item = path[at + 1];
  return `«${String(path[at])}»${typeof item === "number" ? `, строка ${item + 1}` : ""}`;
}

const expected: Record<string, string> = {
  string: "одно значение, а не список и не строки «ключ: значение»",
  array: "перечисление: [первое, второе] или строки с дефисом",
  object: "строки вида «ключ: значение»",
  record: "строки вида «ключ: значение»",
};

/** Keys that the schema knows at `path`. */
export function keysAt(schema: z.ZodType, path: YamlPath): string[] {
  return Object.keys(shapeAt(schema, path));
}

/** Shape of the object schema at `path`, with descriptions; empty when there is none. */
export function shapeAt(schema: z.ZodType, path: YamlPath): Record<string, z.ZodType> {
  let candidates: z.ZodType[] = [schema];
  for (const step of path) candidates = candidates.flatMap(unwrap).flatMap(s => child(s, step));
  return Object.assign({}, ...candidates.flatMap(unwrap).map(s => (s instanceof z.ZodObject ? s.shape : {}))) as Record<
    string,
    z.ZodType
  >;
}

/** Allowed values (enum) at `path`. */
export function valuesAt(schema: z.ZodType, path: YamlPath): string[] {
  let candidates: z.ZodType[] = [schema];
  for (const step of path) candidates = candidates.flatMap(unwrap).flatMap(s => child(s, step));
  return candidates.flatMap(unwrap).flatMap(s => (s instanceof z.ZodEnum ? (s.options as string[]) : []));
}

function unwrap(s: z.ZodType): z.ZodType[] {
  if (s instanceof z.ZodOptional) return unwrap(s.unwrap() as z.ZodType);
  if (s instanceof z.ZodUnion) return (s.options as z.ZodType[]).flatMap(unwrap);
  return [s];
}

function child(s: z.ZodType, step: string | number): z.ZodType[] {
  if (s instanceof z.ZodObject) {
    const known = (s.shape[step] ?? s.def.catchall) as z.ZodType | undefined;
    return known ? [known] : [];
  }
  if (s instanceof z.ZodArray) return [s.element as z.ZodType];
  if (s instanceof z.ZodRecord) return [s.valueType as z.ZodType];
  return [];
}

/** The candidate that a slip of one or two letters would make `given`; undefined when none is near. */
export function nearest(given: string, candidates: readonly string[]): string | undefined {
  const g = given.toLowerCase();
  const limit = g.length > 6 ? 3 : g.length > 3 ? 2 : 1;
  let best: string | undefined;
  let bestCost = limit + 1;
  for (const c of candidates) {
    const cost = distance(g, c.toLowerCase());
    if (cost < bestCost && c !== given) [best, bestCost] = [c, cost];
  }
  return best;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}

function rolesOf(value: unknown, range: (path: YamlPath, isKey: boolean) => Span): RoleDeclaration[] {
  if (Array.isArray(value)) {
    return value.flatMap((v, i) =>
      typeof v === "string" ? [{ name: v, synonyms: [], ...range(["роли", i], false) }] : [],
    );
  }
  return Object.entries(record(value)).map(([name, raw]) => {
    const details = record(raw);
    return {
      name,
      synonyms: list(details.синонимы).flatMap(v => str(v) ?? []),
      ...some("order", typeof raw === "string" ? raw || undefined : str(details.порядок)),
      ...some("clause", str(details.пункт)),
      ...range(["роли", name], true),
    };
  });
}

function stampOf(map: Record<string, unknown>, index: number, span: Span): Stamp[] {
  const kind = stampKinds.find(k => k === str(map.вид));
  if (!kind) return [];
  return [
    {
      kind,
      index,
      ...span,
      ...some("body", str(map.орган)),
      ...some("post", str(map.должность)),
      ...some("person", str(map.лицо)),
      ...some("minutes", actOf(map.протокол)),
      ...some("order", actOf(map.приказ)),
      ...some("date", str(map.дата)),
    },
  ];
}

function actOf(value: unknown): ActNumber | undefined {
  if (typeof value === "string") return { number: value };
  if (!value || typeof value !== "object") return undefined;
  const map = record(value);
  return { ...some("number", str(map.номер)), ...some("date", str(map.дата)), ...some("place", str(map.место)) };
}

export function organisationOf(value: unknown): Organisation | undefined {
  if (typeof value === "string") return value ? { full: value } : undefined;
  if (!value || typeof value !== "object") return undefined;
  const map = record(value);
  const head = record(map.руководитель);
  return {
    ...some("full", str(map.полное)),
    ...some("short", str(map.краткое)),
    ...some("city", str(map.город)),
    ...some("founder", str(map.учредитель)),
    ...some("headPost", str(head.должность)),
    ...some("headPerson", str(head.лицо)),
  };
}

export const record = (value: unknown): Record<string, unknown> =>
  value && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const str = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() ? value.trim() : undefined;
/** `{ [key]: value }`, or nothing when the value is absent: optional properties are left out, not set to undefined. */
export function some<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}
