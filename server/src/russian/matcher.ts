import { anyForm, compilePhrase, dictionaryForm, type Form, formsAs, type Phrase, type PhraseWord } from "./forms";
import { formsOf } from "./paradigms";
import { halves, stem, type Word } from "./words";

/** A role, body, document or term and the names it goes by, in the nominative. */
export interface NamedEntry {
  readonly key: string;
  readonly phrases: readonly string[];
  /** Meant only by its whole name: a bare «мастер» is not the «мастер производственного обучения». */
  readonly whole?: true;
}

/** A place of a text that names an entry. */
export interface NameMention {
  /** Empty when a bare head may mean several entries: see `candidates`. */
  readonly key: string;
  readonly from: number;
  readonly to: number;
  /** The cases and numbers it may stand in; none when the name doesn't change. */
  readonly forms: readonly Form[];
  /** The name without its tail: «его членами», «имеет координатора». */
  readonly bare: boolean;
  /** Whoever stands in for the role: «и. о. директора», «врио», «исполняющий обязанности». */
  readonly acting: boolean;
  /** The keys that it may mean; more than one only for a bare head. */
  readonly candidates: readonly string[];
}

export interface Matcher {
  /** The mentions in `text`, whose words are given, in order and without overlaps. */
  find(text: string, words: readonly Word[]): NameMention[];
}

/**
 * One automaton over all names, so that the longest wins: «обучающееся сообщество» swallows «обучающийся», «классный
 * руководитель» is not the bare «руководитель» of a body. Give it everything that may stand in the text: roles, terms,
 * the posts of any school.
 *
 * `equal` are names that may stand for one another after a head: an abbreviation and what it stands for. With
 * ["ПОС", "профессиональное обучающееся сообщество педагогов"] «член профессионального обучающегося сообщества» is
 * «член ПОС».
 */
export function compileMatcher(entries: readonly NamedEntry[], equal: readonly (readonly string[])[] = []): Matcher {
  const starts: Starts = { forms: new Map(), stems: new Map() };
  const exchange = equal.map(group => group.flatMap(shortened));
  const bare = new Map<string, EntryCandidate>();
  const seen = new Set<string>();
  for (const { key, phrases, whole } of [...entries, ...swallowed]) {
    for (const phrase of phrases.flatMap(name => [name, ...exchanged(name, equal, exchange)])) {
      const compiled = compileName(phrase);
      if (compiled.parts.length === 0) continue;
      if (!seen.has(phrase)) add(starts, { parts: compiled.parts, keys: [key], bare: false, guarded: false });
      seen.add(phrase);
      if (!whole) addBare(bare, compiled, key);
    }
  }
  for (const candidate of bare.values()) add(starts, candidate);
  // Longest first; of two of one length the full name.
  for (const list of [...starts.forms.values(), ...starts.stems.values()]) list.sort(longestFirst);
  return { find: (text, found) => find(starts, text, found) };
}

/** The candidates by the first word: by each of its forms, or by its stem where the forms aren't known. */
interface Starts {
  readonly forms: Map<string, EntryCandidate[]>;
  readonly stems: Map<string, EntryCandidate[]>;
}

const longestFirst = (a: EntryCandidate, b: EntryCandidate) =>
  b.parts.length - a.parts.length || Number(a.bare) - Number(b.bare);

interface EntryCandidate {
  readonly parts: readonly PhraseWord[];
  readonly keys: string[];
  readonly bare: boolean;
  /** A bare head followed by a complement of its own is another role: «член администрации». */
  readonly guarded: boolean;
}

/** Names taken from a text may come in any case. */
function compileName(name: string): Phrase {
  const compiled = compilePhrase(name);
  const nominative = compiled.sure ? undefined : dictionaryForm(name);
  return nominative === undefined ? compiled : compilePhrase(nominative);
}

/** Look-alikes of roles, found and thrown away. */
const swallowed: readonly NamedEntry[] = [
  {
    key: "",
    whole: true,
    phrases: [
      "обучающееся сообщество",
      "обучающаяся организация",
      "обучающаяся команда",
      "техника безопасности",
      "вычислительная техника",
      "оргтехника",
      "член предложения",
      "член уравнения",
      "рабочее время",
      "рабочий день",
      "рабочее место",
      "рабочая программа",
      "рабочий стол",
      "рабочий план",
      "рабочий документ",
      "рабочий учебный план",
      "рабочая неделя",
      "ответственное отношение",
      "ответственный подход",
      "ответственное поведение",
      "управляющее воздействие",
      "правоустанавливающий документ",
    ],
  },
];

