import { isOffice, rolesOf } from "../../workspace/entities/roles";
import { placeOf } from "../../workspace/place";
import type { Rule } from "../engine/rule";
import { rolesFootprint } from "./footprint";

export const roleUnestablished: Rule = {
  id: "role-unestablished",
  group: "roles",
  severity: "warning",
  summary: "О роли сказано, кто её назначает или избирает.",
  docs: `«ПОС имеет координатора из числа педагогов» говорит только, что координатор есть. Кто его назначает или избирает и на какой срок, остаётся неизвестным, и любое его решение можно оспорить. Назовите порядок: «назначается приказом директора на учебный год», «избирается на первом заседании открытым голосованием».`,
  examples: [
    {
      good: "---\nдокумент: положение\n---\n\n1.1. Клуб имеет координатора, который избирается на первом заседании.\n",
    },
    {
      bad: "---\nдокумент: положение\n---\n\n1.1. Клуб имеет <|координатора|> из числа учителей.\n",
    },
    {
      bad: "---\nдокумент: положение\nроли:\n  <|модератор|>:\n---\n\n1.1. Модератор ведёт встречи клуба.\n",
    },
  ],
  reads: rolesFootprint,
  *check(doc, { profile, workspace }) {
    if (!profile?.establishesRoles) return;
    for (const role of rolesOf(workspace, doc).roles.values()) {
      if (!isOffice(role) || role.established.length || role.establishedElsewhere) continue;
      if (role.declaration && !role.declaredHere) continue; // the basis or the organisation answers for it
      const first = role.existing[0];
      if (first) {
        yield {
          from: first.from,
          to: first.to,
          message: `${placeOf(doc, first.block)} сказано, что есть ${role.name}, но не сказано, кто его назначает или избирает и на какой срок.`,
        };
      } else if (role.declaration && !role.declaration.procedure) {
        yield {
          from: role.declaration.from,
          to: role.declaration.to,
          message: `Роль «${role.name}» объявлена, но ни шапка, ни текст не говорят, кто её назначает или избирает.`,
        };
      }
    }
  },
};
