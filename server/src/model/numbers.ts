/** Algebra of clause numbers written as paths: «1.2.3». The root is the empty path. */

export const parentPath = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf(".")));

export const lastPart = (path: string): number => Number(path.slice(path.lastIndexOf(".") + 1));

export const childPath = (parent: string, last: number): string => (parent ? `${parent}.${last}` : String(last));

/** 1.2.3 has three parts. */
export const depthOf = (path: string): number => path.split(".").length;

/** 1.2.3 → 1, 1.2, 1.2.3. */
export const withParents = (path: string): string[] =>
  path.split(".").map((_, i, parts) => parts.slice(0, i + 1).join("."));

/** «2.3.1» lies in «2.3» and in «2». */
export const isInside = (path: string, outer: string): boolean => path.startsWith(`${outer}.`);

/** The path, `from` or inside of it, when `from` becomes `to`. */
export const rebased = (path: string, from: string, to: string): string => to + path.slice(from.length);

/** A clause comes before its parts. */
export function byNumber(a: string, b: string): number {
  const [x, y] = [a.split("."), b.split(".")];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const d = Number(x[i] ?? -1) - Number(y[i] ?? -1);
    if (d) return d;
  }
  return 0;
}
