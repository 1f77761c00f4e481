/** File names with `*` (within one step), `?` (one sign) and `**` (any steps), as a person writes them. */

/** Whether a path fits. Takes at most as many steps as the lengths of both multiplied. */
export const matchesGlob = (glob: string, path: string): boolean =>
  fits(
    stepsOf(glob.normalize().replace(/^\.\//, "")),
    path.split("/"),
    step => step === "**",
    (wanted, step) =>
      fits(
        [...wanted],
        [...step],
        sign => sign === "*",
        (a, b) => a === "?" || a === b,
      ),
  );

/** `**` inside of a step means no more than `*`. */
const stepsOf = (glob: string): string[] =>
  glob.split("/").map(step => (step === "**" ? step : step.replace(/\*{2,}/g, "*")));

/** Whether the parts fit one by one, where a star stands for any number of them. Only the last star is ever tried again. */
function fits(
  wanted: readonly string[],
  parts: readonly string[],
  isStar: (part: string) => boolean,
  same: (wanted: string, part: string) => boolean,
): boolean {
  let w = 0;
  let p = 0;
  let star = -1;
  let behind = 0;
  while (p < parts.length) {
    if (w < wanted.length && isStar(wanted[w]!)) {
      star = w++;
      behind = p;
    } else if (w < wanted.length && same(wanted[w]!, parts[p]!)) {
      w++;
      p++;
    } else if (star >= 0) {
      w = star + 1;
      p = ++behind;
    } else return false;
  }
  while (w < wanted.length && isStar(wanted[w]!)) w++;
  return w === wanted.length;
}
