/**
 * What a document rule sees of one block beside its kind, marks and number. While an edit inside a block leaves this the
 * same, the rule's findings elsewhere stay as they were (moved by the edit) and the rule needn't run again. A rule that
 * isn't here sees the whole text. `test/properties.test.ts` compares the result with a fresh check after random edits.
 */
import type { Doc } from "../../model/document";
import { factsOf } from "../../model/facts";
import { meetingSeen } from "../../model/meetings";
import { stemsOf, termsOf } from "../../model/terms";
import { fold, stem } from "../../russian/words";
import { type Block, ofBlock } from "../../syntax/blocks";
import { rolesSeen } from "../../workspace/entities/roles";
import { documentationSeen } from "../../workspace/packages/companions";
import { signsSeen } from "../../workspace/packages/requirements";
import { wordingOf } from "../lists/items";
import { isNamed } from "../lists/lists";
import { leadsActs } from "../references/acts";
import { calledIn } from "../roles/members";
import { yoSeen } from "../signs/typography";
import { organisationsSeen } from "../template/organisation";
import type { Context } from "./rule";

export type View = (block: Block, doc: Doc, cx: Context) => string;

const content = (b: Block) => b.text.slice(b.from, b.to);
/** The text where it has such a word, else nothing. */
const where =
  (pattern: RegExp): View =>
  b =>
    pattern.test(b.text) ? b.text : "";
const nothing: View = () => "";
const numbers = ofBlock(b => String(/утратил|исключ/iu.test(b.text)));
/** Opens a list behind it (the outline looks at it too). */
const colon = (b: Block) => /:\s*$/.test(content(b));
/** How a block looks as an item of a list. */
const item = ofBlock(b => {
  const { text, end, long, endsShort, first, capital, divided, short } = wordingOf(b);
  const initial = /^(?:\p{Ll}|\p{Lu}\p{Ll}?)/u.exec(first?.text ?? "")?.[0].length;
  const lower = /^\p{Ll}/u.test(first?.text ?? "");
  const named = isNamed(text);
  return JSON.stringify([colon(b), text === "", end, long, endsShort, capital, initial, lower, named, divided, short]);
});
const edges = ofBlock(b => {
  const text = content(b);
  return JSON.stringify([/[\p{Ll},–—-]$/u.test(text), /^\p{Ll}/u.test(text), /\s/.test(text), colon(b)]);
});
const leads = ofBlock(b => {
  const text = content(b);
  return JSON.stringify([colon(b), FINITE.test(text), /\p{Lu}{5,}/u.test(text), wordingOf(b).end]);
});
const FINITE = /\p{L}(?:ется|ются|ится|атся|ятся)(?!\p{L})/u;
const actItem = ofBlock(b => `${leadsActs(content(b))}|${/^[«"]?\p{L}*/u.exec(wordingOf(b).text)?.[0]}|${colon(b)}`);
/** A term that is introduced here is looked for in every block: «координатор ПОС» may become another office. */
const roles: View = (b, doc, cx) => (factsOf(b).introductions.length ? b.text : rolesSeen(b, cx.workspace, doc));
/** A group's wording is told by the fix, so that the whole text counts. */
const groups = ofBlock(b => {
  const called = calledIn(b);
  return called.some(c => c.kind === "group") ? b.text : called.map(c => c.short).join();
});
const signs: View = (b, _doc, cx) => (cx.profile ? signsSeen(b, cx.profile) : "");
/** An abbreviation among other words of capitals is none: the words beside it count too. */
const terms = ofBlock(b => {
  const { abbreviations, introductions, definitions } = factsOf(b);
  return introductions.length || definitions.length
    ? b.text
    : abbreviations.map(a => b.text.slice(Math.max(0, a.from - 40), a.to + 40)).join();
});
const lateTerms: View = (b, doc) => {
  const known = new Set([...termsOf(doc).values()].flatMap(t => stemsOf(t.full)));
  // A strange word between two of the term's parts the term.
  const run = factsOf(b).words.map(w => (known.has(stem(w.fold)) ? fold(w.text) : ""));
  return `${terms(b)}|${run.filter((w, i) => w || run[i - 1]).join()}`;
};
/** Words that may make a reference another act's: then every word round it counts. */
const ACTS = /Поряд|Правил|Устав|Федеральн|Приказ|Закон|Кодекс|Указ|Постановлени|Санитарн|СанПиН|СП/;
const references = ofBlock(b => {
  const { references: all, links, acts: cited } = factsOf(b);
  if (!all.length && !links.length) return "";
  if (links.length || cited.length || ACTS.test(b.text)) return b.text;
  return JSON.stringify(all.map(r => [r.target, r.path, r.foreign, r.own, b.text.slice(r.to, r.to + 60)]));
});
const meetings = ofBlock(b => meetingSeen(b.text));
const acts: View = b => (factsOf(b).acts.length ? b.text : "");

