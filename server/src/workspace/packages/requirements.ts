/** What a profile asks for and where the document answers: one source for findings, completion, hovers and templates. */

import type { Doc } from "../../model/document";
import { factsOf } from "../../model/facts";
import type { Section } from "../../model/outline";
import { ownValue } from "../../model/values";
import type { Profile, ProfileContent, ProfileSection } from "../../profiles/profile";
import { capitalised } from "../../russian/capitalised";
import { memoized, ofOwner } from "../../russian/memo";
import { fold, stem, words } from "../../russian/words";
import { type Block, type BlockTest, blocksWhere, ofBlockWith } from "../../syntax/blocks";
import type { Config } from "../config";

export interface SectionState {
  readonly wanted: ProfileSection;
  /** The section whose heading answers. */
  readonly section: Section | undefined;
  /** A clause, list or paragraph answers. */
  readonly byText: boolean;
  /** Where a missing section belongs: behind this top section; undefined: before the first. */
  readonly after: Section | undefined;
}

/** How the document answers each section that its profile names, in the profile's order. */
export function sectionStates(doc: Doc, profile: Profile): readonly SectionState[] {
  const top = doc.outline.sections.filter(s => !s.parent && !s.appendix);
  const stems = top.map(s => stemSet(s.heading.title));
  const texts = textUnits(doc, profile);
  let last: Section | undefined;
  return profile.sections.map(wanted => {
    const names = namesOf(wanted);
    const index = stems.findIndex(set => names.some(name => name.length > 0 && name.every(s => set.has(s))));
    const section = index < 0 ? undefined : top[index];
    if (section && (!last || section.heading.from > last.heading.from)) last = section;
    return { wanted, section, byText: !section && answers(texts, wanted.signs), after: last };
  });
}

/** Contents that no text of the document answers. */
export function missingContents(doc: Doc, profile: Profile): readonly ProfileContent[] {
  if (!profile.contents.length) return [];
  const texts = textUnits(doc, profile);
  return profile.contents.filter(c => !answers(texts, c.signs));
}

/** What a template's placeholders stand for, by name: «учебный год» → 2026/2027. */
export type Values = Readonly<Record<string, string>>;

/**
 * Fills a profile's text: `N` is the section's number; `{организация}` and the like are taken from reglament.yaml, others
 * from `values`. `{имя|иначе}`: what stands there while nothing is known; a lone `{имя}` is left to be seen.
 */
export function fillTemplate(
  template: string,
  number: string,
  config: Config,
  title: string,
  values: Values = {},
): string {
  const known: Values = { ...organisationValues(config), заголовок: title || "Положение", ...values };
  return (
    template
      .replace(/(^|\n)N\./g, `$1${number}.`)
      .replace(placeholder, (whole, name: string, otherwise?: string) => ownValue(known, name) ?? otherwise ?? whole)
      // «… и Шубин О.М.» ends its sentence itself.
      .replace(/(?<=\p{Lu}\.)\.(?=\s|$)/gu, "")
  );
}

/** The same for the YAML of a header: a pair `, ключ: {имя}` or a line is left out when nothing is known of it. */
export function fillHeader(template: string, config: Config, title: string, values: Values): string {
  return fillTemplate(template, "", config, title, values)
    .replace(/, [\p{L} ]+: \{\p{L}[\p{L} ]*\}/gu, "")
    .split("\n")
    .filter(line => !/\{\p{L}[\p{L} ]*\}/u.test(line))
    .map(line => line.trimEnd())
    .join("\n");
}

const placeholder = /\{(\p{L}[\p{L} ]*)(?:\|([^{}]*))?\}/gu;

function organisationValues({ organisation }: Config): Values {
  const head = organisation?.headPost ?? "директор";
  return {
    организация: organisation?.short ?? organisation?.full ?? "образовательной организации",
    руководителя: head === "директор" ? "директора" : head.replace(/ующий$/u, "ующего").replace(/ор$/u, "ора"),
    Должность: capitalised(head),
    лицо: organisation?.headPerson ?? "____",
  };
}

