import { deadlineOrder } from "./deadline-order";
import { minutesAgenda } from "./minutes-agenda";
import { orderControl } from "./order-control";
import type { Rule } from "./rule";

export const packages: readonly Rule[] = [orderControl, deadlineOrder, minutesAgenda];
