/** `reglament export`: writes what documents contain in the format of another program. */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { icsOf } from "../../features/calendar";
import { eventsOf } from "../../workspace/planning/events";
import { uriOf } from "../node-files";
import { chosenFiles, load, said, shown } from "./documents";
import { HELP } from "./help";

/** Writes the meetings and deadlines of the chosen table documents into one calendar. */
export async function exportCommand(argv: readonly string[]): Promise<number> {
  let parsed: ReturnType<typeof exportOptions>;
  try {
    parsed = exportOptions(argv);
  } catch (error) {
    console.error(`Параметры не поняты: ${said(error)}\n\n${HELP}`);
    return 2;
  }
  const { values, positionals } = parsed;
  if (values.format !== "ics") {
    console.error("Параметры не поняты: нужен вид файла, --format ics.");
    return 2;
  }
  const chosen = await chosenFiles(positionals);
  if (!chosen) return 2;
  let failed = false;
  const workspace = await load(chosen.roots, chosen.wanted, (path, error) => {
    failed = true;
    console.error(`Не удалось прочитать ${shown(path)}: ${said(error)}`);
  });
  if (failed) return 2;
  const docs = [...chosen.wanted].sort().flatMap(path => workspace.docs.get(uriOf(path)) ?? []);
  const events = docs.flatMap(doc => eventsOf(workspace, doc));
  if (!events.length) {
    console.error("Выгружать нечего: в этих документах нет ни заседаний с датами, ни сроков мероприятий.");
    return 1;
  }
  const titles = [...new Set(docs.filter(d => eventsOf(workspace, d).length).map(d => d.header.title))];
  const text = await icsOf((titles.length === 1 && titles[0]) || "Заседания и сроки", events, new Date());
  if (values.out === undefined) process.stdout.write(text);
  else {
    try {
      await writeFile(values.out, text);
    } catch (error) {
      console.error(`Не удалось записать ${shown(values.out)}: ${said(error)}`);
      return 2;
    }
    console.log(`Записано событий: ${events.length}, файл ${values.out}`);
  }
  return 0;
}

function exportOptions(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { format: { type: "string" }, out: { type: "string" } },
  });
}
