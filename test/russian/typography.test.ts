import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Correction,
  homoglyphs,
  nonBreaking,
  spacedHyphen,
  type TypographySlip,
  typographySlips,
} from "../../server/src/russian/typography";
import { runs } from "../runs";

const corrections = (slips: readonly TypographySlip[]): Correction[] => slips.flatMap(s => (s.pair ? [s, s.pair] : s));

function mended(text: string, slips: readonly Correction[]): string {
  return [...slips]
    .sort((a, b) => b.from - a.from)
    .reduce((result, { from, to, insert }) => result.slice(0, from) + insert + result.slice(to), text);
}

/** Wrong and right; the kinds follow. */
const slips: [string, string, string][] = [
  ["Клуб - объединение", "Клуб – объединение", "dash"],
  ["МОУ «Заря» - школа", "МОУ «Заря» – школа", "dash"],
  ["Клуб — это круг, совет - орган", "Клуб — это круг, совет — орган", "dash"],
  ['Клуб "Книголюб" создан', "Клуб «Книголюб» создан", "quotes"],
  ['МОУ «Школа "Заря"»', "МОУ «Школа „Заря“»", "quotes"],
  ['("Заря")', "(«Заря»)", "quotes"],
  ['МОУ «Школа «Аврора» и клуб "Книголюб"', "МОУ «Школа «Аврора» и клуб «Книголюб»", "quotes"],
  [
    'Клуб "Заря" - "Восход" , ( "Закат" )',
    "Клуб «Заря» – «Восход», («Закат»)",
    "quotes dash quotes space-before space-in-brackets quotes space-in-brackets",
  ],
  ["приказ №286", "приказ № 286", "number-space"],
  ["школа №7 и №№ 8, 9", "школа № 7 и № 8, 9", "number-space number-doubled"],
  ["приказ №№286", "приказ № 286", "number-doubled number-space"],
  ["приказ N 286, закон N273", "приказ № 286, закон № 273", "number-sign number-sign"],
  ["Т.А.Сомова", "Т.А. Сомова", "initials"],
  ["Т. А.Сомова и Н.Ильина", "Т. А. Сомова и Н. Ильина", "initials initials"],
  ["СомоваТ.А. ведёт", "Сомова Т.А. ведёт", "initials"],
  ["детский сад г.Каменска", "детский сад г. Каменска", "abbreviation"],
  ["гимназия им.Ломоносова, ул.Садовая", "гимназия им. Ломоносова, ул. Садовая", "abbreviation abbreviation"],
  ["школа им.А.С. Пушкина", "школа им. А.С. Пушкина", "abbreviation"],
  ["в 2023-2024 учебном году", "в 2023–2024 учебном году", "year-range"],
  ["2020 - 2024 г.г.", "2020–2024 гг.", "year-range years"],
  ["в 2020-2024г.г. и 2025-2026.", "в 2020–2024 гг. и 2025–2026.", "year-range years year-range"],
  ["2024 - год семьи", "2024 – год семьи", "dash"],
  ["учитель - предметник - наставник", "учитель - предметник – наставник", "dash"],
  ["план  -  отчёт", "план – отчёт", "dash"],
  ["план , отчёт .", "план, отчёт.", "space-before space-before"],
  ["( план )", "(план)", "space-in-brackets space-in-brackets"],
  ["« Заря »", "«Заря»", "space-in-brackets space-in-brackets"],
  ["план,отчёт;график", "план, отчёт; график", "space-after space-after"],
  ["план  работы", "план работы", "double-space"],
];

const clean = [
  "Клуб – объединение учащихся школы № 4 в 2026–2027 учебном году, руководитель – И.И. Иванова.",
  "Бештур Е.С. – учитель, методист; г. Тверь, ул. Садовая, 5.",
  "Федеральный закон от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации»",
  "Тел. 8-2023-2024-11, стр. 10–14, 1-2 дня, п. 2.3",
  'Экран 24" и 27"',
  "мастер-класс, учебно-методический, 5-й класс, кто-либо",
  "и т.д., т.е. так, и.о. директора, И. О. Фамилия",
  "http://school.ru, почта a,b@c.ru, файл .pdf",
  "- пункт списка",
  "МАОУ «СОШ «Заря»",
  "от 2023-04-28 и приказ 2023-2024-ОД, № 2023-2024",
  "учебно - методический и учебно - игровой, мастер - классы, 1 - 2, 5 - й класс",
  "I.Общие положения",
  "10.30, 2,5 ставки, 1:1, «да…» …",
  "",
];

describe("typography", () => {
  for (const [wrong, right, kinds] of slips) {
    it(wrong, () => {
      const found = typographySlips(wrong);
      assert.equal(mended(wrong, corrections(found)), right);
      assert.equal(found.map(({ kind }) => kind).join(" "), kinds);
      assert.deepEqual(typographySlips(right), []);
    });
  }
  for (const text of clean) it(`silent: ${text}`, () => assert.deepEqual(typographySlips(text), []));
});

