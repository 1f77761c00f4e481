import RussianNouns from "russian-nouns-js";
import { fold } from "./words";

export const cases = ["nom", "gen", "dat", "acc", "ins", "prep"] as const;
export type Case = (typeof cases)[number];
export type GrammaticalNumber = "sg" | "pl";
/** Gender of the word as written; a plural has none. */
export type Gender = "m" | "f" | "n" | "pl";

export interface Form {
  readonly case: Case;
  readonly number: GrammaticalNumber;
}

/** The forms of one word: for each of the twelve cells its variants, the one to print first. */
export interface Paradigm {
  readonly gender: Gender;
  readonly animate: boolean;
  /** Gender of the singular cells. */
  readonly singular: Exclude<Gender, "pl">;
  readonly cells: readonly (readonly string[])[];
}

/** The place of a form among the twelve cells of a paradigm. */
export function cellOf(form: Form): number {
  return cases.indexOf(form.case) + (form.number === "pl" ? 6 : 0);
}

/** Sets of forms are kept as twelve bits, so that agreement is one `&`. */
export function formsOf(mask: number): Form[] {
  return allForms.filter((_, cell) => mask & (1 << cell));
}
/** The twelve cells of a paradigm. */
export const allForms: readonly Form[] = (["sg", "pl"] as const).flatMap(number =>
  cases.map(name => ({ case: name, number })),
);

/** What an adjective agrees with. */
export interface Agreement {
  readonly animate?: boolean;
  readonly gender?: Exclude<Gender, "pl">;
}

/**
 * The forms of an adjective, participle or ordinal given in the nominative («старший», «обучающаяся», «рабочие»):
 * the singular of the gender asked for, or else of its own, and the plural. Undefined for anything else. Both
 * accusatives are given, the one that agrees first.
 */
export function adjectiveForms(word: string, agreement: Agreement = {}): Paradigm | undefined {
  const match = /^(\p{L}[\p{L}-]*?\p{L})(ый|ий|ой|ая|яя|ое|ее|ые|ие)(ся)?$/u.exec(word.toLowerCase());
  if (!match) return undefined;
  const [, base = "", ending = "", reflexive = ""] = match;
  const plain = fold(base + ending);
  if (!isAdjective(fold(base), ending, plain)) return undefined;
  const gender: Gender = /[ыи]е$/.test(ending) ? "pl" : /[ая]я$/.test(ending) ? "f" : /[ое]е$/.test(ending) ? "n" : "m";
  const rows = /^трет(ий|ья|ье|ьи)$/.test(plain) ? third : endings[typeOf(base, ending)];
  const own = agreement.gender ?? (gender === "pl" ? "m" : gender);
  const singular = [...rows[own]];
  if (ending === "ой" && own === "m") singular[0] = "ой";
  const written = word.slice(0, base.length);
  const spell = (suffix: string) => written + suffix + reflexive;
  const accusative = (genitive: string, nominative: string) =>
    (agreement.animate === false ? [nominative, genitive] : [genitive, nominative]).map(spell);
  const cells = [...singular, ...rows.p].map(suffix => [spell(suffix)]);
  if (own === "m") cells[3] = accusative(singular[1]!, singular[0]!);
  if (own === "f") cells[4]!.push(spell(singular[4]!.replace("й", "ю")));
  cells[9] = accusative(rows.p[1]!, rows.p[0]!);
  return { gender, animate: agreement.animate !== false, singular: own, cells };
}

/**
 * The forms of a noun given in the nominative singular or plural. Undefined where its declension can't be derived from
 * the word itself: better to leave a word as it is than to mangle it.
 */
export function nounForms(word: string): Paradigm | undefined {
  const key = word.toLowerCase();
  if (nouns.has(key)) return nouns.get(key);
  const found = declined(key);
  // The words of documents are many, their heads few: the bound is for hostile input.
  if (nouns.size >= 5_000) nouns.clear();
  nouns.set(key, found);
  return found;
}
const nouns = new Map<string, Paradigm | undefined>();

/** The singular of a word as a man's noun, in the order of `cases`: what men's surnames decline by. */
export function masculineForms(word: string): readonly string[] | undefined {
  const lemma = RussianNouns.createLemmaOrNull({ text: word.toLowerCase(), gender: genders.m, animate: true });
  return lemma ? RussianNouns.CASES.slice(0, 6).map(name => engine.decline(lemma, name)[0]!) : undefined;
}

