/** The offices that an order fills and those that its regulation knows; shared by two rules so that neither says it twice. */
import type { Doc } from "../../model/document";
import { orderOf, type PlacedAppointment } from "../../model/order";
import { sentenceAround } from "../../russian/sentences";
import { fold } from "../../russian/words";
import { flow } from "../../syntax/inline";
import type { Workspace } from "../../workspace/docs";
import { isOwnOffice } from "../../workspace/entities/offices";
import { isOffice, officeHeads, type Role, type RoleMention, rolesOf } from "../../workspace/entities/roles";

/** Appointments of an order to offices of its own body; «ответственный за …» and other bodies' offices are left out. */
export function ownAppointments(workspace: Workspace, order: Doc): readonly PlacedAppointment[] {
  return orderOf(order).appointments.filter(a => officeHeads.has(fold(a.head)) && isOwnOffice(workspace, order, a));
}

/** Whether a role of the regulation is what the order calls so: by its name or by a synonym. */
export const isNamed = (role: Role, head: string): boolean =>
  [role.name, ...(role.declaration?.synonyms ?? [])].some(n => fold(n).startsWith(fold(head)));

/** Offices that do the same work under different names. */
const LEADING = ["координатор", "модератор", "руководитель", "куратор"];

export interface Renamed {
  readonly appointment: PlacedAppointment;
  readonly role: Role;
}

/** The order appoints one leading office, the regulation establishes one, and their names differ. */
export function renamedOffice(workspace: Workspace, order: Doc, regulation: Doc): Renamed | undefined {
  const appointed = orderOf(order).appointments.filter(a => LEADING.includes(fold(a.head)));
  const here = [...rolesOf(workspace, regulation).roles.values()].filter(
    r => isOffice(r) && r.established.length && LEADING.includes(fold(r.name).split(" ")[0]!),
  );
  const [appointment, role] = [appointed.find(a => a.point) ?? appointed[0], here[0]];
  if (!appointment || !role || here.length > 1 || new Set(appointed.map(a => fold(a.head))).size > 1) return undefined;
  return isNamed(role, appointment.head) ? undefined : { appointment, role };
}

/** Where the regulation says that the role is filled by an order; undefined when it doesn't. */
export function byOrder(regulation: Doc, role: Role): RoleMention | "header" | undefined {
  const told = role.established.find(m => {
    const start = regulation.tree.starts[m.block]!;
    const text = flow(regulation.tree.blocks[m.block]!);
    const { from, to } = sentenceAround(text, m.from - start);
    return saysOrder(text.slice(from, to));
  });
  return told ?? (role.declaredHere && saysOrder(role.declaration?.procedure ?? "") ? "header" : undefined);
}

const saysOrder = (text: string) => /назнача|назначен/iu.test(text) && /приказ/iu.test(text) && !/избира/iu.test(text);
