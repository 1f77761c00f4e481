/**
 * Documents to measure with: valid regulations with a known share of defects, the same bytes for the same seed.
 * The vocabulary is invented: no real organisation, no real document.
 */
import fs from "node:fs";
import path from "node:path";

/** One document of about `bytes` bytes in UTF-8. `defects` is the share of clauses with something wrong. */
export function makeDocument({ bytes, seed = 1, defects = 0.02 }) {
  const random = generator(seed);
  const pick = list => list[Math.floor(random() * list.length)];
  const parts = [header(random)];
  let size = Buffer.byteLength(parts[0]);
  const add = text => {
    parts.push(text);
    size += Buffer.byteLength(text);
  };
  const numbers = [];
  for (let section = 1; size < bytes || section < 4; section++) {
    add(`## ${section}. ${opening[section - 1] ?? pick(headings)}\n\n`);
    const clauses = 6 + Math.floor(random() * 5);
    for (let clause = 1; clause <= clauses && (size < bytes || clause < 3); clause++) {
      const number = `${section}.${clause}`;
      const defect = random() < defects ? pick(slips) : undefined;
      add(defect === "number" ? `${section}.${clause + 1}. ` : `${number}. `);
      add(body(random, numbers, defect));
      numbers.push(number);
    }
  }
  return parts.join("");
}

/** A folder of `count` documents of 4 to 20 KB (12 KB on average) in folders of 50, with its reglament.yaml. */
export function writeWorkspace(folder, count, seed = 1) {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "reglament.yaml"), organisation);
  const random = generator(seed);
  let bytes = 0;
  for (let i = 0; i < count; i++) {
    const within = path.join(folder, `paket-${String(Math.floor(i / 50)).padStart(3, "0")}`);
    fs.mkdirSync(within, { recursive: true });
    const text = makeDocument({ bytes: 4_000 + Math.floor(random() * 16_000), seed: seed * 100_003 + i });
    bytes += Buffer.byteLength(text);
    fs.writeFileSync(path.join(within, `polozhenie-${String(i).padStart(4, "0")}.reg.md`), text);
  }
  return bytes;
}

/** A seeded source of numbers in [0, 1): xorshift on 32 bits. */
export function generator(seed) {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

function header(random) {
  const day = 10 + Math.floor(random() * 18);
  return `---
документ: положение
состояние: действует
грифы:
  - { вид: принято, орган: Педагогический совет, протокол: { номер: ${1 + Math.floor(random() * 9)}, дата: 2025-08-${day} } }
  - { вид: утверждено, приказ: { номер: ${20 + Math.floor(random() * 200)}, дата: 2025-08-${day + 2} } }
роли:
  координатор клуба: { порядок: назначается приказом директора, синонимы: [координатор педагогического клуба] }
  секретарь клуба: избирается на первом заседании
---

# Положение о педагогическом клубе

`;
}

function body(random, numbers, defect) {
  const pick = list => list[Math.floor(random() * list.length)];
  const thing = () => `${pick(qualities)} ${pick(things)} ${pick(aims)}`;
  const action = () => `${pick(verbs)} ${thing()}`;
  const time = () => `до ${1 + Math.floor(random() * 28)} ${pick(months)}`;
  const subject = () => pick(subjects);
  if (defect === "reference") return `${subject()} ${action()} в порядке, указанном в пункте 97.${numbers.length}.\n\n`;
  if (defect === "role") return `Модератор сетевой площадки ${action()} ${time()}.\n\n`;
  if (defect === "signs") return `${subject()} ${action()} ,  ${pick(purposes)} - ${time()}.\n\n`;
  if (defect === "repeat") return `${subject()} ${action()} и и ${action()}.\n\n`;
  const shape = random();
  if (shape < 0.3) {
    const items = Array.from({ length: 3 + Math.floor(random() * 4) }, () => `${thing()} ${pick(places)} ${time()}`);
    return `${pick(leads)}:\n\n${items.map((item, i) => `- ${item}${i === items.length - 1 ? "." : ";"}`).join("\n")}\n\n`;
  }
  const sentences = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
    random() < 0.5
      ? `${subject()} ${action()} ${pick(places)} ${time()}.`
      : `${subject()} ${pick(places)} ${action()} ${time()}, ${pick(purposes)}.`,
  );
  if (shape > 0.85 && numbers.length > 0) {
    sentences.push(`Сроки считаются так же, как в пункте ${pick(numbers)} настоящего Положения.`);
  }
  return `${sentences.join(" ")}\n\n`;
}

const slips = ["number", "reference", "role", "signs", "repeat"];
const opening = ["Общие положения", "Цели и задачи", "Организация деятельности"];
const headings = [
  "Порядок встреч клуба",
  "Обязанности участников",
  "Открытые уроки и их обсуждение",
  "Материалы клуба",
  "Работа с молодыми педагогами",
  "Итоги учебного года",
  "Связь с родителями",
];
const subjects = [
  "Координатор клуба",
  "Секретарь клуба",
  "Участник клуба",
  "Педагогический совет",
  "Заместитель директора",
  "Учитель, который принимает гостей,",
  "Методист",
  "Директор",
  "Группа из трёх педагогов",
  "Новый участник клуба",
];
const verbs = [
  "готовит",
  "рассылает",
  "проверяет",
  "хранит",
  "обсуждает",
  "дополняет",
  "показывает",
  "собирает",
  "сравнивает",
  "передаёт",
  "обновляет",
  "составляет",
];
const qualities = [
  "краткий",
  "общий",
  "новый",
  "печатный",
  "итоговый",
  "подробный",
  "годовой",
  "примерный",
  "открытый",
  "предметный",
  "сводный",
  "школьный",
];
const things = [
  "план",
  "список",
  "перечень",
  "обзор",
  "журнал",
  "опрос",
  "отзыв",
  "набор заданий",
  "образец урока",
  "сборник задач",
  "текст выступления",
  "порядок записи",
];
const aims = [
  "для параллели седьмых классов",
  "для начинающих педагогов",
  "по просьбам коллег",
  "с пометками наблюдателя",
  "без имён учеников",
  "к открытой неделе",
  "о трудных темах",
  "для соседней школы",
  "по итогам четверти",
  "с примерами обратной связи",
  "для родителей первоклассников",
  "об удачных приёмах",
];
const places = [
  "в школьной библиотеке",
  "в кабинете физики",
  "на сайте клуба",
  "при встрече параллели",
  "по электронной почте",
  "в учительской",
  "на выездном семинаре",
  "вместе с коллегой другого предмета",
  "в актовом зале",
  "за круглым столом",
  "в закрытой папке",
  "на стенде у входа",
];
const months = ["сентября", "октября", "ноября", "декабря", "февраля", "марта", "апреля", "мая"];
const purposes = [
  "чтобы гости смотрели не на оформление, а на работу детей",
  "если об этом попросили не менее двух коллег",
  "когда тема касается сразу нескольких предметов",
  "но не оценивает самого учителя",
  "а при его отсутствии это делает секретарь клуба",
  "чтобы решение можно было проверить на следующем уроке",
];
const leads = [
  "Участники клуба готовят",
  "К материалам встречи относятся",
  "В журнал клуба записываются",
  "Для открытого урока нужны",
  "В папке клуба хранятся",
  "На последней встрече года обсуждаются",
];
const organisation = `организация:
  полное: Муниципальное бюджетное общеобразовательное учреждение «Озёрная школа»
  краткое: МБОУ «Озёрная школа»
`;