/** Whether a noun in the nominative singular names a living being, so that its accusative is like its genitive. */
export function isAnimate(noun: string): boolean {
  const word = fold(noun).replace(/^.*-/, "");
  return animateWord.test(word) && !inanimateWord.test(word);
}
const animateWord =
  /(?:тель|арь|ник|щик|чик|ист|лог|[оеё]р|нт|рт|ач|ец|вед|граф|пед|гог|член|тик|мик|дик|ст[аы]|ица|завхоз|юрисконсульт|врач|человек|ребенок|друг|коллега|судья|сестра|няня|мать|отец|глава|сторож|тимлид|повар|староста|юноша|инвалид)$/;
const inanimateWord =
  /^(?:\p{L}*документ|элемент|\p{L}*эксперимент|регламент|контингент|инструмент|фрагмент|момент|процент|ассортимент|компонент|аргумент|фундамент|абонемент|департамент|парламент|патент|учебник|сборник|дневник|справочник|источник|ценник|праздник|понедельник|вторник|памятник|лист|концерт|стандарт|экспорт|транспорт|паспорт|отчет|показатель|двигатель|носитель|указатель|календарь|словарь|январь|инвентарь|фонарь|образец|конец|столбец|сектор|фактор|вектор|монитор|компьютер|проектор|договор|выбор|набор|отбор|сбор|обзор|надзор|разбор|прибор|номер|размер|пример|характер|параметр|диалог|каталог|пролог|эпилог|итог|спор|хор|коридор|разговор|ящик|датчик|порт|спорт|комфорт|старт|матч|мяч|ключ|семинар|товар|план|тест|текст|мост|пост|рост|тост|холст|хвост)$/u;

interface Declension {
  readonly lemma: string;
  readonly gender: "m" | "f" | "n";
  /** The word was given in the plural. */
  readonly plural: boolean;
  readonly pluralOnly: boolean;
}

function declined(key: string): Paradigm | undefined {
  if (!/^\p{Script=Cyrillic}[\p{Script=Cyrillic}-]+$/u.test(key)) return undefined;
  if (key.includes("-")) return hyphenated(key);
  const folded = fold(key);
  if (indeclinable.has(folded)) {
    const gender = folded === "врио" ? "m" : "n";
    return { gender, singular: gender, animate: gender === "m", cells: allForms.map(() => [key]) };
  }
  const table = irregular.get(folded);
  if (table)
    return {
      gender: table.gender,
      singular: table.gender,
      animate: true,
      cells: table.cells.split(" ").map(cell => [cell]),
    };
  const adjective = adjectiveForms(key);
  if (adjective) return adjective;
  const known = classify(folded);
  if (!known) return undefined;
  // The library writes ё where it may stand; a word written without it keeps to that.
  const spell = key.includes("ё") ? (form: string) => form : fold;
  const written = known.lemma === folded ? key : known.lemma;
  const animate = isAnimate(known.lemma);
  const lemma = RussianNouns.createLemmaOrNull({
    text: written,
    gender: genders[known.gender],
    animate,
    pluraleTantum: known.pluralOnly,
  });
  if (!lemma) return undefined;
  const names = RussianNouns.CASES.slice(0, 6);
  const preferred = plurals.get(known.lemma);
  const nominatives = known.pluralOnly ? [folded] : engine.pluralize(lemma).map(spell);
  if (preferred) nominatives.sort((a, b) => Number(fold(b) === preferred) - Number(fold(a) === preferred));
  const singular = names.map(name => engine.decline(lemma, name).map(spell));
  if (known.lemma === "секретарь") singular[4] = ["секретарём"];
  const plural = names.map(name => [
    ...new Set(nominatives.flatMap(form => engine.decline(lemma, name, form).map(spell))),
  ]);
  // «Сторожа» is unknown to the library, and no base for the other cases.
  if (preferred && plural[0]![0] !== preferred) plural[0]!.unshift(preferred);
  const genitive = genitivePlurals.get(known.lemma);
  if (genitive) plural[1] = [genitive];
  if (genitive && animate) plural[3] = [genitive];
  return {
    gender: known.plural ? "pl" : known.gender,
    animate,
    singular: known.gender,
    cells: [...(known.pluralOnly ? plural : singular), ...plural],
  };
}

