/** Divides the printed page into pieces from top to bottom: what stands where and in which words. How each prints is said in runs.ts. */

import { type Doc, ownTitle } from "../model/document";
import type { Header, Organisation } from "../model/header";
import { approvalLines, dateAndNumber, dateText, initialsFirst, stampLines } from "../model/requisites";
import { str } from "../model/values";
import { builtIn, profileOf } from "../profiles/all";
import type { PackagePart, Profile } from "../profiles/profile";
import { capitalised } from "../russian/capitalised";
import { inflect } from "../russian/forms";
import type { Block } from "../syntax/blocks";
import type { Span } from "../syntax/span";
import { keyRangeOf, type YamlPath } from "../syntax/yaml";
import { schoolYearOf } from "../workspace/calendar/calendar";
import type { Config } from "../workspace/config";
import type { Workspace } from "../workspace/docs";
import { resolve } from "../workspace/neighbours";
import { gridsOf, type PrintedGrid } from "./grid";

/** `from`–`to`: its place in the source, absolute. */
export type PagePiece = Span & PieceContent;
type PieceContent = BlockPiece | FramePiece;

/** What a block of the text is on the page: a point of an order is a clause. */
export type BlockRole = "resolve" | "heading" | "clause" | "item" | "paragraph" | "table" | "code" | "break";
interface BlockPiece {
  readonly kind: "block";
  readonly role: BlockRole;
  readonly block: Block;
}

/** A piece from the header or a table document, the title or the head of an appendix. */
export type FramePiece =
  | { readonly kind: "organisation"; readonly founder: string; readonly full: string; readonly short: string }
  | { readonly kind: "mark"; readonly lines: readonly string[] }
  | {
      readonly kind: "stamps";
      readonly left: readonly (readonly string[])[];
      readonly right: readonly (readonly string[])[];
    }
  /** ПРИКАЗ, ПРОТОКОЛ. */
  | { readonly kind: "type"; readonly text: string }
  /** «ПОЛОЖЕНИЕ / о …»: the block from `textFrom` on, or `text` where the header has the title. */
  | {
      readonly kind: "title";
      readonly word: string;
      readonly block: Block | undefined;
      readonly textFrom: number;
      readonly text: string;
    }
  /** The heading to the text of an order or minutes: «О создании …». */
  | { readonly kind: "about"; readonly block: Block; readonly textFrom: number }
  | { readonly kind: "registration"; readonly date: string; readonly number: string }
  | { readonly kind: "place"; readonly text: string }
  | { readonly kind: "people"; readonly label: string; readonly names: readonly string[] }
  | { readonly kind: "appendix"; readonly lines: readonly string[]; readonly block: Block; readonly textFrom: number }
  | ({ readonly kind: "grid" } & PrintedGrid)
  /** «на 2026/2027 учебный год». */
  | { readonly kind: "year"; readonly text: string }
  | { readonly kind: "signature"; readonly post: string; readonly person: string };

/** Pieces of the page; none for `reglament.yaml`. */
export function piecesOf(workspace: Workspace, doc: Doc, config: Config): readonly PagePiece[] {
  if (doc.kind === "workspace") return [];
  const { header } = doc;
  const organisation = header.organisation ? { ...config.organisation, ...header.organisation } : config.organisation;
  const pieces: PagePiece[] = [];
  const at: PlaceOfKey = path => (header.yaml && str(path[0]) ? keyRangeOf(header.yaml, path) : { from: 0, to: 0 });
  const add: AddPiece = (span, content) => pieces.push({ ...content, from: span.from, to: span.to });

  const parent = resolve(workspace, doc.uri, header.appendixTo);
  if (header.appendixTo)
    add(at(["приложение к"]), {
      kind: "mark",
      lines: ["Приложение", ...belongsTo(parent?.header, parent && ownTitle(parent), config)],
    });
  const full = fullName(organisation);
  if (full) {
    const short = organisation?.full && organisation.short ? organisation.short : "";
    add(at(["организация"]), {
      kind: "organisation",
      founder: organisation?.founder ?? "",
      full: capitalised(full),
      short,
    });
  }
  stamps(workspace, doc, config, organisation, at, add);
  const part = partIn(header, config);
  if (part === "приказ" || part === "протокол") actHead(doc, part, config, organisation, at, add);
  else titleHead(doc, header.type ? titleWord(doc, config) : "", at, add);
  if (doc.kind === "table") {
    const year = schoolYearOf(header.schoolYear);
    if (year !== undefined && schoolYearOf(ownTitle(doc)) === undefined)
      add(at(["учебный год"]), { kind: "year", text: `на ${year}/${year + 1} учебный год` });
    for (const { from, to, ...grid } of gridsOf(workspace, doc, config)) add({ from, to }, { kind: "grid", ...grid });
    signatures(header, part, organisation, at, add);
  } else body(doc, organisation, config, add);
  return pieces;
}

