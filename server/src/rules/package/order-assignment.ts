import type { Doc } from "../../model/document";
import { orderOf } from "../../model/order";
import { fileName } from "../../model/uris";
import { fold } from "../../russian/words";
import type { Workspace } from "../../workspace/docs";
import { officeHeads, rolesOf } from "../../workspace/entities/roles";
import { partsOf, regulationOf } from "../../workspace/packages/packages";
import type { Problem, Rule } from "../engine/rule";
import { byOrder, isNamed, ownAppointments, renamedOffice } from "../roles/assignments";

const ORDER =
  "//- prikaz.reg.md\n---\nдокумент: приказ\n---\n\n# О создании клуба\n\n<|ПРИКАЗЫВАЮ:|>\n\n1. Создать клуб.\n";
const ORDERED = ORDER.replace("<|ПРИКАЗЫВАЮ:|>", "ПРИКАЗЫВАЮ:");
const REGULATION =
  "//- polozhenie.reg.md\n---\nдокумент: положение\nутверждено: prikaz.reg.md\n---\n\n# Положение о клубе\n\n1.1. Координатор клуба назначается приказом директора. Координатор ведёт заседания.\n";

export const orderAssignment: Rule = {
  id: "order-assignment",
  group: "package",
  severity: "warning",
  summary: "Приказ назначает тех, кого по положению назначают приказом.",
  docs: "Приказ о создании сообщества, комиссии, рабочей группы назначает на роли, которые установило положение. Роль, которой в положении нет, никто не наделил правами и обязанностями; роль, которую положение велит назначить приказом, без назначения остаётся пустой.\n\nСравниваются назначения приказа (слова «назначить координатором …», «возложить обязанности …», «избрать», ключ `назначения`) и роли положения того же пакета. Назначение может быть и в другом приказе пакета. О двух именах одной роли говорит правило [role-duplicate](role-duplicate.md).",
  examples: [
    { good: `${ORDERED}2. Назначить координатором клуба Орлову И.А.\n${REGULATION}` },
    { bad: `${ORDER}2. Утвердить Положение о клубе.\n${REGULATION}` },
    {
      bad: `${ORDERED}2. Назначить координатором клуба Орлову И.А.\n3. Назначить <|казначеем клуба|> Зуева П.П.\n4. Назначить <|секретарём клуба|> Лосеву А.А.\n${REGULATION}`.replace(
        "<|казначеем клуба|>",
        "казначеем",
      ),
    },
    {
      good: `//- prikaz.reg.md\n---\nдокумент: приказ\n---\n\n# Об утверждении положения\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить Положение о клубе.\n${REGULATION}`,
      hidden: true,
    },
    {
      good: `${ORDERED}${REGULATION}//- prikaz-2.reg.md\n---\nдокумент: приказ\nоснование: polozhenie.reg.md\nназначения: { координатор клуба: Орлова И.А. }\n---\n\n# О клубе\n`,
      hidden: true,
    },
    { good: `${ORDERED}2. Модератором клуба назначить учителя истории.\n${REGULATION}`, hidden: true },
    {
      good: `${ORDERED}2. Назначить координатором клуба председателя методического совета Орлову И.А.\n3. Секретарём педагогического совета назначить Зуева П.П.\n${REGULATION}`,
      hidden: true,
    },
  ],
  *check(doc, { profile, workspace }) {
    if (profile?.part !== "приказ") return;
    const regulation = regulationOf(workspace, doc);
    if (!regulation) return;
    yield* unknownRoles(workspace, doc, regulation);
    if (establishes(doc)) yield* unfilled(workspace, doc, regulation);
  },
};

function* unknownRoles(workspace: Workspace, doc: Doc, regulation: Doc): Iterable<Problem> {
  const roles = [...rolesOf(workspace, regulation).roles.values()].filter(r => r.declaration || r.mentions.length);
  const renamed = renamedOffice(workspace, doc, regulation)?.appointment.head;
  const told = new Set<string>();
  for (const { head, name, from, to } of ownAppointments(workspace, doc)) {
    if (head === renamed || told.has(fold(head)) || roles.some(r => isNamed(r, head))) continue;
    told.add(fold(head));
    yield {
      from,
      to,
      message: `Приказ назначает роль «${name}», но в положении (${fileName(regulation.uri)}) такой роли нет.`,
      related: [{ uri: regulation.uri, ...titlePlace(regulation), message: "Положение" }],
    };
  }
}

function* unfilled(workspace: Workspace, doc: Doc, regulation: Doc): Iterable<Problem> {
  const appointed = partsOf(workspace, doc, "приказ").flatMap(d => orderOf(d).appointments);
  const renamed = renamedOffice(workspace, doc, regulation)?.role;
  for (const role of rolesOf(workspace, regulation).roles.values()) {
    const filled = role.declaredHere || officeHeads.has(fold(role.name).split(" ")[0]!);
    const told = filled && role !== renamed ? byOrder(regulation, role) : undefined;
    if (!told || appointed.some(a => isNamed(role, a.head))) continue;
    const { command, subject } = orderOf(doc);
    const place = told === "header" ? undefined : regulation.outline.clauseOf[told.block]?.number.path;
    yield {
      ...(command ?? subject ?? { from: 0, to: 0 }),
      message: `По положению «${role.name}» назначается приказом${place ? ` (п. ${place})` : ""}, а приказ никого на эту роль не назначает.`,
      related: [
        {
          uri: regulation.uri,
          ...(told === "header" ? titlePlace(regulation) : told),
          message: "Кто назначается приказом",
        },
      ],
    };
  }
}

/** The order creates the body or fills its offices; one that only approves a regulation leaves that to another. */
function establishes(doc: Doc): boolean {
  const { appointments, roster, points } = orderOf(doc);
  return (
    appointments.length > 0 ||
    roster.length > 0 ||
    points.some(p => /^[\d.\s\u00a0]*(?:создать|образовать|организовать|сформировать)/iu.test(p.text))
  );
}

function titlePlace({ outline: { title } }: Doc): { from: number; to: number } {
  return title ? { from: title.titleFrom, to: title.titleTo } : { from: 0, to: 0 };
}