/** «Учитель-предметник» declines in both halves, «пресс-секретарь» in the last only. */
function hyphenated(key: string): Paradigm | undefined {
  const parts = key.split("-");
  const last = nounForms(parts.at(-1)!);
  if (!last) return undefined;
  let cells = last.cells;
  for (const part of parts.slice(0, -1).reverse()) {
    const forms = fixedHalf.test(fold(part)) ? undefined : nounForms(part);
    const declines = forms && (forms.gender === "pl") === (last.gender === "pl");
    cells = cells.map((cell, index) => {
      const firsts = declines ? forms.cells[index]! : [part];
      return firsts.flatMap(first => cell.map(second => `${first}-${second}`));
    });
  }
  return { gender: last.gender, animate: last.animate, singular: last.singular, cells };
}
const fixedHalf =
  /^(?:пресс|вице|экс|веб|интернет|онлайн|бизнес|медиа|арт|мастер|обер|унтер|штаб|тест|блиц|мини|макси|чек|кейс|пост|сити|топ|тайм|фото|видео|фан|гранд|премьер|генерал|поп|рок|дизайн|лего|флеш|флэш|квест|скайп|экспресс|стенд|ток|шоу|шеф|контент|хард|софт|джаз|план)$/;

function classify(word: string): Declension | undefined {
  const as = (lemma: string, gender: "m" | "f" | "n", plural = false): Declension => ({
    lemma,
    gender,
    plural,
    pluralOnly: false,
  });
  if (pluralOnly.has(word)) return { lemma: word, gender: "m", plural: true, pluralOnly: true };
  const singular = singulars.get(word);
  if (singular) return { ...(classify(singular) ?? as(singular, "m")), plural: true };
  // Oblique forms look like nouns of their own; none of these endings closes a nominative we meet.
  if (looksOblique(word)) return undefined;
  const plural = pluralOf(word);
  if (plural) return { ...plural, plural: true };
  if (/мя$/.test(word)) return as(word, "n");
  if (/[ая]$/.test(word)) return as(word, "f");
  if (/(?:ие|ье|[^аеиоуыэюя][ое]|[жшчщц]е)$/.test(word)) return as(word, "n");
  if (/ь$/.test(word)) return as(word, masculineSoft.test(word) ? "m" : "f");
  if (/[бвгджзйклмнпрстфхцчшщ]$/.test(word)) return as(word, "m");
  return undefined;
}

/** Endings that no nominative of a document's heads has, but for a few words. */
export function looksOblique(word: string): boolean {
  return oblique.test(word) && !straight.test(word);
}
const oblique = /(?:[ое]го|[ое]му|[аяыи]ми|[аяыи]х|[аяыиое]м|[ое]в|[ое]й|[ое]ю|у|ю|ся)$/;
const straight =
  /^(?:дом|детдом|диплом|альбом|том|(?:проф|мест|ис|рай|гор|орг)п?о?ком|прием|объем|подъем|наем|симптом|музей|лицей|юбилей|казначей|герой|строй|слой|остров|отдых|жюри|интервью|меню|храм|режим)$/;
const masculineSoft =
  /(?:тель|арь|день|пень|вень|перечень|июнь|июль|апрель|февраль|ябрь|контроль|портфель|профиль|стиль|лагерь|гость|дождь|путь|рубль|ноль|нуль|автомобиль|спектакль|ансамбль|вихрь|парень|стержень|корень|ремень|ливень|вестибюль|пароль|отель|модуль|фестиваль|медведь|тополь|учитель|кремль|журавль|полдень|зять|князь|конь|уголь)$/;