const SMALL = new Set(["и", "о", "об", "в", "на", "с", "по", "для", "или"]);
const significant = (name: string): string[] =>
  words(name)
    .filter(w => !SMALL.has(w.fold))
    .map(w => stem(w.fold));

/** The stems of a section's name and of each of its variants. */
const namesOf = ofOwner((wanted: ProfileSection): readonly (readonly string[])[] =>
  [wanted.title, ...wanted.variants].map(significant),
);

/** Whether a heading of these words is the section. */
export function namesSection(wanted: ProfileSection, title: string): boolean {
  const set = stemSet(title);
  return namesOf(wanted).some(name => name.length > 0 && name.every(s => set.has(s)));
}

const stemSet = (title: string): ReadonlySet<string> => new Set(words(title).map(w => stem(w.fold)));

/** A block that has something of what the profile's signs ask for. */
interface TextUnit {
  readonly text: string;
  /** The words of the signs that it has, folded. */
  readonly words: ReadonlySet<string>;
}

interface Vocabulary {
  readonly words: ReadonlySet<string>;
  readonly figures: readonly string[];
  readonly tests: BlockTest;
}

const noWords: ReadonlySet<string> = new Set();

const vocabularyOf = ofOwner((profile: Profile): Vocabulary => {
  const all = [...profile.sections, ...profile.contents]
    .flatMap(x => x.signs.flatMap(s => s.split(/[+/]/)))
    .map(bareSign);
  const own: Vocabulary = {
    words: new Set(all.filter(s => !isFigure(s))),
    figures: all.filter(isFigure),
    tests: block => unitOf(block, own) !== undefined,
  };
  return own;
});

/** The text blocks that may answer a sign of the profile. */
const textUnits = (doc: Doc, profile: Profile): readonly TextUnit[] => {
  const vocabulary = vocabularyOf(profile);
  return blocksWhere(doc.tree, vocabulary.tests).map(i => unitOf(doc.tree.blocks[i]!, vocabulary)!);
};

const unitOf = ofBlockWith((block: Block, vocabulary: Vocabulary): TextUnit | undefined => {
  if (block.kind === "heading" || block.kind === "blank") return undefined;
  const all = factsOf(block).words;
  let found: Set<string> | undefined;
  for (const { fold } of all) if (vocabulary.words.has(fold)) (found ??= new Set()).add(fold);
  const text = block.text.slice(block.from, block.to);
  const says = found || (all.length > 0 && (endsInColon(text) || vocabulary.figures.some(f => text.includes(f))));
  return says ? { text, words: found ?? noWords } : undefined;
});

type Test = (unit: TextUnit) => boolean;
const testsOf = memoized((sign: string): readonly (readonly Test[])[] =>
  sign.split("+").map(part => part.split("/").map(testOf)),
);

/** A sign is `a / b + c`: some of a, b and also c in one block. `":"`: the block ends in a colon. Figures are sought as text. */
function answers(texts: readonly TextUnit[], signs: readonly string[]): boolean {
  return signs.some(sign => {
    const parts = testsOf(sign);
    return texts.some(unit => parts.every(options => options.some(holds => holds(unit))));
  });
}

const bareSign = (sign: string): string => fold(sign.trim().replace(/^"|"$/g, ""));
const isFigure = (sign: string): boolean => /^\d+$/.test(sign);
const endsInColon = (text: string): boolean => /:\s*$/.test(text);

function testOf(option: string): Test {
  const sign = bareSign(option);
  if (sign === ":") return unit => endsInColon(unit.text);
  return isFigure(sign) ? unit => unit.text.includes(sign) : unit => unit.words.has(sign);
}

/** The words of the profile's signs that a block has: while they stay the same, so does what the block answers. */
export function signsSeen(block: Block, profile: Profile): string {
  const { words: vocabulary, figures } = vocabularyOf(profile);
  const found = new Set(factsOf(block).words.flatMap(w => (vocabulary.has(w.fold) ? [w.fold] : [])));
  return `${[...found].sort().join()}|${figures.filter(f => block.text.includes(f)).join()}|${endsInColon(block.text.slice(block.from, block.to))}`;
}
