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

/** A plan of `rows` activities for the tasks 1.1–1.4 of a regulation; `head` are further lines of its header. */
export function makePlan({ rows, seed = 1, defects = 0.02, head = "" }) {
  const random = generator(seed);
  const pick = list => list[Math.floor(random() * list.length)];
  const row = () => `  - задача: 1.${1 + Math.floor(random() * 4)}
    мероприятие: ${capital(pick(qualities))} ${pick(things)} ${pick(aims)} ${pick(places)}
    срок: ${pick(random() < defects ? badTerms : terms)}
    ответственный: ${pick(["координатор клуба", "секретарь клуба"])}
    результат: ${pick(qualities)} ${pick(things)}
`;
  return `документ: план
название: План работы педагогического клуба
учебный год: 2025/2026
состояние: действует
${head}мероприятия:
${Array.from({ length: rows }, row).join("")}`;
}

/** A folder of `count` packages of six documents: regulation, order, plan, schedule, minutes and report; gives the path of a regulation. */
export function writePackages(folder, count, seed = 1) {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "reglament.yaml"), organisation);
  for (let i = 0; i < count; i++) {
    const within = path.join(folder, `paket-${String(i).padStart(4, "0")}`);
    fs.mkdirSync(within);
    for (const [name, text] of Object.entries(makePackage(seed * 100_003 + i)))
      fs.writeFileSync(path.join(within, name), text);
  }
  return path.join(folder, "paket-0000", "polozhenie.reg.md");
}

/** The documents of one package by their file names. */
function makePackage(seed) {
  const number = 20 + (seed % 200);
  const head = "основание: polozhenie.reg.md\n";
  return {
    "polozhenie.reg.md": makeDocument({ bytes: 6_000, seed }).replace(
      "состояние: действует\n",
      "состояние: действует\nутверждено: prikaz.reg.md\nприложение к: prikaz.reg.md\n",
    ),
    "prikaz.reg.md": `---
документ: приказ
состояние: действует
регистрация: { номер: ${number}, дата: 2025-08-29, место: г. Озёрный }
подпись: { должность: Директор, лицо: Н.В. Ярцева }
---

# О создании педагогического клуба

В целях профессионального развития педагогов

ПРИКАЗЫВАЮ:

1. Создать педагогический клуб.
2. Утвердить Положение о педагогическом клубе (приложение).
3. Назначить координатором клуба учителя математики Дорохову Л.П.
4. Контроль за исполнением приказа оставляю за собой.
`,
    "plan.reg.yaml": makePlan({ rows: 12, seed, head }),
    "grafik.reg.yaml": `документ: график
название: График заседаний педагогического клуба
${head}состояние: действует
учебный год: 2025/2026
заседания:
${meetingDays.map((date, i) => `  - { номер: ${i + 1}, дата: ${date}, тема: ${capital(things[(seed + i) % things.length])}, ответственный: координатор клуба }\n`).join("")}`,
    "protokol-1.reg.md": `---
документ: протокол
состояние: действует
${head}регистрация: { номер: 1, дата: ${meetingDays[0]}, место: г. Озёрный }
председатель: Дорохова Л.П.
секретарь: Мельникова А.Р.
присутствовали: [Дорохова Л.П., Мельникова А.Р., Савельев К.И.]
---

# Протокол заседания педагогического клуба

ПОВЕСТКА ДНЯ:

1) о плане работы.

1. СЛУШАЛИ: Дорохову Л.П. – о плане работы.

РЕШИЛИ:

1.1. Одобрить план работы.

Голосовали: за – 3, против – 0, воздержались – 0.
`,
    "otchyot.reg.md": `---
документ: отчёт
состояние: действует
${head}учебный год: 2025/2026
подпись: { должность: Координатор клуба, лицо: Л.П. Дорохова }
---

# Отчёт о работе педагогического клуба за 2025/2026 учебный год

## 1. Общие сведения

1.1. В учебном году решались задачи, которые установлены [п. 1.1 Положения](polozhenie.reg.md#1.1).

## 2. Выполнение плана

2.1. Проведено заседание клуба ([протокол № 1](protokol-1.reg.md)).
`,
  };
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

const capital = text => text[0].toUpperCase() + text.slice(1);
const meetingDays = ["2025-09-11", "2025-11-13", "2026-01-15", "2026-03-12", "2026-05-14"];
const terms = [
  "сентябрь",
  "октябрь–ноябрь",
  "до 25.12.2025",
  "01.10.2025–08.10.2025",
  "апрель",
  "1 раз в четверть",
  "II полугодие",
];
const badTerms = ["31.11.2025", "с 27.11.2025 по 16.11.2025", "12.10.2023"];

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
