/** Roles of a document: who is named, where a role is established, where it gets duties. Depends on the basis and reglament.yaml. */

import type { Doc } from "../../model/document";
import { factsOf } from "../../model/facts";
import type { Header, RoleDeclaration } from "../../model/header";
import { orderOf } from "../../model/order";
import { titleIn } from "../../model/outline";
import { termsOf } from "../../model/terms";
import { postEntries, roleHeadEntries, roleHeads } from "../../russian/lexicon";
import { compileMatcher, complement, type Matcher, type NameMention } from "../../russian/matcher";
import { memoized, type OwnedMemory, ofOwnerWith, remembered } from "../../russian/memo";
import { sentenceAround } from "../../russian/sentences";
import { fold, stem, type Word, words } from "../../russian/words";
import { type Block, type BlockTest, blocksWhere, ofBlockWith, type Tree } from "../../syntax/blocks";
import { flow } from "../../syntax/inline";
import { partitionPoint } from "../../syntax/search";
import type { Span } from "../../syntax/span";
import { type Config, configOf } from "../config";
import type { Workspace } from "../docs";
import { approvalOf, resolve } from "../neighbours";

export interface RoleMention extends Span {
  readonly key: string;
  readonly block: number;
}

export interface Role {
  /** Name: as declared, else the head («координатор»). */
  readonly name: string;
  /** Declared by the document's header, its basis or reglament.yaml. */
  readonly declaration: RoleDeclaration | undefined;
  readonly declaredHere: boolean;
  readonly mentions: readonly RoleMention[];
  /** Sentences that appoint or elect. */
  readonly established: readonly RoleMention[];
  /** Established elsewhere: by the order, by the header's word. */
  readonly establishedElsewhere: boolean;
  /** «ПОС имеет координатора»: it exists, and nobody says how. */
  readonly existing: readonly RoleMention[];
  readonly duties: readonly RoleMention[];
  /** Who holds it, by reglament.yaml or the order. */
  readonly holders: readonly string[];
}

export interface Roles {
  readonly roles: ReadonlyMap<string, Role>;
}

export function rolesOf(workspace: Workspace, doc: Doc): Roles {
  const config = configOf(workspace, doc.uri);
  const basis = resolve(workspace, doc.uri, doc.header.basis);
  return rolesBy(doc, config, basis?.header, approvalOf(workspace, doc));
}

const rolesBy = ofOwnerWith((doc: Doc, config: Config, basis: Header | undefined, order: Doc | undefined) =>
  readRoles(doc, declaredBy(doc, basis, config), doc.header.roles, order, config.people),
);

/**
 * Offices of a body that a document must establish. Narrower than the heads that are recognised: «ведущий», «эксперт»,
 * «представитель» and the like are more often plain words.
 */
export const officeHeads: ReadonlySet<string> = new Set([
  "координатор",
  "сокоординатор",
  "модератор",
  "руководитель",
  "соруководитель",
  "председатель",
  "сопредседатель",
  "заместитель председателя",
  "секретарь",
  "куратор",
  "тьютор",
  "фасилитатор",
  "администратор",
]);
const kinds = new Map(roleHeads.map(h => [h.name, h.kind]));

/** Whether a role must be established: a declared one always, an undeclared head when it is an office. */
export const isOffice = (role: Role): boolean => role.declaration !== undefined || officeHeads.has(role.name);

/** Whether a name is the head of roles, not a post or body of any school. */
export const isHead = (name: string): boolean => kinds.has(name);

const matchers = new Map<string, Matcher>();

