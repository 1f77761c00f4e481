import { rolesOf } from "../../workspace/entities/roles";
import type { Rule } from "../engine/rule";
import { rolesFootprint } from "./footprint";

export const roleUnused: Rule = {
  id: "role-unused",
  group: "roles",
  severity: "hint",
  summary: "Объявленная роль встречается в тексте.",
  docs: `Роль объявлена в шапке, а в тексте её нет: либо она лишняя, либо в тексте она названа иначе. Другое имя той же роли укажите в \`синонимы:\`.`,
  examples: [
    {
      good: "---\nдокумент: положение\nроли:\n  куратор: назначается приказом директора\n---\n\n1.1. Куратор ведёт план.\n",
    },
    {
      bad: "---\nдокумент: положение\nроли:\n  <|куратор|>: назначается приказом директора\n---\n\n1.1. План утверждает директор.\n",
    },
  ],
  reads: rolesFootprint,
  *check(doc, { workspace }) {
    for (const role of rolesOf(workspace, doc).roles.values()) {
      if (!role.declaredHere || !role.declaration || role.mentions.length) continue;
      yield {
        from: role.declaration.from,
        to: role.declaration.to,
        unnecessary: true,
        message: `Роль «${role.name}» объявлена, но в тексте не встречается.`,
      };
    }
  },
};
