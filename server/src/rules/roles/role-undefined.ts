import type { Doc } from "../../model/document";
import { type Called, calledIn } from "../../model/members";
import { termsOf } from "../../model/terms";
import { formOf, inflect } from "../../russian/forms";
import { admitted } from "../../russian/government";
import { nearest } from "../../russian/nearest";
import { type Block, blocksWhere, ofBlock } from "../../syntax/blocks";
import { isOffice, rolesOf } from "../../workspace/entities/roles";
import { placeOf } from "../../workspace/place";
import type { Fix, Problem, Rule } from "../engine/rule";
import { headerEntry } from "../header/header-edit";
import { rolesFootprint } from "./footprint";

/** The whole text where a group is named, since the fix depends on its wording. */
const groups = ofBlock(b => {
  const called = calledIn(b);
  return called.some(c => c.kind === "group") ? b.text : called.map(c => c.short).join();
});

export const roleUndefined: Rule = {
  id: "role-undefined",
  group: "roles",
  severity: "warning",
  summary: "Каждая роль, которая упомянута в документе, в нём установлена.",
  docs: `Если положение говорит о кураторе, но нигде не сказано, что такой куратор есть, кто его назначает и что он делает, исполнить норму некому. Роль считается установленной, если она объявлена в шапке (\`роли:\`), в положении-основании или в \`reglament.yaml\` либо сам текст говорит, кто её назначает или избирает.

Должности и органы, которые есть в любой школе (директор, педагогический совет, учитель), объявлять не нужно.

Сведением показывается и «группа ПОС», названная один раз там, где остальной текст говорит о членах ПОС: читатель решит, что это ещё один орган.`,
  examples: [
    {
      good: "---\nдокумент: положение\n---\n\n# Положение о клубе\n\n1.1. Куратор клуба назначается приказом директора.\n\n1.2. Куратор клуба ведёт план работы.\n",
    },
    {
      bad: "---\nдокумент: положение\n---\n\n# Положение о клубе\n\n1.1. План работы согласуется с <|куратором|> клуба.\n",
      fixed:
        "---\nдокумент: положение\nроли:\n  куратор: \n---\n\n# Положение о клубе\n\n1.1. План работы согласуется с куратором клуба.\n",
    },
    {
      bad: "---\nдокумент: положение\n---\n\n# Положение о клубе\n\n1.1. Членом клуба юных краеведов (далее – КЮК) может стать любой ученик. Член КЮК ведёт дневник.\n\n1.2. План составляет ученик из <|группы КЮК|>.\n",
      fixed:
        "---\nдокумент: положение\n---\n\n# Положение о клубе\n\n1.1. Членом клуба юных краеведов (далее – КЮК) может стать любой ученик. Член КЮК ведёт дневник.\n\n1.2. План составляет ученик из членов КЮК.\n",
    },
    {
      good: "---\nдокумент: положение\n---\n\n# Положение о клубе\n\n1.1. Член клуба юных краеведов (далее – КЮК) ведёт дневник. Члены КЮК составляют план.\n\n1.2. В рабочую группу КЮК входят пять учеников.\n\n1.3. Для выезда создаётся группа КЮК.\n",
      hidden: true,
    },
  ],
  reads: (b, doc, cx) => `${rolesFootprint(b, doc, cx)}|${groups(b)}`,
  *check(doc, { profile, workspace }) {
    if (!profile?.establishesRoles) return;
    const { roles } = rolesOf(workspace, doc);
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
    yield* looseGroups(doc);
  },
};

/** «педагог из группы ПОС», once, where the rest speaks of «члены ПОС». */
function* looseGroups(doc: Doc): Iterable<Problem> {
  const called = blocksWhere(doc.tree, callsPeople).flatMap(block =>
    calledIn(doc.tree.blocks[block]!).map(c => ({ ...c, block })),
  );
  for (const short of termsOf(doc).keys()) {
    const own = called.filter(c => c.short === short);
    const [group, another] = own.filter(c => c.kind === "group");
    if (!group || another || group.established || !own.some(c => c.kind === "member")) continue;
    const start = doc.tree.starts[group.block]!;
    const words = doc.text.slice(start + group.from, start + group.to);
    yield {
      from: start + group.from,
      to: start + group.to,
      severity: "information",
      message: `${placeOf(doc, group.block)} один раз сказано «${words}», а в остальном тексте — «члены ${short}»: что это за группа, не объяснено.`,
      fixes: () => {
        const members = membersFor(doc.tree.blocks[group.block]!.text, group);
        return members
          ? [
              {
                title: `Заменить на «${members} ${short}»`,
                edits: [{ from: start + group.from, to: start + group.nounTo, insert: members }],
                ask: true,
              },
            ]
          : [];
      },
    };
  }
}

const callsPeople = (block: Block): boolean => calledIn(block).length > 0;

/** «членов», in the case in which the group stands; undefined where the case is ambiguous. */
function membersFor(text: string, group: Called): string | undefined {
  const noun = ["группа", "команда", "коллектив"].find(n => formOf(n, group.noun).length > 0);
  const forms = noun ? admitted(text, { from: group.from, to: group.nounTo }, formOf(noun, group.noun)) : [];
  return forms.length === 1 ? inflect("член", forms[0]!.case, "pl") : undefined;
}

/** Declares a role in the header; the author adds who appoints it. */
function declaration(doc: Doc, name: string): readonly Fix[] {
  const edit = headerEntry(doc, "роли", { item: `- ${name}`, pair: `${name}: ` }, "pair");
  return edit ? [{ title: `Объявить роль «${name}» в шапке`, edits: [edit], ask: true }] : [];
}
