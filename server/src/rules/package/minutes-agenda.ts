import type { Doc } from "../../model/document";
import { type AgendaItem, type Hearing, minutesOf } from "../../model/minutes";
import { findPersons } from "../../russian/names";
import { shortened } from "../../russian/shortened";
import { stem, words } from "../../russian/words";
import type { Problem, Rule } from "../engine/rule";

const HEAD = "---\nдокумент: протокол\n---\n\n# Протокол заседания клуба\n\n";
const AGENDA = "ПОВЕСТКА ДНЯ:\n\n1) о плане работы;\n2) о выборе секретаря.\n\n";
const FIRST = "1. СЛУШАЛИ: Орлову И.А. – о плане работы.\n\nРЕШИЛИ:\n\n1.1. Одобрить план.\n\n";
const SECOND = "2. СЛУШАЛИ: Орлову И.А. – о выборе секретаря.\n\nРЕШИЛИ:\n\n2.1. Избрать секретарём Зуева П.П.\n";

export const minutesAgenda: Rule = {
  id: "minutes-agenda",
  group: "package",
  severity: "warning",
  summary: "По каждому вопросу повестки слушали и решили, в том же порядке.",
  docs: `Протокол доказывает решение, только если видно, что вопрос был в повестке, его слушали и по нему решили. Вопрос повестки, который никто не слушал, слушание не из повестки и слушание без решения – след заседания, записанного по образцу другого. Если вопрос сняли, так и пишут: «РЕШИЛИ: перенести вопрос на следующее заседание».\n\nВопросы сопоставляются по номерам («2. СЛУШАЛИ», «По второму вопросу») и по основам слов; «Разное» слушать не обязательно.`,
  examples: [
    { good: `${HEAD}${AGENDA}${FIRST}${SECOND}` },
    {
      good: `${HEAD}Повестка дня: 1. О плане работы. 2. Разное.\n\nПо первому вопросу слушали Орлову И.А.\nРешили: одобрить план.\n`,
      hidden: true,
    },
    {
      good: `${HEAD}ПОВЕСТКА ДНЯ\n\n- О плане работы\n- Об итогах четверти\n\nСЛУШАЛИ:\n\n1. Орлову И.А., которая познакомила с мероприятиями.\n2. Зуева П.П.\n\nРЕШИЛИ:\n\n1. Одобрить план.\n2. Принять к сведению.\n`,
      hidden: true,
    },
    {
      good: `${HEAD}**Повестка дня:**\n\n1. Анализ работы школы. (Орлова И.А.)\n2. Утверждение плана.\n\n### 1. Анализ работы\n\n**Слушали:** Орлову И.А., которая представила анализ.\n\n**Решили:** принять к сведению.\n\n### 2. План работы\n\n**Слушали:** Зуева П.П. о плане работы.\n\n**Постановили:**\n\n1. Утвердить план.\n2. Довести его до коллектива.\n`,
      hidden: true,
    },
    {
      good: `${HEAD}ПОВЕСТКА ДНЯ: 1. О выборах. 2. О плане.\n\n1. По первому вопросу слушали Орлову И.А., она сообщила о выборах. Решили: избрать.\n\n2. По второму вопросу выступил Зуев П.П., который доложил о плане. Постановили: утвердить план.\n`,
      hidden: true,
    },
    {
      good: `${HEAD}Повестка дня\n\n1) Итоги взаимопосещения уроков\n2) О неделе математики\n\nСЛУШАЛИ: Орлову И.А. по первому вопросу.\n\nСЛУШАЛИ: Зуева П.П. по второму вопросу.\n\nРЕШИЛИ:\n\n1) признать итоги удовлетворительными;\n2) провести неделю математики.\n`,
      hidden: true,
    },
    { bad: `${HEAD}${AGENDA.replace("о выборе секретаря.", "<|о выборе секретаря.|>")}${FIRST}` },
    {
      bad: `${HEAD}${AGENDA}${FIRST}${SECOND}\n<|3. СЛУШАЛИ: Зуева П.П. – о конкурсе чтецов.|>\n\nРЕШИЛИ:\n\n3.1. Провести конкурс.\n`,
    },
    {
      bad: `${HEAD}${AGENDA}${FIRST}<|2. СЛУШАЛИ: Орлову И.А. – о выборе секретаря.|>\n`,
    },
    {
      bad: `${HEAD}${AGENDA}1. СЛУШАЛИ: Орлову И.А. – о выборе секретаря.\n\nРЕШИЛИ:\n\n1.1. Избрать Зуева П.П.\n\n<|2. СЛУШАЛИ: Орлову И.А. – о плане работы.|>\n\nРЕШИЛИ:\n\n2.1. Одобрить план.\n`,
    },
    {
      bad: `${HEAD}${AGENDA.replace("о выборе секретаря.", "<|о выборе секретаря.|>")}${FIRST}По второму вопросу решили: избрать секретарём Зуева П.П.\n`,
      hidden: true,
    },
  ],
  *check(doc, { profile }) {
    if (profile?.part !== "протокол") return;
    const { agenda, hearings } = minutesOf(doc);
    if (!agenda.length || !hearings.some(h => h.heard)) return;
    const items = align(agenda, hearings);
    yield* unheard(doc, agenda, hearings, items);
    yield* strangers(hearings, items);
    yield* undecided(agenda, hearings, items);
    yield* disorder(agenda, hearings, items);
  },
};

/** Items of the agenda (by index) that each hearing is about; none for a hearing that isn't on it. */
type Aligned = readonly (readonly number[])[];

