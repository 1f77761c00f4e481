/**
 * Custom requests between the server and its client: types and method names only.
 * Everything else is standard LSP, so that other editors get it.
 */

/** Sent by the client in `initializationOptions`. All keys may be absent (other editors). */
export interface ClientOptions {
  /** Folder of the rule pages, with a trailing slash; `RULE.md` is appended for `codeDescription.href`. */
  readonly rulePages?: string;
  /** The client answers {@link ReadFile} and {@link ListFiles}: virtual file systems and the web host. */
  readonly clientFiles?: boolean;
  /** The client runs the `reglament.*` client commands that code actions name ({@link ClientCommands}). */
  readonly clientCommands?: boolean;
}

/** server → client: text of a file as raw bytes in base64, or null when it isn't there. Params: `{ uri }`. */
export const ReadFile = "reglament/readFile";
/** server → client: URIs of all `*.reg.md`, `*.reg.yaml` and `reglament.yaml` of the workspace. No params. */
export const ListFiles = "reglament/listFiles";

/** client → server, notification: the line where the user is writing. Params {@link CursorParams}. Findings of style wait until it is left. */
export const Cursor = "reglament/cursor";
export interface CursorParams {
  readonly uri: string;
  readonly line: number;
}

/** client → server: the printed page of a document. Params: {@link PreviewParams}, result {@link PreviewResult} | null. */
export const Preview = "reglament/preview";
export interface PreviewParams {
  readonly uri: string;
}
/** One top-level piece of the page. `html` is fully escaped; `id` is stable while the text of the block is. */
export interface PreviewBlock {
  readonly id: string;
  readonly html: string;
  /** Zero-based source line of the block's first character; -1 when it is not in the text (a stamp from the header has its header line). */
  readonly line: number;
  /** Zero-based last source line of the block. */
  readonly endLine: number;
}
export interface PreviewFinding {
  readonly line: number;
  readonly rule: string;
  readonly severity: 1 | 2 | 3 | 4;
  readonly message: string;
}
export interface PreviewResult {
  readonly title: string;
  readonly version: number;
  readonly blocks: readonly PreviewBlock[];
  readonly findings: readonly PreviewFinding[];
}

/** client → server: kinds of document that "new document" offers. Result {@link DocumentType}[]. */
export const DocumentTypes = "reglament/documentTypes";
export interface DocumentType {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  /** File ending with its dot: `.reg.md` or `.reg.yaml`. */
  readonly extension: string;
  /** What the title input box shows, e.g. «о профессиональном обучающемся сообществе». */
  readonly titleHint: string;
}
/** client → server: text of a new document. Params {@link NewDocumentParams}, result {@link NewDocumentResult}. */
export const NewDocument = "reglament/newDocument";
export interface NewDocumentParams {
  readonly type: string;
  readonly title: string;
  /** Folder the file will be in: its `reglament.yaml` is used. */
  readonly folder: string;
}
export interface NewDocumentResult {
  readonly fileName: string;
  readonly text: string;
}

/** client → server: what the package of a document can be given. Params `{ uri }`, result {@link CompanionOffer}[], what it lacks first. */
export const Companions = "reglament/companions";
export interface CompanionOffer {
  /** The document it is made from: goes into {@link CompanionParams}. */
  readonly uri: string;
  readonly type: string;
  /** Of minutes: index of the schedule's row. */
  readonly row?: number;
  readonly label: string;
  readonly detail: string;
  readonly missing: boolean;
}
/** client → server: text of a companion. Params {@link CompanionParams}, result {@link CompanionResult} | null. */
export const Companion = "reglament/companion";
export interface CompanionParams {
  readonly uri: string;
  /** Id of a document type: «план», «протокол/ПОС». */
  readonly type: string;
  readonly row?: number;
}
export interface CompanionResult {
  /** URI of the folder without the last slash. */
  readonly folder: string;
  readonly fileName: string;
  readonly text: string;
  /** The regulation that this order approves and that doesn't name it yet: {@link ApprovalEdit}. */
  readonly approves?: string;
}
/** client → server: edit that names the order in a regulation's header. Params {@link ApprovalEditParams}, result WorkspaceEdit | null. */
export const ApprovalEdit = "reglament/approvalEdit";
export interface ApprovalEditParams {
  readonly uri: string;
  /** Path of the order from the regulation. */
  readonly order: string;
}

/**
 * client → server: meetings and terms of a document's package as an iCalendar file; of a table document its own only.
 * Params {@link CalendarParams}, result {@link CalendarResult} | null when there are none.
 */
export const CalendarFile = "reglament/calendarFile";
export interface CalendarParams {
  readonly uri: string;
  /** The moment of the export, ISO 8601. */
  readonly stamp: string;
}
export interface CalendarResult {
  readonly fileName: string;
  readonly text: string;
  readonly events: number;
}

/** client → server: all number edits of a document and of the references to it. Params `{ uri }`; result WorkspaceEdit | { refused: string }. */
export const Renumber = "reglament/renumber";

/** Client commands that code actions name. */
export const ClientCommands = {
  /** [uri, line (zero-based), rule]: asks the reason and inserts the suppression. */
  ignore: "reglament.ignore",
  /** [uri, rule]: asks the level and edits the nearest reglament.yaml. */
  changeLevel: "reglament.changeLevel",
  /** [rule]: shows the rule's page. */
  explainRule: "reglament.explainRule",
  /** [uri?, type?, row?]: makes a companion of the document's package and opens it; asks for what isn't given. */
  createCompanion: "reglament.createCompanion",
} as const;

/** client → server: edit that hides the findings of a rule at a position. Result WorkspaceEdit. */
export const IgnoreEdit = "reglament/ignoreEdit";
export interface IgnoreParams {
  readonly uri: string;
  /** Where the finding starts; zero-based, UTF-16. */
  readonly line: number;
  readonly character: number;
  readonly rule: string;
  readonly reason: string;
}
/** client → server: edit that sets a rule's level in the nearest reglament.yaml (made if absent). Params `{ uri, rule, level }`; result WorkspaceEdit. */
export const LevelEdit = "reglament/levelEdit";
