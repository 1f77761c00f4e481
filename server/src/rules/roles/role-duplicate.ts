import { fold } from "../../russian/words";
import { approvalOf } from "../../workspace/neighbours";
import { partOf } from "../../workspace/packages/packages";
import type { Rule } from "../engine/rule";
import { renamedOffice } from "./assignments";
import { rolesFootprint } from "./footprint";

export const roleDuplicate: Rule = {
  id: "role-duplicate",
  group: "roles",
  severity: "warning",
  summary: "Одна роль названа одним именем.",
  docs: `Приказ назначает координатора, а положение знает только модератора: кто назначен и что он должен делать, неясно. То же, если роль объявлена дважды. Оставьте одно имя во всём пакете; принятое второе имя укажите в \`синонимы:\`.`,
  examples: [
    {
      good: "//- polozhenie.reg.md\n---\nдокумент: положение\nприложение к: prikaz.reg.md\n---\n\n1.1. Работу клуба ведёт модератор, который назначается приказом директора.\n//- prikaz.reg.md\n---\nдокумент: приказ\n---\n\n1. Модератором клуба назначить учителя истории.\n",
    },
    {
      bad: "//- polozhenie.reg.md\n---\nдокумент: положение\nприложение к: prikaz.reg.md\n---\n\n1.1. Работу клуба ведёт <|модератор|>, который назначается приказом директора.\n//- prikaz.reg.md\n---\nдокумент: приказ\n---\n\n1. Координатором клуба назначить учителя истории.\n",
    },
    {
      bad: "---\nдокумент: положение\nроли:\n  куратор: назначается приказом директора\n  <|модератор|>: { порядок: назначается приказом директора, синонимы: [куратор] }\n---\n\n1.1. Куратор ведёт план.\n",
    },
  ],
  reads: rolesFootprint,
  *check(doc, { profile, workspace }) {
    const own = doc.header.roles;
    for (const [i, role] of own.entries()) {
      const names = [role.name, ...role.synonyms].map(fold);
      const twin = own.slice(0, i).find(r => [r.name, ...r.synonyms].some(n => names.includes(fold(n))));
      if (twin)
        yield {
          from: role.from,
          to: role.to,
          message: `Роли «${role.name}» и «${twin.name}» — одно и то же: имя объявлено дважды.`,
        };
    }
    if (!profile?.establishesRoles) return;
    const order = approvalOf(workspace, doc);
    if (!order || partOf(workspace, order) !== "приказ") return;
    const renamed = renamedOffice(workspace, order, doc);
    if (!renamed) return;
    const { role, appointment } = renamed;
    const at = role.established[0]!;
    yield {
      from: at.from,
      to: at.to,
      message: `Положение говорит о роли «${role.name}», а приказ назначает роль «${appointment.head}»: это одна роль или две?`,
      related: [{ uri: order.uri, from: appointment.from, to: appointment.to, message: "Назначение в приказе" }],
    };
  },
};
