import type { Doc } from "../../model/document";
import type { State } from "../../model/header-schema";
import { fileName } from "../../model/uris";
import { record, str } from "../../model/values";
import type { Span } from "../../syntax/span";
import { rangeOf } from "../../syntax/yaml";
import { dependantsOf } from "../../workspace/neighbours";
import { nothing } from "../engine/footprint";
import type { Rule } from "../engine/rule";

const REGULATION = (state: string) =>
  `//- polozhenie.reg.md\n---\nдокумент: положение\n${state}---\n\n# Положение о совете\n`;
const REPORT = (state: string) =>
  `//- otchyot.reg.md\n---\nдокумент: отчёт\nсостояние: ${state}\nоснование: polozhenie.reg.md\n---\n\n# Отчёт\n`;
const PLAN = (state: string) =>
  `//- plan.reg.yaml\nдокумент: план\nсостояние: ${state}\nоснование: polozhenie.reg.md\nмероприятия: []\n`;

export const statusAboveBasis: Rule = {
  id: "status-above-basis",
  group: "state",
  severity: "information",
  yaml: true,
  summary: "Документ не вступает в силу раньше того, на котором основан.",
  docs: "План, график и отчёт исполняют положение, приложение вступает в силу вместе с приказом. Пока основание – проект, сверять с ним действующий документ рано: его пункты и роли ещё могут измениться.\n\nСравниваются ключи `состояние`; документ, в котором состояние не указано, правило не судит. Замечание одно и стоит у основания: чаще всего в нём забыли исправить состояние. Документы, которые уже действуют, названы в нём.",
  examples: [
    { good: `${REGULATION("состояние: действует\n")}${REPORT("действует")}` },
    { good: `${REGULATION("состояние: проект\n")}${REPORT("на согласовании")}` },
    {
      bad: `${REGULATION("состояние: <|на согласовании|>\n")}${REPORT("действует")}${PLAN("действует")}`,
      fixed: REGULATION("состояние: действует\n").replace("//- polozhenie.reg.md\n", ""),
    },
    {
      good: `${REPORT("действует")}${REGULATION("состояние: на согласовании\n")}`,
      hidden: true,
    },
    { good: `${REGULATION("")}${REPORT("действует")}`, hidden: true },
  ],
  reads: nothing,
  *check(doc, { workspace }) {
    const { state } = doc.header;
    const own = statedState(doc);
    if (!own || rank[state] >= rank.действует) return;
    const above = dependantsOf(workspace, doc).flatMap(d => {
      const place = d !== doc && d.header.state === "действует" && statedState(d);
      return place ? [{ uri: d.uri, place }] : [];
    });
    const [first] = above;
    if (!first) return;
    const names = above.slice(0, MOST).map(d => fileName(d.uri));
    const others = above.length > MOST ? ` и ещё ${above.length - MOST}` : "";
    yield {
      ...own,
      message:
        above.length === 1
          ? `Документ ещё «${state}», а ${names[0]}, который на нём основан, уже действует.`
          : `Документ ещё «${state}», а основанные на нём уже действуют: ${names.join(", ")}${others}.`,
      related: above.map(({ uri, place }) => ({ uri, ...place, message: "Уже действует" })),
      fixes: () => [
        { title: "Записать «действует»", edits: [{ ...own, insert: "действует" }], ask: true },
        {
          title:
            above.length === 1
              ? `Записать «${state}» и в ${names[0]}`
              : `Записать «${state}» и в основанные документы (${above.length})`,
          edits: above.map(({ uri, place }) => ({ uri, ...place, insert: state })),
          ask: true,
        },
      ],
    };
  },
};

/** How many documents a message names at most. */
const MOST = 5;

const rank: Record<State, number> = { проект: 0, "на согласовании": 1, действует: 2, "утратил силу": 3 };

/** The place of the state in the document's own header; undefined where there is none or it isn't a known state. */
function statedState({ header: { yaml, state } }: Doc): Span | undefined {
  return yaml && str(record(yaml.value).состояние) === state ? rangeOf(yaml, ["состояние"]) : undefined;
}
