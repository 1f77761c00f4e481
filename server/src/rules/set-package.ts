import { cellEmpty } from "./cell-empty";
import { deadlineOrder } from "./deadline-order";
import { minutesAgenda } from "./minutes-agenda";
import { minutesMissing } from "./minutes-missing";
import { minutesNumber } from "./minutes-number";
import { orderAssignment } from "./order-assignment";
import { orderControl } from "./order-control";
import { orderNumberMismatch } from "./order-number-mismatch";
import { packageMissing } from "./package-missing";
import { periodMismatch } from "./period-mismatch";
import { personRole } from "./person-role";
import { personUnknown } from "./person-unknown";
import { planDate } from "./plan-date";
import { planResponsible } from "./plan-responsible";
import { planTaskUncovered } from "./plan-task-uncovered";
import { planTaskUnknown } from "./plan-task-unknown";
import { reportUncovered } from "./report-uncovered";
import type { Rule } from "./rule";
import { scheduleFrequency } from "./schedule-frequency";

export const packages: readonly Rule[] = [
  planDate,
  periodMismatch,
  scheduleFrequency,
  minutesMissing,
  packageMissing,
  planTaskUnknown,
  planTaskUncovered,
  planResponsible,
  cellEmpty,
  reportUncovered,
  orderAssignment,
  orderControl,
  deadlineOrder,
  minutesAgenda,
  orderNumberMismatch,
  minutesNumber,
  personUnknown,
  personRole,
];
