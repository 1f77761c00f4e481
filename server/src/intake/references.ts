/** References of pasted clauses to one another follow the numbers that the clauses get. */
import { createDoc, type Doc } from "../model/document";
import { ownReferences } from "../rules/references/own-references";

/** Old → new numbers of what came in. A number that came twice is left out: nobody knows which is meant. */
export class NewNumbers {
  private readonly found = new Map<string, string | undefined>();

  set(kind: "clause" | "section", path: string | undefined, fresh: string): void {
    if (!path) return;
    const key = `${kind} ${path}`;
    this.found.set(key, this.found.has(key) ? undefined : fresh);
  }

  get(kind: string, path: string): string | undefined {
    return this.found.get(`${kind} ${path}`);
  }

  get size(): number {
    return this.found.size;
  }
}

/** The text with its own references put right. What a number belongs to is asked here alone. */
export function withNewNumbers(given: Doc, text: string, numbers: NewNumbers): string {
  if (!numbers.size) return text;
  // The header says what «Положение» means in it.
  const header = given.text.slice(0, given.header.end);
  const doc = createDoc(given.uri, header + text);
  let result = text;
  for (const { target, path, at, end } of [...ownReferences(doc)].sort((a, b) => b.at - a.at)) {
    const fresh = numbers.get(target, path);
    if (fresh !== undefined && at >= header.length)
      result = result.slice(0, at - header.length) + fresh + result.slice(end - header.length);
  }
  return result;
}
