/** Files: names, encodings, marks of a merge, slips in YAML. */
import assert from "node:assert/strict";
import { check } from "../../server/src/rules/engine/check";
import { createWorkspace } from "../../server/src/workspace/docs";
import type { CaseChecks } from "./case";
import { silent, told } from "./intake";

/** Messages of `file-encoding` about bytes. */
const adviceFor = (bytes: Uint8Array): string => {
  const workspace = createWorkspace([{ uri: "file:///w/a.reg.md", text: new TextDecoder().decode(bytes) }]);
  const found = check(workspace, workspace.docs.get("file:///w/a.reg.md")!);
  assert.deepEqual(
    found.map(f => f.rule.id),
    ["file-encoding"],
  );
  return found[0]!.message;
};

const RUSSIAN = "# Положение о клубе\n\n1.1. Клуб собирается раз в месяц.\n";

export const hostCases: CaseChecks = {
  "13 check": () => {
    const name = "новый-приказ.reg.md";
    const files = {
      [name.normalize("NFD")]: "# О клубе\n",
      "a.reg.md": `---\nдокумент: положение\nутверждено: ${name}\n---\n\n1.1. [П](${name}).\n`,
    };
    const workspace = createWorkspace(
      Object.entries(files).map(([n, text]) => ({ uri: `file:///w/${encodeURIComponent(n)}`, text })),
    );
    const found = check(workspace, workspace.docs.get("file:///w/a.reg.md")!);
    assert.deepEqual(
      found.filter(f => f.rule.id === "ref-file"),
      [],
    );
  },
  "35": told("front-matter-invalid"),
  "35 quoted-colon": silent("front-matter-invalid"),
  "37 utf16": () => {
    for (const mark of ["", "\ufeff"]) {
      const bytes = Buffer.from(mark + RUSSIAN, "utf16le");
      assert.match(adviceFor(bytes), /UTF-16 LE/);
      assert.match(adviceFor(Buffer.from(bytes).swap16()), /UTF-16 BE/);
    }
  },
  "37 cp1251": () => {
    const bytes = [...RUSSIAN].map(c => (c >= "А" && c <= "я" ? c.charCodeAt(0) - 0x350 : c.charCodeAt(0)));
    assert.match(adviceFor(Uint8Array.from(bytes)), /Windows 1251/);
  },
  "40": told("merge-conflict"),
};
