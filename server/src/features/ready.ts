/** What is left before a document or a package can be signed (our request `reglament/readyToSign`). */
import { type Doc, titleOf } from "../model/document";
import { fileName } from "../model/uris";
import { ownValue, record, str } from "../model/values";
import { ReadyToSign, type ReadyToSignParams, type ReadyToSignResult } from "../protocol";
import type { Finding } from "../rules/engine/check";
import type { Level } from "../rules/engine/rule";
import type { Workspace } from "../workspace/docs";
import { missingCompanions } from "../workspace/packages/companions";
import { packageOf, packageTitle, partOf, profileFor } from "../workspace/packages/packages";
import type { Feature } from "./feature";
import { escaped, linked, linkTo } from "./markdown";
import { documentLabel, packageContents } from "./packages";

export const readyToSign: Feature = {
  capabilities: {},
  listen(session) {
    session.connection.onRequest(
      ReadyToSign,
      async ({ uri, scope, root }: ReadyToSignParams): Promise<ReadyToSignResult | null> => {
        await session.ready;
        const doc = session.doc(uri);
        if (!doc || doc.kind === "workspace") return null;
        const left = leftToSign(session.workspace, doc, scope, d => session.findings(d));
        return { markdown: readyPage(left, (at, from) => linkTo(root, at, session.text(at)?.positionAt(from).line)) };
      },
    );
  },
};

/** Something to do. */
interface Todo {
  readonly text: string;
  /** Offset in the document; undefined when it is nowhere yet. */
  readonly from: number | undefined;
  /** Severity of a finding. */
  readonly level: Level | undefined;
}

interface DocumentLeft {
  readonly uri: string;
  readonly label: string;
  readonly title: string;
  readonly state: string;
  /** Errors and warnings, the gravest first. */
  readonly mend: readonly Todo[];
  /** Blanks, stamps, number, date and signature. */
  readonly fill: readonly Todo[];
  /** Findings that don't stand in the way. */
  readonly remarks: number;
}

export interface Left {
  readonly title: string;
  readonly documents: readonly DocumentLeft[];
  /** Names of promised documents. */
  readonly missing: readonly string[];
}

/** What is left for `doc` or for its whole package. */
export function leftToSign(
  workspace: Workspace,
  doc: Doc,
  scope: ReadyToSignParams["scope"],
  findings: (doc: Doc) => readonly Finding[],
): Left {
  const own = packageOf(workspace, doc);
  const whole = scope === "package" && own;
  const docs = whole
    ? packageContents(workspace, own, () => ({ errors: 0, warnings: 0, informations: 0 })).documents.flatMap(
        d => workspace.docs.get(d.uri) ?? [],
      )
    : [doc];
  return {
    title: whole ? packageTitle(workspace, own) : titleOf(doc),
    documents: docs.map(d => documentLeft(workspace, d, findings(d))),
    missing: docs
      .filter(d => partOf(workspace, d) === "основа")
      .flatMap(d => missingCompanions(workspace, d).map(c => c.label)),
  };
}

/** Whether the documents may be signed: their state is changed when they are. */
const isReady = ({ documents, missing }: Left): boolean =>
  missing.length === 0 && documents.every(d => d.mend.length === 0 && d.fill.length === 0);

function documentLeft(workspace: Workspace, doc: Doc, findings: readonly Finding[]): DocumentLeft {
  const toFill = findings.filter(f => f.rule.group === "template" || f.rule.group === "stamps");
  // Documents that are missing have a list of their own.
  const others = findings.filter(f => !toFill.includes(f) && f.rule.id !== "package-missing");
  const errors = others.filter(f => f.severity === "error");
  const warnings = others.filter(f => f.severity === "warning");
  return {
    uri: doc.uri,
    label: documentLabel(workspace, doc),
    title: titleOf(doc),
    state: doc.header.state,
    mend: [...errors, ...warnings].map(todo),
    fill: [...toFill.filter(f => f.severity !== "hint").map(todo), ...lacking(workspace, doc)],
    remarks: others.filter(f => f.severity === "information").length,
  };
}

const todo = (f: Finding): Todo => ({ text: f.message, from: f.from, level: f.severity });

/** Keys of the header that the profile asks for and that say nothing; blanks in them are findings already. */
function lacking(workspace: Workspace, doc: Doc): Todo[] {
  const value = record(doc.header.yaml?.value);
  return (profileFor(workspace, doc)?.header ?? []).flatMap(key => {
    const parts = ownValue(inner, key);
    const said = ownValue(value, key);
    const parted = record(said);
    const absent = parts ? parts.filter(part => !str(parted[part])) : [];
    if (parts ? absent.length === 0 : said !== undefined && said !== null && said !== "") return [];
    const what = parts && absent.length < parts.length ? `${key} (${absent.join(", ")})` : key;
    return [{ text: `В шапке не указано: ${what}.`, from: 0, level: undefined }];
  });
}

/** What must be said under a key of the header. */
const inner: Readonly<Record<string, readonly string[]>> = {
  регистрация: ["номер", "дата"],
  подпись: ["должность", "лицо"],
};

/** The page: headings by document, a list of what to mend and what to fill in. `link` gives the target of a place. */
export function readyPage(left: Left, link: (uri: string, from: number) => string | undefined): string {
  const { documents, missing } = left;
  const count = documents.reduce((sum, d) => sum + d.mend.length + d.fill.length, missing.length);
  const lines = [`# ${escaped(left.title)}`, ""];
  lines.push(
    isReady(left)
      ? "**Готово: можно подписывать.** Ошибок, предупреждений и пропусков нет, все документы на месте."
      : `**До подписания осталось: ${count}.**`,
    "",
  );
  if (missing.length) {
    lines.push("## Не хватает документов", "");
    for (const label of missing) lines.push(`- ${escaped(label)}`);
    lines.push("");
  }
  const busy = documents.filter(d => d.mend.length || d.fill.length);
  for (const d of busy) {
    lines.push(`## ${linked(`${d.label} – ${fileName(d.uri)}`, link(d.uri, 0))}`, "");
    for (const [name, todos] of [
      ["Исправить", d.mend],
      ["Заполнить", d.fill],
    ] as const) {
      if (!todos.length) continue;
      lines.push(`### ${name}`, "");
      for (const t of todos) lines.push(`- ${t.level === "error" ? "Ошибка. " : ""}${linkedTodo(d.uri, t, link)}`);
      lines.push("");
    }
  }
  const drafts = documents.filter(d => d.state === "проект" || d.state === "на согласовании");
  if (drafts.length) {
    lines.push("## Когда подпишут", "");
    for (const d of drafts)
      lines.push(
        `- ${linked(d.label, link(d.uri, 0))}: сейчас «${d.state}» – указать в шапке \`состояние: действует\`.`,
      );
    lines.push("");
  }
  const remarks = documents.reduce((sum, d) => sum + d.remarks, 0);
  if (remarks) lines.push(`Сведений, которые подписанию не мешают: ${remarks}.`, "");
  return lines.join("\n");
}

const linkedTodo = (uri: string, { text, from }: Todo, link: (uri: string, from: number) => string | undefined) =>
  from === undefined ? escaped(text) : linked(text, link(uri, from));