export const sees: Readonly<Record<string, View>> = {
  "number-gap": numbers,
  "number-duplicate": numbers,
  "number-order": numbers,
  "number-parent": numbers,
  "number-depth": numbers,
  "number-format": b => content(b).slice(0, 1),
  "number-style-mixed": nothing,
  "section-unnumbered": nothing,
  "heading-level": nothing,
  "heading-punctuation": nothing,
  "section-empty": nothing,
  "clause-in-bullet": nothing,
  "clause-empty": b => String(content(b).trim() === ""),
  "text-unnumbered": b => String(/^[«"(*]*\p{Lu}/u.test(content(b))),
  "paragraph-broken": edges,
  "list-punctuation": item,
  "list-case": item,
  "list-marker": b => String(colon(b)),
  "list-lead-in": leads,
  "act-case": actItem,
  "act-citation": acts,
  "act-anachronism": acts,
  "section-missing": signs,
  "content-missing": signs,
  "section-order": signs,
  "role-undefined": (b, doc, cx) => `${roles(b, doc, cx)}|${groups(b)}`,
  "role-unestablished": roles,
  "role-duty-missing": roles,
  "role-unused": roles,
  "role-duplicate": roles,
  "term-undefined": terms,
  "term-variant": terms,
  "term-form": terms,
  "term-redefined": terms,
  "term-ambiguous": where(/далее|р\./iu),
  "term-late": lateTerms,
  "frequency-missing": meetings,
  "frequency-vague": meetings,
  "frequency-mismatch": meetings,
  // Tables, header and title aren't edited inside a block.
  "order-number-mismatch": acts,
  "plan-date": nothing,
  "schedule-frequency": nothing,
  "period-mismatch": nothing,
  "minutes-missing": nothing,
  "document-list-gap": documentationSeen,
  // Own types have their own words.
  "package-missing": (b, doc, cx) => (cx.config.profiles.some(p => p.part) ? b.text : documentationSeen(b, doc)),
  "plan-task-unknown": nothing,
  "plan-task-uncovered": nothing,
  "plan-responsible": nothing,
  "cell-empty": nothing,
  "ref-broken": references,
  "ref-file": references,
  "appendix-missing": where(/приложени/iu),
  "appendix-unreferenced": where(/приложени/iu),
  "appendix-mark": where(/приложени/iu),
  "title-mismatch": where(/настоящ|утверд|далее/iu),
  "title-form": where(/утверд/iu),
  typography: yoSeen,
  // Beside the blocks themselves the header alone.
  "quote-unbalanced": nothing,
  "title-missing": nothing,
  "number-in-force": nothing,
  "status-above-basis": nothing,
  "blank-left": where(/__|\[|\{|[XХ]{2}\./u),
  "organisation-foreign": organisationsSeen,
  "organisation-variant": organisationsSeen,
  "stamp-missing": nothing,
  "stamp-incomplete": nothing,
  "stamp-placeholder": nothing,
  "stamp-form": nothing,
  "stamp-date-order": nothing,
  "date-invalid": nothing,
  "file-encoding": where(/\ufffd|\0/),
  "front-matter-invalid": nothing,
  "suppression-no-reason": nothing,
};
