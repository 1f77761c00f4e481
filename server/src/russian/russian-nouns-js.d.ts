/** The part of russian-nouns-js that we use; the package ships no types. */
declare module "russian-nouns-js" {
  namespace RussianNouns {
    type GrammaticalGender = "женский" | "мужской" | "средний" | "общий";
    interface LemmaOptions {
      text: string;
      gender?: GrammaticalGender;
      animate?: boolean;
      indeclinable?: boolean;
      pluraleTantum?: boolean;
    }
    interface Lemma {
      text(): string;
    }
    class Engine {
      decline(lemma: Lemma, grammaticalCase: string, pluralForm?: string): string[];
      pluralize(lemma: Lemma): string[];
    }
    const Gender: { FEMININE: "женский"; MASCULINE: "мужской"; NEUTER: "средний"; COMMON: "общий" };
    /** Nominative, genitive, dative, accusative, instrumental, prepositional, locative. */
    const CASES: readonly string[];
    function createLemma(options: LemmaOptions): Lemma;
    function createLemmaOrNull(options: LemmaOptions): Lemma | null;
  }
  export default RussianNouns;
}
