/** A document type is data: the built-in ones are written in the same YAML that users write their own in. */

import * as z from "zod";
import { headerSchema, stampKinds } from "../model/header-schema";
import { type HeaderProblem, schemaProblems } from "../model/schema";
import { capitalised } from "../russian/capitalised";
import { ofOwner } from "../russian/memo";
import { readYaml } from "../syntax/yaml";

const text = z.string();
const need = z.enum(["обязателен", "желателен", "возможен"]);

const sectionSchema = z.strictObject({
  название: text.describe("Каноническое название раздела."),
  варианты: z
    .array(text)
    .optional()
    .describe("Другие названия; сравниваются по основам слов, лишние слова в заголовке допустимы."),
  нужен: need
    .optional()
    .describe("обязателен — ошибка, если нет; желателен — предупреждение; возможен — только подсказка при вводе."),
  признаки: z
    .array(text)
    .optional()
    .describe(
      "Слова пункта, который заменяет раздел; «+» соединяет части, которые должны быть вместе, «/» — варианты.",
    ),
  о: text.optional().describe("Что должно быть в разделе: показывается при наведении и в подсказках."),
  шаблон: text
    .optional()
    .describe(
      "Текст раздела без заголовка. Номера пишутся как «N.1.»; «{организация}», «{руководителя}» подставляются, «{состав|____}» — если известно.",
    ),
});

const contentSchema = z.strictObject({
  название: text.describe("Что должно быть сказано: «правовая основа»."),
  признаки: z.array(text).describe("По каким словам это узнать; как у разделов."),
  нужен: need.optional(),
  раздел: text.optional().describe("Раздел, в который вставляется пункт."),
  шаблон: text.optional().describe("Текст пункта без номера."),
});

/** What a column of a table holds: the rules, the timeline and the calendar go by this, never by names of keys or types. */
const columnKinds = [
  "номер",
  "название",
  "текст",
  "задача",
  "пункт",
  "срок",
  "дата",
  "время",
  "исполнитель",
  "файл",
  "отметка",
] as const;
export type ColumnKind = (typeof columnKinds)[number];
const rowKinds = ["мероприятие", "заседание", "проверка"] as const;
type RowKind = (typeof rowKinds)[number];
export const packageParts = ["основа", "приказ", "план", "график", "протокол", "отчёт", "проверка"] as const;
/** What a document is for the others of its package. */
export type PackagePart = (typeof packageParts)[number];

const columnSchema = z.strictObject({
  ключ: text.describe("Ключ столбца в файле: срок."),
  заголовок: text.optional().describe("Заголовок столбца на печати; без него — ключ с прописной."),
  варианты: z.array(text).optional().describe("Другие заголовки столбца в таблицах текстовых документов."),
  вид: z.enum(columnKinds).describe("Что в столбце: от этого зависят проверки, подсказки и рисунки."),
  нужен: need.optional().describe("обязателен — ячейка не может быть пустой."),
  значения: z.array(text).optional().describe("Допустимые значения."),
  о: text.optional().describe("Пояснение: показывается при наведении и в подсказках."),
});

const tableSchema = z.strictObject({
  строки: text.describe("Ключ, под которым стоит список строк: мероприятия."),
  строка: z.enum(rowKinds).describe("Что такое строка таблицы."),
  столбцы: z.array(columnSchema),
  группы: z
    .strictObject({ ключ: text.describe("Ключ списка групп: этапы."), столбцы: z.array(columnSchema) })
    .optional()
    .describe("Строки собраны в группы, у которых есть свои столбцы: этапы дорожной карты."),
});

