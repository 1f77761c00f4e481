/** Algebra of clause numbers written as paths: «1.2.3». The root is the empty path. */

export const parentPath = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf(".")));

export const lastPart = (path: string): number => Number(path.slice(path.lastIndexOf(".") + 1));

export const childPath = (parent: string, last: number): string => (parent ? `${parent}.${last}` : String(last));

export function byNumber(a: string, b: string): number {
  const [x, y] = [a.split("."), b.split(".")];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const d = Number(x[i] ?? -1) - Number(y[i] ?? -1);
    if (d) return d;
  }
  return 0;
}
