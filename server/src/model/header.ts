/** The YAML header of a text document as typed facts with ranges. Facts only: rules decide whether they suffice. */
import { type CalendarDate, parseDate } from "../russian/dates";
import { type Block, headerStart, isClosedHeader, ofBlock } from "../syntax/blocks";
import type { Span } from "../syntax/span";
import { keyRangeOf, rangeOf, readYaml, type Yaml, type YamlPath } from "../syntax/yaml";
import { headerSchema, type StampKind, type State, stampKinds, states } from "./header-schema";
import { type HeaderProblem, schemaProblems } from "./schema";
import { list, record, some, str } from "./values";

export interface ActNumber {
  readonly number?: string;
  readonly date?: string;
  /** What `date` says, if there is such a day. */
  readonly day?: CalendarDate;
  readonly place?: string;
}
export interface Stamp extends Span {
  readonly kind: StampKind;
  readonly body?: string;
  readonly post?: string;
  readonly person?: string;
  readonly minutes?: ActNumber;
  readonly order?: ActNumber;
  readonly date?: string;
  /** What `date` says, if there is such a day. */
  readonly day?: CalendarDate;
  /** Index in `грифы`, for ranges of its keys. */
  readonly index: number;
}
export interface RoleDeclaration extends Span {
  readonly name: string;
  /** How the role comes to be, as written: «назначается приказом директора (п. 2.2)». */
  readonly procedure?: string;
  readonly synonyms: readonly string[];
  readonly clause?: string;
}
interface TermDeclaration extends Span {
  readonly short: string;
  readonly full: string;
}

export interface Header {
  /** undefined when the document has no header. */
  readonly yaml: Yaml | undefined;
  /** End of the header block in the text; 0 without one. */
  readonly end: number;
  readonly closed: boolean;
  readonly problems: readonly HeaderProblem[];
  readonly type?: string;
  readonly profile?: string;
  /** `проект` when nothing is said. */
  readonly state: State;
  readonly approvedBy?: string;
  readonly appendixTo?: string;
  readonly basis?: string;
  readonly stamps: readonly Stamp[];
  readonly terms: readonly TermDeclaration[];
  readonly roles: readonly RoleDeclaration[];
  readonly documentation: readonly string[];
  readonly meetings?: string;
  readonly organisation?: Organisation;
  readonly signature?: { readonly post?: string; readonly person?: string };
  readonly registration?: ActNumber;
  readonly assignments: readonly { readonly role: string; readonly person: string }[];
  readonly roster: readonly string[];
  readonly chair?: string;
  readonly secretary?: string;
  readonly present: readonly string[];
  readonly schoolYear?: string;
  readonly title?: string;
}
export interface Organisation {
  readonly full?: string;
  readonly short?: string;
  readonly city?: string;
  readonly founder?: string;
  readonly headPost?: string;
  readonly headPerson?: string;
}

/** Reads a header block; `undefined` gives the facts of a document without a header. Ranges are offsets in the document. */
export function readHeader(block: Block | undefined): Header {
  return block?.kind === "header" ? headerIn(block) : headerOf(undefined, 0, true);
}

const headerIn = ofBlock((block: Block): Header => {
  const open = headerStart(block);
  const start = block.text.indexOf("\n", open) + 1;
  const closed = isClosedHeader(block);
  const end = closed ? block.text.replace(/\r?\n?$/, "").lastIndexOf("\n") + 1 : block.text.length;
  const yaml = readYaml(block.text.slice(start, end), start);
  const bom = block.text.startsWith("\ufeff") ? 1 : 0;
  const own: HeaderProblem[] = [];
  if (!closed)
    own.push({ from: open, to: open + 3, message: "Шапка не закрыта: после последнего ключа нужна строка «---»." });
  if (open > bom)
    own.push({
      from: open,
      to: open + 3,
      message: "Над шапкой пустые строки: она начинается с первой строки файла, иначе другие программы её не узнают.",
      fix: { from: bom, to: open, insert: "", title: "Убрать пустые строки" },
    });
  const problems = [...own, ...yaml.problems, ...(closed ? schemaProblems(yaml, headerSchema) : [])];
  return { ...headerOf(yaml, block.text.length, closed), problems };
});