function matcherOf(declared: readonly RoleDeclaration[], terms: readonly (readonly [string, string])[]): Matcher {
  const key = JSON.stringify([declared.map(r => [r.name, r.synonyms]), terms]);
  let matcher = matchers.get(key);
  if (!matcher) {
    const own = declared.map(r => ({ key: r.name, phrases: [r.name, ...r.synonyms] }));
    const equal = terms.filter(t => t[1]).map(([short, full]) => [short, full]);
    const swallowed = terms.flatMap(([short, full]) => [
      { key: `${TERM}${short}`, phrases: [full, short].filter(Boolean) },
    ]);
    matcher = compileMatcher([...own, ...roleHeadEntries, ...postEntries, ...swallowed], equal);
    if (matchers.size > 200) matchers.clear();
    matchers.set(key, matcher);
  }
  return matcher;
}

const TERM = "\0";
/** One mention and what its sentence says of it; offsets from the block's start. */
export interface RoleStatement extends Span {
  readonly key: string;
  readonly establishes: boolean;
  readonly exists: boolean;
  readonly duty: boolean;
}

const nothing: readonly RoleStatement[] = [];

/** The roles that a block names and what their sentences say of them. */
export const statementsIn = ofBlockWith((block: Block, matcher: Matcher, title: string): readonly RoleStatement[] => {
  const mentions = mentionsIn(block, matcher, title);
  return mentions.length ? mentions.filter(m => !m.key.startsWith(TERM)).map(m => tell(block, m)) : nothing;
});

const tests: OwnedMemory<Matcher, string, BlockTest> = new WeakMap();

/** Whether a block of the running text says something about roles: the same function for the same matcher and title. */
const tellsOfRoles = (matcher: Matcher, title: string): BlockTest =>
  remembered(
    tests,
    matcher,
    title,
    () => block =>
      block.kind !== "heading" && block.kind !== "header" && statementsIn(block, matcher, title).length > 0,
  );

const unmentioned: readonly NameMention[] = [];

/**
 * The roles, posts and terms that a block names; offsets from the block's start. `title`: stems of the document's title.
 * The key of a term is {@link termKey}.
 */
export const mentionsIn = ofBlockWith((block: Block, matcher: Matcher, title: string): readonly NameMention[] => {
  const text = flow(block);
  if (!text) return unmentioned;
  return matcher
    .find(text, factsOf(block).words)
    .filter(m => m.key && m.from >= block.from && isOwn(factsOf(block).words, text, m, title));
});

/** The same for a piece of text that is no block: a value of YAML. */
export function mentionsInText(text: string, matcher: Matcher, title: string): readonly NameMention[] {
  const all = words(text);
  return matcher.find(text, all).filter(m => m.key && isOwn(all, text, m, title));
}

const isOwn = (all: readonly Word[], text: string, mention: NameMention, title: string): boolean =>
  mention.key.startsWith(TERM) || !isForeign(all, text, mention, title);

/** Key of a term's mentions among those of roles. */
export const termKey = (short: string): string => TERM + short;

function tell(block: Block, mention: NameMention): RoleStatement {
  const { text } = block;
  const { from, to } = sentenceAround(text, mention.from);
  const whole = fold(text.slice(from, to));
  // Folding a text seldom moves what is in it.
  const even = whole.length === to - from;
  const before = even ? whole.slice(0, mention.from - from) : fold(text.slice(from, mention.from));
  const after = even ? whole.slice(mention.to - from) : fold(text.slice(mention.to, to));
  const establishes = ESTABLISHES.test(whole) && !/возлага\p{L}* (?:\p{L}+ ){0,6}на $/u.test(before);
  const subject = mention.forms.length === 0 || mention.forms.some(f => f.case === "nom");
  return {
    key: mention.key,
    from: mention.from,
    to: mention.to,
    establishes,
    exists: !establishes && EXISTS.test(before),
    duty:
      (subject && DUTY.test(after) && !(establishes && /котор/.test(after))) ||
      (!establishes && CHARGED.test(before)) ||
      (subject && /:\s*$/.test(after) && !establishes),
  };
}

/** Stems of a document's title, in blanks: what the title names is the document's own. */
export const titleStems = (doc: Doc): string => stemsOf(titleIn(doc.tree) ?? "");

