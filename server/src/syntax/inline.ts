/**
 * Markup inside a block: emphasis, links, code, comments. Parsed by Lezer's Markdown (CommonMark's rules) only where a block
 * has a character that could be markup; most blocks of a regulation have none.
 */
import { type Element, parser } from "@lezer/markdown";
import { evenBlanks } from "../russian/invisible";
import { ofBlock } from "./blocks";
import type { Span } from "./span";

type InlineKind =
  | "strong"
  | "emphasis"
  | "strike"
  | "code"
  | "link"
  | "image"
  | "url"
  | "comment"
  | "html"
  | "mark"
  | "escape"
  | "entity";
export interface Inline extends Span {
  readonly kind: InlineKind;
  readonly children: readonly Inline[];
}

/** Markup of a block's content, offsets from the block's start. Blocks over 100,000 units are taken as plain text. */
export const inlines = ofBlock((block): readonly Inline[] => {
  const content = block.text.slice(block.from, block.to);
  if (content.length > LIMIT || !MARKUP.test(content)) return none;
  return md.parseInline(content, block.from).flatMap(convert(md.nodeSet.types));
});

/** The block's text with code, comments, addresses and HTML tags blotted out unit by unit, so that offsets stay. */
export const prose = ofBlock(block =>
  block.kind === "code" || block.kind === "comment" || block.kind === "header"
    ? ""
    : evenBlanks(blot(block.text, inlines(block))),
);

/** The prose of a block as one line: the breaks of hard-wrapped lines are blanks. A table keeps its rows. */
export const flow = ofBlock(block => {
  const text = prose(block);
  return block.kind !== "table" && text.indexOf("\n") < text.length - 1
    ? text.replace(/\r?\n(?=.)/gs, s => " ".repeat(s.length))
    : text;
});

/** Stands for a unit of text that isn't prose. */
const BLOT = "\ue000";

const none: readonly Inline[] = [];
const MARKUP = /[`<[\]\\]|\*|_|~~|&[#\p{L}]/u;
const LIMIT = 100_000;
/** «[п. 3.2](Мой план (1).reg.md#3.2)» is a link to a document of ours although blanks stand in its address. */
const LOOSE =
  /^\[([^[\]\n]*)\]\([ \t]*([^\s<>()][^<>()\n]*(?:\([^<>()\n]*\)[^<>()\n]*)*\.reg\.(?:md|ya?ml)(?:#[^\s<>()]*)?)[ \t]*\)/;
const md = parser.configure({
  remove: ["Autolink"],
  parseInline: [
    {
      name: "LooseLink",
      before: "Link",
      parse(cx, next, pos) {
        if (next !== 91 /* [ */) return -1;
        const m = LOOSE.exec(cx.slice(pos, cx.end));
        if (!m || !/[ \t\u00a0]/.test(m[2]!)) return -1;
        const to = pos + m[0].length;
        const label = pos + 1 + m[1]!.length;
        const url = pos + m[0].indexOf(m[2]!, label - pos + 2);
        return cx.addElement(
          cx.elt("Link", pos, to, [
            cx.elt("LinkMark", pos, pos + 1),
            ...cx.parser.parseInline(m[1]!, pos + 1),
            cx.elt("LinkMark", label, url),
            cx.elt("URL", url, url + m[2]!.length),
            cx.elt("LinkMark", url + m[2]!.length, to),
          ]),
        );
      },
    },
  ],
});
const kinds: Record<string, InlineKind> = {
  StrongEmphasis: "strong",
  Emphasis: "emphasis",
  Strikethrough: "strike",
  InlineCode: "code",
  Link: "link",
  Image: "image",
  URL: "url",
  LinkTitle: "url",
  LinkLabel: "url",
  Comment: "comment",
  HTMLTag: "html",
  ProcessingInstruction: "html",
  Escape: "escape",
  Entity: "entity",
  EmphasisMark: "mark",
  CodeMark: "mark",
  LinkMark: "mark",
  StrikethroughMark: "mark",
};

/** What lies deeper is taken as plain text: who walks the markup may do so by calling himself. */
const DEEPEST = 100;

const convert =
  (types: readonly { name: string }[], depth = 0) =>
  (element: Element): Inline[] => {
    const children = depth < DEEPEST ? (element as unknown as { children?: Element[] }).children : undefined;
    const inner = (children ?? []).flatMap(convert(types, depth + 1));
    const kind = kinds[types[element.type]?.name ?? ""];
    return kind ? [{ kind, from: element.from, to: element.to, children: inner }] : inner;
  };

function blot(text: string, all: readonly Inline[]): string {
  let out = text;
  const hide = (from: number, to: number) => {
    out = out.slice(0, from) + BLOT.repeat(to - from) + out.slice(to);
  };
  const visit = (node: Inline) => {
    if (node.kind === "code" || node.kind === "comment" || node.kind === "html" || node.kind === "url")
      hide(node.from, node.to);
    else node.children.forEach(visit);
  };
  all.forEach(visit);
  return out;
}
