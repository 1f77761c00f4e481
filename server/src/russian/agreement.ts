/** Words that agree with a name: they break when a name of another gender takes its place, and most can be made to agree. */
import { adjectival } from "./adjectival";
import { adjectiveForms, adjectiveLemmas, type Case, type Form, type Spelling } from "./forms";
import { allForms, cellOf, type Gender } from "./paradigms";
import { predicateGender, predicateIn } from "./predicates";
import { fold, type TextSpan, type Word, words } from "./words";

/** What words agree with: a person in the gender of the sex, or a thing. */
export interface Agreeing {
  readonly gender: Gender;
  /** Its accusative is like its genitive: «нового секретаря», «новый совет». */
  readonly animate: boolean;
}

/** Whether every word goes with both in the same form. */
export const alike = (was: Agreeing, is: Agreeing): boolean => was.gender === is.gender && was.animate === is.animate;

export interface Agreed {
  /** Certain edits of words round the name. */
  readonly edits: readonly WordEdit[];
  /** The nearest word that agrees too, but whose new form isn't certain. */
  readonly left: string | undefined;
}

/** What stands in `text` and how it is to be changed. */
export interface Exchange {
  readonly text: string;
  /** The name, with all that completes it. */
  readonly at: TextSpan;
  /** The forms it may stand in; those that its surface alone leaves, and those that the words round it admit too. */
  readonly standing: readonly Form[];
  readonly forms: readonly Form[];
  /** Something completes the head: what follows may agree with that. */
  readonly completed: boolean;
  readonly was: Agreeing;
  readonly is: Agreeing;
  readonly spelling: Spelling;
}

/**
 * Makes the words round a name agree with another one: the adjectives and the predicate right before it; right behind it the
 * predicate, a participle phrase, «который» and its predicate. What stands farther off is left to a person.
 */
export function agreed(exchange: Exchange): Agreed {
  const { was, is, forms } = exchange;
  const isPlain = was.gender !== "pl" && is.gender !== "pl";
  if (was.gender === is.gender && (was.animate === is.animate || !forms.some(f => f.case === "acc"))) return none;
  const before = isPlain ? front(exchange) : none;
  if (was.gender === is.gender || forms.every(f => f.number === "pl")) return before;
  const behind = isPlain ? rear(exchange) : { ...none, to: exchange.at.to, subject: false };
  const subject = behind.subject || forms.some(f => f.case === "nom");
  const spelled = (edit: WordEdit) =>
    exchange.spelling === "ё" ? edit : { ...edit, insert: edit.insert.replace(/ё/g, "е") };
  return {
    edits: [...before.edits, ...behind.edits].map(spelled),
    left: before.left ?? behind.left ?? (subject ? farOff(exchange, behind.to) : undefined),
  };
}
const none: Agreed = { edits: [], left: undefined };

/** The words before the name, from the nearest on. */
function front(exchange: Exchange): Agreed {
  const { text, at, forms, was, is } = exchange;
  const all = wordsBefore(text, at.from);
  const edits: WordEdit[] = [];
  let open = at.from;
  let last = all.length - 1;
  for (; last >= 0 && isBlank(text, all[last]!.to, open); last--) {
    const word = all[last]!;
    if (neutral.test(word.fold)) {
      open = word.from;
      continue;
    }
    const own = adjectival(word.fold);
    const isNumeral = numerals.some(n => n.includes(word.fold));
    if (!isNumeral && !own?.some(o => forms.some(f => f.case === o.case && f.number === o.number))) break;
    open = word.from;
    const told = isNumeral ? numeralIn(word, was, is) : adjectiveIn(word, was, is, forms);
    if (told.length === 0) break;
    // «Решение заведующего отдела»: a post named by an adjective, not an adjective of the name.
    if (told.length > 1 || post.test(word.fold)) return { edits, left: word.text };
    if (told[0] !== word.text) edits.push({ from: word.from, to: word.to, insert: told[0]! });
  }
  if (was.gender === is.gender || last < 0) return { edits, left: undefined };
  const verbs = isBlank(text, all[last]!.to, open) ? predicatesBefore(exchange, all.slice(0, last + 1)) : [];
  const far = verbs.length ? undefined : participleBefore(exchange, all.slice(0, last + 1), open);
  return { edits: [...edits, ...verbs], left: far?.text };
}

