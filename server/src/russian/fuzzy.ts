/** Fuzzy search for Russian names: by letters in order, by Latin transliteration, and by keys struck in the wrong layout. */
import { fold } from "./words";

/**
 * How well `query` fits `name`; undefined when it doesn't. Every word of the query must be found: at the start of a word
 * best, inside of one less, scattered over letters least.
 */
export function fuzzyScore(query: string, name: string): number | undefined {
  const target = fold(name).toLowerCase();
  let best: number | undefined;
  for (const variant of variants(query)) {
    const score = scoreOf(variant, target);
    if (score !== undefined && (best === undefined || score > best)) best = score;
  }
  return best;
}

function scoreOf(query: string, target: string): number | undefined {
  let total = 0;
  for (const word of query.split(/\s+/).filter(Boolean)) {
    const at = target.indexOf(word);
    // The earlier the better: «1.3» is rather the clause 1.3 than one that cites it.
    if (at >= 0) total += (at === 0 || !/[\p{L}\p{N}]/u.test(target[at - 1]!) ? 10 : 5) * word.length - at / 100;
    else {
      const scattered = subsequence(word, target);
      if (scattered === undefined) return undefined;
      total += scattered;
    }
  }
  return total - target.length / 1000;
}

/** Letters in order, each next one at a word's start or right behind the last: «попос» finds «Положение о ПОС». */
function subsequence(word: string, target: string): number | undefined {
  if (word.length < 2) return undefined;
  let at = -1;
  let score = 0;
  for (const letter of word) {
    let next = target.indexOf(letter, at + 1);
    if (at >= 0 && next !== at + 1) {
      while (next >= 0 && /[\p{L}\p{N}]/u.test(target[next - 1] ?? " ")) next = target.indexOf(letter, next + 1);
    }
    if (next < 0) return undefined;
    score += next === at + 1 ? 2 : 1;
    at = next;
  }
  return score;
}

function variants(query: string): string[] {
  const plain = fold(query.trim()).toLowerCase();
  if (!/[a-z]/.test(plain)) return [plain];
  return [plain, cyrillic(plain), swapped(plain)];
}

const SYLLABLES: readonly (readonly [string, string])[] = [
  ["shch", "щ"],
  ["sch", "щ"],
  ["zh", "ж"],
  ["kh", "х"],
  ["ts", "ц"],
  ["ch", "ч"],
  ["sh", "ш"],
  ["yu", "ю"],
  ["ju", "ю"],
  ["ya", "я"],
  ["ja", "я"],
  ["yo", "е"],
  ["ye", "е"],
  ["iy", "ий"],
];
const LETTERS = new Map(
  [..."abvgdezijklmnoprstufhcyqwx"].map((l, i) => [l, [..."абвгдезийклмнопрстуфхцыквкс"][i]!] as const),
);

/** «polozhenie» → «положение». */
function cyrillic(latin: string): string {
  let out = latin;
  for (const [from, to] of SYLLABLES) out = out.replaceAll(from, to);
  return [...out].map(l => LETTERS.get(l) ?? (l === "'" ? "ь" : l)).join("");
}

const KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const ЙЦУКЕН = "йцукенгшщзхъфывапролджэячсмитьбюё";

/** «gjkj;tybt» → «положение»: typed with the Latin layout on. */
const swapped = (latin: string): string =>
  [...latin].map(l => (KEYS.includes(l) ? ЙЦУКЕН[KEYS.indexOf(l)]! : l)).join("");
