/** Calendar files: read back by an unfolding of our own. */
import assert from "node:assert/strict";
import { calendarFile } from "../server/src/features/calendar";
import { createDoc } from "../server/src/model/document";
import { fixture } from "./fixture";

const STAMP = new Date("2025-09-01T08:30:00Z");
const HEAD = "документ: график\nназвание: График заседаний клуба\nучебный год: 2025/2026\nзаседания:\n";

async function exported(source: string, stamp = STAMP): Promise<{ text: string; events: Record<string, string>[] }> {
  const { workspace, doc } = fixture(source);
  const file = await calendarFile(workspace, doc, stamp);
  assert.ok(file, "there are events");
  const events = unfolded(file.text);
  assert.equal(events.length, file.events);
  return { text: file.text, events };
}

/** Properties of each event by name; parameters go with the name. */
function unfolded(text: string): Record<string, string>[] {
  const lines = text.replace(/\r\n[ \t]/g, "").split("\r\n");
  const events: Record<string, string>[] = [];
  for (const line of lines) {
    if (line === "BEGIN:VEVENT") events.push({});
    const colon = line.indexOf(":");
    const last = events.at(-1);
    if (last && colon > 0) last[line.slice(0, colon)] ??= unescaped(line.slice(colon + 1));
  }
  return events;
}

const unescaped = (value: string) => value.replace(/\\(n|.)/g, (_, c: string) => (c === "n" ? "\n" : c));

