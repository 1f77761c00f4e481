import assert from "node:assert/strict";
import fc from "fast-check";
import { createDoc } from "../server/src/model/document";
import { demandedFrequency } from "../server/src/model/meetings";
import { keysAt } from "../server/src/model/schema";
import { compareDates, isoDate, parseDate } from "../server/src/russian/dates";
import { readYaml } from "../server/src/syntax/yaml";
import {
  calendarProblems,
  dayOff,
  holidaysAt,
  holidaysOf,
  quartersOf,
  readCalendar,
  schoolYearOf,
  spanInDigits,
} from "../server/src/workspace/calendar/calendar";
import { meetingsLacking, meetingsNeeded, proposeDates } from "../server/src/workspace/calendar/meeting-dates";
import { readTerm } from "../server/src/workspace/calendar/timeframes";
import { configSchema } from "../server/src/workspace/config";
import { runs } from "./runs";

const plain = readCalendar(undefined);
const date = (iso: string) => parseDate(iso)!.date!;
const calendarIn = (text: string) => readCalendar((readYaml(text, 0).value as Record<string, unknown>).календарь);

describe("calendar", () => {
  const days: [string, string | undefined][] = [
    ["2025-09-01", undefined],
    ["2025-10-11", "суббота"],
    ["2025-10-12", "воскресенье"],
    ["2025-11-01", undefined],
    ["2025-11-03", "выходной, перенесённый с 01.11"],
    ["2025-11-04", "4 ноября, День народного единства"],
    ["2025-12-31", "выходной, перенесённый с 05.01"],
    ["2026-01-07", "7 января, Рождество Христово"],
    ["2026-01-09", "выходной, перенесённый с 03.01"],
    ["2026-01-12", undefined],
    ["2026-02-23", "23 февраля, День защитника Отечества"],
    // 8 March 2026 is a Sunday: by article 112 the rest moves to Monday; so does that of 9 May.
    ["2026-03-09", "выходной, перенесённый с 08.03"],
    ["2026-05-11", "выходной, перенесённый с 09.05"],
    ["2025-02-24", undefined],
    ["2024-12-28", undefined],
    ["2027-05-03", "выходной, перенесённый с 01.05"],
    ["2027-05-10", "выходной, перенесённый с 09.05"],
    ["2027-06-14", "выходной, перенесённый с 12.06"],
  ];
  for (const [day, why] of days) it(`${day}: ${why ?? "рабочий"}`, () => assert.equal(dayOff(plain, date(day)), why));

  // The numbers of working days in a five-day week are those of the published production calendars.
  for (const [year, working] of [
    [2022, 247],
    [2023, 247],
    [2024, 248],
    [2025, 247],
    [2026, 247],
  ] as const) {
    it(`${year} has ${working} working days`, () => {
      let count = 0;
      for (let day = 0; day < 366; day++) {
        const at = new Date(Date.UTC(year, 0, 1 + day));
        if (at.getUTCFullYear() !== year) continue;
        if (!dayOff(plain, { y: year, m: at.getUTCMonth() + 1, d: at.getUTCDate() })) count++;
      }
      assert.equal(count, working);
    });
  }

  it("of six working days", () => {
    const six = calendarIn("календарь: { шестидневка: да }");
    assert.equal(dayOff(six, date("2025-10-11")), undefined);
    assert.equal(dayOff(six, date("2025-10-12")), "воскресенье");
    // A Saturday is no day of rest there and can't be moved.
    assert.equal(dayOff(six, date("2026-01-09")), undefined);
    assert.equal(dayOff(six, date("2025-12-31")), "выходной, перенесённый с 05.01");
  });

  it("the school's own days come first", () => {
    const own = calendarIn(
      "календарь:\n  2025/2026:\n    четверти: [02.09–25.10, 05.11–27.12]\n    выходные: [2026-05-27, 28.12–30.12]\n    рабочие: [2025-11-03]\n    каникулы: [26.10–04.11, 31.12–11.01]\n",
    );
    assert.equal(dayOff(own, date("2026-05-27")), "нерабочий день по календарю школы");
    assert.equal(dayOff(own, date("2025-12-29")), "нерабочий день по календарю школы");
    assert.equal(dayOff(own, date("2025-11-03")), undefined);
    assert.deepEqual(quartersOf(own, 2025).map(spanInDigits), ["02.09.2025–25.10.2025", "05.11.2025–27.12.2025"]);
    assert.deepEqual(holidaysOf(own, 2025).map(spanInDigits), ["26.10.2025–04.11.2025", "31.12.2025–11.01.2026"]);
    assert.equal(holidaysAt(own, date("2025-10-30"))?.season, "осень");
    assert.equal(quartersOf(own, 2026).length, 4, "another year is typical");
  });

  it("quarters of a typical year begin and end on working days", () => {
    for (let year = 2020; year < 2040; year++) {
      const quarters = quartersOf(plain, year);
      assert.equal(quarters.length, 4);
      quarters.forEach((quarter, i) => {
        assert.equal(dayOff(plain, quarter.first), undefined, spanInDigits(quarter));
        assert.equal(dayOff(plain, quarter.last), undefined, spanInDigits(quarter));
        if (i) assert.ok(compareDates(quarters[i - 1]!.last, quarter.first) < 0);
      });
      assert.deepEqual(
        holidaysOf(plain, year).map(h => h.season),
        ["осень", "зима", "весна", "лето"],
      );
    }
  });

  it("school years", () => {
    const years: [string, number | undefined][] = [
      ["2025/2026", 2025],
      ["2025/26 уч. г.", 2025],
      ["на 2025–2026 учебный год", 2025],
      ["1999-2000", 1999],
      ["2025/2027", undefined],
      ["2026", undefined],
      ["", undefined],
    ];
    for (const [text, year] of years) assert.equal(schoolYearOf(text), year, text);
  });

  it("is offered key by key", () => {
    assert.ok(keysAt(configSchema, ["календарь"]).includes("шестидневка"));
    assert.ok(keysAt(configSchema, ["календарь", "2025/2026"]).includes("четверти"));
    assert.deepEqual(keysAt(configSchema, ["организация", "город", "район"]), []);
  });

  it("tells what it can't read, at its place", () => {
    const text =
      "календарь:\n  шестидневка: да\n  2025/2027: {}\n  2025/2026:\n    четверти: [01.09–24.10, 20.10–30.12, осень]\n    выходные: [2024-11-03, 31.02]\n    каникулы: [04.11–25.10]\n";
    const yaml = readYaml(text, 0);
    assert.deepEqual(
      calendarProblems(yaml).map(p => `${text.slice(p.from, p.to)}: ${p.message}`),
      [
        "{}: Учебный год «2025/2027» записан не так: нужны два года подряд, например 2025/2026.",
        "20.10–30.12: Начинается раньше, чем кончается предыдущее: 01.09.2025–24.10.2025.",
        "осень: «осень» не читается: нужны день или дни, например 05.11–30.12.",
        "2024-11-03: 03.11.2024 – не 2025/2026 учебный год.",
        "31.02: «31.02» не читается: нужны день или дни, например 05.11–30.12.",
        "04.11–25.10: Конец раньше начала: 04.11.2025–25.10.2025.",
      ],
    );
  });
});

