/** YAML that the build reads: maps, lists and strings (scripts/yaml-data.mjs). */
declare module "*.yaml" {
  const value: unknown;
  export default value;
}
/** Text files that the build inlines as strings (esbuild `text` loader). */
declare module "*.css" {
  const text: string;
  export default text;
}
declare module "*/letters.mjs" {
  export const letters: Readonly<Record<"L" | "Lu" | "Ll", string>>;
  export function spellLetters(source: string): string;
}

declare module "*/bundled.mjs" {
  export function packageFolders(files: readonly string[]): string[];
  export function shippedFindings(
    report: object,
    folders: readonly string[],
  ): { name: string; severity: string; folders: string[]; why: string[] }[];
}
