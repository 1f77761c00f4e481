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
  if (defect === "reference")
    return `${subject(pick)} ${pick(actions)} в порядке, указанном в пункте 97.${numbers.length}.\n\n`;
  if (defect === "role") return `Модератор сетевой площадки ${pick(actions)} ${pick(times)}.\n\n`;
  if (defect === "signs") return `${subject(pick)} ${pick(actions)} ,  ${pick(purposes)} - ${pick(times)}.\n\n`;
  if (defect === "repeat") return `${subject(pick)} ${pick(actions)} ${pick(actions)} и и ${pick(actions)}.\n\n`;
  const shape = random();
  if (shape < 0.3) {
    const count = 3 + Math.floor(random() * 4);
    const items = Array.from(
      { length: count },
      () => `${pick(nouns)} ${pick(objects)} ${pick(ways)} ${pick(places)} ${pick(times)}`,
    );
    return `${pick(leads)}:\n\n${items.map((item, i) => `- ${item}${i === count - 1 ? "." : ";"}`).join("\n")}\n\n`;
  }
  const sentences = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
    random() < 0.5
      ? `${subject(pick)} ${pick(actions)} ${pick(places)} ${pick(times)}.`
      : `${subject(pick)} ${pick(places)} ${pick(actions)} ${pick(times)}, ${pick(purposes)}.`,
  );
  if (shape > 0.85 && numbers.length > 0) {
    sentences.push(`Сроки считаются так же, как в пункте ${pick(numbers)} настоящего Положения.`);
  }
  return `${sentences.join(" ")}\n\n`;
}

const subject = pick => pick(subjects);

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
const actions = [
  "выбирает тему встречи по просьбам коллег",
  "заранее рассылает краткий план урока",
  "записывает вопросы и предложения в журнал клуба",
  "показывает урок и называет его трудное место",
  "готовит карту наблюдения на одну страницу",
  "сообщает об изменении места и времени встречи",
  "сравнивает работы учеников до и после опыта",
  "хранит записи уроков в закрытой папке",
  "помогает соседней параллели повторить удачный приём",
  "отвечает на письмо родителей",
  "собирает отзывы об открытой неделе",
  "предлагает коллегам замену на время поездки",
];
const times = [
  "не позднее чем за три рабочих дня",
  "до 15 сентября",
  "в последнюю пятницу месяца",
  "в течение пяти рабочих дней после урока",
  "до начала каникул",
  "раз в полугодие",
  "в день обращения",
  "к началу второй четверти",
];
const places = [
  "в школьной библиотеке",
  "в кабинете физики",
  "на сайте клуба",
  "при встрече параллели",
  "по школьной почте",
  "в учительской",
  "на открытой неделе",
  "вместе с коллегой другого предмета",
  "для начальной школы",
  "для старших классов",
];
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
const nouns = ["план", "список", "перечень", "краткое описание", "набор", "образец", "обзор"];
const objects = [
  "вопросов к уроку",
  "заданий для разных групп",
  "ученических работ",
  "удачных приёмов",
  "трудных тем",
  "книг для чтения",
  "просьб от родителей",
  "примеров обратной связи",
];
const ways = [
  "с пометками наблюдателя",
  "на одну неделю",
  "для параллели седьмых классов",
  "в печатном виде",
  "по итогам прошлой встречи",
  "без имён учеников",
  "с примерами для начинающих",
];
const organisation = `организация:
  полное: Муниципальное бюджетное общеобразовательное учреждение «Озёрная школа»
  краткое: МБОУ «Озёрная школа»
`;
