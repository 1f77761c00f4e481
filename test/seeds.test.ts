/** The five typed seed documents: every finding of owed.json is reported on its line with its rule. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { check, type Finding } from "../server/src/rules/check";
import { createWorkspace } from "../server/src/workspace/workspace";

const SEEDS = join(process.cwd(), "../shared/seeds/dialect");

interface Owed {
  readonly seed: string;
  readonly rule: string;
  readonly severity: "E" | "W" | "I";
  readonly places: readonly { readonly file: string; readonly line: number; readonly quote: string }[];
  readonly note: string;
  readonly where?: string;
}

describe("seeds", () => {
  if (!existsSync(SEEDS)) {
    it("are absent here: ../shared/seeds isn't beside the project", () => {});
    return;
  }
  const owed: Owed[] = JSON.parse(readFileSync(join(SEEDS, "owed.json"), "utf8"));
  const found = new Map<string, { line: number; endLine: number; finding: Finding }[]>();
  for (const seed of readdirSync(SEEDS).filter(n => /^\d+$/.test(n))) {
    const files = readdirSync(join(SEEDS, seed)).map(name => ({
      uri: `file:///${seed}/${name}`,
      text: readFileSync(join(SEEDS, seed, name), "utf8"),
    }));
    const workspace = createWorkspace(files);
    for (const doc of workspace.docs.values()) {
      const lineOf = (offset: number) => doc.text.slice(0, offset).split("\n").length;
      found.set(
        doc.uri.slice("file:///".length),
        check(doc, workspace).map(finding => ({ line: lineOf(finding.from), endLine: lineOf(finding.to), finding })),
      );
    }
  }
  const extra = new Map<string, Set<Finding>>();
  for (const [file, all] of found)
    extra.set(file, new Set(all.filter(f => f.finding.severity !== "hint").map(f => f.finding)));
  for (const o of owed) {
    if (o.where?.startsWith("import only")) continue;
    const hits = (o.places.length ? o.places : [undefined]).map(place => {
      const files = place ? [`${o.seed}/${place.file}`] : [...found.keys()].filter(f => f.startsWith(`${o.seed}/`));
      return files.flatMap(file =>
        (found.get(file) ?? []).filter(
          f =>
            f.finding.rule.id === o.rule &&
            (!place || o.where === "document" || (f.line <= place.line && place.line <= Math.max(f.line, f.endLine))),
        ),
      );
    });
    for (const hit of hits.flat()) for (const set of extra.values()) set.delete(hit.finding);
    const name = `${o.seed} ${o.rule} ${o.severity}: ${o.places[0]?.quote ?? o.note.slice(0, 60)}`;
    if (o.severity === "I") continue;
    it(name, () => {
      assert.ok(
        hits.some(h => h.length > 0),
        o.note,
      );
    });
  }
  if (process.env.SEEDS) {
    for (const [file, all] of found) {
      for (const { line, finding } of all) {
        console.log(
          `${extra.get(file)!.has(finding) ? "EXTRA" : "     "} ${file}:${line} ${finding.severity} ${finding.rule.id}: ${finding.message}`,
        );
      }
    }
    for (const o of owed.filter(o => o.severity === "I" && !o.where?.startsWith("import"))) {
      const file = o.places[0] ? `${o.seed}/${o.places[0].file}` : "";
      const hit = o.places.length
        ? (found.get(file) ?? []).some(
            f => f.finding.rule.id === o.rule && o.places.some(p => f.line <= p.line && p.line <= f.endLine),
          )
        : [...found].some(([f, all]) => f.startsWith(o.seed) && all.some(x => x.finding.rule.id === o.rule));
      if (!hit)
        console.log(
          `NOT FOUND (I) ${o.seed} ${o.rule} ${o.places[0]?.line ?? ""} ${o.places[0]?.quote ?? o.note.slice(0, 50)}`,
        );
    }
  }
});