interface WordEdit extends TextSpan {
  readonly insert: string;
}

function wordsBefore(text: string, at: number): readonly Word[] {
  const start = Math.max(0, at - 100);
  const cut = start === 0 ? 0 : start + text.slice(start, at).search(/\s|$/);
  return words(text.slice(cut, at)).map(w => ({ ...w, from: w.from + cut, to: w.to + cut }));
}

const isBlank = (text: string, from: number, to: number): boolean => /^[\s\u00a0*_]*$/.test(text.slice(from, to));

/** «Избран секретарь», «создана и действует комиссия»; but «директор утвердил совет» may have its subject before. */
function predicatesBefore(
  { text, standing, forms, was, is, spelling }: Exchange,
  all: readonly Word[],
): readonly WordEdit[] {
  if (!forms.every(f => f.case === "nom" && f.number === "sg")) return [];
  const hasObject = standing.some(f => f.case === "acc");
  const edits: WordEdit[] = [];
  for (let i = all.length - 1; i >= 0; i -= 2) {
    const word = all[i]!;
    const turned = predicate(word, was, is, spelling);
    if (turned && hasObject && /л[ао]?$/.test(word.fold)) break;
    if (turned) edits.push(turned);
    else if (!/(?:[еи]т|[ую]т|[ая]т)(?:ся)?$/.test(word.fold)) break;
    const [before, first] = [all[i - 1], all[i - 2]];
    if (before?.fold !== "и" || !first || !isBlank(text, before.to, word.from) || !isBlank(text, first.to, before.from))
      break;
  }
  return edits;
}

/** «Избранный большинством голосов секретарь»: a participle with what depends on it in between. */
function participleBefore(
  { text, at, forms, was, is }: Exchange,
  all: readonly Word[],
  open: number,
): Word | undefined {
  for (let i = all.length - 1; i >= 0 && i >= all.length - 5; i--) {
    const word = all[i]!;
    if (/[^\s\u00a0*_\p{L}«»-]/u.test(text.slice(word.to, all[i + 1]?.from ?? Math.min(open, at.from))))
      return undefined;
    if (predicateGender(word.fold) !== undefined) return undefined;
    const told = /(?:нн|[ыя]т|вш|[ая]ем)\p{L}{2,3}$/u.test(word.fold) ? adjectiveIn(word, was, is, forms) : [];
    if (told.length > 0 && told[0] !== word.text) return word;
  }
  return undefined;
}

/** «Его координатор», «тот же совет» go with any gender. */
const neutral = /^(?:его|ее|их|же)$/;
/** «Оба» for men and things, «обе» for women: the nominative (with the accusative), and the other cases. */
const numerals: readonly (readonly [string, string])[] = [
  ["два", "две"],
  ["оба", "обе"],
  ["обоих", "обеих"],
  ["обоим", "обеим"],
  ["обоими", "обеими"],
];

function numeralIn(word: Word, was: Agreeing, is: Agreeing): readonly string[] {
  const pair = numerals.find(n => n.includes(word.fold));
  const isOld = pair?.[was.gender === "f" ? 1 : 0] === word.fold;
  return pair && isOld ? [like(word, pair[is.gender === "f" ? 1 : 0])] : [];
}
/** Posts and people named by an adjective. */
const post =
  /^(?:заведующ|управляющ|исполняющ|обучающ|ответственн|учащ|служащ|командующ|дежурн|уполномоченн|председательствующ|присутствующ)/;

