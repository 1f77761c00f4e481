import type { Doc } from "../../model/document";
import { headerSchema } from "../../model/header-schema";
import type { Edit } from "../../syntax/edits";
import type { Span } from "../../syntax/span";
import type { Problem, Rule } from "../engine/rule";

const BODY = "\n# О питании\n\nПРИКАЗЫВАЮ:\n\n1. Назначить дежурных.\n";
const FIXED = `---\nдокумент: приказ\nсостояние: проект\n---\n${BODY}`;

export const frontMatterUnread: Rule = {
  id: "front-matter-unread",
  group: "file",
  severity: "error",
  summary: "Шапка документа узнана: она стоит в начале файла между строками «---».",
  docs: `Пока шапка не узнана, программа не знает, приказ это или положение, и почти ничего не проверяет: тишина в таком файле не значит, что всё в порядке. Шапка – первые строки файла; над ней и под ней стоит по строке из трёх дефисов. Редакторы и почта часто превращают дефисы в тире («—», «–––»), а при копировании строки теряются.`,
  examples: [
    { good: FIXED },
    { bad: `<|—|>\nдокумент: приказ\nсостояние: проект\n—\n${BODY}`, fixed: FIXED },
    { bad: `<|документ: приказ|>\nсостояние: проект\n${BODY}`, fixed: FIXED },
    { bad: `<|–––|>\nдокумент: приказ\nсостояние: проект\n–––\n${BODY}`, fixed: FIXED, hidden: true },
    { bad: `<|----|>\nдокумент: приказ\nсостояние: проект\n----\n${BODY}`, fixed: FIXED, hidden: true },
    { bad: `<|--|>\nдокумент: приказ\nсостояние: проект\n--\n${BODY}`, fixed: FIXED, hidden: true },
    { bad: `<|- - -|>\nдокумент: приказ\nсостояние: проект\n- - -\n${BODY}`, fixed: FIXED, hidden: true },
    { bad: `<|***|>\nдокумент: приказ\nсостояние: проект\n***\n${BODY}`, fixed: FIXED, hidden: true },
    { bad: `<|+++|>\nдокумент: приказ\nсостояние: проект\n+++\n${BODY}`, fixed: FIXED, hidden: true },
    { bad: `<|\`\`\`yaml|>\nдокумент: приказ\nсостояние: проект\n\`\`\`\n${BODY}`, fixed: FIXED, hidden: true },
    {
      bad: `\n<|—|>\n\nдокумент: приказ\nсостояние: проект\n—\n${BODY}`,
      fixed: `---\n\n${FIXED.slice(4)}`,
      hidden: true,
    },
    { bad: `<|—|>\nдокумент: приказ\nсостояние: проект\n${BODY}`, fixed: FIXED, hidden: true },
    { bad: `<|—|>\nДокумент: приказ\nСостояние: проект\n—\n${BODY}`, hidden: true },
    {
      bad: `<|—|>\r\nдокумент: приказ\r\nгрифы:\r\n  - { вид: согласовано }\r\n\r\nсостояние: проект\r\n—\r\n\r\n# О питании\r\n`,
      fixed:
        "---\r\nдокумент: приказ\r\nгрифы:\r\n  - { вид: согласовано }\r\n\r\nсостояние: проект\r\n---\r\n\r\n# О питании\r\n",
      hidden: true,
    },
    {
      bad: "# О питании\n\n<|---|>\nдокумент: приказ\nсостояние: проект\n---\n\nПРИКАЗЫВАЮ:\n",
      fixed: "---\nдокумент: приказ\nсостояние: проект\n---\n\n# О питании\n\nПРИКАЗЫВАЮ:\n",
      hidden: true,
    },
    { good: "# О питании\n\n—\nОснование: приказ отдела от 01.09.2026.\n", hidden: true },
    { good: "Основание: решение совета.\n\nПРИКАЗЫВАЮ:\n", hidden: true },
    { good: "—\nОснование: решение совета.\n—\n", hidden: true },
    { good: "# О питании\n\n---\n\nдокумент: приказ, который пишут.\n", hidden: true },
  ],
  *check(doc) {
    const { blocks, starts } = doc.tree;
    if (blocks[0]?.kind === "header") return;
    // A remark above it, such as a suppression, changes nothing.
    const begins = blocks.findIndex(b => b.kind !== "blank" && b.kind !== "comment");
    const top =
      begins < 0
        ? undefined
        : headerAt(doc.text, begins === blocks.findIndex(b => b.kind !== "blank") ? 0 : starts[begins]!);
    if (top) {
      if (top.open || top.sure) yield unread(doc, top);
      return;
    }
    for (let i = 1; i < Math.min(blocks.length, 12) && blocks[i]!.kind !== "clause"; i++) {
      const lost = headerAt(doc.text, starts[i]!);
      if (!lost?.open || !lost.close) continue;
      yield misplaced(doc, lost.open, lost.close);
      return;
    }
  },
};

