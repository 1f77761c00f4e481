/** Where a long word may be divided, for narrow columns: by syllables, never leaving one letter alone. */

const V = "[аеёиоуыэюя]";
const C = "[бвгджзйклмнпрстфхцчшщ]";
const SOFT = "\u00ad";

/** Words this long, in letters, are divided. */
const LONG = 10;
const longWords = new RegExp(`(?<!\\p{L})[а-яё]{${LONG},}(?!\\p{L})`, "giu");
/** A syllable ends behind its vowel; й, a consonant with ь or ъ and the first of several stay with it. Another vowel follows. */
const syllables = new RegExp(`${V}(?:й|${C}[ьъ]|${C}(?=${C}))?(?=[а-яё]*${V})`, "giu");
/** A division behind the first letter or before the last one. */
const edges = new RegExp(`(?<=^[а-яё])${SOFT}|${SOFT}(?=[а-яё]$)`, "giu");

/** The text with soft hyphens in its long words; without them it is the same. */
export const softHyphens = (text: string): string =>
  text.replace(longWords, word => word.replace(syllables, `$&${SOFT}`).replace(edges, ""));
