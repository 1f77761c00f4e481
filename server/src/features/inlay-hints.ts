/**
 * Small words behind the text (LSP textDocument/inlayHint): who holds a role, what a bare «п. 2.3» is about, the weekday of a
 * date. The client shows the kinds that its settings switch on; by default none, since a regulation is read as it will be printed.
 */
import { type InlayHint, InlayHintKind } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Doc } from "../model/document";
import { parseDate, weekday } from "../russian/dates";
import { samePerson } from "../russian/names";
import type { Span } from "../syntax/span";
import type { Workspace } from "../workspace/docs";
import { type Occurrence, occurrencesWithin } from "../workspace/entities/occurrences";
import { holdersOf, officeName, sameOffice } from "../workspace/entities/offices";
import { listedName } from "../workspace/entities/responsible";
import { profileFor } from "../workspace/packages/packages";
import { cellsOf, tableOf } from "../workspace/tables";
import { numberTargets } from "./definition";
import type { Feature } from "./feature";

/** What `data` of each hint holds. */
type HintKind = "role" | "reference" | "date";

export const inlayHints: Feature = {
  capabilities: { inlayHintProvider: { resolveProvider: false } },
  listen(session) {
    session.connection.languages.inlayHint.on(({ textDocument: { uri }, range }) => {
      const doc = session.doc(uri);
      const text = session.text(uri);
      if (!doc || !text) return null;
      const span = { from: text.offsetAt(range.start), to: text.offsetAt(range.end) };
      return hintsIn(session.workspace, doc, text, span);
    });
  },
};

function hintsIn(workspace: Workspace, doc: Doc, text: TextDocument, span: Span): InlayHint[] {
  const hint = (kind: HintKind, at: number, label: string): InlayHint => ({
    position: text.positionAt(at),
    label,
    kind: InlayHintKind.Parameter,
    paddingLeft: true,
    data: kind,
  });
  const found: InlayHint[] = [];
  for (const o of occurrencesWithin(workspace, doc, span)) {
    const about = o.entity.kind === "role" ? holder(workspace, doc, o) : aboutNumber(workspace, doc, o);
    if (about) found.push(hint(o.entity.kind === "role" ? "role" : "reference", o.to, about));
  }
  for (const row of tableOf(doc, profileFor(workspace, doc))?.rows ?? []) {
    for (const cell of cellsOf(row, "дата")) {
      const date = cell.from >= span.from && cell.to <= span.to ? parseDate(cell.text)?.date : undefined;
      if (date) found.push(hint("date", cell.to, days[weekday(date) - 1]!));
    }
  }
  return found;
}

const days = ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"];

/** Where the role is declared, established or made responsible; in running text it would be in the way. */
function holder(workspace: Workspace, doc: Doc, { entity, role }: Occurrence): string | undefined {
  if (role === "reference" && doc.kind === "text") return undefined;
  const office = officeName(entity.name);
  const persons = holdersOf(workspace, doc).filter(h => sameOffice(workspace, doc, h, office));
  const names: string[] = [];
  for (const { person } of persons)
    if (!names.some(n => samePerson(n, person))) names.push(listedName(workspace, doc, person));
  return names.length ? names.join(", ") : undefined;
}

const WORDS = 6;

function aboutNumber(workspace: Workspace, doc: Doc, { entity, role, from }: Occurrence): string | undefined {
  if (entity.kind !== "number" || role !== "reference") return undefined;
  const target = workspace.docs.get(entity.scope);
  const [place] = target ? numberTargets(target, entity) : [];
  // An anchor of a link repeats its words.
  if (!target || !place || doc.text[from - 1] === "#") return undefined;
  const section = target.outline.sections.find(s => s.number?.path === entity.name);
  const words = (section?.heading.title ?? target.text.slice(place.from, place.to).replace(/^[\s-]*[\d.]+\s*/, ""))
    .replace(/\s+/g, " ")
    .trim()
    .split(" ");
  return `${words
    .slice(0, WORDS)
    .join(" ")
    .replace(/[;:.,]$/, "")}${words.length > WORDS ? "…" : ""}`;
}