/** The words behind the name; `to` is where the certain ones end, `subject`: «который» is the subject of what follows. */
function rear(exchange: Exchange): Agreed & { readonly to: number; readonly subject: boolean } {
  const { text, at, forms, was, is, completed } = exchange;
  const isSubject = forms.every(f => f.case === "nom" && f.number === "sg");
  const relative = comma.exec(text.slice(at.to, at.to + 120));
  if (!relative)
    return { ...(isSubject ? predicates(exchange, at.to) : { edits: [], to: at.to }), left: undefined, subject: false };
  const [whole, preposition, surface = ""] = relative;
  const to = at.to + whole.length;
  const word = { from: to - surface.length, to, text: surface, fold: fold(surface) };
  const isWhich = word.fold.startsWith("котор");
  const told = adjectiveIn(word, was, is, isWhich ? whichForms(preposition) : forms);
  if (told.length === 0) return { ...none, to: at.to, subject: false };
  const subject = isWhich && preposition === undefined && /^котор(?:ый|ая|ое)$/.test(word.fold);
  // In the genitive, and behind what completes the name, it may go with another noun: «секретарь совета, который …».
  const isCertain =
    told.length === 1 &&
    !forms.some(f => f.case === "gen" && f.number === "sg") &&
    !(completed && isWhich) &&
    !/(?<!\p{L})котор\p{L}+[^.]*$/iu.test(text.slice(Math.max(0, at.from - 120), at.from));
  if (!isCertain) return { edits: [], left: word.text, to, subject };
  const own = { from: word.from, to, insert: told[0]! };
  const more = subject ? predicates(exchange, to) : { edits: [], to };
  return { edits: [own, ...more.edits], left: undefined, to: more.to, subject };
}

/** The predicate right behind `at`: «назначен», «должен», «был назначен», «может быть назначен». */
function predicates({ text, was, is, spelling }: Exchange, at: number) {
  const edits: WordEdit[] = [];
  let to = at;
  for (let next = following(text, to); next; next = following(text, to)) {
    const turned = predicate(next, was, is, spelling);
    if (!turned && !linking.test(next.fold)) break;
    if (turned) edits.push(turned);
    to = next.to;
  }
  return { edits, to };
}

const linking = /^(?:не|быть|может|будет|также)$/;

const comma =
  /^[\s\u00a0]*,[\s\u00a0]*(?:не[\s\u00a0]+)?(?:(в|во|на|о|об|при|к|ко|с|со|у|от|для|за|под|над|по|без|из)[\s\u00a0]+)?((?:котор|\p{L}{2,}(?:нн|[ыя]т|щ|вш|[ая]ем|[дсз]им))(?:[ыи]й|[ое]го|[ое]му|[ыио]м|ем|ая|[ое]й|ую|[ое]е)(?:ся)?)(?!\p{L})/u;

/** The cases in which «который» may stand behind a preposition. */
function whichForms(preposition: string | undefined): readonly Form[] {
  const asked = preposition === undefined ? undefined : behindPreposition[preposition];
  return allForms.filter(f => f.number === "sg" && (asked ? asked.includes(f.case) : f.case !== "prep"));
}
const behindPreposition: Readonly<Record<string, readonly Case[]>> = {
  ...of("в во на о об при", ["acc", "prep"]),
  ...of("к ко по", ["dat"]),
  ...of("с со над под за", ["ins"]),
  ...of("у от для без из", ["gen"]),
};
function of(list: string, cases: readonly Case[]): Record<string, readonly Case[]> {
  return Object.fromEntries(list.split(" ").map(word => [word, cases]));
}

/** The next word when nothing but a blank or «(далее – ЧК)» is between. */
function following(text: string, at: number): Word | undefined {
  const skipped = /^[\s\u00a0]*\([^()\n]{0,80}\)/.exec(text.slice(at, at + 100));
  if (skipped) return following(text, at + skipped[0].length);
  const [word] = words(text.slice(at, at + 60));
  return word && /^[\s\u00a0*_]*$/.test(text.slice(at, at + word.from))
    ? { ...word, from: word.from + at, to: word.to + at }
    : undefined;
}

function predicate(word: Word, was: Agreeing, is: Agreeing, spelling: Spelling) {
  const [from, to] = [was.gender, is.gender];
  if (from === "pl" || to === "pl" || predicateGender(word.fold) !== from) return undefined;
  const insert = predicateIn(word.text, to, spelling);
  return insert === undefined ? undefined : { from: word.from, to: word.to, insert };
}