describe("calendar files", () => {
  it("no value brings lines of its own", async () => {
    const evil = "А\\r\\nX-EVIL:1\\nEND:VEVENT\\u2028X-EVIL:2";
    const { text } = await exported(
      `//- grafik.reg.yaml\nдокумент: график\nназвание: "${evil}"\nучебный год: 2025/2026\nзаседания:\n  - { номер: "${evil}", дата: 2025-09-11, время: "15:00", место: "${evil}", тема: "${evil}", ответственный: "${evil}" }\n`,
    );
    assert.doesNotMatch(text, /^X-EVIL/m);
    assert.doesNotMatch(text, /[\u2028\u2029]|[^\r]\n/);
    assert.equal(text.match(/^END:VEVENT/gm)?.length, 1);
    const names = text.split("\r\n").map(line => /^[A-Z-]+(?=[:;])/.exec(line)?.[0] ?? line[0]);
    const known =
      /^(?:BEGIN|END|VERSION|PRODID|METHOD|NAME|X-WR-CALNAME|UID|SEQUENCE|DTSTAMP|DTSTART|DTEND|SUMMARY|LOCATION|DESCRIPTION| )$/;
    assert.deepEqual(
      names.filter(name => name !== undefined && !known.test(name)),
      [],
    );
  });

  it("a meeting has its day, its hours and its place", async () => {
    const { events } = await exported(
      `//- grafik.reg.yaml\n${HEAD}  - { номер: 1, дата: 2025-09-11, время: "15:00", место: кабинет 12, тема: План работы, ответственный: координатор }\n  - { номер: 2, дата: 09.10.2025, время: 15.00–16.30, тема: Итоги }\n  - { номер: 3, дата: 31.12.2025, тема: Год }\n  - { номер: 4, дата: ноябрь, тема: День не выбран }\n`,
    );
    assert.equal(events.length, 3, "what has no day isn't there");
    const [first, second, third] = events;
    assert.equal(first!.SUMMARY, "Заседание № 1: План работы");
    assert.deepEqual(
      [first!.DTSTART, first!.DTEND, first!.LOCATION],
      ["20250911T150000", "20250911T160000", "кабинет 12"],
    );
    assert.equal(first!.DESCRIPTION, "Ответственный: координатор\nГрафик заседаний клуба");
    assert.deepEqual([second!.DTSTART, second!.DTEND], ["20251009T150000", "20251009T163000"]);
    assert.deepEqual([third!["DTSTART;VALUE=DATE"], third!["DTEND;VALUE=DATE"]], ["20251231", "20260101"]);
  });

  it("a file named «100%» gives «100%.ics»", async () => {
    const { workspace, doc } = fixture(
      `//- 100%25.reg.yaml\n${HEAD}  - { номер: 1, дата: 2025-09-11, тема: План работы }\n`,
    );
    assert.equal((await calendarFile(workspace, doc, STAMP))?.fileName, "100%.ics");
  });

  it("terms of a plan end on working days, deadlines as written", async () => {
    const rows = (terms: readonly string[]) =>
      terms.map((срок, i) => `  - { мероприятие: Дело ${i}, срок: ${срок}, ответственный: все }\n`).join("");
    const { events } = await exported(
      `//- plan.reg.yaml\nдокумент: план\nназвание: План\nучебный год: 2025/2026\nмероприятия:\n${rows(["октябрь", "ноябрь", "до 25 мая", "12.10.2025", "октябрь–январь", "по мере необходимости", "____"])}`,
    );
    assert.deepEqual(
      events.map(e => `${e.SUMMARY} ${e["DTSTART;VALUE=DATE"]}`),
      [
        "Срок: Дело 0 20251031",
        "Срок: Дело 1 20251128",
        "Срок: Дело 2 20260525",
        "Срок: Дело 3 20251012",
        "Срок: Дело 4 20260130",
      ],
    );
    assert.equal(events[0]!.DESCRIPTION, "Срок: октябрь\nОтветственный: все\nПлан");
  });

  it("what repeats has an end in each month, and each its own name", async () => {
    const { events } = await exported(
      "//- plan.reg.yaml\nдокумент: план\nназвание: План\nучебный год: 2025/2026\nмероприятия:\n  - { мероприятие: Сверка, срок: ежемесячно, ответственный: все }\n",
    );
    assert.equal(events.length, 9);
    assert.equal(new Set(events.map(e => e.UID)).size, 9);
  });

  it("a second import with other dates and themes updates", async () => {
    const schedule = (date: string, theme: string) =>
      `//- grafik.reg.yaml\n${HEAD}  - { номер: 1, дата: ${date}, тема: ${theme} }\n  - { номер: 2, дата: 2025-10-09, тема: Итоги }\n`;
    const before = (await exported(schedule("2025-09-11", "План работы"))).events;
    const after = (await exported(schedule("2025-09-18", "План и график"), new Date("2025-09-02T08:30:00Z"))).events;
    assert.deepEqual(
      after.map(e => e.UID),
      before.map(e => e.UID),
    );
    assert.notEqual(before[0]!.UID, before[1]!.UID);
    assert.equal(after[0]!["DTSTART;VALUE=DATE"], "20250918");
    assert.ok(Number(after[0]!.SEQUENCE) > Number(before[0]!.SEQUENCE));
    assert.equal(before[0]!.DTSTAMP, "20250901T083000Z");
    const again = (await exported(schedule("2025-09-11", "План работы"))).text;
    assert.equal(again, (await exported(schedule("2025-09-11", "План работы"))).text, "nothing but the stamp varies");
  });

  it("rows without numbers keep their theme; equal ones differ; other schedules have other names", async () => {
    const rows = "  - { дата: 2025-09-11, тема: Семинар }\n  - { дата: 2025-10-09, тема: Семинар }\n";
    const one = (await exported(`//- grafik.reg.yaml\n${HEAD}${rows}`)).events.map(e => e.UID);
    const moved = rows.replace("2025-09-11", "2025-09-25");
    assert.deepEqual(
      (await exported(`//- other.reg.yaml\n${HEAD}${moved}`)).events.map(e => e.UID),
      one,
    );
    assert.equal(new Set(one).size, 2);
    const other = (await exported(`//- grafik.reg.yaml\n${HEAD.replace("клуба", "кружка")}${rows}`)).events.map(
      e => e.UID,
    );
    assert.ok(other.every(uid => !one.includes(uid)));
  });

  it("lines are folded by octets, signs escaped, line ends are CRLF", async () => {
    const theme =
      "Семинар: «Формирующее оценивание», разбор работ; вопросы \\\\ ответы 😀 и ещё очень длинное название";
    const { text, events } = await exported(
      `//- grafik.reg.yaml\n${HEAD}  - { номер: 1, дата: 2025-09-11, тема: "${theme}" }\n`,
    );
    assert.equal(events[0]!.SUMMARY, `Заседание № 1: ${theme.replace("\\\\", "\\")}`);
    assert.match(text.replace(/\r\n /g, ""), /оценивание»\\, разбор работ\\; вопросы \\\\ ответы/);
    for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
    assert.equal(text.replaceAll("\r\n", "").includes("\n"), false);
    assert.match(text, /^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
    assert.match(text, /END:VEVENT\r\nEND:VCALENDAR\r\n$/);
  });

  it("a regulation gives the calendar of its whole package; nothing gives none", async () => {
    const { workspace, doc } = fixture(
      `//- polozhenie.reg.md\n---\nдокумент: положение\n---\n\n# Положение о клубе\n//- grafik.reg.yaml\n${HEAD.replace("учебный", "основание: polozhenie.reg.md\nучебный")}  - { номер: 1, дата: 2025-09-11, тема: А }\n//- plan.reg.yaml\nдокумент: план\nназвание: План\nоснование: polozhenie.reg.md\nучебный год: 2025/2026\nмероприятия:\n  - { мероприятие: Б, срок: май }\n`,
    );
    const file = await calendarFile(workspace, doc, STAMP);
    assert.deepEqual([file?.fileName, file?.events], ["polozhenie.ics", 2]);
    assert.ok(file?.text.includes("X-WR-CALNAME:Положение о клубе\r\n"));
    const empty = createDoc("file:///w/e/x.reg.yaml", "документ: план\n");
    workspace.docs.set(empty.uri, empty);
    assert.equal(await calendarFile(workspace, empty, STAMP), null);
  });
});
