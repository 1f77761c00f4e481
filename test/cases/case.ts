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

function casesIn(number: string, source: string): Case[] {
  return source
    .split(/^## (?=.)/m)
    .slice(1)
    .map(part => {
      const name = part
        .slice(0, part.indexOf("\n"))
        .replace(/ \(right today\)$/, "")
        .trim();
      const right = /^Right: (.*)$/m.exec(part)?.[1] ?? "";
      const fenced = [...part.matchAll(/^(?:`([^`\n]+)`|(\w+)):\n```\n([\s\S]*?)\n```$/gm)];
      const files = fenced.flatMap(([, file, , text]) => (file ? [[file, `${text}\n`] as const] : []));
      const expected = fenced.find(([, , label]) => label === "Expected")?.[3];
      return { id: `${number} ${name}`, name, right, files, expected };
    });
}