/** A term, and what it is in 2025/2026: the kind, then the spans. */
const terms: [string, string][] = [
  ["2025-10-12", "day 2025-10-12"],
  ["12.10.2025", "day 2025-10-12"],
  ["12.10.2025 г.", "day 2025-10-12"],
  ["12.10.25", "day 2025-10-12"],
  ["12.10", "day 2025-10-12"],
  ["15 января", "day 2026-01-15"],
  ["«15» января 2026 года", "day 2026-01-15"],
  ["12.10, 15.11, 20.12", "day 2025-10-12 2025-11-15 2025-12-20"],
  ["12 и 15 октября", "day 2025-10-12 2025-10-15"],
  ["12.10.2023", "day 2023-10-12"],
  ["25 августа", "day 2025-08-25"],
  ["октябрь", "period 2025-10-01..2025-10-31"],
  ["Октябрь.", "period 2025-10-01..2025-10-31"],
  ["в октябре", "period 2025-10-01..2025-10-31"],
  ["октябрь 2025 г.", "period 2025-10-01..2025-10-31"],
  ["в течение октября месяца", "period 2025-10-01..2025-10-31"],
  ["окт.", "period 2025-10-01..2025-10-31"],
  ["февраль", "period 2026-02-01..2026-02-28"],
  ["август", "period 2025-08-01..2025-08-31"],
  ["август–сентябрь", "period 2025-08-01..2025-09-30"],
  ["июнь–август", "period 2026-06-01..2026-08-31"],
  ["октябрь–ноябрь", "period 2025-10-01..2025-11-30"],
  ["Сентябрь - май", "period 2025-09-01..2026-05-31"],
  ["сентябрь 2025 г. – май 2026 г.", "period 2025-09-01..2026-05-31"],
  ["с октября по март", "period 2025-10-01..2026-03-31"],
  ["с сентября", "period 2025-09-01..2026-05-31"],
  ["сентябрь, май", "period 2025-09-01..2025-09-30 2026-05-01..2026-05-31"],
  ["сентябрь и май", "period 2025-09-01..2025-09-30 2026-05-01..2026-05-31"],
  ["октябрь/ноябрь", "period 2025-10-01..2025-10-31 2025-11-01..2025-11-30"],
  ["октябрь (по плану ВСОКО)", "period 2025-10-01..2025-10-31"],
  ["ежемесячно", "repeated 1/месяц 2025-09-01..2025-09-30 … 2026-05-01..2026-05-31 (9)"],
  ["1 раз в месяц", "repeated 1/месяц 2025-09-01..2025-09-30 … 2026-05-01..2026-05-31 (9)"],
  ["ежемесячно, октябрь–апрель", "repeated 1/месяц 2025-10-01..2025-10-31 … 2026-04-01..2026-04-30 (7)"],
  [
    "ежемесячно с 15 января по 31 марта",
    "repeated 1/месяц 2026-01-15..2026-01-31 2026-02-01..2026-02-28 2026-03-01..2026-03-31",
  ],
  ["ежемесячно до 25 числа", "repeated 1/месяц 2025-09-01..2025-09-30 … 2026-05-01..2026-05-31 (9)"],
  ["до 5 числа каждого месяца", "repeated 1/месяц 2025-09-01..2025-09-30 … 2026-05-01..2026-05-31 (9)"],
  ["1 раз в четверть", "repeated 1/четверть 2025-09-01..2025-10-24 … 2026-04-06..2026-05-26 (4)"],
  ["раз в четверть", "repeated 1/четверть 2025-09-01..2025-10-24 … 2026-04-06..2026-05-26 (4)"],
  ["в конце каждой четверти", "repeated 1/четверть 2025-09-01..2025-10-24 … 2026-04-06..2026-05-26 (4)"],
  ["по итогам четверти", "repeated 1/четверть 2025-09-01..2025-10-24 … 2026-04-06..2026-05-26 (4)"],
  ["по итогам полугодия", "repeated 1/полугодие 2025-09-01..2025-12-30 2026-01-12..2026-05-26"],
  ["2 раза в год", "repeated 2/год 2025-09-01..2026-05-31"],
  ["еженедельно", "repeated 1/неделя 2025-09-01..2026-05-31"],
  ["каждый четверг", "repeated 1/неделя 2025-09-04 … 2026-05-28 (37)"],
  ["еженедельно по средам, октябрь", "repeated 1/неделя 2025-10-01 … 2025-10-29 (5)"],
  ["второй четверг каждого месяца", "repeated 1/месяц 2025-09-11 … 2026-05-14 (9)"],
  ["последняя пятница месяца", "repeated 1/месяц 2025-09-26 … 2026-05-29 (9)"],
  ["1 четверть", "period 2025-09-01..2025-10-24"],
  ["1-я четверть", "period 2025-09-01..2025-10-24"],
  ["в первой четверти", "period 2025-09-01..2025-10-24"],
  ["в течение IV четверти", "period 2026-04-06..2026-05-26"],
  ["I–II четверть", "period 2025-09-01..2025-12-30"],
  ["I, III четверть", "period 2025-09-01..2025-10-24 2026-01-12..2026-03-27"],
  ["1 и 2 четверти", "period 2025-09-01..2025-10-24 2025-11-05..2025-12-30"],
  ["2 полугодие", "period 2026-01-12..2026-05-26"],
  ["II полугодие", "period 2026-01-12..2026-05-26"],
  ["второй триместр", "period 2025-11-24..2026-02-20"],
  ["I квартал", "period 2026-01-01..2026-03-31"],
  ["IV квартал", "period 2025-10-01..2025-12-31"],
  ["конец 1 четверти", "period 2025-10-07..2025-10-24"],
  ["начало сентября", "period 2025-09-01..2025-09-10"],
  ["в конце мая", "period 2026-05-21..2026-05-31"],
  ["середина октября", "period 2025-10-11..2025-10-20"],
  ["вторая половина ноября", "period 2025-11-16..2025-11-30"],
  ["первая декада декабря", "period 2025-12-01..2025-12-10"],
  ["третья неделя октября", "period 2025-10-15..2025-10-21"],
  ["2 неделя ноября", "period 2025-11-08..2025-11-14"],
  ["2-3 неделя ноября", "period 2025-11-08..2025-11-21"],
  ["последняя неделя мая", "period 2026-05-25..2026-05-31"],
  ["сентябрь (2 неделя)", "period 2025-09-08..2025-09-14"],
  ["вторая среда октября", "day 2025-10-08"],
  ["последний четверг мая", "day 2026-05-28"],
  ["осенние каникулы", "period 2025-10-25..2025-11-04"],
  ["на зимних каникулах", "period 2025-12-31..2026-01-11"],
  ["осенние, весенние каникулы", "period 2025-10-25..2025-11-04 2026-03-28..2026-04-05"],
  ["каникулы", "period 2025-10-25..2025-11-04 2025-12-31..2026-01-11 2026-03-28..2026-04-05"],
  ["весной", "period 2026-03-01..2026-05-31"],
  ["зима", "period 2025-12-01..2026-02-28"],
  ["в течение года", "period 2025-09-01..2026-05-31"],
  ["В течение учебного года", "period 2025-09-01..2026-05-31"],
  ["в течение всего учебного года", "period 2025-09-01..2026-05-31"],
  ["весь год", "period 2025-09-01..2026-05-31"],
  ["весь период", "period 2025-09-01..2026-05-31"],
  ["постоянно", "period 2025-09-01..2026-05-31"],
  ["2025/2026 учебный год", "period 2025-09-01..2026-05-31"],
  ["до 25.05", "deadline 2025-09-01..2026-05-25"],
  ["до 25 мая", "deadline 2025-09-01..2026-05-25"],
  ["до 25.05.2026 г.", "deadline 2025-09-01..2026-05-25"],
  ["не позднее 1 июня", "deadline 2025-09-01..2026-06-01"],
  ["к 1 сентября", "deadline 2025-09-01"],
  ["до 25 августа", "deadline 2025-08-25"],
  ["до конца сентября", "deadline 2025-09-01..2025-09-30"],
  ["до конца I четверти", "deadline 2025-09-01..2025-10-24"],
  ["до конца учебного года", "deadline 2025-09-01..2026-05-31"],
  ["с 1 по 15 сентября", "period 2025-09-01..2025-09-15"],
  ["1–15 сентября", "period 2025-09-01..2025-09-15"],
  ["с 01.09 по 15.09", "period 2025-09-01..2025-09-15"],
  ["01.09.2025–15.09.2025", "period 2025-09-01..2025-09-15"],
  ["2025-09-01–2025-09-15", "period 2025-09-01..2025-09-15"],
  ["с 1 сентября по 31 мая", "period 2025-09-01..2026-05-31"],
  ["с 25 августа до 10 сентября", "period 2025-08-25..2025-09-10"],
  ["с 28.03.2026 по 05.04.2025", "period 2026-03-28..2025-04-05"],
  ["ноябрь–октябрь", "period 2025-11-01..2025-10-31"],
  ["по плану", "open"],
  ["по отдельному графику", "open"],
  ["согласно плану ВСОКО", "open"],
  ["по мере необходимости", "open"],
  ["при необходимости", "open"],
  ["по запросу", "open"],
  ["ко Дню учителя", "open"],
  // As they stand in schools' own plans.
  ["1-ая неделя сентября", "period 2025-09-01..2025-09-07"],
  ["02-06.10", "period 2025-10-02..2025-10-06"],
  ["12-14.10.2025", "period 2025-10-12..2025-10-14"],
  ["27 сентября – 3 октября", "period 2025-09-27..2025-10-03"],
  ["12, 14, 16 октября 2025 г.", "day 2025-10-12 2025-10-14 2025-10-16"],
  ["I, II, III, IV четверти", "period 2025-09-01..2025-10-24 … 2026-04-06..2026-05-26 (4)"],
  ["октябрь-декабрь 2025 г., февраль-май 2026 г.", "period 2025-10-01..2025-12-31 2026-02-01..2026-05-31"],
  ["октябрь 2025, 15:00", "period 2025-10-01..2025-10-31"],
  ["12 октября 2025 года в 15.00", "day 2025-10-12"],
  ["среда, 15 октября", "day 2025-10-15"],
  ["15 октября (среда)", "day 2025-10-15"],
  ["сент.-окт.", "period 2025-09-01..2025-10-31"],
  ["Постоянно в течение года", "period 2025-09-01..2026-05-31"],
  ["в течение года по плану", "period 2025-09-01..2026-05-31"],
  ["сентябрь и далее в течение года", "period 2025-09-01..2026-05-31"],
  ["октябрь, далее ежемесячно", "repeated 1/месяц 2025-10-01..2025-10-31 … 2026-05-01..2026-05-31 (8)"],
  ["I полугодие 2024/2025", "period 2024-09-02..2024-12-28"],
  ["второе полугодие учебного года", "period 2026-01-12..2026-05-26"],
  ["каждый второй вторник месяца", "repeated 1/месяц 2025-09-09 … 2026-05-12 (9)"],
  ["1-2 раза в месяц", "repeated 1/месяц 2025-09-01..2025-09-30 … 2026-05-01..2026-05-31 (9)"],
  ["1 раз в месяц (2 неделя)", "repeated 1/месяц 2025-09-01..2025-09-30 … 2026-05-01..2026-05-31 (9)"],
  ["до 20 числа", "repeated 1/месяц 2025-09-01..2025-09-30 … 2026-05-01..2026-05-31 (9)"],
  ["по окончании I четверти", "period 2025-10-07..2025-10-24"],
  ["до начала учебного года", "deadline 2025-09-01"],
  ["во время осенних каникул", "period 2025-10-25..2025-11-04"],
  ["Лето 2026", "period 2026-06-01..2026-08-31"],
  ["за неделю до заседания", "open"],
  ["не позднее 5 дней после заседания", "open"],
  ["к педсовету", "open"],
  ["в рамках недели науки", "open"],
  ["дата уточняется", "open"],
  ["к 31.02.2026", "?"],
  ["31.02.2026", "?"],
  ["31 июня", "?"],
  ["V четверть", "?"],
  ["6 неделя октября", "?"],
  ["скоро", "?"],
  ["октябрь, потом решим", "?"],
  ["октябрь-ноябрьский период", "?"],
  ["13.13", "?"],
  ["", "?"],
  ["до", "?"],
  ["с по", "?"],
];