type PlaceOfKey = (path: YamlPath) => Span;
type AddPiece = (span: Span, content: PieceContent) => void;

const fullName = (organisation: Organisation | undefined): string => organisation?.full ?? organisation?.short ?? "";

const titleBlockOf = ({ outline, tree }: Doc): Block | undefined => outline.title && tree.blocks[outline.title.block];

/** An order or minutes begin with their kind, date and number, place and heading. */
function actHead(
  doc: Doc,
  part: "приказ" | "протокол",
  config: Config,
  organisation: Organisation | undefined,
  at: PlaceOfKey,
  add: AddPiece,
): void {
  const { header, outline } = doc;
  add(at(["документ"]), { kind: "type", text: header.type!.toUpperCase() });
  const { date, number, place } = header.registration ?? {};
  if (date || number)
    add(at(["регистрация"]), { kind: "registration", date: dateText(date ?? ""), number: number ?? "" });
  const city = part === "приказ" ? organisation?.city : undefined;
  const town = place ?? (city && !fold(fullName(organisation)).includes(fold(city)) ? `г. ${city}` : "");
  if (town) add(at(place ? ["регистрация"] : []), { kind: "place", text: town });
  const block = titleBlockOf(doc);
  const word = kindAtStart(ownTitle(doc), header, config);
  if (block) add(outline.title!, { kind: "about", block, textFrom: afterWord(block, word) });
  if (part === "протокол") meeting(header, at, add);
}

/** Other documents begin with their title. The kind of document has a line of its own if the title began with it or goes on with «о …». */
function titleHead(doc: Doc, word: string, at: PlaceOfKey, add: AddPiece): void {
  const { header, outline } = doc;
  const block = titleBlockOf(doc);
  if (block) {
    const textFrom = afterWord(block, word);
    const isApart = textFrom > block.from || startsAbout(block);
    add(outline.title!, { kind: "title", word: isApart ? word.toUpperCase() : "", block, textFrom, text: "" });
  } else if (header.title) {
    const text = header.title.replace(wordAtStart(word), "");
    const isApart = text !== header.title || /^об?\s/iu.test(text);
    const place = at(["название"]);
    add(place, { kind: "title", word: isApart ? word.toUpperCase() : "", block: undefined, textFrom: 0, text });
  }
}

/** Consents stand on the left, the approval on the right. An order named in the header approves unless a stamp says who does. */
function stamps(
  workspace: Workspace,
  doc: Doc,
  config: Config,
  organisation: Organisation | undefined,
  at: PlaceOfKey,
  add: AddPiece,
): void {
  const { header } = doc;
  const approves = (kind: string) => kind === "утверждаю" || kind === "утверждено";
  const lines = (approving: boolean) =>
    header.stamps.filter(s => approves(s.kind) === approving).map(s => stampLines(s, header.type, organisation));
  const left = lines(false);
  const right = lines(true);
  const act = resolve(workspace, doc.uri, header.approvedBy)?.header;
  if (right.length === 0 && act?.registration && partIn(act, config) === "приказ")
    right.push(approvalLines(act.registration, header.type, act.organisation ?? organisation));
  if (left.length || right.length)
    add(at(header.stamps.length ? ["грифы"] : ["утверждено"]), { kind: "stamps", left, right });
}

function meeting(header: Header, at: PlaceOfKey, add: AddPiece): void {
  const one = (key: "председатель" | "секретарь", person: string | undefined) => {
    if (person) add(at([key]), { kind: "people", label: `${capitalised(key)}:`, names: [person] });
  };
  one("председатель", header.chair);
  one("секретарь", header.secretary);
  if (header.present.length)
    add(at(["присутствовали"]), { kind: "people", label: "Присутствовали:", names: header.present });
}

