import { deadlineOrder } from "./deadline-order";
import { minutesAgenda } from "./minutes-agenda";
import { minutesMissing } from "./minutes-missing";
import { orderAssignment } from "./order-assignment";
import { orderControl } from "./order-control";
import { periodMismatch } from "./period-mismatch";
import { planDate } from "./plan-date";
import type { Rule } from "./rule";
import { scheduleFrequency } from "./schedule-frequency";

export const packages: readonly Rule[] = [
  planDate,
  periodMismatch,
  scheduleFrequency,
  minutesMissing,
  orderAssignment,
  orderControl,
  deadlineOrder,
  minutesAgenda,
];