/** Nominative plurals whose shape gives their singular. */
function pluralOf(word: string): Declension | undefined {
  const as = (lemma: string, gender: "m" | "f" | "n"): Declension => ({
    lemma,
    gender,
    plural: true,
    pluralOnly: false,
  });
  const cut = (units: number, tail = "") => word.slice(0, word.length - units) + tail;
  if (/(?:ния|тия|вия|лия|чия|щия)$/.test(word) && !feminineIya.test(word)) return as(cut(1, "е"), "n");
  if (/ства$/.test(word)) return as(cut(1, "о"), "n");
  if (/ии$/.test(word))
    return /(?:рии|нарии)$/.test(word) && masculineIi.test(word) ? as(cut(1, "й"), "m") : as(cut(1, "я"), "f");
  if (/[оеё]сти$/.test(word)) return as(cut(1, "ь"), "f");
  if (/(?:тели|ари)$/.test(word)) return as(cut(1, "ь"), "m");
  if (/(?:ники|щики|чики|тики|фики|оги|ачи)$/.test(word)) return as(cut(1), "m");
  if (/(?:ицы)$/.test(word)) return as(cut(1, "а"), "f");
  if (
    /(?:исты|анты|енты|[^ф]оры|еры|ерты|графы|лены|еды|еты|аты|ивы|урсы|роки|инары)$/.test(word) &&
    !/(?:анкеты|конфеты|ракеты|палаты|утраты|оплаты|зарплаты|опоры|меры|сферы|манеры|премьеры|кафедры|карьеры|перемены|победы|беседы)$/.test(
      word,
    )
  )
    return as(cut(1), "m");
  return undefined;
}
const feminineIya =
  /(?:компания|кампания|линия|церемония|гармония|мания|партия|гарантия|терапия|россия|станция|династия|авария|акватория|фония|логия|мелодия|гимназия|агония|олимпия|италия|англия|хрестоматия|симпатия|конституция|ния́|амнистия|епархия|стихия|филия|комедия|химия|филармония|пневмония|станция|дисциплина|лилия|фамилия|революция|эволюция)$/;
const masculineIi = /(?:критерии|комментарии|сценарии|санатории|лектории|планетарии)$/;

type AdjectiveType = "hard" | "velar" | "sibilant" | "stressed" | "soft";
const row = (text: string) => text.split(" ");
const endings: Record<AdjectiveType, Record<"m" | "f" | "n" | "p", readonly string[]>> = {
  hard: table("ый ого ому ого ым ом", "ая ой ой ую ой ой", "ое ого ому ое ым ом", "ые ых ым ых ыми ых"),
  velar: table("ий ого ому ого им ом", "ая ой ой ую ой ой", "ое ого ому ое им ом", "ие их им их ими их"),
  sibilant: table("ий его ему его им ем", "ая ей ей ую ей ей", "ее его ему ее им ем", "ие их им их ими их"),
  // «Большой», «чужой»: the stress on the ending keeps о after a sibilant.
  stressed: table("ой ого ому ого им ом", "ая ой ой ую ой ой", "ое ого ому ое им ом", "ие их им их ими их"),
  soft: table("ий его ему его им ем", "яя ей ей юю ей ей", "ее его ему ее им ем", "ие их им их ими их"),
};
const third = table(
  "ий ьего ьему ьего ьим ьем",
  "ья ьей ьей ью ьей ьей",
  "ье ьего ьему ье ьим ьем",
  "ьи ьих ьим ьих ьими ьих",
);

function table(m: string, f: string, n: string, p: string) {
  return { m: row(m), f: row(f), n: row(n), p: row(p) };
}

function typeOf(base: string, ending: string): AdjectiveType {
  if (/(?:больш|чуж)$/.test(base) && !/[ие]е$|ий$/.test(ending)) return "stressed";
  if (/[гкх]$/.test(base)) return "velar";
  if (/[жшчщ]$/.test(base)) return "sibilant";
  return ending === "яя" || ending === "ее" || ending === "ий" || ending === "ие" ? "soft" : "hard";
}

/** Nouns that end like adjectives are recognised by the letter before the ending, the rest by a list. */
function isAdjective(base: string, ending: string, plain: string): boolean {
  if (base.length < 2 || nounsLikeAdjectives.test(plain)) return false;
  switch (ending) {
    case "ий":
      return /[гкхжшчщ]$/.test(base) || (/н$/.test(base) && !/(?:ге|алюми)н$/.test(base)) || base === "трет";
    case "ие":
      return (
        (/[гкхжшчщ]$/.test(base) && !/(?:налич|различ|отлич|велич|оруж|приграж|мноч)$/.test(base)) || softN.test(base)
      );
    case "ее":
      return /[жшчщ]$/.test(base) || softN.test(base);
    case "яя":
      return softN.test(base);
    case "ой":
      return stressedBase.test(base);
    default:
      return true;
  }
}
const softN =
  /(?:послед|сред|внутрен|внеш|домаш|нынеш|край|верх|ниж|перед|зад|ран|позд|сосед|лет|зим|осен|весен|вечер|утрен|сегодняш|завтраш|здеш|тепереш|искрен|сторон|древ|дав|даль)н$|син$/;