/** What may become of an adjective that agrees with `was`, when it goes with `is`; none when it doesn't agree. */
function adjectiveIn(word: Word, was: Agreeing, is: Agreeing, forms: readonly Form[]): readonly string[] {
  if (was.gender === "pl" || is.gender === "pl" || word.text.length !== word.fold.length) return [];
  const [old, next] = [
    { ...was, gender: was.gender },
    { ...is, gender: is.gender },
  ];
  const found = new Set<string>();
  for (const lemma of adjectiveLemmas(word.fold)) {
    if (found.size > 0) break;
    const [before, after] = [adjectiveForms(lemma, old), adjectiveForms(lemma, next)];
    for (const form of forms) {
      const cell = cellOf(form);
      // Of two accusatives the first agrees.
      const surfaces = form.case === "acc" ? before?.cells[cell]?.slice(0, 1) : before?.cells[cell];
      if (surfaces?.includes(word.fold) && after) found.add(after.cells[cell]![0]!);
    }
  }
  for (const table of pronouns) {
    const [before, after] = [pronounCells(table, old), pronounCells(table, next)];
    for (const form of forms) if (fold(before[cellOf(form)]!) === word.fold) found.add(after[cellOf(form)]!);
  }
  return [...found].map(form => like(word, form));
}

/** `form` with the capital and the ё of the word that it replaces. */
function like(word: Word, form: string): string {
  if (word.text.length > 1 && word.text === word.text.toUpperCase()) return form.toUpperCase();
  let result = "";
  let at = 0;
  for (; at < form.length && word.fold[at] === fold(form[at]!); at++) result += form[at] === "ё" ? "ё" : word.text[at]!;
  return result + form.slice(at);
}

/** Forms of each pronoun, m, f, n and the plural: nominative, genitive, dative, accusative (`*`: as its noun), instrumental, prepositional. */
const pronouns: readonly (readonly string[])[] = [
  "этот этого этому * этим этом|эта этой этой эту этой этой|это этого этому это этим этом|эти этих этим * этими этих",
  "тот того тому * тем том|та той той ту той той|то того тому то тем том|те тех тем * теми тех",
  "сам самого самому * самим самом|сама самой самой саму самой самой|само самого самому само самим самом|сами самих самим * самими самих",
  "один одного одному * одним одном|одна одной одной одну одной одной|одно одного одному одно одним одном|одни одних одним * одними одних",
  "весь всего всему * всем всём|вся всей всей всю всей всей|всё всего всему всё всем всём|все всех всем * всеми всех",
  "свой своего своему * своим своём|своя своей своей свою своей своей|своё своего своему своё своим своём|свои своих своим * своими своих",
  "наш нашего нашему * нашим нашем|наша нашей нашей нашу нашей нашей|наше нашего нашему наше нашим нашем|наши наших нашим * нашими наших",
].map(table => table.split("|"));

function pronounCells(table: readonly string[], { gender, animate }: Agreeing): readonly string[] {
  const singular = table[gender === "m" ? 0 : gender === "f" ? 1 : 2]!.split(" ");
  const plural = table[3]!.split(" ");
  return [singular, plural].flatMap(cells => cells.map(c => (c === "*" ? cells[animate ? 1 : 0]! : c)));
}

/** The nearest word behind `at` that agrees with the old gender and not with the new one: «назначен», «он». */
function farOff({ text, was, is }: Exchange, at: number): string | undefined {
  const rest = text.slice(at, at + 400);
  const end = rest.search(/[.;:|](?=\s|$)|\n[ \t]*\n/);
  const clause = end < 0 ? rest : rest.slice(0, end);
  for (const word of words(clause)) {
    // The predicate is known: what follows depends on other words.
    if (
      /(?:[еи]т|[ую]т|[ая]т)(?:ся)?$/.test(word.fold) &&
      word.fold.length > 3 &&
      !/(?:совет|комитет|отчет)$/.test(word.fold)
    )
      break;
    if (predicateGender(word.fold) === was.gender) return word.text;
  }
  const [own, other] = [personal[was.gender], personal[is.gender]];
  const next = /^[.;]\s+(\p{L}+)/u.exec(end < 0 ? "" : rest.slice(end))?.[1];
  const isLost = (word: string) => own.includes(word) && !other.includes(word);
  if (next && isLost(fold(next))) return next;
  // Inside the clause «ему» and «ей» may be anybody.
  return words(clause).find(w => isLost(w.fold) && !/^(?:ему|ей)$/.test(w.fold))?.text;
}

const personal: Readonly<Record<Gender, readonly string[]>> = {
  m: ["он", "ему", "сам"],
  f: ["она", "ей", "сама"],
  n: ["оно", "ему", "само"],
  pl: [],
};