function find(starts: Starts, text: string, found: readonly Word[]): NameMention[] {
  const mentions: NameMention[] = [];
  for (let index = 0; index < found.length; ) {
    const match = matchAt(starts, text, found, index);
    if (!match) {
      index++;
      continue;
    }
    const { candidate, mask } = match;
    const from = found[index]!.from;
    index += candidate.parts.length;
    if (candidate.keys[0] === "") continue;
    mentions.push({
      key: candidate.keys.length === 1 ? candidate.keys[0]! : "",
      from,
      to: found[index - 1]!.to,
      forms: mask === anyForm ? [] : formsOf(mask),
      bare: candidate.bare,
      acting: isActing(text, from),
      candidates: candidate.keys,
    });
  }
  return mentions;
}

function matchAt(starts: Starts, text: string, found: readonly Word[], index: number) {
  const word = found[index]!;
  let first = word;
  let candidates = startingAt(starts, word);
  if (!candidates && word.fold.includes("-")) {
    // «Педагог-наставник» is a педагог when it isn't a role of its own.
    first = halves(word)[0]!;
    candidates = startingAt(starts, first);
  }
  if (!candidates) return undefined;
  for (const candidate of candidates) {
    const mask = masks(candidate, text, found, index, first);
    if (mask === 0) continue;
    if (candidate.guarded && complement(text, found, index + candidate.parts.length - 1) > 0) continue;
    return { candidate, mask };
  }
  return undefined;
}

/** The forms in which all parts of the name agree; 0 when the words are others. */
function masks(candidate: EntryCandidate, text: string, found: readonly Word[], index: number, first: Word): number {
  const { parts } = candidate;
  if (index + parts.length > found.length) return 0;
  let mask = formsAs(parts[0]!, first);
  for (let at = 1; at < parts.length && mask !== 0; at++) {
    const word = found[index + at]!;
    mask = isBlank(text, found[index + at - 1]!.to, word.from) ? mask & formsAs(parts[at]!, word) : 0;
  }
  return mask;
}

function startingAt(starts: Starts, word: Word): readonly EntryCandidate[] | undefined {
  const byForm = starts.forms.get(word.fold);
  const byStem = starts.stems.size > 0 ? starts.stems.get(stem(word.fold)) : undefined;
  return byForm && byStem ? [...byForm, ...byStem].sort(longestFirst) : (byForm ?? byStem);
}

function add(starts: Starts, candidate: EntryCandidate): void {
  const first = candidate.parts[0]!;
  if (first.stem !== undefined) put(starts.stems, first.stem, candidate);
  else for (const key of first.exact ? [first.word.fold] : first.forms.keys()) put(starts.forms, key, candidate);
}

function put(map: Map<string, EntryCandidate[]>, key: string, candidate: EntryCandidate): void {
  const list = map.get(key);
  if (list) list.push(candidate);
  else map.set(key, [candidate]);
}

/** «Координатор» for «координатор ПОС»; one candidate for all entries with that head. */
function addBare(bare: Map<string, EntryCandidate>, phrase: Phrase, key: string): void {
  const { parts, head } = phrase;
  if (!phrase.sure || head === parts.length - 1) return;
  const front = parts.slice(0, head + 1);
  const name = front.map(part => part.word.fold).join(" ");
  const known = bare.get(name);
  if (!known) bare.set(name, { parts: front, keys: [key], bare: true, guarded: head < 2 });
  else if (!known.keys.includes(key)) known.keys.push(key);
}

/** The ways a name is said after a head: in full, without its tail, by its head alone. */
function shortened(name: string): string[] {
  const { text, parts, head, sure } = compileName(name);
  if (!sure) return [name];
  const upTo = text.slice(0, parts[head]!.word.to);
  return [...new Set([text, upTo, upTo.slice(parts[head]!.word.from)])];
}

/** The same name with one of its tail's names exchanged for its equals. */
function exchanged(
  phrase: string,
  equal: readonly (readonly string[])[],
  exchange: readonly (readonly string[])[],
): string[] {
  const { parts, head } = compilePhrase(phrase);
  return equal.flatMap((group, index) => {
    for (const name of group) {
      const sought = compilePhrase(name).parts;
      for (let at = head + 1; at + sought.length <= parts.length && sought.length > 0; at++) {
        if (!sought.every((part, step) => isSame(part, parts[at + step]!))) continue;
        const from = parts[at]!.word.from;
        const to = parts[at + sought.length - 1]!.word.to;
        return exchange[index]!.map(other => phrase.slice(0, from) + other + phrase.slice(to)).filter(
          other => other !== phrase,
        );
      }
    }
    return [];
  });
}