const stemsOf = memoized(
  title =>
    ` ${words(title)
      .map(w => stem(w.fold))
      .join(" ")} `,
);

/** What a block says of roles, without places: while it stays the same, so do the findings about roles elsewhere. */
export function rolesSeen(block: Block, workspace: Workspace, doc: Doc): string {
  const told = statementsIn(block, matcherFor(workspace, doc), titleStems(doc));
  return told.map(t => `${t.key}${t.establishes ? "+" : ""}${t.exists ? "!" : ""}${t.duty ? "*" : ""}`).join();
}

/** Roles that the header, its basis and reglament.yaml declare for a document. */
export const declaredFor = (workspace: Workspace, doc: Doc): readonly RoleDeclaration[] =>
  declaredBy(doc, resolve(workspace, doc.uri, doc.header.basis)?.header, configOf(workspace, doc.uri));

const declaredBy = (doc: Doc, basis: Header | undefined, config: Config): readonly RoleDeclaration[] => [
  ...doc.header.roles,
  ...(basis?.roles ?? []),
  ...config.roles,
];

/** Roles, posts and bodies as this document knows them. */
export const matcherFor = (workspace: Workspace, doc: Doc): Matcher =>
  matcherOf(
    declaredFor(workspace, doc),
    [...termsOf(doc).values()].map(t => [t.short, t.full] as const),
  );

/**
 * «председатель родительского комитета» is another body's role; «секретарь сообщества», «председатель ПОС» are ours, and so
 * is whatever the title names.
 */
function isForeign(all: readonly Word[], text: string, mention: NameMention, title: string): boolean {
  if (!kinds.has(mention.key)) return false;
  const last = wordEndingAt(all, mention.to);
  if (last < 0) return false;
  const count = complement(text, all, last);
  if (!count) return false;
  const tail = all.slice(last + 1, last + 1 + count).map(w => w.fold);
  if (/^\p{Lu}{2,}/u.test(all[last + 1]!.text)) return false;
  return !tail.some(
    w =>
      title.includes(` ${stem(w)} `) ||
      /^(?:сообществ|объединени|заседани|собрани|групп|команд|совет|комисси|орган|учебн)/.test(w),
  );
}

const ESTABLISHES =
  /назнач|избира|избран|избер|выбира|выбор[ыа](?!\p{L})|выбран|возлага|возлож|утвержда\p{L}+ (?:приказ|директор)|возглавля|стоит во главе|во главе|из своего состава|руководит|назначить|является (?:директор|заместител|методист)/u;
const CHARGED =
  /(?:возлага|возлож|поруча|отвечает|организу|осуществля|вед[её]т|контролиру)\p{L}* (?:[\p{L}-]+ ){0,6}(?:на )?$/u;
const EXISTS = /име(?:ет|ют)(?!\p{L})|есть(?!\p{L})|действует|работает|входят|входит/u;
const DUTY =
  /осуществля|организу|вед[её]т(?!\p{L})|ведут(?!\p{L})|отвеча|нес[её]т|несут|обязан|вправе|имеет право|имеют право|координиру|контролиру|составля|готовит|подготавлива|подписыва|обеспечива|созыва|представля|храни|оформля|докладыва|планиру|проводит|формиру|распределя|информиру|фиксиру|протоколиру|председательствует|руковод|разрабатыва|определя|утверждает|замеща|исполня|назначает|поддержива|согласу|согласов|оповеща|извеща|распоряжа|направля|привлека|анализиру|консультиру|оказыва|следит|собира|приглаша|рассылает|участвует/u;