export const profileSchema = z.strictObject({
  документ: text.describe("Вид документа: значение ключа «документ»."),
  профиль: text.optional().describe("Профиль: значение ключа «профиль»; без него — общий для вида."),
  название: text.describe("Как вид называется в списках: «Положение о ПОС»."),
  описание: text.optional(),
  основа: text.optional().describe("Вид, чьи требования наследуются, если своё не сказано."),
  файл: z.enum([".reg.md", ".reg.yaml"]).optional(),
  "имя файла": text.optional().describe("Имя нового файла без окончания."),
  заголовок: text.optional().describe("Начало заголовка нового документа: «Положение»."),
  "форма заголовка": z
    .enum(["о чём", "чего", "свободная"])
    .optional()
    .describe("«о чём»: название начинается с «о/об»."),
  "подсказка заголовка": text
    .optional()
    .describe("Название нового документа: «заседаний {сообщества|клуба}»; {сообщества} берётся из положения рядом."),
  нумерация: z.enum(["разделы", "пункты"]).optional().describe("разделы: 1. и 1.1.; пункты: 1., 1.1. без разделов."),
  строка: text.optional().describe("Строка, которая должна стоять перед пунктами: «ПРИКАЗЫВАЮ:»."),
  разделы: z.array(sectionSchema).optional(),
  содержание: z.array(contentSchema).optional(),
  грифы: z
    .array(z.array(z.enum(stampKinds)))
    .optional()
    .describe("Каждая строка — варианты одного нужного грифа."),
  шапка: z.array(text).optional().describe("Ключи шапки, которые должны быть заполнены."),
  "шапка нового документа": text
    .optional()
    .describe("YAML шапки нового документа после первой строки; строка с неизвестным «{основание}» опускается."),
  начало: text.optional().describe("Текст нового документа между заголовком и разделами или пунктами."),
  пункты: text.optional().describe("Текст нового документа без разделов."),
  документация: z.array(text).optional().describe("Документы, которые должны быть названы в документации."),
  роли: z
    .enum(["устанавливает", "называет"])
    .optional()
    .describe("устанавливает: о каждой роли должно быть сказано, кто её назначает или избирает."),
  заседания: z.enum(["да", "нет"]).optional().describe("Должна ли быть указана периодичность заседаний."),
  "часть пакета": z.enum(packageParts).optional().describe("Чем документ служит другим документам пакета."),
  таблица: tableSchema.optional().describe("Строки и столбцы табличного документа."),
});

export type ProfileSource = z.infer<typeof profileSchema>;
type Need = z.infer<typeof need>;
export interface ProfileSection {
  readonly title: string;
  readonly variants: readonly string[];
  readonly need: Need;
  readonly signs: readonly string[];
  readonly about: string;
  readonly template: string;
}
export interface ProfileContent {
  readonly title: string;
  readonly signs: readonly string[];
  readonly need: Need;
  readonly section: string | undefined;
  readonly template: string;
}
export interface Column {
  readonly key: string;
  readonly heading: string;
  readonly variants: readonly string[];
  readonly kind: ColumnKind;
  readonly need: Need;
  readonly values: readonly string[];
  readonly about: string;
}
export interface TableShape {
  /** Key of the list of rows. */
  readonly rows: string;
  readonly row: RowKind;
  readonly columns: readonly Column[];
  /** Rows lie in groups (stages) with columns of their own. */
  readonly group: { readonly key: string; readonly columns: readonly Column[] } | undefined;
}
export interface Profile {
  readonly type: string;
  readonly name: string | undefined;
  readonly label: string;
  readonly description: string;
  readonly extension: ".reg.md" | ".reg.yaml";
  readonly fileName: string;
  readonly titleWord: string;
  readonly titleForm: "о чём" | "чего" | "свободная";
  readonly titleHint: string;
  readonly numbering: "разделы" | "пункты";
  readonly line: string | undefined;
  readonly sections: readonly ProfileSection[];
  readonly contents: readonly ProfileContent[];
  /** Each entry: kinds of stamp of which one is needed. */
  readonly stamps: readonly (readonly string[])[];
  readonly header: readonly string[];
  readonly newHeader: string;
  readonly opening: string;
  readonly points: string;
  readonly documentation: readonly string[];
  readonly meetings: boolean;
  /** The document has to say of each role who appoints or elects it. */
  readonly establishesRoles: boolean;
  readonly part: PackagePart | undefined;
  readonly table: TableShape | undefined;
}

export interface ReadProfile {
  readonly profile: Profile | undefined;
  readonly problems: readonly HeaderProblem[];
}

/** Reads one profile; `inherit` finds the profile named in `основа`. A file with errors gives its problems and no profile. */
export function readProfile(source: string, inherit: (type: string) => Profile | undefined): ReadProfile {
  const yaml = readYaml(source, 0);
  const problems = yaml.problems.length ? yaml.problems : schemaProblems(yaml, profileSchema);
  const parsed = profileSchema.safeParse(yaml.value ?? {});
  if (problems.length || !parsed.success) return { profile: undefined, problems };
  return { problems, profile: profileFrom(parsed.data, inherit) };
}

