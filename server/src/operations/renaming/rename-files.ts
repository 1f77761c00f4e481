/** Files that get another name or place: links, header keys and cells of tables follow, paths both ways. */

import type { Doc } from "../../model/document";
import { decode, encodeStep, fileName, folderOf, linkPath, pathBetween, resolveUri } from "../../model/uris";
import type { Span } from "../../syntax/span";
import { rangeOf, writeScalar } from "../../syntax/yaml";
import type { Workspace } from "../../workspace/docs";
import type { Occurrence } from "../../workspace/entities/occurrences";
import { linksOf } from "../../workspace/links";
import { resolve } from "../../workspace/neighbours";
import { profileFor } from "../../workspace/packages/packages";
import { cellsOf, tableOf } from "../../workspace/tables";
import type { Refusal } from "../refusal";
import type { Move, Renamable, RenameEdit } from "./renaming";

export function renamableFile(workspace: Workspace, found: Occurrence): Renamable | Refusal {
  const target = workspace.docs.get(found.entity.scope);
  if (!target) return { refused: "Такого файла нет: исправьте путь." };
  const name = fileName(target.uri);
  const extension = /\.reg\.(?:md|ya?ml)$/.exec(name)?.[0];
  if (!extension) return { refused: `Файл ${name} должен называться именно так: по имени его находят все документы.` };
  return {
    from: found.from,
    to: found.to,
    placeholder: name,
    rename(given) {
      const asked = given.trim();
      const next = asked.endsWith(extension) ? asked : `${asked.replace(/\.(?:reg\.)?(?:md|ya?ml)$/, "")}${extension}`;
      if (next === extension || /[\\/:*?"<>|]/.test(next))
        return { refused: `Имя файла не может быть пустым и содержать знаки \\ / : * ? " < > |.` };
      const to = resolveUri(target.uri, encodeStep(next));
      if (to !== target.uri && workspace.docs.find(to))
        return { refused: `Файл ${next} уже есть. Выберите другое имя.` };
      const move: Move = { from: target.uri, to };
      return { label: `Файл ${name} → ${next}`, edits: moveEdits(workspace, [move]), move };
    },
  };
}

/** The edits that keep every path right when files or whole folders move; in the documents as they are before the move. */
export function moveEdits(workspace: Workspace, moves: readonly Move[]): readonly RenameEdit[] {
  const moved = (uri: string): string => {
    const plain = plainPath(uri);
    for (const { from, to } of moves) {
      const [old, next] = [plainPath(from), plainPath(to)];
      if (plain === old || plain.startsWith(`${old}/`)) return next + plain.slice(old.length);
    }
    return plain;
  };
  return [...workspace.docs.values()].flatMap(doc => {
    const home = moved(doc.uri);
    return pathsIn(workspace, doc).flatMap((place): RenameEdit[] => {
      const target = plainPath(resolve(workspace, doc.uri, place.path)?.uri ?? resolveUri(doc.uri, place.path));
      const next = moved(target);
      if ((home === plainPath(doc.uri) && next === target) || /^(?:[a-z][a-z+.-]*:|\/)/i.test(place.path)) return [];
      const path = (place.path.startsWith("./") ? "./" : "") + pathBetween(folderOf(home), next);
      const insert = place.write(path);
      return insert === doc.text.slice(place.from, place.to)
        ? []
        : [{ uri: doc.uri, from: place.from, to: place.to, insert }];
    });
  });
}

/** A path as a document writes it. */
interface PathPlace extends Span {
  readonly path: string;
  /** A plain path in the way of this place. */
  write(path: string): string;
}

function pathsIn(workspace: Workspace, doc: Doc): readonly PathPlace[] {
  const found: PathPlace[] = [];
  for (const { path, targetFrom } of linksOf(doc)) {
    if (!path) continue;
    const isBracketed = doc.text[targetFrom] === "<";
    const from = targetFrom + (isBracketed ? 1 : 0);
    const isEncoded = /%[0-9a-f]{2}/i.test(path.replace(/%20/g, ""));
    const write = (plain: string) =>
      isBracketed ? plain : isEncoded ? plain.split("/").map(encodeURIComponent).join("/") : linkPath(plain);
    found.push({ from, to: from + path.length, path, write });
  }
  const { header } = doc;
  const yaml = header.yaml ?? doc.yaml;
  const inYaml = (path: string | undefined, { from, to }: Span) => {
    if (!path) return;
    const quote = /^["']/.exec(doc.text.slice(from, to))?.[0] ?? "";
    const size = quote.length;
    found.push({
      from: from + size,
      to: to - size,
      path,
      write: plain => (quote ? plain : writeScalar(plain, "flow")),
    });
  };
  if (yaml) {
    inYaml(header.approvedBy, rangeOf(yaml, ["утверждено"]));
    inYaml(header.appendixTo, rangeOf(yaml, ["приложение к"]));
    inYaml(header.basis, rangeOf(yaml, ["основание"]));
  }
  if (doc.yaml) {
    const table = tableOf(doc, profileFor(workspace, doc));
    for (const row of [...(table?.groups ?? []), ...(table?.rows ?? [])])
      for (const cell of cellsOf(row, "файл")) inYaml(cell.text, cell);
  }
  return found;
}

/** Decoded; of a folder without the last slash. */
const plainPath = (uri: string): string => decode(uri).replace(/\/$/, "");
