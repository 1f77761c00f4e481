/** The keys of a header as a zod schema, with the words that completion and hover show. */
import * as z from "zod";

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