function align(agenda: readonly AgendaItem[], hearings: readonly Hearing[]): Aligned {
  let last = -1;
  return hearings.map(hearing => {
    const byNumber = agenda.flatMap((item, i) => (hearing.numbers.includes(item.number) ? [i] : []));
    if (byNumber.length > 1) {
      last = byNumber.at(-1)!;
      return byNumber;
    }
    const likeness = agenda.map(item => alike(item.subject, hearing.subject));
    const best = likeness.indexOf(Math.max(...likeness));
    const expected = byNumber[0] ?? (hearing.numbers.length || last + 1 >= agenda.length ? undefined : last + 1);
    const own = expected === undefined ? 0 : likeness[expected]!;
    let found: number | undefined;
    if (likeness[best]! >= 0.5 && likeness[best]! >= own + 0.3) found = best;
    else if (expected !== undefined && !(own === 0 && contradicts(agenda[expected]!, hearing))) found = expected;
    if (found === undefined) return [];
    last = found;
    return [found];
  });
}

/** Both say in more than one word what they are about («о …»); asked when they share no word. */
const contradicts = (item: AgendaItem, { subject }: Hearing): boolean =>
  isExplicit(subject) && isExplicit(item.subject) && content(item.subject).size > 1 && content(subject).size > 1;

const isExplicit = (subject: string): boolean => /^обо?\s|^о\s/iu.test(subject);

/** Share of the shorter subject's words that the other has, 0–1. */
function alike(a: string, b: string): number {
  const [one, two] = [content(a), content(b)];
  const shorter = Math.min(one.size, two.size);
  return shorter ? [...one].filter(s => two.has(s)).length / shorter : 0;
}

const GENERIC = /^(?:вопрос|учебн|год|рассмотрен|обсужден|информац|утвержден|котор|рассказ)/;

function content(subject: string): Set<string> {
  const persons = findPersons(subject);
  return new Set(
    words(subject)
      .filter(w => w.fold.length > 2 && !GENERIC.test(w.fold) && !persons.some(p => w.from >= p.from && w.to <= p.to))
      .map(w => stem(w.fold)),
  );
}

const named = ({ number, subject }: AgendaItem) => `${number}${subject ? ` («${short(subject)}»)` : ""}`;
const short = (text: string): string => shortened(text, 50);

function* unheard(
  doc: Doc,
  agenda: readonly AgendaItem[],
  hearings: readonly Hearing[],
  items: Aligned,
): Iterable<Problem> {
  const numbered = hearings.every(h => h.numbers.length === 1) && doc.outline.points;
  const lastHeard = Math.max(...items.flat(), -1);
  for (const [i, item] of agenda.entries()) {
    if (/^(?:разное|другие вопросы|иные вопросы)/iu.test(item.subject)) continue;
    const own = hearings.filter((_, h) => items[h]!.includes(i));
    if (own.some(h => h.heard || h.spoke.length)) continue;
    const free = !hearings.some(h => h.numbers.includes(item.number));
    const end = Math.max(...hearings.map(h => h.end));
    yield {
      from: item.from,
      to: item.to,
      message: own.length
        ? `Вопрос ${named(item)} решён, но по нему никого не слушали.`
        : `Вопрос ${named(item)} есть в повестке, но его не слушали.`,
      ...(numbered && free && !own.length && i === lastHeard + 1
        ? {
            fixes: () => [
              {
                title: `Добавить слушание вопроса ${item.number}`,
                edits: [
                  {
                    from: end,
                    to: end,
                    insert: `\n\n${item.number}. СЛУШАЛИ: ____ – ${item.subject}.\n\nРЕШИЛИ:\n\n${item.number}.1. ____.`,
                  },
                ],
                ask: true as const,
              },
            ],
          }
        : {}),
    };
  }
}

function* strangers(hearings: readonly Hearing[], items: Aligned): Iterable<Problem> {
  for (const [h, { heard, numbers, subject, from, to }] of hearings.entries()) {
    if (!heard || items[h]!.length || !(numbers.length || isExplicit(subject))) continue;
    yield { from, to, message: `Слушали${subject ? ` «${short(subject)}»` : ""}, но такого вопроса в повестке нет.` };
  }
}

function* undecided(agenda: readonly AgendaItem[], hearings: readonly Hearing[], items: Aligned): Iterable<Problem> {
  const isDecided = (h: Hearing) => h.decided || h.decisions.length > 0;
  // content-missing reports minutes without any decision once.
  if (!hearings.some(isDecided)) return;
  for (const [h, hearing] of hearings.entries()) {
    if (!hearing.heard || isDecided(hearing)) continue;
    const own = items[h]!;
    const others = hearings.filter((_, o) => o !== h && items[o]!.some(i => own.includes(i)));
    if (others.some(isDecided) || (others.length && hearings.indexOf(others[0]!) < h)) continue;
    const item = own[0] === undefined ? undefined : agenda[own[0]];
    yield {
      from: hearing.from,
      to: hearing.to,
      message: `${item ? `По вопросу ${named(item)}` : "Здесь"} слушали, но решения нет.`,
    };
  }
}

function* disorder(agenda: readonly AgendaItem[], hearings: readonly Hearing[], items: Aligned): Iterable<Problem> {
  let latest = -1;
  for (const [h, { heard, from, to }] of hearings.entries()) {
    const own = items[h]!;
    if (!heard || own.length !== 1) continue;
    if (own[0]! < latest)
      yield {
        from,
        to,
        message: `Вопрос ${named(agenda[own[0]!]!)} слушали после вопроса ${agenda[latest]!.number}: порядок не тот, что в повестке.`,
      };
    latest = Math.max(latest, own[0]!);
  }
}
