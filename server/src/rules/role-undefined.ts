import type { Doc } from "../model/document";
import { nearest } from "../model/header";
import { isOffice, rolesOf } from "../workspace/roles";
import { headerEntry } from "./header-edit";
import { placeOf } from "./place";
import type { Fix, Rule } from "./rule";

export const roleUndefined: Rule = {
  id: "role-undefined",
  group: "roles",
  severity: "warning",
  summary: "Каждая роль, которая упомянута в документе, в нём установлена.",
  docs: `Если положение говорит о кураторе, но нигде не сказано, что такой куратор есть, кто его назначает и что он делает, исполнить норму некому. Роль считается установленной, если она объявлена в шапке (\`роли:\`), в положении-основании или в \`reglament.yaml\` либо сам текст говорит, кто её назначает или избирает.

Должности и органы, которые есть в любой школе (директор, педагогический совет, учитель), объявлять не нужно.`,
  examples: [
    {
      good: "---\nдокумент: положение\n---\n\n# Положение о клубе\n\n1.1. Куратор клуба назначается приказом директора.\n\n1.2. Куратор клуба ведёт план работы.\n",
    },
    {
      bad: "---\nдокумент: положение\n---\n\n# Положение о клубе\n\n1.1. План работы согласуется с <|куратором|> клуба.\n",
      fixed:
        "---\nдокумент: положение\nроли:\n  куратор: \n---\n\n# Положение о клубе\n\n1.1. План работы согласуется с куратором клуба.\n",
    },
  ],
  *check(doc, { profile, workspace }) {
    if (!profile?.establishesRoles) return;
    const { roles } = rolesOf(doc, workspace);
    const declared = [...roles.values()].filter(r => r.declaration).map(r => r.name);
    for (const role of roles.values()) {
      if (role.declaration || !isOffice(role) || role.mentions.length === 0) continue;
      if (role.established.length || role.existing.length || role.establishedElsewhere) continue;
      const first = role.mentions[0]!;
      const meant = nearest(role.name, declared);
      yield {
        from: first.from,
        to: first.to,
        message: `${placeOf(doc, first.block)} упомянута роль «${role.name}», но нигде не сказано, что она есть и кто её назначает или избирает.`,
        related: role.mentions.slice(1, 10).map(m => ({ from: m.from, to: m.to, message: "Ещё упоминание" })),
        fixes: () => [
          ...(meant
            ? [
                {
                  title: `Заменить на «${meant}»`,
                  edits: [{ from: first.from, to: first.to, insert: meant }],
                  ask: true as const,
                },
              ]
            : []),
          ...declaration(doc, role.name),
        ],
      };
    }
  },
};

/** Declares a role in the header; who appoints it is for the author to say. */
function declaration(doc: Doc, name: string): readonly Fix[] {
  const edit = headerEntry(doc, "роли", { item: `- ${name}`, pair: `${name}: ` }, "pair");
  return edit ? [{ title: `Объявить роль «${name}» в шапке`, edits: [edit], ask: true }] : [];
}
