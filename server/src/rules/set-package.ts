import { deadlineOrder } from "./deadline-order";
import { minutesAgenda } from "./minutes-agenda";
import { minutesMissing } from "./minutes-missing";
import { orderAssignment } from "./order-assignment";
import { orderControl } from "./order-control";
import { periodMismatch } from "./period-mismatch";
import { planDate } from "./plan-date";
import { minutesNumber } from "./minutes-number";
import { orderAssignment } from "./order-assignment";
import { orderControl } from "./order-control";
import { orderNumberMismatch } from "./order-number-mismatch";
import { personRole } from "./person-role";
import { personUnknown } from "./person-unknown";
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
  orderAssignment,
  orderControl,
  orderNumberMismatch,
  deadlineOrder,
  minutesAgenda,
  minutesNumber,
  personUnknown,
  personRole,
];
