/** Hover: YAML (yaml-hover.ts), the clause a reference points to, a role, a term, a cited act. */
import type { Hover } from "vscode-languageserver";
import type { Doc } from "../model/document";
import { factsOf } from "../model/facts";
import { blockAt } from "../syntax/blocks";
import { rolesOf } from "../workspace/roles";
import { termsOf } from "../workspace/terms";
import { rangeIn } from "./convert";
import type { Feature, Session } from "./feature";
import { clauseText, type Found, yamlHover } from "./yaml-hover";

export const hover: Feature = {
  capabilities: { hoverProvider: true },
  listen(session) {
    session.connection.onHover(({ textDocument: { uri }, position }) => {
      const doc = session.doc(uri);
      const text = session.text(uri);
      if (!doc || !text) return null;
      const offset = text.offsetAt(position);
      const found = hoverAt(session, doc, offset);
      return (
        found && ({ contents: { kind: "markdown", value: found.value }, range: rangeIn(text, found) } satisfies Hover)
      );
    });
  },
};

export function hoverAt(session: Session, doc: Doc, offset: number): Found | null {
  const yaml = doc.kind === "text" ? (offset < doc.header.end ? doc.header.yaml : undefined) : doc.yaml;
  if (yaml) return yamlHover(session.workspace, doc, yaml, offset);
  const index = blockAt(doc.tree, offset);
  if (index < 0) return null;
  const block = doc.tree.blocks[index]!;
  const start = doc.tree.starts[index]!;
  const at = offset - start;
  const facts = factsOf(block);
  const reference = facts.references.find(r => at >= r.from && at <= r.to);
  if (reference && !reference.foreign) {
    const nearest = facts.references.find(r => at >= r.numberFrom && at <= r.numberTo) ?? reference;
    const value = clauseText(doc, nearest.target, nearest.path);
    if (value) return { from: start + reference.from, to: start + reference.to, value };
  }
  const role = rolesOf(doc, session.workspace).mentions.find(m => offset >= m.from && offset <= m.to && m.key);
  if (role) {
    const card = rolesOf(doc, session.workspace).roles.get(role.key);
    if (card) return { from: role.from, to: role.to, value: card.describe() };
  }
  const abbreviation = facts.abbreviations.find(a => at >= a.from && at <= a.to);
  const term = abbreviation && termsOf(doc).get(abbreviation.text);
  if (abbreviation && term) {
    return {
      from: start + abbreviation.from,
      to: start + abbreviation.to,
      value: `**${term.short}** – ${term.full || "сокращение"}${term.where ? `\n\nВведено: ${term.where}.` : ""}`,
    };
  }
  const act = facts.acts.find(a => at >= a.from && at <= a.to);
  if (act) {
    const parts = [act.kind, act.date && `от ${act.date}`, act.number && `№ ${act.number}`, act.title].filter(Boolean);
    return { from: start + act.from, to: start + act.to, value: `**Нормативный акт**\n\n${parts.join(" ")}` };
  }
  return null;
}
