/** What the commands share: finds and reads the documents that paths name, and words errors for people. */
import { readFile, stat } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import { dateOf } from "../../russian/dates";
import { createWorkspace, isDocument, setFile, type Workspace } from "../../workspace/docs";
import { decodeText } from "../files";
import { readInBatches } from "../loader";
import { listDocuments, uriOf } from "../node-files";

const reasons: Record<string, string> = {
  EACCES: "нет прав на этот файл",
  EPERM: "нет прав на этот файл",
  ENOENT: "файла больше нет",
  EISDIR: "это папка",
  EROFS: "диск только для чтения",
  ENOSPC: "на диске нет места",
  ERR_FS_FILE_TOO_LARGE: "файл слишком велик",
  ERR_PARSE_ARGS_UNKNOWN_OPTION: "такого параметра нет",
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: "у параметра не то значение",
};

/** A path relative to the current folder, with `/` on every system. */
export const shown = (path: string): string => (relative(process.cwd(), path) || path).split(sep).join("/");

/** The reason of a Node error in Russian; the error's own message when its code isn't known. */
export function said(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code = "" } = error as NodeJS.ErrnoException;
  const reason = reasons[code];
  if (!reason) return error.message;
  const option = code.startsWith("ERR_PARSE_ARGS") ? /--?[\w-]+/.exec(error.message)?.[0] : undefined;
  return option ? `${reason}: ${option}` : reason;
}

/**
 * `wanted`: absolute paths of the documents that `paths` name; `roots`: folders to read for their neighbours. Undefined when a
 * path names no document; the reason is printed.
 */
export async function chosenFiles(
  paths: readonly string[],
): Promise<{ wanted: Set<string>; roots: string[] } | undefined> {
  const wanted = new Set<string>();
  const roots = new Set<string>();
  for (const path of paths.length ? paths : ["."]) {
    const full = resolve(path);
    const info = await stat(full).catch(() => undefined);
    if (!info) {
      console.error(`Файл или папка не найдены: ${path}`);
      return undefined;
    }
    if (!info.isDirectory() && !isDocument(uriOf(full))) {
      console.error(`Это не документ: ${path}. Нужны файлы *.reg.md, *.reg.yaml и reglament.yaml.`);
      return undefined;
    }
    roots.add(await rootOf(info.isDirectory() ? full : dirname(full)));
    for (const file of info.isDirectory() ? await listDocuments(full) : [full])
      if (isDocument(uriOf(file))) wanted.add(file);
  }
  return { wanted, roots: [...roots] };
}

/** The topmost parent folder with a `reglament.yaml`, so that neighbours and the organisation are known; else the folder itself. */
async function rootOf(folder: string): Promise<string> {
  let root = folder;
  for (let at = folder; ; at = dirname(at)) {
    if (await stat(resolve(at, "reglament.yaml")).catch(() => undefined)) root = at;
    if (dirname(at) === at) return root;
  }
}

/** Reads the `wanted` documents and all documents of `roots`. Calls `unread` for each wanted one that can't be read. */
export async function load(
  roots: readonly string[],
  wanted: ReadonlySet<string>,
  unread: (path: string, error: unknown) => void,
): Promise<Workspace> {
  const workspace = createWorkspace();
  workspace.today = dateOf(new Date());
  const files = new Set(wanted);
  for (const root of roots) for (const path of await listDocuments(root)) files.add(path);
  await readInBatches(
    [...files],
    path => readFile(path).then(decodeText, (error: unknown) => ({ error })),
    (path, text) => {
      if (typeof text === "string") setFile(workspace, uriOf(path), text);
      // A neighbour that can't be read is treated as absent.
      else if (wanted.has(path)) unread(path, text.error);
    },
  );
  return workspace;
}
