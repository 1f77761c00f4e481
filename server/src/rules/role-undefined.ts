import { nearest } from "../model/header";
import { isOffice, rolesOf } from "../workspace/roles";
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
          declaration(doc, role.name),
        ],
      };
    }
  },
};

/** Puts a role into the header's `роли:`. */
export function declaration(doc: Parameters<NonNullable<Rule["check"]>>[0], name: string): Fix {
  const title = `Объявить роль «${name}» в шапке`;
  const header = doc.text.slice(0, doc.header.end);
  const existing = /^роли:[ \t]*\r?\n/m.exec(header);
  if (existing) {
    const at = existing.index + existing[0].length;
    return { title, edits: [{ from: at, to: at, insert: `  ${name}: \n` }], ask: true };
  }
  if (doc.header.end === 0)
    return { title, edits: [{ from: 0, to: 0, insert: `---\nроли:\n  ${name}: \n---\n\n` }], ask: true };
  const close = header.replace(/\r?\n$/, "").lastIndexOf("\n") + 1;
  return { title, edits: [{ from: close, to: close, insert: `роли:\n  ${name}: \n` }], ask: true };
}
