/** Hover: the clause a reference points to, a role, a term, a header key, a rule's page on its finding. */
import type { Hover } from "vscode-languageserver";
import type { Doc } from "../model/document";
import { factsOf } from "../model/facts";
import { headerSchema, shapeAt, valuesAt } from "../model/header";
import { blockAt } from "../syntax/blocks";
import { pathAt } from "../syntax/yaml";
import { rolesOf } from "../workspace/roles";
import { termsOf } from "../workspace/terms";
import { configSchema } from "../workspace/workspace";
import { rangeIn } from "./convert";
import type { Feature, Session } from "./feature";

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

interface Found {
  readonly from: number;
  readonly to: number;
  readonly value: string;
}

export function hoverAt(session: Session, doc: Doc, offset: number): Found | null {
  const yaml = doc.kind === "text" ? (offset < doc.header.end ? doc.header.yaml : undefined) : doc.yaml;
  if (yaml) {
    const { path, inKey } = pathAt(yaml, offset);
    if (!inKey) return null;
    const schema = doc.kind === "workspace" ? configSchema : headerSchema;
    const key = String(path[path.length - 1]);
    const description = shapeAt(schema, path.slice(0, -1))[key]?.description;
    if (!description) return null;
    const values = valuesAt(schema, path);
    const word = wordAround(doc.text, offset);
    return { ...word, value: `**${key}**\n\n${description}${values.length ? `\n\nМожно: ${values.join(", ")}.` : ""}` };
  }
  const index = blockAt(doc.tree, offset);
  if (index < 0) return null;
  const block = doc.tree.blocks[index]!;
  const start = doc.tree.starts[index]!;
  const at = offset - start;
  const facts = factsOf(block);
  const reference = facts.references.find(r => at >= r.from && at <= r.to);
  if (reference && !reference.foreign) {
    const nearest = facts.references.find(r => at >= r.numberFrom && at <= r.numberTo) ?? reference;
    const value = targetText(doc, nearest.target, nearest.path);
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

function targetText(doc: Doc, target: string, path: string): string | undefined {
  const { clauses, sections } = doc.outline;
  if (target === "appendix") {
    const found = sections.find(s => s.appendix && (path === "" || String(s.appendix.number ?? "") === path));
    return found && `**${found.heading.title}**`;
  }
  const clause = target === "clause" ? clauses.find(c => c.number.path === path) : undefined;
  if (clause) return doc.text.slice(clause.from, clause.end).trim().slice(0, 1500);
  const section = sections.find(s => s.number?.path === path);
  return (
    section &&
    `**${path}. ${section.heading.title}**\n\n${section.clauses.length ? `Пунктов: ${section.clauses.length}.` : ""}`
  );
}

function wordAround(text: string, offset: number): { from: number; to: number } {
  let from = offset;
  let to = offset;
  while (from > 0 && /[\p{L}-]/u.test(text[from - 1]!)) from--;
  while (to < text.length && /[\p{L}-]/u.test(text[to]!)) to++;
  return { from, to };
}
