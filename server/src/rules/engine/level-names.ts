import type { Level } from "./rule";

export const levelNames: Readonly<Record<Level, string>> = {
  error: "ошибка",
  warning: "предупреждение",
  information: "сведение",
  hint: "подсказка",
};

/** Genitive plural, as it stands before a colon and a number. */
export const levelsMany: Readonly<Record<Level, string>> = {
  error: "ошибок",
  warning: "предупреждений",
  information: "сведений",
  hint: "подсказок",
};
