import { fileName } from "../model/document";
import { record, type State, str } from "../model/header";
import { keyRangeOf, rangeOf } from "../syntax/yaml";
import { resolve } from "../workspace/workspace";
import type { Rule } from "./rule";

export const statusAboveBasis: Rule = {
  id: "status-above-basis",
  group: "state",
  severity: "information",
  yaml: true,
  summary: "Документ не вступает в силу раньше того, на котором основан.",
  docs: "План, график и отчёт исполняют положение, приложение вступает в силу вместе с приказом. Пока основание – проект, сверять с ним действующий документ рано: его пункты и роли ещё могут измениться.\n\nСравниваются ключи `состояние`; документ, в котором состояние не указано, правило не судит.",
  examples: [
    {
      good: "//- otchyot.reg.md\n---\nдокумент: отчёт\nсостояние: действует\nоснование: polozhenie.reg.md\n---\n\n# Отчёт\n//- polozhenie.reg.md\n---\nдокумент: положение\nсостояние: действует\n---\n\n# Положение о совете\n",
    },
    {
      bad: "//- otchyot.reg.md\n---\nдокумент: отчёт\nсостояние: <|действует|>\nоснование: polozhenie.reg.md\n---\n\n# Отчёт\n//- polozhenie.reg.md\n---\nдокумент: положение\nсостояние: на согласовании\n---\n\n# Положение о совете\n",
    },
    {
      good: "//- otchyot.reg.md\n---\nдокумент: отчёт\nсостояние: действует\nоснование: polozhenie.reg.md\n---\n\n# Отчёт\n//- polozhenie.reg.md\n---\nдокумент: положение\n---\n\n# Положение о совете\n",
      hidden: true,
    },
  ],
  *check(doc, { workspace }) {
    const { yaml, state, basis, approvedBy, appendixTo } = doc.header;
    if (!yaml || state !== "действует") return;
    for (const path of new Set([basis, approvedBy, appendixTo])) {
      const other = resolve(workspace, doc.uri, path);
      if (
        !other ||
        other === doc ||
        !str(record((other.header.yaml ?? other.yaml)?.value).состояние) ||
        rank[other.header.state] >= rank.действует
      )
        continue;
      const at = rangeOf(yaml, ["состояние"]);
      yield {
        ...(at.to > at.from ? at : keyRangeOf(yaml, ["состояние"])),
        message: `Документ действует, а его основание ${fileName(other.uri)} ещё «${other.header.state}».`,
        related: [{ uri: other.uri, from: 0, to: 0, message: "Основание" }],
      };
    }
  },
};

const rank: Record<State, number> = { проект: 0, "на согласовании": 1, действует: 2, "утратил силу": 3 };
