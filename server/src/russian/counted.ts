/** A number with its noun: «1 мероприятие», «3 мероприятия», «5 мероприятий». */
export type NounForms = readonly [one: string, few: string, many: string];

const rules = new Intl.PluralRules("ru");

export function counted(n: number, [one, few, many]: NounForms): string {
  const category = rules.select(n);
  return `${n} ${category === "one" ? one : category === "few" ? few : many}`;
}
