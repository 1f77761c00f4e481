/** A rule is a value; its examples are its tests and its page. */
import type { Doc } from "../../model/document";
import type { Suppression } from "../../model/suppression";
import type { Profile } from "../../profiles/profile";
import type { Block } from "../../syntax/blocks";
import type { Edit } from "../../syntax/edits";
import type { Span } from "../../syntax/span";
import type { Config } from "../../workspace/config";
import type { Workspace } from "../../workspace/docs";

export const levels = ["error", "warning", "information", "hint"] as const;
export type Level = (typeof levels)[number];

export const groups = {
  file: "Файл",
  structure: "Структура",
  numbering: "Нумерация",
  roles: "Роли",
  terms: "Термины и сокращения",
  references: "Ссылки",
  stamps: "Грифы",
  dates: "Даты",
  lists: "Перечисления",
  signs: "Знаки и набор",
  package: "Пакет документов",
  template: "Шаблоны и пропуски",
  state: "Состояние",
  own: "Служебные",
} as const;
export type RuleGroup = keyof typeof groups;

export interface Fix {
  /** What it does, in Russian: «Исправить на 1.5». */
  readonly title: string;
  /** Edits that don't overlap. */
  readonly edits: readonly Edit[];
  /** Only offered, never applied by «fix all» or `--fix`: a person has to confirm it. */
  readonly ask?: true;
  /** Has no edits: creates a companion of the checked document. */
  readonly create?: Creation;
}

/** Parameters of `draftOf` in operations/drafts. */
export interface Creation {
  /** The new document's profile: «план», «протокол/ПОС». */
  readonly type: string;
  /** For minutes: the index of their row in the schedule. */
  readonly row?: number;
}

export interface Related extends Span {
  readonly uri?: string;
  readonly message: string;
}

/** A finding of one rule. Offsets are UTF-16 units in the document (in a block check: from the block's start). */
export interface Problem extends Span {
  /** Names the place as a person would and says in one line what is wrong. */
  readonly message: string;
  /** Instead of the rule's severity. */
  readonly severity?: Level;
  readonly related?: readonly Related[];
  /** Made when somebody asks. The first one is preferred. In a block check offsets are relative too. */
  readonly fixes?: () => readonly Fix[];
  /** The editor fades the text out. */
  readonly unnecessary?: true;
}

/** What a rule may look at beside the document. */
export interface Context {
  readonly profile: Profile | undefined;
  readonly config: Config;
  readonly workspace: Workspace;
  /** Ids of all rules. */
  readonly ruleIds: ReadonlySet<string>;
}

/** What a rule reads of one block beside its kind, marks and number, as a string to compare. */
export type Footprint = (block: Block, doc: Doc, cx: Context) => string;

/**
 * A piece of text with `<|…|>` round each expected finding (`<|>` for an empty one); `//- path` lines divide it into files,
 * the first is the one that is checked. `fixed`: the text after the first fix of every finding.
 */
interface Example {
  readonly good?: string;
  readonly bad?: string;
  readonly fixed?: string;
  /** The day by the host's clock, 2025-11-20, for rules that ask for it. */
  readonly today?: string;
  /** Not shown on the rule's page. */
  readonly hidden?: true;
}

export interface Rule {
  readonly id: string;
  readonly group: RuleGroup;
  readonly severity: Level;
  /** One line, shown in lists: «Номера идут подряд.» */
  readonly summary: string;
  /** Why it matters, with its legal or GOST basis; Markdown paragraphs. */
  readonly docs: string;
  readonly examples: readonly Example[];
  /** A rule of style: silent on the line that is being typed. */
  readonly style?: true;
  /** For YAML documents too; other rules see text documents only. */
  readonly yaml?: true;
  /** Runs on documents whose text can't be read, and on no others; the other rules never see these. */
  readonly on?: "unreadable";
  /**
   * The problem of a suppression that no finding met. Asked when all other rules have run, since only then it is known
   * which suppressions are used.
   */
  readonly unusedSuppression?: (doc: Doc, suppression: Suppression) => Problem;
  /** Reported inside of merge conflicts too, where the problems of other rules are dropped. */
  readonly inConflicts?: true;
  /** Finds problems from the block alone; results are kept with the block. Offsets are from the block's start. Not called for blank blocks. */
  readonly block?: (block: Block) => Iterable<Problem>;
  /** Finds problems from the document and others. Offsets are absolute. */
  readonly check?: (doc: Doc, cx: Context) => Iterable<Problem>;
  /**
   * What `check` reads of one block. While an edit inside a block leaves this the same, the findings elsewhere stay as they
   * were (moved by the edit) and the rule isn't run again. Without it an edit anywhere runs the rule. A function that several
   * rules share is called once for all of them. `test/properties.test.ts` holds the result against a fresh check.
   */
  readonly reads?: Footprint;
  /**
   * For a rule that compares everything with everything: derives what it keeps of `doc` from what it kept of `before`. True if
   * the problems outside of the edited blocks are the same and there are none inside.
   */
  readonly follow?: (before: Doc, doc: Doc) => boolean;
}

/** One fix with one edit. */
export const replace =
  (span: Span, insert: string, title: string): (() => readonly Fix[]) =>
  () => [{ title, edits: [{ from: span.from, to: span.to, insert }] }];