function readRoles(
  doc: Doc,
  declared: readonly RoleDeclaration[],
  own: readonly RoleDeclaration[],
  order: Doc | undefined,
  people: readonly { name: string; roles: readonly string[] }[],
): Roles {
  const terms = [...termsOf(doc).values()].map(t => [t.short, t.full] as const);
  const places = placesIn(doc.tree, matcherOf(declared, terms), titleStems(doc));
  const names = new Set(declared.map(r => r.name));
  for (const key of places.byKey.keys()) if (kinds.get(key) === "office" || kinds.get(key) === "group") names.add(key);
  const roles = new Map<string, Role>();
  for (const name of names) {
    const declaration = declared.find(r => r.name === name);
    const holders = people
      .filter(p => p.roles.some(r => fold(r) === fold(name) || fold(r).startsWith(`${fold(name)} `)))
      .map(p => p.name);
    const head = fold(name).split(" ")[0]!;
    const byOrder = order !== undefined && orderOf(order).appointments.some(a => fold(a.head).split(" ")[0] === head);
    const of = (test: (told: RoleStatement) => boolean) => spans(doc.tree, places, name, test);
    let mentions: readonly RoleMention[] | undefined;
    let established: readonly RoleMention[] | undefined;
    let existing: readonly RoleMention[] | undefined;
    let duties: readonly RoleMention[] | undefined;
    roles.set(name, {
      name,
      declaration,
      declaredHere: own.some(r => r.name === name),
      get mentions() {
        return (mentions ??= of(() => true));
      },
      get established() {
        return (established ??= of(t => t.establishes));
      },
      get existing() {
        return (existing ??= of(t => t.exists));
      },
      get duties() {
        return (duties ??= of(t => t.duty));
      },
      establishedElsewhere:
        byOrder || (declaration?.procedure !== undefined && ESTABLISHES.test(fold(declaration.procedure))),
      holders,
    });
  }
  return { roles };
}

/** The blocks that say something about each name, in text order. */
interface NamePlaces {
  readonly matcher: Matcher;
  readonly title: string;
  /** All of them. */
  readonly blocks: readonly number[];
  readonly byKey: ReadonlyMap<string, readonly number[]>;
}
const places = new WeakMap<Tree, NamePlaces>();

/** The same places after an edit inside a block that says as much about the same names. */
function placesIn(tree: Tree, matcher: Matcher, title: string): NamePlaces {
  const known = places.get(tree);
  if (known?.matcher === matcher && known.title === title) return known;
  const blocks = blocksWhere(tree, tellsOfRoles(matcher, title));
  const keysOf = (block: Block) => statementsIn(block, matcher, title).map(t => t.key);
  const before = tree.edit?.before.deref();
  const old = before && places.get(before);
  const isSame = (i: number) => keysOf(before!.blocks[i]!).join("\0") === keysOf(tree.blocks[i]!).join("\0");
  let found = old?.matcher === matcher && old.title === title && old.blocks === blocks ? old : undefined;
  for (let i = tree.edit?.first ?? 0; found && i < tree.edit!.end; i++) if (!isSame(i)) found = undefined;
  if (!found) {
    const byKey = new Map<string, number[]>();
    for (const i of blocks) {
      for (const { key } of statementsIn(tree.blocks[i]!, matcher, title)) {
        const own = byKey.get(key);
        if (!own) byKey.set(key, [i]);
        else if (own.at(-1) !== i) own.push(i);
      }
    }
    found = { matcher, title, blocks, byKey };
  }
  places.set(tree, found);
  return found;
}

/** Statements about a name, at their places in the text. */
function spans(
  { blocks, starts }: Tree,
  { matcher, title, byKey }: NamePlaces,
  name: string,
  test: (told: RoleStatement) => boolean,
): readonly RoleMention[] {
  const found: RoleMention[] = [];
  for (const i of byKey.get(name) ?? [])
    for (const t of statementsIn(blocks[i]!, matcher, title))
      if (t.key === name && test(t))
        found.push({ key: name, block: i, from: starts[i]! + t.from, to: starts[i]! + t.to });
  return found;
}

/** Index of the word that ends at an offset, or -1; the words are in text order. */
function wordEndingAt(all: readonly Word[], to: number): number {
  const at = partitionPoint(all.length, i => all[i]!.to < to);
  return all[at]?.to === to ? at : -1;
}
