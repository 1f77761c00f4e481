/** One line of at most `most` units. */
export const shortened = (text: string, most: number): string => cut(text.replace(/\s+/g, " ").trim(), most);

/** A text of at most `most` units, its lines kept. */
export const cut = (text: string, most: number): string =>
  // No half of a surrogate pair stays.
  text.length > most
    ? `${text
        .slice(0, most - 1)
        .replace(/\p{Cs}$/u, "")
        .trimEnd()}…`
    : text;

/** One line of about `most` units that ends with a whole word. */
export function shortenedToWords(text: string, most: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= most ? line : `${line.slice(0, most).replace(/[\s,;–-]+\S*$/u, "")}…`;
}