const stressedBase =
  /(?:^так|^как|^никак|втор|шест|седьм|восьм|друг|люб|больш|чуж|основн|мастеров|рядов|годов|цехов|полов|речев|игров|трудов|правов|нулев|делов|больн|родн|передов|целев|звуков|группов|сквозн|жив|молод|прост|пуст|выходн|проходн|часов|кругов|силов|языков|бытов|вводн|городск|краев|войсков|жил|складск|заводск|морск|мужск)$/;
const nounsLikeAdjectives =
  /^(?:гений|критерий|герой|покой|строй|случай|стая|свая|шея|аллея|идея|змея|фея|струя|чешуя|здоровье|тройник|устой|бой|слой|простой|конвой|отстой|застой)$/;

const genders = {
  m: RussianNouns.Gender.MASCULINE,
  f: RussianNouns.Gender.FEMININE,
  n: RussianNouns.Gender.NEUTER,
} as const;
const engine = new RussianNouns.Engine();

const indeclinable = new Set(
  row(
    "врио жюри бюро фото видео кино радио метро кофе меню резюме досье портфолио шоу пальто кафе интервью табло депо евро ноу-хау и.о",
  ),
);
const pluralOnly = new Set(row("выборы каникулы деньги сутки кадры финансы"));
/** Plurals by lemma where several are formed and the library's first is not the one of documents. */
const plurals: ReadonlyMap<string, string> = new Map(
  Object.entries({
    учитель: "учителя",
    сторож: "сторожа",
    инструктор: "инструкторы",
    инспектор: "инспекторы",
    профессор: "профессора",
    директор: "директора",
    человек: "люди",
  }),
);
const genitivePlurals: ReadonlyMap<string, string> = new Map(
  Object.entries({
    семья: "семей",
    судья: "судей",
    статья: "статей",
    скамья: "скамей",
  }),
);
/** Plurals whose shape doesn't give their singular. */
const singulars: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...pairs(
      "учителя:учитель директора:директор мастера:мастер доктора:доктор профессора:профессор повара:повар сторожа:сторож",
    ),
    ...pairs(
      "тренера:тренер дети:ребенок люди:человек друзья:друг права:право правила:правило дела:дело лица:лицо места:место",
    ),
    ...pairs("слова:слово меры:мера нормы:норма формы:форма группы:группа школы:школа команды:команда службы:служба"),
    ...pairs(
      "кафедры:кафедра работы:работа сроки:срок цели:цель задачи:задача основы:основа принципы:принцип итоги:итог",
    ),
    ...pairs("классы:класс программы:программа планы:план системы:система органы:орган встречи:встреча услуги:услуга"),
    ...pairs(
      "виды:вид способы:способ методы:метод психологи:психолог педагоги:педагог врачи:врач порядки:порядок доходы:доход",
    ),
    ...pairs(
      "расходы:расход взносы:взнос вопросы:вопрос заседания:заседание отделы:отдел центры:центр клубы:клуб союзы:союз",
    ),
    ...pairs(
      "требования:требование дни:день часы:час оценки:оценка отметки:отметка сотрудники:сотрудник семьи:семья судьи:судья",
    ),
    ...pairs(
      "кружки:кружок секции:секция проекты:проект документы:документ договоры:договор экзамены:экзамен конкурсы:конкурс",
    ),
    ...pairs(
      "олимпиады:олимпиада выходы:выход зачеты:зачет отчеты:отчет приказы:приказ протоколы:протокол графики:график",
    ),
    ...pairs(
      "инвалиды:инвалид уроки:урок лекции:лекция материалы:материал ресурсы:ресурс фонды:фонд архивы:архив классики:классик",
    ),
  }),
);
const irregular: ReadonlyMap<string, { gender: "m" | "f"; cells: string }> = new Map(
  Object.entries({
    мать: {
      gender: "f",
      cells: "мать матери матери мать матерью матери матери матерей матерям матерей матерями матерях",
    },
    дочь: {
      gender: "f",
      cells: "дочь дочери дочери дочь дочерью дочери дочери дочерей дочерям дочерей дочерями дочерях",
    },
    юноша: { gender: "m", cells: "юноша юноши юноше юношу юношей юноше юноши юношей юношам юношей юношами юношах" },
  }),
);

function pairs(text: string): Record<string, string> {
  return Object.fromEntries(row(text).map(pair => pair.split(":") as [string, string]));
}
