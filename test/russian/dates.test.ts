import assert from "node:assert/strict";
import { compareDates, findDates, findPeriods, parseDate, schoolYear, weekday } from "../../server/src/russian/dates";
import { findFrequencies, timesAYear } from "../../server/src/russian/frequency";
import { numberWord, ordinalWord, roman, romanValue } from "../../server/src/russian/numerals";

/** Text, then every date as `surface: date or ? flags`. */
const dates: [string, string[]][] = [
  ["Приказ от 14.03.2022 № 17", ["14.03.2022: 2022-3-14"]],
  ["Утверждено 1.09.2018.", ["1.09.2018: 2018-9-1 zeroless"]],
  ["от «30» августа 2023г.", ["«30» августа 2023г.: 2023-8-30 quotedDay glued"]],
  ['от "30" августа 2023 г.', ['"30" августа 2023 г.: 2023-8-30 quotedDay spaced']],
  ["1 сентября 2023 г.", ["1 сентября 2023 г.: 2023-9-1 spaced"]],
  ["1-го сентября 2023 года", ["1-го сентября 2023 года: 2023-9-1 word"]],
  ["с 1 сентября по 31 мая", ["1 сентября: ?", "31 мая: ?"]],
  ["дата: 2023-04-28", ["2023-04-28: 2023-4-28"]],
  ["Пр. № 6 от 28.04.2023г.", ["28.04.2023г.: 2023-4-28 glued"]],
  ["28.04.2023 г. принято", ["28.04.2023 г.: 2023-4-28 spaced"]],
  ["29.12.2012 года", ["29.12.2012 года: 2012-12-29 word"]],
  ["не позднее 31.02.2023", ["31.02.2023: invalid"]],
  ["29.02.2023 и 29.02.2024", ["29.02.2023: invalid", "29.02.2024: 2024-2-29"]],
  ["31 июня 2024 г.", ["31 июня 2024 г.: invalid spaced"]],
  ["29 февраля", ["29 февраля: ?"]],
  ["от 01.09.23 и до 05.06.24", ["01.09.23: 2023-9-1 shortYear", "05.06.24: 2024-6-5 shortYear"]],
  ["с 01.09.2023 по 31.05.2024", ["01.09.2023: 2023-9-1", "31.05.2024: 2024-5-31"]],
  ["20.20.2023", ["20.20.2023: invalid"]],
  ["(ред. от 25.07.2022)", ["25.07.2022: 2022-7-25"]],
  ["13\u00a0мая\u00a02025\u00a0г.", ["13\u00a0мая\u00a02025\u00a0г.: 2025-5-13 spaced"]],
  ["1.2.3. Пункт, см. 10.12.15 и 1.1.2023.1", []],
  ["пункты 2.3, 2.4 и 12.11", []],
  ["среду обитания, апробация, в марте, мартовский, майский", []],
  ["Федеральный закон № 273-ФЗ, 5 майских дней, 12 мартышек", []],
  ["«30 августа», 30» августа", ["30 августа: ?", "30» августа: ? quotedDay"]],
  ["2023-2024 учебный год, 8-800-2023-04-28-11", []],
  ["в 12.30 начало, 1.5 ставки, 03.2023", []],
];

describe("dates", () => {
  for (const [text, expected] of dates) {
    it(text, () => {
      const found = findDates(text).map(({ from, to, date, invalid, quotedDay, yearMark, zeroless, shortYear }) => {
        const flags = [quotedDay && "quotedDay", yearMark, zeroless && "zeroless", shortYear && "shortYear"].filter(
          Boolean,
        );
        const day = invalid ? "invalid" : date ? `${date.y}-${date.m}-${date.d}` : "?";
        return [`${text.slice(from, to)}: ${day}`, ...flags].join(" ");
      });
      assert.deepEqual(found, expected);
    });
  }
  it("a whole value", () => {
    assert.deepEqual(parseDate(" 21.02.2023 ")?.date, { y: 2023, m: 2, d: 21 });
    assert.deepEqual(parseDate("01.09.23")?.date, { y: 2023, m: 9, d: 1 });
    assert.deepEqual(parseDate("5 июня 2016 г.")?.date, { y: 2016, m: 6, d: 5 });
    assert.deepEqual(parseDate("2026-9-1")?.date, { y: 2026, m: 9, d: 1 });
    for (const text of ["до 21.02.2023", "21.02.2023, среда", "октябрь", ""])
      assert.equal(parseDate(text), undefined, text);
  });
  it("school years, weekdays, order", () => {
    assert.equal(schoolYear({ y: 2023, m: 8, d: 31 }), 2022);
    assert.equal(schoolYear({ y: 2023, m: 9, d: 1 }), 2023);
    assert.equal(weekday({ y: 2026, m: 11, d: 23 }), 1);
    assert.equal(weekday({ y: 2023, m: 10, d: 1 }), 7);
    assert.ok(compareDates({ y: 2023, m: 12, d: 31 }, { y: 2024, m: 1, d: 1 }) < 0);
  });
});

