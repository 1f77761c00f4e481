/** What the commands share: finds and reads the documents that paths name, and words errors for people. */
import { stat } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { dirname, relative, resolve, sep } from "node:path";
import { dateOf } from "../../russian/dates";
import { createWorkspace, isDocument, setFile, type Workspace } from "../../workspace/docs";
import { decodeText } from "../files";
import { readInBatches } from "../loader";
import { type ListProblems, listDocuments, readBytes, uriOf } from "../node-files";
import { printable } from "../terminal";

const reasons: ReadonlyMap<string, string> = new Map([
  ["EACCES", "нет прав на файл или его папку"],
  ["EPERM", "нет прав на файл или его папку"],
  ["ENOENT", "файла или папки больше нет"],
  ["EISDIR", "это папка"],
  ["EROFS", "диск только для чтения"],
  ["ENOSPC", "на диске нет места"],
  ["EDQUOT", "место на диске, отведённое вам, кончилось"],
  ["EFBIG", "файл больше, чем здесь разрешено"],
  ["EBUSY", "файл занят другой программой"],
  ["ENXIO", "это не обычный файл"],
  ["ERR_FS_FILE_TOO_LARGE", "файл слишком велик"],
  ["ERR_PARSE_ARGS_UNKNOWN_OPTION", "такого параметра нет"],
  ["ERR_PARSE_ARGS_INVALID_OPTION_VALUE", "у параметра не то значение"],
]);

/** A path relative to the current folder, with `/` on every system. */
export const shown = (path: string): string => (relative(process.cwd(), path) || path).split(sep).join("/");

/** The reason of a Node error in Russian; the error's own message when its code isn't known. */
export function said(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code = "" } = error as NodeJS.ErrnoException;
  const reason = reasons.get(code);
  if (!reason) return error.message;
  const option = code.startsWith("ERR_PARSE_ARGS") ? /--?[\w-]+/.exec(error.message)?.[0] : undefined;
  return option ? `${reason}: ${option}` : reason;
}

/** Prints an error on one line; control characters in names of files are shown. */
export const tell = (message: string): void => console.error(printable(message));

interface ChosenFiles {
  readonly wanted: ReadonlySet<string>;
  readonly roots: readonly string[];
  /** A folder among them couldn't be read: what was found isn't all. */
  readonly partly: boolean;
}

/**
 * `wanted`: absolute paths of the documents that `paths` name; `roots`: folders to read for their neighbours. Undefined when a
 * path names no document, a folder without documents included unless it `mayBeEmpty`; the reason is printed.
 */
export async function chosenFiles(paths: readonly string[], mayBeEmpty = false): Promise<ChosenFiles | undefined> {
  const wanted = new Set<string>();
  const roots = new Set<string>();
  let partly = false;
  const problems: ListProblems = {
    unreadable(folder, error) {
      partly = true;
      tell(`Папка не читается: ${shown(folder)}: ${said(error)}`);
    },
    misnamed: path => tell(`Пропущено: имя не в кодировке UTF-8: ${shown(path)}. Переименуйте.`),
  };
  for (const path of paths.length ? paths : ["."]) {
    const full = resolve(path);
    const info = await stat(full).catch(() => undefined);
    if (!info) {
      tell(`Файл или папка не найдены: ${path}`);
      return undefined;
    }
    if (!info.isDirectory() && !isDocument(uriOf(full))) {
      tell(`Это не документ: ${path}. Нужны файлы *.reg.md, *.reg.yaml и reglament.yaml.`);
      return undefined;
    }
    roots.add(await rootOf(info.isDirectory() ? full : dirname(full)));
    const files = info.isDirectory() ? await listDocuments(full, problems) : [full];
    const documents = files.filter(file => isDocument(uriOf(file)));
    for (const file of documents) wanted.add(file);
    if (documents.length || mayBeEmpty || partly) continue;
    tell(
      `В папке нет документов: ${path}. Ищутся *.reg.md, *.reg.yaml и reglament.yaml. Если так и должно быть, добавьте --allow-empty.`,
    );
    return undefined;
  }
  return { wanted, roots: [...roots], partly };
}

/**
 * The topmost parent folder with a `reglament.yaml`, so that neighbours and the organisation are known; else the folder itself.
 * Looks no higher than the root of the repository, and never into folders that everything lies in.
 */
async function rootOf(folder: string): Promise<string> {
  let root = folder;
  for (let at = folder; !isEverybodys(at); at = dirname(at)) {
    if (await exists(resolve(at, "reglament.yaml"))) root = at;
    if ((await exists(resolve(at, ".git"))) || dirname(at) === at) break;
  }
  return root;
}

const exists = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined)) !== undefined;

/** The home folder, that of temporary files, and all above them: a stray `reglament.yaml` there speaks for nobody. */
function isEverybodys(folder: string): boolean {
  const prefix = folder.endsWith(sep) ? folder : folder + sep;
  return dirname(folder) === folder || [homedir(), tmpdir()].some(f => `${resolve(f)}${sep}`.startsWith(prefix));
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
    path => readBytes(path).then(decodeText, (error: unknown) => ({ error })),
    (path, text) => {
      if (typeof text === "string") setFile(workspace, uriOf(path), text);
      // A neighbour that can't be read is treated as absent.
      else if (wanted.has(path)) unread(path, text.error);
    },
  );
  return workspace;
}
