import { deadlineOrder } from "./deadline-order";
import { minutesAgenda } from "./minutes-agenda";
import { orderAssignment } from "./order-assignment";
import { orderControl } from "./order-control";
import type { Rule } from "./rule";

export const packages: readonly Rule[] = [orderAssignment, orderControl, deadlineOrder, minutesAgenda];
