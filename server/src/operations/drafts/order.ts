/** What a new order is filled with that creates the body, approves the regulation and appoints. */

import type { Doc } from "../../model/document";
import { some } from "../../model/values";
import { capitalised } from "../../russian/capitalised";
import { inflect } from "../../russian/forms";
import { declineName, samePerson } from "../../russian/names";
import { prose } from "../../syntax/inline";
import { writeScalar } from "../../syntax/yaml";
import type { ListedPerson } from "../../workspace/config";
import { introduced, officesOf } from "../../workspace/entities/body";
import { officeName } from "../../workspace/entities/offices";
import type { Role } from "../../workspace/entities/roles";
import type { Values } from "../../workspace/packages/requirements";
import { commonValues, type DraftSource, placeOf, yearText } from "./source";
import { series } from "./tables";

export function orderValues(source: DraftSource): Values {
  const { config, regulation } = source;
  const members = config.people.filter(p => !ADMINISTRATION.test(p.post ?? "") || p.roles.length > 0);
  const appointed = regulation ? appointedIn(source, regulation) : [];
  const holders = appointed.flatMap(({ name, holders: [person] }) => (person ? [{ role: name, person }] : []));
  const stamp = regulation?.header.stamps.find(s => s.order)?.order;
  return {
    ...commonValues(source),
    ...some("номер", stamp?.number && writeScalar(stamp.number, "flow")),
    ...some("дата", stamp?.date && writeScalar(stamp.date, "flow")),
    ...some("место", placeOf(source)),
    ...some("цель", regulation && aimOf(regulation, source)),
    ...some(
      "назначения",
      holders.length
        ? holders.map(h => `\n  ${writeScalar(h.role, "block")}: ${writeScalar(h.person, "block")}`).join("")
        : undefined,
    ),
    ...some("состав", members.length ? members.map(p => `\n  - ${writeScalar(p.name, "block")}`).join("") : undefined),
    пункты: points(source, members, appointed)
      .map((point, i) => `${i + 1}. ${point}`)
      .join("\n"),
  };
}

/** Posts that aren't members of a teachers' body unless they have a role in it. */
const ADMINISTRATION = /^(?:директор|заведующ|заместител|начальник)/iu;

function points(source: DraftSource, members: readonly ListedPerson[], appointed: readonly Role[]): string[] {
  const { config, regulation, body, lead, year } = source;
  const own = body?.short ?? (body ? inflect(body.name, "gen", "sg") : "____");
  const school = config.organisation?.short ?? config.organisation?.full ?? "____";
  // A body that is named with its school is created without «в …».
  const where = body && /\p{Lu}/u.test(body.name) ? "" : `в ${school} `;
  const title = regulation?.outline.title?.title ?? "Положение ____";
  const roster = members.map(p => `   - ${p.name}${p.post ? ` – ${p.post}` : ""}`).join(";\n");
  const period = `на ${yearText(year)} учебный год`;
  const promised = regulation?.header.documentation.filter(d => /^(?:план|график)/iu.test(d)) ?? [];
  return [
    `Создать ${where}${body ? `${inflect(body.name, "acc", "sg")}${introduced(body)}` : "____"}.`,
    `Утвердить ${title} (прилагается) и ввести его в действие с ____.`,
    `Утвердить состав ${own} ${period}:${roster ? `\n${roster}` : " ____"}.`,
    ...appointed.map(role => `Назначить ${inflect(role.name, "ins", "sg")} ${period}${whom(role, members)}.`),
    ...(lead && promised.length
      ? [
          `${capitalised(inflect(lead, "dat", "sg"))} представить ${series(promised.map(documentName))} на утверждение до ____.`,
        ]
      : []),
    "Контроль за исполнением приказа оставляю за собой.",
  ];
}

/** «план» → «план работы», «график» → «график заседаний». */
const documentName = (name: string): string =>
  /^план$/iu.test(name) ? "план работы" : /^график$/iu.test(name) ? "график заседаний" : name;

/** « учителя математики Дорохову Л.П.»; a name whose declension isn't known stands in the nominative behind a colon. */
function whom({ holders: [holder] }: Role, people: readonly ListedPerson[]): string {
  if (!holder) return " ____";
  const post = people.find(p => samePerson(p.name, holder))?.post;
  const declined = declineName(holder, "acc");
  if (!declined) return `: ${holder}${post ? `, ${post}` : ""}`;
  return ` ${post ? `${inflect(post, "acc", "sg")} ` : ""}${declined}`;
}

/** The offices that the regulation leaves to an order. */
function appointedIn({ workspace }: DraftSource, regulation: Doc): readonly Role[] {
  return officesOf(workspace, regulation).filter(role => {
    if (officeName(role.name).head === "член") return false;
    const order = role.declaration?.procedure;
    if (order) return APPOINTED.test(order);
    return role.established.some(m => APPOINTED.test(prose(regulation.tree.blocks[m.block]!)));
  });
}

const APPOINTED = /назнач/iu;

/** «Целью … является повышение …» → «повышения …». */
function aimOf(regulation: Doc, { body }: DraftSource): string | undefined {
  for (const { textFrom, textTo } of regulation.outline.clauses) {
    const said = /^(?:основн\p{L}+\s+)?цель(?:ю)?(?!\p{L})[^.:]*?(?:являетс?я|[–—])\s+([^.;:]+)\.?$/iu.exec(
      regulation.text.slice(textFrom, textTo).replace(/\s+/g, " ").trim(),
    );
    const aim = said?.[1]?.trim();
    if (!aim) continue;
    if (aim.length > 200 || (body?.short && aim.includes(body.short))) return undefined;
    const declined = inflect(aim, "gen", "sg");
    return declined === aim ? undefined : declined;
  }
  return undefined;
}
