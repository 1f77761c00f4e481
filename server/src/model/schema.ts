/** Checks YAML against a zod schema: refusals as Russian messages at exact places, keys and values for completion. */

import * as z from "zod";
import { ofOwner } from "../russian/memo";
import { nearest } from "../russian/nearest";
import type { Span } from "../syntax/span";
import {
  keyRangeOf,
  lastFrom,
  rangeOf,
  valueAt,
  type Yaml,
  type YamlFix,
  type YamlPath,
  type YamlProblem,
} from "../syntax/yaml";
import { ownValue, record, some, str } from "./values";

export interface HeaderProblem extends Span {
  readonly message: string;
  /** A key or value that was probably meant; replaces the range. */
  readonly meant?: string;
  /** `документ` is missing. */
  readonly missingType?: true;
  /** How a slip in the writing of YAML is corrected. */
  readonly fix?: YamlFix;
}

/**
 * Values that a schema refuses, as Russian messages at exact places. Lines that YAML couldn't read are left out: nobody
 * knows what they should be. An item of a list under a top-level key is judged by itself, and once while it is the same.
 */
export function schemaProblems(yaml: Yaml, schema: z.ZodType): HeaderProblem[] {
  const value = yaml.value ?? {};
  const broken = overlaps(yaml.problems);
  if (typeof value !== "object" || Array.isArray(value)) {
    const whole = rangeOf(yaml, []);
    return broken(whole) ? [] : [{ ...whole, message: "Здесь ожидаются строки вида «ключ: значение»." }];
  }
  const known = accepted(schema);
  const { fresh, indices } = withoutItems(record(value), known);
  const issues = schema.safeParse(fresh).error?.issues.map(i => placedBack(flatten(i), indices)) ?? [];
  const refused = new Set(issues.map(issue => valueAt(value, pathOf(issue).slice(0, 2))));
  for (const [key, left] of indices) {
    for (const i of left) {
      const item = valueAt(value, [key, i]);
      if (item instanceof Object && !refused.has(item)) known.add(item);
    }
  }
  const found = issues.flatMap(issue => {
    const path = pathOf(issue);
    // What is missing may be what couldn't be read.
    const missing = issue.code === "invalid_type" && valueAt(yaml.value, path) === undefined;
    if (missing && broken(rangeOf(yaml, path.slice(0, -1)))) return [];
    return issueProblems(yaml, schema, issue).filter(p => missing || !broken(p));
  });
  // «докумнет: положение» is one slip.
  return found.some(p => p.meant === "документ") ? found.filter(p => !p.missingType) : found;
}

/** Items that a schema accepts. */
const accepted = ofOwner((_schema: z.ZodType) => new WeakSet<object>());

/** The value without the items that are `known`, and which items of its lists are left. */
function withoutItems(value: Record<string, unknown>, known: WeakSet<object>) {
  const fresh = { ...value };
  const indices = new Map<string, readonly number[]>();
  for (const [key, all] of Object.entries(value)) {
    if (!Array.isArray(all)) continue;
    const left = all.flatMap((item, i) => (item instanceof Object && known.has(item) ? [] : i));
    indices.set(key, left);
    fresh[key] = left.map(i => all[i] as unknown);
  }
  return { fresh, indices };
}

function placedBack(issue: z.core.$ZodIssue, indices: ReadonlyMap<string, readonly number[]>): z.core.$ZodIssue {
  const [key, index, ...rest] = issue.path;
  const was = typeof index === "number" && indices.get(String(key))?.[index];
  return typeof was === "number" ? { ...issue, path: [key!, was, ...rest] } : issue;
}

/** Drops the problems of lines that YAML couldn't read. */
export function trusted(yaml: Yaml, problems: readonly HeaderProblem[]): HeaderProblem[] {
  const broken = overlaps(yaml.problems);
  return problems.filter(p => !broken(p));
}

/** Whether a span touches what one of the problems, which are in order, makes uncertain. */
function overlaps(spans: readonly YamlProblem[]): (span: Span) => boolean {
  const furthest: number[] = [];
  for (const { to, guessedTo } of spans) furthest.push(Math.max(guessedTo ?? to, furthest.at(-1) ?? 0));
  return ({ from, to }) => (furthest[lastFrom(spans, to)] ?? -1) >= from;
}

const pathOf = (issue: z.core.$ZodIssue): (string | number)[] =>
  issue.path.map(p => (typeof p === "number" ? p : String(p)));

/** A union's issue holds the issues of its members: the ones of the member that came furthest are worth showing. */
function flatten(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union") return issue;
  const deeper = issue.errors.flat().filter(e => e.path.length > 0 || e.code === "unrecognized_keys");
  const best = deeper[0];
  return best ? ({ ...best, path: [...issue.path, ...best.path] } as z.core.$ZodIssue) : issue;
}