describe("terms", () => {
  for (const [text, expected] of terms) {
    it(text || "(nothing)", () => {
      const term = readTerm(text, 2025, plain);
      const spans = (term?.spans ?? []).map(({ first, last }) =>
        compareDates(first, last) === 0 ? isoDate(first) : `${isoDate(first)}..${isoDate(last)}`,
      );
      const shown = spans.length > 3 ? [spans[0], "…", spans.at(-1), `(${spans.length})`] : spans;
      const every = term?.repetition ? [`${term.repetition.count}/${term.repetition.per}`] : [];
      assert.equal(term ? [term.kind, ...every, ...shown].join(" ") : "?", expected);
    });
  }

  it("any text is read or not, without a throw", () => {
    const pieces = terms
      .flatMap(([text]) => text.split(/(?<=[ ,–.-])/))
      .concat("99", "0", "(", "до ", "с ", "по ", "каждый ");
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 6 }), parts => {
        const term = readTerm(parts.join(""), 2025, plain);
        assert.equal(term?.first === undefined, term === undefined || term.kind === "open");
      }),
      { numRuns: runs(2000) },
    );
  });
});

/** Frequencies as regulations put them (the whole table of usual phrases), and how many meetings a year they ask for. */
const demands: [string, string, number | undefined][] = [
  ["Заседания проводятся 1 раз в месяц.", "месяц", 9],
  ["Заседания проводятся ежемесячно.", "месяц", 9],
  ["Заседания проводятся не реже одного раза в месяц.", "месяц", 9],
  ["Заседания МО проходят не реже 1-го раза в месяц.", "месяц", 9],
  ["Заседания проводятся 1 раз в два месяца.", "два месяца", 4],
  ["Заседания проводятся 1 раз в четверть.", "четверть", 4],
  ["Совет собирается не реже одного раза в четверть.", "четверть", 4],
  ["Заседания созываются раз в четверть.", "четверть", 4],
  ["Проводится не менее 4 заседаний в год, то есть один раз в четверть.", "четверть", 4],
  ["Заседания проводятся не менее 4 (четырёх) раз в год.", "год", 4],
  ["Заседания проводятся не реже 4-х раз в год.", "год", 4],
  ["Заседания проводятся не менее четырёх раз в учебный год.", "год", 4],
  ["Заседания проводятся 1 раз в триместр.", "триместр", 3],
  ["Заседания проводятся 1 раз в полугодие.", "полугодие", 2],
  ["Заседания проводятся 2 раза в год.", "год", 2],
  ["Заседания проводятся не реже 2-х раз в месяц.", "месяц", 18],
  ["Заседания проводятся дважды в год.", "год", 2],
  ["Рабочие встречи проводятся 1 раз в неделю.", "неделя", 34],
  ["Заседания проводятся по мере необходимости, но не реже одного раза в полугодие.", "полугодие", 2],
  [
    "Периодичность заседаний методического совета определяется его членами (не реже одного раза в четверть).",
    "четверть",
    4,
  ],
  ["Заседания проводятся по мере необходимости.", "", undefined],
  ["Периодичность заседаний определяется его членами.", "", undefined],
  ["Отчёт о заседаниях представляется 1 раз в год. Заседания проводятся 1 раз в месяц.", "месяц", 9],
  ["Отчёт о заседаниях представляется 1 раз в год.", "", undefined],
];

