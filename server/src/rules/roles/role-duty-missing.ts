import { isOffice, rolesOf } from "../../workspace/entities/roles";
import { placeOf } from "../../workspace/place";
import type { Rule } from "../engine/rule";
import { rolesFootprint } from "./footprint";

export const roleDutyMissing: Rule = {
  id: "role-duty-missing",
  group: "roles",
  severity: "information",
  summary: "У роли есть хотя бы одна обязанность или право.",
  docs: `Роль, о которой сказано только, что её кто-то занимает, ничего не решает и ни за что не отвечает. Скажите, что она делает: «секретарь ведёт протоколы заседаний и хранит документацию».`,
  examples: [
    {
      good: "---\nдокумент: положение\n---\n\n1.1. Секретарь избирается на первом заседании. Секретарь ведёт протоколы.\n",
    },
    { bad: "---\nдокумент: положение\n---\n\n1.1. <|Секретарь|> избирается на первом заседании.\n" },
  ],
  reads: rolesFootprint,
  *check(doc, { profile, workspace }) {
    if (!profile?.establishesRoles) return;
    for (const role of rolesOf(workspace, doc).roles.values()) {
      if (!isOffice(role) || role.duties.length || (role.declaration && !role.declaredHere)) continue;
      const first = role.established[0] ?? role.existing[0];
      if (!first) continue;
      yield {
        from: first.from,
        to: first.to,
        message: `${placeOf(doc, first.block)} появляется ${role.name}, но ни обязанностей, ни прав этой роли документ не называет.`,
      };
    }
  },
};