interface Line extends Span {
  readonly text: string;
  readonly next: number;
}

/** What is meant as a header. */
interface Unread {
  /** The lines of signs round it. */
  readonly open: Line | undefined;
  readonly close: Line | undefined;
  readonly first: Line;
  readonly last: Line;
  /** Nothing else can be meant. */
  readonly sure: boolean;
}

const SIGNS = /^\s*(?:[-–—−_=*~+](?:[ \t]*[-–—−_=*~+])*|```\p{L}*)\s*$/u;
const KEY = /^(\p{L}[\p{L} ]{0,40}?)[ \t]*:(?=\s|$)/u;
const keys: ReadonlySet<string> = new Set(Object.keys(headerSchema.shape));

function lineAt(text: string, from: number): Line {
  const feed = text.indexOf("\n", from);
  const next = feed < 0 ? text.length : feed + 1;
  const line = text.slice(from, next).replace(/\r?\n$/, "");
  return { text: line, from, to: from + line.length, next };
}

const keyOf = (line: Line): string | undefined => KEY.exec(line.text)?.[1];

function headerAt(text: string, from: number): Unread | undefined {
  let line = lineAt(text, text.charCodeAt(from) === 0xfeff ? from + 1 : from);
  const skipBlank = () => {
    while (!line.text.trim() && line.next < text.length) line = lineAt(text, line.next);
  };
  skipBlank();
  const open = SIGNS.test(line.text) ? line : undefined;
  if (open) {
    line = lineAt(text, line.next);
    skipBlank();
  }
  const first = line;
  let last = line;
  const found: string[] = [];
  for (; ; line = lineAt(text, line.next)) {
    const key = keyOf(line);
    if (key && keys.has(key.toLowerCase())) found.push(key);
    else if (SIGNS.test(line.text) && line.text.trim()) break;
    else if (!/^(?:[ \t]+\S|- )/.test(line.text) && line.text.trim()) break;
    if (line.text.trim()) last = line;
    if (line.next >= text.length) break;
  }
  const close = line !== last && SIGNS.test(line.text) ? line : undefined;
  if (!found.some(k => k.toLowerCase() === "документ") || !keyOf(first)) return undefined;
  const type = /^документ[ \t]*:[ \t]*\p{L}[\p{L} ]{2,40}$/imu.test(text.slice(first.from, last.to));
  const sure = type && found.every(k => keys.has(k)) && (open !== undefined || found[0] === "документ");
  return type || open
    ? { open, close, first, last, sure: sure && (found.length > 1 || close !== undefined) }
    : undefined;
}

function unread(doc: Doc, { open, close, first, last, sure }: Unread): Problem {
  const eol = doc.text.includes("\r\n") ? "\r\n" : "\n";
  // Blank lines above it go, too.
  const start = doc.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const edits: Edit[] = [
    open ? { from: start, to: open.to, insert: "---" } : { from: start, to: first.from, insert: `---${eol}` },
    close ? { from: close.from, to: close.to, insert: "---" } : { from: last.to, to: last.to, insert: `${eol}---` },
  ];
  const at = open ?? first;
  const reason = open
    ? `вместо «${open.text.trim()}» над ней нужна строка «---»`
    : "над ней и под ней нужна строка «---»";
  return {
    from: at.from,
    to: at.to,
    message: `Шапка не узнана, и документ почти не проверяется: ${reason}.`,
    ...(doc.text.slice(start, at.from).trim() === ""
      ? { fixes: () => [{ title: "Поставить «---» над шапкой и под ней", edits, ...(sure ? {} : { ask: true }) }] }
      : {}),
  };
}

function misplaced(doc: Doc, open: Line, close: Line): Problem {
  const eol = doc.text.includes("\r\n") ? "\r\n" : "\n";
  const inner = doc.text.slice(open.next, close.from);
  const behind = lineAt(doc.text, close.next);
  const start = doc.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return {
    from: open.from,
    to: open.to,
    message: "Шапка не узнана, и документ почти не проверяется: она должна стоять в самом начале файла.",
    fixes: () => [
      {
        title: "Перенести шапку в начало файла",
        edits: [
          { from: start, to: start, insert: `---${eol}${inner}---${eol}${eol}` },
          { from: open.from, to: behind.text.trim() ? close.next : behind.next, insert: "" },
        ],
        ask: true,
      },
    ],
  };
}
