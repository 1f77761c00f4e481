/** The value of a Roman number written in full (I–MMMCMXCIX); Cyrillic look-alikes («ХV») are read too. */
export function romanValue(text: string): number | undefined {
  const latin = text.toUpperCase().replace(/[ІХСМ]/g, letter => ({ І: "I", Х: "X", С: "C", М: "M" })[letter]!);
  if (!/^(?=.)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(latin)) return undefined;
  let value = 0;
  let before = 0;
  for (const letter of [...latin].reverse()) {
    const digit = romanDigits[letter]!;
    value += digit < before ? -digit : digit;
    before = Math.max(before, digit);
  }
  return value;
}

/** A number of 1–3999 in Roman figures. */
export function roman(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 3999) throw new RangeError(`No Roman number for ${value}`);
  let rest = value;
  let text = "";
  for (const [figure, worth] of romanSteps) {
    for (; rest >= worth; rest -= worth) text += figure;
  }
  return text;
}

/** «Одного», «двумя», «четырёх», «двадцати»: 1–20 in any case; the word is folded. */
export function numberWord(folded: string): number | undefined {
  return cardinals.get(folded);
}

/** «Первой», «третьего», «десятый»: 1–20 in any case and gender; the word is folded. */
export function ordinalWord(folded: string): number | undefined {
  const match =
    /^(\p{L}+?)(?:ый|ий|ой|ая|ое|ые|[оь]?его|ого|[ь]?ему|ому|ым|[ь]им|ых|[ь]их|ыми|[ь]ими|ом|[ь]ем|[ь]ей|ую|ь[яюеи])$/u.exec(
      folded,
    );
  const index = match ? ordinals.indexOf(match[1]!) : -1;
  return index < 0 ? undefined : index + 1;
}

const romanDigits: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
const romanSteps = Object.entries({
  M: 1000,
  CM: 900,
  D: 500,
  CD: 400,
  C: 100,
  XC: 90,
  L: 50,
  XL: 40,
  X: 10,
  IX: 9,
  V: 5,
  IV: 4,
  I: 1,
});

/** Forms of 1–4; the rest decline like «пять» and «восемь». */
const irregular = [
  "один одна одно одни одного одной одному одну одним одном одною одних одними",
  "два две двух двум двумя",
  "три трех трем тремя",
  "четыре четырех четырем четырьмя",
];
const regular =
  "пят шест сем восем девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат";
const cardinals: ReadonlyMap<string, number> = new Map([
  ...irregular.flatMap((forms, index) => forms.split(" ").map(form => [form, index + 1] as const)),
  ...regular
    .split(" ")
    .flatMap((base, index) =>
      ["ь", "и", "ью"].map(
        ending => [(base === "восем" && ending === "и" ? "восьм" : base) + ending, index + 5] as const,
      ),
    ),
]);
const ordinals =
  "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат".split(
    " ",
  );