function body(doc: Doc, organisation: Organisation | undefined, config: Config, add: AddPiece): void {
  const { header, outline, tree } = doc;
  let signed = false;
  const sign = () => {
    if (!signed)
      signatures(
        header,
        partIn(header, config),
        organisation,
        path => (header.yaml ? keyRangeOf(header.yaml, path) : { from: 0, to: 0 }),
        add,
      );
    signed = true;
  };
  const appendices = new Map(outline.sections.filter(s => s.appendix).map(s => [s.heading.block, s]));
  const points = new Set(outline.points ? outline.clauses.map(c => c.block) : []);
  tree.blocks.forEach((block, i) => {
    const from = tree.starts[i]!;
    const span = { from, to: from + block.text.trimEnd().length };
    const { kind } = block;
    if (kind === "header" || kind === "comment" || kind === "blank" || i === outline.title?.block) return;
    if (appendices.has(i)) {
      sign();
      const mark = /^Приложение(?:\s*№\s*\d+)?/iu.exec(block.text.slice(block.from, block.to))?.[0] ?? "";
      const gap = /^[\s.:–—-]*/u.exec(block.text.slice(block.from + mark.length, block.to))![0].length;
      const lines = [capitalised(mark).replace(/\s*№\s*/, " №\u00a0"), ...belongsTo(header, ownTitle(doc), config)];
      add(span, { kind: "appendix", lines, block, textFrom: block.from + mark.length + gap });
    } else if (kind === "paragraph" && isResolve(block.text.slice(block.from, block.to)))
      add(span, { kind: "block", role: "resolve", block });
    else add(span, { kind: "block", role: points.has(i) ? "clause" : kind, block });
  });
  sign();
}

function signatures(
  header: Header,
  part: PackagePart | undefined,
  organisation: Organisation | undefined,
  at: PlaceOfKey,
  add: AddPiece,
): void {
  if (part === "протокол") {
    if (header.chair)
      add(at(["председатель"]), { kind: "signature", post: "Председатель", person: initialsFirst(header.chair) });
    if (header.secretary)
      add(at(["секретарь"]), { kind: "signature", post: "Секретарь", person: initialsFirst(header.secretary) });
  }
  const head = part === "приказ" ? organisation : undefined;
  const post = header.signature?.post ?? head?.headPost;
  const person = header.signature?.person ?? head?.headPerson;
  if (post || person)
    add(at(["подпись"]), { kind: "signature", post: capitalised(post ?? ""), person: initialsFirst(person ?? "") });
}

/** Says what an appendix belongs to: «к приказу МБОУ «СОШ № 3» / от 21.02.2023 № 95», «к Положению о …». */
function belongsTo(header: Header | undefined, title: string | undefined, config: Config): string[] {
  if (!header?.type) return [];
  const act = dateAndNumber(header.registration ?? {});
  const by = (header.organisation ?? config.organisation)?.short ?? "";
  if (partIn(header, config) === "приказ" || act)
    return [`к ${inflect(header.type, "dat", "sg")} ${by}`.trim(), ...(act ? [act] : [])];
  const word = kindAtStart(title, header, config);
  const rest = (title ?? "").replace(wordAtStart(word), "");
  return [`к ${capitalised(inflect(word.toLowerCase(), "dat", "sg"))}${rest && rest !== title ? ` ${rest}` : ""}`];
}

/** The word of its kind that a title begins with: the profile's, else the one in the header. */
function kindAtStart(title: string | undefined, header: Header, config: Config): string {
  const word = profileIn(header, config)?.titleWord;
  return word && wordAtStart(word).test(title ?? "") ? word : (header.type ?? "");
}

const titleWord = (doc: Doc, config: Config): string =>
  profileOf(doc, config.profiles)?.titleWord || doc.header.type || "";
/** What the document is to its package, by its profile; a распоряжение without one is an order by another name. */
function partIn(header: Header, config: Config): PackagePart | undefined {
  const own = profileIn(header, config);
  return own ? own.part : fold(header.type) === "распоряжение" ? "приказ" : undefined;
}

function profileIn({ type, profile }: Header, config: Config): Profile | undefined {
  const all = [...config.profiles, ...builtIn].filter(p => fold(p.type) === fold(type));
  return all.find(p => p.name === profile) ?? all[0];
}
const isResolve = (text: string): boolean =>
  /^[*_]*(?:приказываю|п\s?р\s?и\s?к\s?а\s?з\s?ы\s?в\s?а\s?ю|обязываю|предлагаю)\s*:[*_]*$/iu.test(text.trim());
const startsAbout = (block: Block): boolean => /^об?о?\s/iu.test(block.text.slice(block.from, block.to));
const fold = (text: string | undefined): string => (text ?? "").toLowerCase().replace(/ё/g, "е").trim();

/** Finds where a title goes on after the kind of document that it starts with. */
function afterWord(block: Block, word: string): number {
  return block.from + (word ? (wordAtStart(word).exec(block.text.slice(block.from, block.to))?.[0].length ?? 0) : 0);
}
const wordAtStart = (word: string): RegExp =>
  new RegExp(`^${word.replace(/[.*+?^$()|[\]\\{}]/g, "\\$&").replace(/[её]/giu, "[её]")}(?![\\p{L}-])\\s*`, "iu");