function isSame(a: PhraseWord, b: PhraseWord): boolean {
  return formsAs(a, b.word) !== 0 || formsAs(b, a.word) !== 0;
}

/**
 * How many words after the one at `index` complete it in the genitive: «председатель общешкольного родительского
 * комитета» has three. A reading by endings, since the words of documents are open: verbs, names of persons and
 * whatever follows a comma are none.
 */
export function complement(text: string, found: readonly Word[], index: number): number {
  let last = index;
  let open = prepositional.test(found[index]!.fold);
  let agreeing = false;
  for (let at = index + 1; at < found.length; at++) {
    const word = found[at]!;
    if (!isBlank(text, found[at - 1]!.to, word.from)) break;
    if (at === index + 1 && open && /^(?:по|за|при|с|со)$/.test(word.fold)) {
      last = at;
      continue;
    }
    open &&= at === last + 1 && last > index;
    const abbreviation = /^\p{Lu}{2,}\p{Ll}?$/u.test(word.text);
    const adjective = /(?:ого|его|ых|их|[оеё]й|[оеё]йся|[ие]хся|гося)$/.test(word.fold) && word.fold.length > 4;
    if (
      isPerson(text, word) ||
      !(abbreviation || open || adjective || isGenitive(word.fold) || (agreeing && /[^аеиоуыэюят]$/.test(word.fold)))
    )
      break;
    if (stops.has(word.fold)) break;
    agreeing = adjective;
    last = at;
  }
  return last - index;
}

const prepositional =
  /^(?:ответственн|специалист|групп|комисси|заместител|эксперт|консультант|уполномоченн|инструктор)/;
const stops = new Set(
  "его ее их него нее них ей ему им он она они того этого которого которой которых каждого всего всех любого самого своего своей своих нашей нашего всегда иногда когда тогда никогда сама сами если или при перед через дважды однажды также чтобы можно нужно года лично между обязательно после внутри среди ради благодаря включая исключая несмотря вопреки сообща".split(
    " ",
  ),
);

function isGenitive(word: string): boolean {
  if (word.length < 4) return false;
  if (/^(?:групп|школ|команд|служб|кафедр|секций|сообществ|объединений|организаций)$/.test(word)) return true;
  if (!/(?:[аяыи]|[оеё]в|[еи]й)$/.test(word)) return false;
  if (/(?:ся|сь|ски|[вй]ши)$/.test(word)) return false;
  if (/^(?:про|в|вы|при|за|пере|под|от|на|по|пре|у|до|раз|с)?(?:вести|нести|йти|дти|брести|везти)$/.test(word))
    return false;
  if (
    /[аяеиы]л[аи]$/.test(word) &&
    !/(?:отдел|раздел|предел|дел|материал|зал|начал|канал|филиал|персонал|журнал|интернационал|потенциал|сел)[аи]$/.test(
      word,
    )
  )
    return false;
  return (
    !/(?:[аяе]н|нн|зан|жн)[аы]$/.test(word) ||
    /^(?:план|орган|член|стран|экран|стен|цен|смен|экзамен|област)[аы]$/.test(word)
  );
}

/** «координатора Дроздову А. В.»: the surname is no part of the role's name. */
function isPerson(text: string, word: Word): boolean {
  return (
    /^\p{Lu}\p{Ll}/u.test(word.text) &&
    /^[\s\u00a0]*\p{Lu}\.(?:[\s\u00a0]*\p{Lu}\.)?/u.test(text.slice(word.to, word.to + 8))
  );
}

/** Between the words of a name stand blanks, a line break, emphasis or quotes. */
function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    const blank = code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0xa0 || code === 0x202f;
    const mark =
      code === 0x2a ||
      code === 0x5f ||
      code === 0x22 ||
      code === 0xab ||
      code === 0xbb ||
      (code >= 0x201c && code <= 0x201e);
    if (!blank && !mark) return false;
  }
  return from < to;
}

function isActing(text: string, from: number): boolean {
  return /(?<!\p{L})(?:и\.\s*о\.|врио|вр\.\s*и\.\s*о\.|исполня\p{L}+\s+обязанности)[\s\u00a0*_]*$/iu.test(
    text.slice(Math.max(0, from - 60), from),
  );
}
