/** Texts that are remembered beyond which all are forgotten: cells and names repeat, but nothing may grow for ever. */
const MOST = 5_000;

/** The same reading of a text, each text read once. The results are shared: nobody may change them. */
export function memoized<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return text => {
    let found = known.get(text);
    if (found === undefined && !known.has(text)) {
      if (known.size >= MOST) known.clear();
      known.set(text, (found = read(text)));
    }
    return found as T;
  };
}
