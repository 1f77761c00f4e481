/** `reglament export`: writes what documents contain in the format of another program. */
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { icsOf } from "../../features/calendar";
import { isDocument } from "../../workspace/docs";
import { eventsOf } from "../../workspace/planning/events";
import { uriOf } from "../node-files";
import { replaceFile } from "../node-write";
import { printable } from "../terminal";
import { chosenFiles, load, said, shown, tell } from "./documents";
import { HELP } from "./help";

/** Writes the meetings and deadlines of the chosen table documents into one calendar. */
export async function exportCommand(argv: readonly string[]): Promise<number> {
  let parsed: ReturnType<typeof exportOptions>;
  try {
    parsed = exportOptions(argv);
  } catch (error) {
    tell(`Параметры не поняты: ${said(error)}.`);
    console.error(`\n${HELP}`);
    return 2;
  }
  const { values, positionals } = parsed;
  if (values.format !== "ics") {
    tell("Параметры не поняты: нужен вид файла, --format ics.");
    return 2;
  }
  const { out, force } = values;
  if (out !== undefined && !force && isDocument(uriOf(resolve(out))) && (await stat(out).catch(() => undefined))) {
    tell(`${out} – документ, а не календарь: он остался как есть. Назовите другой файл или добавьте --force.`);
    return 2;
  }
  const chosen = await chosenFiles(positionals);
  if (!chosen) return 2;
  let failed = chosen.partly;
  const workspace = await load(chosen.roots, chosen.wanted, (path, error) => {
    failed = true;
    tell(`Не удалось прочитать ${shown(path)}: ${said(error)}`);
  });
  if (failed) return 2;
  const docs = [...chosen.wanted].sort().flatMap(path => workspace.docs.get(uriOf(path)) ?? []);
  const events = docs.flatMap(doc => eventsOf(workspace, doc));
  if (!events.length) {
    tell("Выгружать нечего: в этих документах нет ни заседаний с датами, ни сроков мероприятий.");
    return 1;
  }
  const titles = [...new Set(docs.filter(d => eventsOf(workspace, d).length).map(d => d.header.title))];
  const text = await icsOf((titles.length === 1 && titles[0]) || "Заседания и сроки", events, new Date());
  if (out === undefined) process.stdout.write(text);
  else {
    try {
      await replaceFile(out, Buffer.from(text));
    } catch (error) {
      tell(`Не удалось записать ${shown(out)}: ${said(error)}`);
      return 2;
    }
    console.log(`Записано событий: ${events.length}, файл ${printable(out)}`);
  }
  return 0;
}

function exportOptions(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { format: { type: "string" }, out: { type: "string" }, force: { type: "boolean", default: false } },
  });
}