/** What a profile says, from its YAML as a value that fits the schema. */
export function profileFrom(raw: ProfileSource, inherit: (type: string) => Profile | undefined): Profile {
  const base = raw.основа ? inherit(raw.основа) : undefined;
  return {
    type: raw.документ,
    name: raw.профиль,
    label: raw.название,
    description: raw.описание ?? base?.description ?? "",
    extension: raw.файл ?? base?.extension ?? ".reg.md",
    fileName: raw["имя файла"] ?? base?.fileName ?? raw.документ,
    titleWord: raw.заголовок ?? base?.titleWord ?? "",
    titleForm: raw["форма заголовка"] ?? base?.titleForm ?? "свободная",
    titleHint: raw["подсказка заголовка"] ?? base?.titleHint ?? "",
    numbering: raw.нумерация ?? base?.numbering ?? "разделы",
    line: raw.строка ?? base?.line,
    sections:
      raw.разделы?.map(s => ({
        title: s.название,
        variants: s.варианты ?? [],
        need: s.нужен ?? "возможен",
        signs: s.признаки ?? [],
        about: s.о ?? "",
        template: s.шаблон ?? "",
      })) ??
      base?.sections ??
      [],
    contents:
      raw.содержание?.map(c => ({
        title: c.название,
        signs: c.признаки,
        need: c.нужен ?? "желателен",
        section: c.раздел,
        template: c.шаблон ?? "",
      })) ??
      base?.contents ??
      [],
    stamps: raw.грифы ?? base?.stamps ?? [],
    header: raw.шапка ?? base?.header ?? [],
    newHeader: raw["шапка нового документа"] ?? base?.newHeader ?? "",
    opening: raw.начало ?? base?.opening ?? "",
    points: raw.пункты ?? base?.points ?? "",
    documentation: raw.документация ?? base?.documentation ?? [],
    establishesRoles: raw.роли === undefined ? (base?.establishesRoles ?? false) : raw.роли === "устанавливает",
    meetings: raw.заседания === undefined ? (base?.meetings ?? false) : raw.заседания === "да",
    part: raw["часть пакета"] ?? base?.part,
    table: raw.таблица ? tableShape(raw.таблица) : base?.table,
  };
}

function tableShape(raw: z.infer<typeof tableSchema>): TableShape {
  return {
    rows: raw.строки,
    row: raw.строка,
    columns: raw.столбцы.map(column),
    group: raw.группы && { key: raw.группы.ключ, columns: raw.группы.столбцы.map(column) },
  };
}

const column = (raw: z.infer<typeof columnSchema>): Column => ({
  key: raw.ключ,
  heading: raw.заголовок ?? capitalised(raw.ключ),
  variants: raw.варианты ?? [],
  kind: raw.вид,
  need: raw.нужен ?? "возможен",
  values: raw.значения ?? [],
  about: raw.о ?? "",
});

/** Schema of a whole table document of this profile: the keys of every header and its own rows. */
export const tableDocumentSchema = ofOwner((profile: Profile): z.ZodType => {
  const schema = profile.table ? schemaOf(profile.table) : headerSchema;

  return schema;
});

function schemaOf(shape: TableShape): z.ZodType {
  const rows = z.array(rowSchema(shape.columns)).describe("Строки таблицы.");
  const { group } = shape;
  return headerSchema.extend(
    group
      ? {
          [group.key]: z
            .array(rowSchema(group.columns).extend({ [shape.rows]: rows.optional() }))
            .optional()
            .describe("Группы строк."),
          [shape.rows]: rows.optional(),
        }
      : { [shape.rows]: rows.optional() },
  );
}

const rowSchema = (columns: readonly Column[]) =>
  z.strictObject(Object.fromEntries(columns.map(c => [c.key, cellSchema(c)])));

/** Tasks, clauses, people and files may be several; an empty required cell is the business of `cell-empty`. */
function cellSchema(c: Column): z.ZodType {
  const one = c.values.length ? z.enum(c.values as [string, ...string[]]) : text;
  const several = ["задача", "пункт", "исполнитель", "файл", "срок"].includes(c.kind);
  const schema = several ? z.union([one, z.array(one)]) : one;
  return schema.optional().describe(c.about || c.heading);
}
