/** The files of `../shared/cases`: kinds of input that users of other tools have reported, each with what is right. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Case {
  /** «01 comment»: number of the file and heading of the case, without «(right today)». */
  readonly id: string;
  /** What the heading says. */
  readonly name: string;
  readonly right: string;
  /** Its files, in their order: name and text. */
  readonly files: readonly (readonly [name: string, text: string])[];
  readonly expected: string | undefined;
}

/** Fails where a case isn't met. */
export type CaseCheck = (given: Case) => void | Promise<void>;

/** By the id of a case, or by the number of a file for all cases of it that have no check of their own. */
export type CaseChecks = Readonly<Record<string, CaseCheck>>;

export function casesOf(folder: string): readonly Case[] {
  return readdirSync(folder)
    .filter(name => /^\d\d-.*\.md$/.test(name))
    .sort()
    .flatMap(name => casesIn(name.slice(0, 2), readFileSync(join(folder, name), "utf8")));
}

/** Headings inside of fences belong to the inputs. */
function casesIn(number: string, source: string): Case[] {
  const found: { -readonly [K in keyof Case]: Case[K] }[] = [];
  const pieces = source.matchAll(/^## (.*)$|^Right: (.*)$|^(?:`([^`\n]+)`|(\w+)):\n```\n([\s\S]*?)\n?```$/gm);
  for (const [, heading, right, file, label, text] of pieces) {
    const last = found.at(-1);
    if (heading !== undefined) {
      const name = heading.replace(/ \(right today\)$/, "").trim();
      found.push({ id: `${number} ${name}`, name, right: "", files: [], expected: undefined });
    } else if (right !== undefined) last!.right = right;
    else if (file !== undefined) last!.files = [...last!.files, [file, `${text}\n`]];
    else if (label === "Expected") last!.expected = text;
  }
  return found;
}