const compounds: [string, string][] = [
  ["проводятся мастер – классы", "проводятся мастер-классы"],
  ["мастер - класс", "мастер-класс"],
  ["мастер – \n\nклассы", "мастер-классы"],
  ["учителя - предметники", "учителя-предметники"],
  ["учебно – методический совет", "учебно-методический совет"],
  ["учебно- воспитательная работа", "учебно-воспитательная работа"],
  ["научно -методическая", "научно-методическая"],
  ["календарно - тематический план", "календарно-тематический план"],
  ["психолого — педагогическое сопровождение", "психолого-педагогическое сопровождение"],
  ["педагогам – психологам", "педагогам-психологам"],
  ["чек – листы и план - график", "чек-листы и план-график"],
  ["личностно - ориентированный", "личностно-ориентированный"],
];
const whole = [
  "учитель – это призвание, педагог – мастер своего дела",
  "научно- и учебно-методический",
  "мастер – педагог с опытом; класс – кабинет 5",
  "план – основа, график – приложение",
  "методист – учитель математики",
  "социально – это важно",
  "учитель – организатор встречи",
  "мастер-классы, учебно-методический",
];

describe("torn compounds", () => {
  for (const [wrong, right] of compounds)
    it(JSON.stringify(wrong), () => assert.equal(mended(wrong, spacedHyphen(wrong)), right));
  for (const text of whole) it(`silent: ${text}`, () => assert.deepEqual(spacedHyphen(text), []));
});

const mixed: [string, string][] = [
  ["План cовета", "План совета"],
  ["Oтчёт рaботы", "Отчёт работы"],
  ["в соответствии c планом", "в соответствии с планом"],
  ["Положение o совете", "Положение о совете"],
  ["C целью развития", "С целью развития"],
  ["закон № 273-Ф3", "закон № 273-ФЗ"],
  ["3адачи ПОС", "Задачи ПОС"],
  ["вѐл учѐт", "вёл учёт"],
  ["в ХV веке", "в XV веке"],
  ["совет пo HMP", "совет по НМР"],
];
const genuine = [
  "Сайт школы на WordPress, курс IT и AI, класс B",
  "раздел IV, глава XIX, XX век, часть C",
  "витамин C и права категории B",
  "IT-класс, e-mail, Wi-Fi, PR-служба, 3D-модель, 3а класс, 3 раза",
  "Open Science c by author",
  "формула a + b, точка C на прямой AB",
  "SCOPE и COP, 5x5, Word, Excel, Zoom",
  "",
];

describe("letters of another alphabet", () => {
  for (const [wrong, right] of mixed)
    it(wrong, () => assert.equal(mended(wrong, homoglyphs(wrong, new Set(["НМР"]))), right));
  for (const text of genuine) it(`silent: ${text}`, () => assert.deepEqual(homoglyphs(text), []));
});

describe("blanks that don't break", () => {
  const cases: [string, string][] = [
    ["А.В. Берестнёва", "А.В.~Берестнёва"],
    ["Берестнёва А. В. и К", "Берестнёва~А.~В. и~К"],
    ["№ 17 от 14 марта 2022 г.", "№~17 от 14~марта 2022~г."],
    ["г. Тверь, ул. Садовая", "г.~Тверь, ул.~Садовая"],
    ["ПОС – это сообщество", "ПОС~– это сообщество"],
    ["в п. 2.3 и с ними", "в~п.~2.3 и~с~ними"],
    ["2.3. Текст пункта", "2.3.~Текст пункта"],
    ["и т. д., и др.", "и~т.~д., и~др."],
    ["5 раз, 10 %", "5~раз, 10~%"],
    ["№ ___ – дата  \n  – место", "№~___~– дата  \n  – место"],
    ["план работы", "план работы"],
  ];
  for (const [text, expected] of cases)
    it(text, () => assert.equal(nonBreaking(text).replaceAll("\u00a0", "~"), expected));
});

describe("any text", () => {
  const piece = fc.constantFrom(
    "план",
    " ",
    "-",
    "–",
    "«",
    "»",
    '"',
    "№",
    "5",
    "А.",
    "Иванова",
    "c",
    "o",
    ".",
    ",",
    "(",
    ")",
    "г.",
    "мастер",
    "класс",
    "\n",
    "3а",
    "дачи",
    "XV",
    "Х",
  );
  it("slips don't overlap, mending ends, blanks keep the length", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const text = pieces.join("");
        for (const find of [spacedHyphen, homoglyphs]) {
          let last = -1;
          for (const { from, to } of find(text)) {
            assert.ok(from >= last && to >= from && to <= text.length);
            last = to;
          }
        }
        assert.equal(nonBreaking(text).replaceAll("\u00a0", " "), text);
        assert.equal(nonBreaking(nonBreaking(text)), nonBreaking(text));
        let last = 0;
        for (const { from, to, insert } of corrections(typographySlips(text)).sort((a, b) => a.from - b.from)) {
          assert.ok(from >= last && from <= to && to <= text.length && text.slice(from, to) !== insert);
          last = to;
        }
      }),
    );
  });

  it("mended once, typesetting has no slips", () => {
    const sign = fc.constantFrom(...'-–—«»"№N5,.;()й…% \n\u00a0', "  ", "2023", "2024", "А.", "г.", "им.", "учебно");
    const word = fc.constantFrom("план", "Иванова", "мастер", "класс", "с");
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: sign }, word), { maxLength: 12 }), pieces => {
        const text = pieces.join("");
        assert.deepEqual(typographySlips(mended(text, corrections(typographySlips(text)))), []);
      }),
      { numRuns: runs(500) },
    );
  });
});
