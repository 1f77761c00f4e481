/** What rules on roles read of a block. */
import { factsOf } from "../../model/facts";
import { rolesSeen } from "../../workspace/entities/roles";
import type { Footprint } from "../engine/rule";

/** A term that is introduced here is looked for in every block: «координатор ПОС» may become another office. */
export const rolesFootprint: Footprint = (b, doc, cx) =>
  factsOf(b).introductions.length ? b.text : rolesSeen(b, cx.workspace, doc);