describe("meetings", () => {
  for (const [text, per, count] of demands) {
    it(text, () => {
      const found = demandedFrequency(createDoc("file:///w/a.reg.md", `1.1. ${text}\n`));
      assert.equal(found?.per ?? "", per);
      if (!found) return assert.equal(count, undefined);
      const needed = meetingsNeeded(found, 2025, plain);
      assert.equal(
        needed.reduce((sum, part) => sum + part.count, 0),
        count,
      );
    });
  }

  it("proposes the second Thursday of every month", () => {
    assert.deepEqual(proposeDates({ count: 1, per: "месяц" }, 2025, plain).map(isoDate), [
      "2025-09-11",
      "2025-10-09",
      "2025-11-13",
      "2025-12-11",
      "2026-01-15",
      "2026-02-12",
      "2026-03-12",
      "2026-04-09",
      "2026-05-14",
    ]);
    assert.deepEqual(proposeDates({ count: 1, per: "четверть" }, 2025, plain, { weekday: 3, week: 1 }).map(isoDate), [
      "2025-10-01",
      "2025-12-03",
      "2026-02-18",
      "2026-04-29",
    ]);
  });

  it("proposed days are working days that fulfil the demand, whatever the year", () => {
    const spans = ["неделя", "две недели", "месяц", "два месяца", "четверть", "триместр", "полугодие", "год"] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...spans),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 2020, max: 2050 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        (per, count, year, weekday, week) => {
          if (per.includes("недел") && count > 1) return;
          const often = { count, per };
          const needed = meetingsNeeded(often, year, plain);
          const dates = proposeDates(often, year, plain, { weekday, week });
          for (const day of dates) assert.ok(!dayOff(plain, day) && !holidaysAt(plain, day), isoDate(day));
          assert.deepEqual([...dates].sort(compareDates), dates);
          assert.equal(new Set(dates.map(isoDate)).size, dates.length);
          if (per !== "неделя" && per !== "две недели")
            assert.deepEqual(
              meetingsLacking(
                needed,
                dates.map(day => ({ first: day, last: day })),
              ),
              [],
            );
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it("what is lacking is named month by month, quarter by quarter", () => {
    const lacking = (per: "месяц" | "четверть" | "год", count: number, days: string) =>
      meetingsLacking(
        meetingsNeeded({ count, per }, 2025, plain),
        days.split(" ").flatMap(day => readTerm(day, 2025, plain)!.spans),
      ).map(part => `${part.name} ${part.count}`);
    assert.deepEqual(lacking("месяц", 1, "28.08 10.10 12.11 март"), [
      "декабрь 1",
      "январь 1",
      "февраль 1",
      "апрель 1",
      "май 1",
    ]);
    // The autumn holidays belong to either quarter.
    assert.deepEqual(lacking("четверть", 1, "10.09 28.10 12.02 05.06"), []);
    assert.deepEqual(lacking("четверть", 1, "10.09 28.10 30.10 12.02"), ["IV четверть 1"]);
    assert.deepEqual(lacking("год", 4, "10.09 11.09"), ["учебный год 2"]);
  });
});
