/** Findings as remarks with their place, for a reviewer (our requests `reglament/remarks` and `reglament/remarksPage`). */
import type { Doc } from "../model/document";
import { decode, fileName } from "../model/uris";
import { Ready, type Remark, Remarks, RemarksPage, type RemarksPageParams, type RemarksParams } from "../protocol";
import { levelNames, levelsMany } from "../rules/engine/level-names";
import { levels } from "../rules/engine/rule";
import { remarkPlace } from "../workspace/place";
import type { Feature, Session } from "./feature";
import { escaped, linked, linkTo } from "./markdown";

export const remarks: Feature = {
  capabilities: {},
  listen(session) {
    const { connection } = session;
    connection.onRequest(Ready, async (): Promise<null> => {
      await session.ready;
      return null;
    });
    connection.onRequest(Remarks, async (params: RemarksParams): Promise<Remark[]> => {
      await session.ready;
      return remarksOf(session, params);
    });
    connection.onRequest(RemarksPage, async ({ root, links, ...params }: RemarksPageParams): Promise<string> => {
      await session.ready;
      return remarksPage(remarksOf(session, params), {
        file(uri) {
          const path = linkTo(root, uri, undefined)?.slice(1);
          return path === undefined ? fileName(uri) : decode(path);
        },
        link: ({ uri, line }) => (links ? linkTo(root, uri, line) : undefined),
      });
    });
  },
};

function remarksOf(session: Session, { uri, levels: wanted, rules }: RemarksParams): Remark[] {
  const one = uri === undefined ? undefined : session.doc(uri);
  const docs = uri === undefined ? [...session.workspace.docs.values()] : one ? [one] : [];
  return [...docs]
    .sort((a, b) => decode(a.uri).localeCompare(decode(b.uri), "ru", { numeric: true }))
    .flatMap(doc => remarksIn(session, doc))
    .filter(r => (wanted?.includes(r.level) ?? true) && (rules?.includes(r.rule) ?? true));
}

function remarksIn(session: Session, doc: Doc): Remark[] {
  const text = session.text(doc.uri);
  if (!text) return [];
  return session.findings(doc).map(f => ({
    uri: doc.uri,
    ...text.positionAt(f.from),
    place: remarkPlace(session.workspace, doc, f.from),
    message: f.message,
    level: f.severity,
    rule: f.rule.id,
  }));
}

/** How a page names a remark's file, and where its place leads. */
export interface Naming {
  /** Decoded. */
  file(uri: string): string;
  link(remark: Remark): string | undefined;
}

/** A heading, how many there are of each level, a table. */
export function remarksPage(list: readonly Remark[], { file, link }: Naming): string {
  const lines = ["# Замечания", ""];
  if (list.length === 0) return [...lines, "Замечаний нет.", ""].join("\n");
  const counts = levels.flatMap(level => {
    const n = list.filter(r => r.level === level).length;
    return n ? `${levelsMany[level]}: ${n}` : [];
  });
  lines.push(`Всего: ${list.length}; ${counts.join(", ")}.`, "");
  lines.push("| Место | Замечание | Уровень | Правило | Файл |", "|---|---|---|---|---|");
  for (const r of list)
    lines.push(
      `| ${linked(r.place, link(r))} | ${escaped(r.message)} | ${levelNames[r.level]} | ${r.rule} | ${escaped(file(r.uri))} |`,
    );
  return [...lines, ""].join("\n");
}