function issueProblems(yaml: Yaml, schema: z.ZodType, issue: z.core.$ZodIssue): HeaderProblem[] {
  const path = pathOf(issue);
  const name = nameOf(path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map(k => {
        const meant = nearest(k, keysAt(schema, path));
        return {
          ...keyRangeOf(yaml, [...path, k]),
          message: `Неизвестный ключ «${k}»${meant ? `: возможно, «${meant}»` : ""}.`,
          ...some("meant", meant),
        };
      });
    case "invalid_value": {
      const values = issue.values.map(String);
      const given = String(valueAt(yaml.value, path) ?? "");
      const meant = nearest(given, values);
      return [
        {
          ...rangeOf(yaml, path),
          message: `${name}: значение «${given}» не подходит; можно: ${values.join(", ")}.`,
          ...some("meant", meant),
        },
      ];
    }
    case "invalid_type": {
      if (valueAt(yaml.value, path) === undefined) {
        const last = path[path.length - 1];
        return [
          {
            ...rangeOf(yaml, path.slice(0, -1)),
            ...(path.length <= 1 ? { to: rangeOf(yaml, path.slice(0, -1)).from } : {}),
            message:
              last === "документ"
                ? "Не указано, что это за документ: нужен ключ «документ»."
                : `Не хватает: ключ «${String(last)}».`,
            ...(last === "документ" ? { missingType: true as const } : {}),
          },
        ];
      }
      const given = str(valueAt(yaml.value, path));
      if (issue.expected === "array" && given && /^[^[]*\]$/.test(given))
        return [
          {
            ...rangeOf(yaml, path),
            message: `${name}: скобка «]» закрыта, но не открыта: поставьте «[» в начале.`,
            meant: `[${given}`,
          },
        ];
      return [
        { ...rangeOf(yaml, path), message: `${name}: здесь нужно ${expected[issue.expected] ?? "другое значение"}.` },
      ];
    }
    default:
      return [{ ...rangeOf(yaml, path), message: `${name}: значение записано не так, как ожидается.` }];
  }
}

/** «роли», «роли», строка 2: the last key of a path, with the place in its list. */
function nameOf(path: YamlPath): string {
  const at = path.findLastIndex(step => typeof step === "string");
  if (at < 0) return "шапка";
  const item = path[at + 1];
  return `«${String(path[at])}»${typeof item === "number" ? `, строка ${item + 1}` : ""}`;
}

/** Keys that the schema knows at `path`. */
export function keysAt(schema: z.ZodType, path: YamlPath): string[] {
  return Object.keys(shapeAt(schema, path));
}

/** Shape of the object schema at `path`, with descriptions; empty when there is none. */
export function shapeAt(schema: z.ZodType, path: YamlPath): Record<string, z.ZodType> {
  let candidates: z.ZodType[] = [schema];
  for (const step of path) candidates = candidates.flatMap(unwrap).flatMap(s => child(s, step));
  return Object.assign(
    Object.create(null),
    ...candidates.flatMap(unwrap).map(s => (s instanceof z.ZodObject ? s.shape : {})),
  ) as Record<string, z.ZodType>;
}

/** Allowed values (enum) at `path`. */
export function valuesAt(schema: z.ZodType, path: YamlPath): string[] {
  let candidates: z.ZodType[] = [schema];
  for (const step of path) candidates = candidates.flatMap(unwrap).flatMap(s => child(s, step));
  return candidates.flatMap(unwrap).flatMap(s => (s instanceof z.ZodEnum ? (s.options as string[]) : []));
}

function unwrap(s: z.ZodType): z.ZodType[] {
  if (s instanceof z.ZodOptional) return unwrap(s.unwrap() as z.ZodType);
  if (s instanceof z.ZodUnion) return (s.options as z.ZodType[]).flatMap(unwrap);
  return [s];
}

function child(s: z.ZodType, step: string | number): z.ZodType[] {
  if (s instanceof z.ZodObject) {
    const known = (ownValue(s.shape, String(step)) ?? s.def.catchall) as z.ZodType | undefined;
    return known ? [known] : [];
  }
  if (s instanceof z.ZodArray) return [s.element as z.ZodType];
  if (s instanceof z.ZodRecord) return [s.valueType as z.ZodType];
  return [];
}

const expected: Record<string, string> = {
  string: "одно значение, а не список и не строки «ключ: значение»",
  array: "перечисление: [первое, второе] или строки с дефисом",
  object: "строки вида «ключ: значение»",
  record: "строки вида «ключ: значение»",
};
