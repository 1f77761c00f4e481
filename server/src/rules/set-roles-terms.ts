import { roleDuplicate } from "./role-duplicate";
import { roleDutyMissing } from "./role-duty-missing";
import { roleUndefined } from "./role-undefined";
import { roleUnestablished } from "./role-unestablished";
import { roleUnused } from "./role-unused";
import type { Rule } from "./rule";

export const rolesAndTerms: readonly Rule[] = [roleUndefined, roleUnestablished, roleDutyMissing, roleUnused, roleDuplicate];
