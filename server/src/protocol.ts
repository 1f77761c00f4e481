/**
 * Custom requests between the server and its client: types and method names only.
 * Everything else is standard LSP, so that other editors get it.
 */

import type { CompanionOffer, Draft } from "./operations/drafts/drafts";
import type { ClauseOperation } from "./operations/numbering/operation-list";
import type { Level } from "./rules/engine/rule";

export { type ClauseOperation, clauseOperations } from "./operations/numbering/operation-list";
export type { CompanionOffer, Draft, Level };

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

/** The printed page, the timeline of a plan, the matrix of tasks, the calendar of meetings. */
export type PreviewView = "page" | "timeline" | "matrix" | "meetings";

/**
 * One top-level piece of the page or picture. `html` is fully escaped; `id` is stable while the text of the block is.
 * Elements in it that lead elsewhere have `data-line` (zero-based) and, for another document, `data-uri`.
 */
export interface PreviewBlock {
  readonly id: string;
  readonly html: string;
  /** Zero-based source line of the block's first character; -1 when it is not in the text (a stamp from the header has its header line) and for pictures. */
  readonly line: number;
  /** Zero-based last source line of the block. */
  readonly endLine: number;
}

/** client → server: a view of a document. Params: {@link PreviewParams}, result {@link PreviewResult} | null. */
export const Preview = "reglament/preview";
export interface PreviewParams {
  readonly uri: string;
  /** The page when absent, or when the document has no such view. */
  readonly view?: PreviewView;
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
  /** What `blocks` show. */
  readonly view: PreviewView;
  /** What the document can show. */
  readonly views: readonly PreviewView[];
  readonly blocks: readonly PreviewBlock[];
  /** Of the page; a picture has none. */
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
/** client → server: text of a companion. Params {@link CompanionParams}, result {@link Draft} | null; its `approves` goes into {@link ApprovalEdit}. */
export const Companion = "reglament/companion";
export interface CompanionParams {
  readonly uri: string;
  /** Id of a document type: «план», «протокол/ПОС». */
  readonly type: string;
  readonly row?: number;
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

/** client → server: the packages of the workspace, by label. No params, result {@link PackageNode}[]. */
export const Packages = "reglament/packages";
export interface PackageNode {
  /** URI of its main document. */
  readonly id: string;
  readonly title: string;
  /** The title with the abbreviations of its header: «Положение о ПОС». */
  readonly label: string;
  /** URI of the main document's folder. */
  readonly folder: string;
  /** Documents of other packages lie in the folder too. */
  readonly shared: boolean;
  /** Number of its documents. */
  readonly count: number;
}

/** client → server: what is in the package of a document. Params {@link PackageParams}, result {@link PackageResult} | null. */
export const PackageDocuments = "reglament/packageDocuments";
export interface PackageParams {
  /** Any document of the package. */
  readonly uri: string;
}
export interface PackageResult {
  readonly id: string;
  readonly documents: readonly DocumentNode[];
  readonly missing: readonly MissingNode[];
}
export interface DocumentNode {
  readonly uri: string;
  /** «Приказ № 118», «План»; the file's name when it doesn't say what it is. */
  readonly label: string;
  readonly title: string;
  /** What it is to its package (`часть пакета` of its profile). */
  readonly part: string | undefined;
  /** Absent when the document says nothing of itself. */
  readonly state: string | undefined;
  /** «утверждено приказом от 29.08.2025 № 118», «от 29.08.2025 № 118». */
  readonly approval: string | undefined;
  readonly findings: FindingCounts;
}
export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly informations: number;
}
/** A document that the regulation promises and nobody has written. */
export interface MissingNode {
  /** The regulation. */
  readonly regulation: string;
  readonly type: string;
  readonly label: string;
}

/** server → client, notification: what {@link Packages} or {@link PackageDocuments} answered looks different now. */
export const PackagesChanged = "reglament/packagesChanged";
export interface PackagesChangedParams {
  /** The list of packages itself. */
  readonly list: boolean;
  /** Packages that were asked for and whose documents look different. */
  readonly ids: readonly string[];
}

/** client → server: what is left before signing, as Markdown. Params {@link ReadyToSignParams}, result {@link ReadyToSignResult} | null. */
export const ReadyToSign = "reglament/readyToSign";
export interface ReadyToSignParams {
  readonly uri: string;
  readonly scope: "document" | "package";
  /** URI of the folder that links are written from, as `/path#L12`; without it places have no links. */
  readonly root: string | undefined;
}
export interface ReadyToSignResult {
  readonly markdown: string;
}

/** client → server: findings as a reviewer's remarks. Params {@link RemarksParams}, result {@link Remark}[], by file and place. */
export const Remarks = "reglament/remarks";
export interface RemarksParams {
  /** One document; the workspace when absent. */
  readonly uri?: string;
  /** Only these levels; all when absent. */
  readonly levels?: readonly Level[];
  /** Ids of the only rules wanted; all when absent. */
  readonly rules?: readonly string[];
}
export interface Remark {
  readonly uri: string;
  /** Where it starts; zero-based, UTF-16. */
  readonly line: number;
  readonly character: number;
  /** «п. 2.3», «прил. 1, разд. 2», «строка 4», «шапка». The page is not known to the text. */
  readonly place: string;
  readonly message: string;
  readonly level: Level;
  readonly rule: string;
}
/** client → server: the remarks as a page of Markdown with a table. Params {@link RemarksPageParams}, result string. */
export const RemarksPage = "reglament/remarksPage";
export interface RemarksPageParams extends RemarksParams {
  /** URI of the folder that files are named from. */
  readonly root?: string;
  /** Places are links, `/path#L12` from the root. */
  readonly links: boolean;
}

/** client → server: answers when the files of the workspace are read. No params, no result. */
export const Ready = "reglament/ready";

/** client → server: all number edits of a document and of the references to it. Params `{ uri }`; result WorkspaceEdit | { refused: string }. */
export const Renumber = "reglament/renumber";

/** Client commands that code actions and lenses name. */
export const ClientCommands = {
  /** [uri, line (zero-based), rule]: asks the reason and inserts the suppression. */
  ignore: "reglament.ignore",
  /** [uri, rule]: asks the level and edits the nearest reglament.yaml. */
  changeLevel: "reglament.changeLevel",
  /** [rule]: shows the rule's page. */
  explainRule: "reglament.explainRule",
  /** [uri?, type?, row?]: makes a companion of the document's package and opens it; asks for what isn't given. */
  createCompanion: "reglament.createCompanion",
  /** [uri, range]: puts the cursor there, after the edit of an action. */
  select: "reglament.select",
  /** [uri, position, locations] in terms of LSP: shows the places that a lens counts. */
  showPlaces: "reglament.showPlaces",
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

interface WirePosition {
  readonly line: number;
  readonly character: number;
}
/** A place of a document in the version that the client sees: the server answers null when it knows another one. */
export interface PlaceParams {
  readonly uri: string;
  readonly version: number;
  readonly position: WirePosition;
}

/** client → server: what an operation changes. Params {@link ClauseEditParams}; result {@link ClauseEditResult} | `{ refused }`. */
export const ClauseEdit = "reglament/clauseEdit";
export interface ClauseEditParams {
  readonly uri: string;
  readonly position: WirePosition;
  readonly operation: ClauseOperation;
}
/**
 * client → server: Enter has broken a line. Params {@link OnEnterParams}; result {@link ClauseEditResult} with the number of
 * the new line, or null: it gets none.
 */
export const OnEnter = "reglament/onEnter";
/** `position`: where the new line begins. */
export interface OnEnterParams extends PlaceParams {
  /** Lines typed since, the new one included; 1 when absent. */
  readonly lines?: number;
}
/** client → server: Tab (`demote`) or Shift+Tab (`promote`) was pressed. Params {@link OnTabParams}; result {@link ClauseEditResult}, or null: do what the key does. */
export const OnTab = "reglament/onTab";
export interface OnTabParams extends PlaceParams {
  readonly operation: "demote" | "promote";
}
/** `Edit`: a WorkspaceEdit. `selection`: where the cursor belongs after it. */
export interface ClauseEditResult<Edit> {
  readonly edit: Edit;
  readonly selection: { readonly start: WirePosition; readonly end: WirePosition };
}

/** client → server: the formal address of a place in every case. Params {@link AddressParams}; result {@link AddressForm}[]. */
export const Address = "reglament/address";
export interface AddressParams {
  readonly uri: string;
  readonly position: WirePosition;
}
export interface AddressForm {
  /** The case and its question. */
  readonly label: string;
  readonly text: string;
}

/** client → server: the clipboard as clauses of the place. Params {@link PasteParams}; result {@link PasteResult}, or null: as it is. */
export const Paste = "reglament/paste";
export interface PasteParams {
  readonly uri: string;
  /** What the text replaces. */
  readonly range: { readonly start: WirePosition; readonly end: WirePosition };
  readonly html?: string;
  readonly text: string;
}
/** `edit`: a WorkspaceEdit of the numbers behind the place and of references, in the text before the paste. */
export interface PasteResult<Edit> {
  readonly text: string;
  readonly edit: Edit;
}