const periods: [string, string[]][] = [
  ["на 2023–2024 учебный год", ["school-year 2023-2024"]],
  ["План на 2023/24 уч. г. утверждён", ["school-year 2023-2024"]],
  ["2023/2024 учебного года", ["school-year 2023-2024"]],
  ["1999-2000 учебный год", ["school-year 1999-2000"]],
  ["2023-2025 учебный год", ["school-year 2023-2025 invalid"]],
  ["сентябрь 2023", ["months 9-9 y2023"]],
  ["октябрь–ноябрь", ["months 10-11"]],
  ["в мае и в июне", ["months 5-5", "months 6-6"]],
  ["декабрь – февраль 2024 г.", ["months 12-2 y2024"]],
  ["I четверть", ["четверть 1-1"]],
  ["в 1-й четверти и во второй четверти", ["четверть 1-1", "четверть 2-2"]],
  ["III квартал 2024 года", ["квартал 3-3 y2024"]],
  ["V четверть", ["четверть 5-5 invalid"]],
  ["второе полугодие, 1 полугодие", ["полугодие 2-2", "полугодие 1-1"]],
  ["в третьем триместре", ["триместр 3-3"]],
  ["с 1 по 15 сентября", ["days 1-15 m9"]],
  ["10–14 марта 2025 г.", ["days 10-14 m3 y2025"]],
  ["15 сентября 2023 г.", []],
  ["каждую четверть, раз в квартал, большинство маев", []],
  ["майские праздники, мартовский план, июньский", []],
  ["2.3–2.4, стр. 10–14", []],
];

describe("periods", () => {
  for (const [text, expected] of periods) {
    it(text, () => {
      const found = findPeriods(text).map(({ kind, first, last, month, year, invalid }) =>
        [`${kind} ${first}-${last}`, month && `m${month}`, year && `y${year}`, invalid && "invalid"]
          .filter(Boolean)
          .join(" "),
      );
      assert.deepEqual(found, expected);
    });
  }
});

const frequencies: [string, string[]][] = [
  ["Заседания проводятся 1 раз в месяц.", ["1 месяц"]],
  ["собирается ежемесячно", ["1 месяц"]],
  ["не реже одного раза в месяц", ["≥1 месяц"]],
  ["не реже, чем один раз в месяц", ["≥1 месяц"]],
  ["1 раз в два месяца", ["1 два месяца"]],
  ["раз в 2 месяца", ["1 два месяца"]],
  ["1 раз в четверть", ["1 четверть"]],
  ["раз в четверть", ["1 четверть"]],
  ["не реже 1-го раза в четверть", ["≥1 четверть"]],
  ["не менее 4 (четырёх) раз в год", ["≥4 год"]],
  ["не менее четырех раз в учебный год", ["≥4 год"]],
  ["не реже 4-х раз в год", ["≥4 год"]],
  ["не менее 4 заседаний в год", ["≥4 год"]],
  ["не менее трёх плановых заседаний за учебный год", ["≥3 год"]],
  ["один раз в триместр", ["1 триместр"]],
  ["1 раз в полугодие", ["1 полугодие"]],
  ["раз в полгода", ["1 полугодие"]],
  ["2 раза в год", ["2 год"]],
  ["дважды в год", ["2 год"]],
  ["два раза в месяц", ["2 месяц"]],
  ["1 раз в неделю", ["1 неделя"]],
  ["раз в две недели", ["1 две недели"]],
  ["каждую неделю", ["1 неделя"]],
  ["каждый месяц", ["1 месяц"]],
  ["ежеквартально", ["1 квартал"]],
  ["один раз в три месяца", ["1 квартал"]],
  ["не менее 4 заседаний в год, то есть один раз в четверть", ["≥4 год", "1 четверть"]],
  ["по мере необходимости, но не реже одного раза в четверть", ["≥1 четверть"]],
  ["периодичность определяется его членами (не реже одного раза в четверть)", ["≥1 четверть"]],
  ["Заседания проводятся по мере необходимости.", ["vague"]],
  ["Периодичность заседаний определяется его членами.", ["vague"]],
  ["Количество заседаний в год отражается в отчёте", []],
  ["Разработка плана, образ жизни, рассказ в месяц", []],
  ["за год до аттестации, раза два, в месяц май", []],
  ["Собрание в четверг", []],
  ["состав утверждается на каждый учебный год", []],
];

describe("frequencies", () => {
  for (const [text, expected] of frequencies) {
    it(text, () => {
      const found = findFrequencies(text).map(each =>
        "vague" in each ? "vague" : `${each.atLeast ? "≥" : ""}${each.count} ${each.per}`,
      );
      assert.deepEqual(found, expected);
    });
  }
  it("in a school year", () => {
    assert.equal(timesAYear({ count: 1, per: "месяц" }), 9);
    assert.equal(timesAYear({ count: 4, per: "год" }), 4);
    assert.equal(timesAYear({ count: 1, per: "полугодие" }), 2);
  });
});

describe("numerals", () => {
  it("Roman numbers there and back", () => {
    for (let value = 1; value < 4000; value++) assert.equal(romanValue(roman(value)), value);
    for (const text of ["", "IIII", "VX", "IC", "план", "1"]) assert.equal(romanValue(text), undefined, text);
    assert.equal(romanValue("ХІV"), 14);
    assert.throws(() => roman(0));
  });
  it("number words", () => {
    const words: [string, number | undefined][] = [
      ["одного", 1],
      ["двух", 2],
      ["тремя", 3],
      ["четырех", 4],
      ["пяти", 5],
      ["восьми", 8],
      ["восемью", 8],
      ["двадцать", 20],
      ["много", undefined],
    ];
    for (const [word, value] of words) assert.equal(numberWord(word), value, word);
  });
  it("ordinals", () => {
    const words: [string, number | undefined][] = [
      ["первой", 1],
      ["второе", 2],
      ["третьем", 3],
      ["третья", 3],
      ["третий", 3],
      ["четвертую", 4],
      ["десятого", 10],
      ["первак", undefined],
      ["шестой", 6],
    ];
    for (const [word, value] of words) assert.equal(ordinalWord(word), value, word);
  });
});