/** What YAML says of its document, in a header or in a table document; its schema is checked elsewhere. */
export function headerOf(yaml: Yaml | undefined, end: number, closed: boolean): Header {
  const value = yaml?.value;
  const map = record(value);
  const at = (path: YamlPath): Span => (yaml ? rangeOf(yaml, path) : { from: 0, to: 0 });
  const key = (path: YamlPath): Span => (yaml ? keyRangeOf(yaml, path) : { from: 0, to: 0 });
  const signature = record(map.подпись);
  const state = states.find(s => s === str(map.состояние)) ?? "проект";
  return {
    yaml,
    end,
    closed,
    problems: yaml?.problems ?? [],
    state,
    ...some("type", str(map.документ)),
    ...some("profile", str(map.профиль)),
    ...some("approvedBy", str(map.утверждено)),
    ...some("appendixTo", str(map["приложение к"])),
    ...some("basis", str(map.основание)),
    ...some("meetings", str(map.заседания)),
    ...some("organisation", organisationOf(map.организация)),
    ...some("registration", actOf(map.регистрация)),
    ...some(
      "signature",
      map.подпись ? { ...some("post", str(signature.должность)), ...some("person", str(signature.лицо)) } : undefined,
    ),
    ...some("chair", str(map.председатель)),
    ...some("secretary", str(map.секретарь)),
    ...some("schoolYear", str(map["учебный год"])),
    ...some("title", str(map.название)),
    stamps: list(map.грифы).flatMap((raw, index) => stampOf(record(raw), index, at(["грифы", index]))),
    terms: Object.entries(record(map.термины)).map(([short, full]) => ({
      short,
      full: str(full) ?? "",
      ...key(["термины", short]),
    })),
    roles: rolesOf(map.роли, (path, isKey) => (isKey ? key(path) : at(path))),
    documentation: list(map.документация).flatMap(v => str(v) ?? []),
    assignments: Object.entries(record(map.назначения)).map(([role, person]) => ({ role, person: str(person) ?? "" })),
    roster: list(map.состав).flatMap(v => str(v) ?? []),
    present: Array.isArray(map.присутствовали) ? list(map.присутствовали).flatMap(v => str(v) ?? []) : [],
  };
}

function rolesOf(value: unknown, range: (path: YamlPath, isKey: boolean) => Span): RoleDeclaration[] {
  if (Array.isArray(value)) {
    return value.flatMap((v, i) =>
      typeof v === "string" ? [{ name: v, synonyms: [], ...range(["роли", i], false) }] : [],
    );
  }
  return Object.entries(record(value)).map(([name, raw]) => {
    const details = record(raw);
    return {
      name,
      synonyms: list(details.синонимы).flatMap(v => str(v) ?? []),
      ...some("procedure", typeof raw === "string" ? raw || undefined : str(details.порядок)),
      ...some("clause", str(details.пункт)),
      ...range(["роли", name], true),
    };
  });
}

function stampOf(map: Record<string, unknown>, index: number, span: Span): Stamp[] {
  const kind = stampKinds.find(k => k === str(map.вид));
  if (!kind) return [];
  return [
    {
      kind,
      index,
      ...span,
      ...some("body", str(map.орган)),
      ...some("post", str(map.должность)),
      ...some("person", str(map.лицо)),
      ...some("minutes", actOf(map.протокол)),
      ...some("order", actOf(map.приказ)),
      ...dated(map.дата),
    },
  ];
}

function actOf(value: unknown): ActNumber | undefined {
  if (typeof value === "string") return { number: value };
  if (!value || typeof value !== "object") return undefined;
  const map = record(value);
  return { ...some("number", str(map.номер)), ...dated(map.дата), ...some("place", str(map.место)) };
}

function dated(value: unknown): { readonly date?: string; readonly day?: CalendarDate } {
  const date = str(value);
  return date === undefined ? {} : { date, ...some("day", parseDate(date)?.date) };
}

export function organisationOf(value: unknown): Organisation | undefined {
  if (typeof value === "string") return value ? { full: value } : undefined;
  if (!value || typeof value !== "object") return undefined;
  const map = record(value);
  const head = record(map.руководитель);
  return {
    ...some("full", str(map.полное)),
    ...some("short", str(map.краткое)),
    ...some("city", str(map.город)),
    ...some("founder", str(map.учредитель)),
    ...some("headPost", str(head.должность)),
    ...some("headPerson", str(head.лицо)),
  };
}
