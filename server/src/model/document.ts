/** One source → what it says. A document's model depends on its own text only. */
import { ofOwner } from "../russian/memo";
import { firstBlock, parse, reparse, type Tree } from "../syntax/blocks";
import type { Edit } from "../syntax/edits";
import { readYaml, rereadYaml, type Yaml } from "../syntax/yaml";
import { type Header, headerOf, readHeader } from "./header";
import { type Outline, outlineOf } from "./outline";
import { fileName } from "./uris";

/** `text`: *.reg.md; `table`: *.reg.yaml; `workspace`: reglament.yaml. */
type DocKind = "text" | "table" | "workspace";

export interface Doc {
  readonly uri: string;
  readonly kind: DocKind;
  readonly text: string;
  /** Blocks of a text document; of a YAML document one empty tree. */
  readonly tree: Tree;
  readonly header: Header;
  readonly outline: Outline;
  /** The whole file of a YAML document. */
  readonly yaml: Yaml | undefined;
}

/** A document of which nothing is read before somebody asks; a neighbour is often asked for its header only. */
export function createDoc(uri: string, text: string): Doc {
  const kind = kindOf(uri);
  return kind === "text" ? textDoc(uri, text) : yamlDoc(uri, kind, text);
}

/** The document after `changes` (applied one after the other), whose text is `text`. */
export function editDoc(doc: Doc, text: string, changes: readonly Edit[]): Doc {
  const only = changes.length === 1 ? changes[0] : undefined;
  if (doc.kind !== "text") return yamlDoc(doc.uri, doc.kind, text, only && rereadYaml(doc.yaml!, text, only));
  return textDoc(doc.uri, text, only ? reparse(doc.tree, text, only) : parse(text));
}

function kindOf(uri: string): DocKind {
  const name = fileName(uri);
  return name === "reglament.yaml" ? "workspace" : /\.ya?ml$/.test(name) ? "table" : "text";
}

/** What the document calls itself in its text, else in its header. */
export const ownTitle = ({ outline, header }: Doc): string | undefined =>
  outline.title?.title || header.title || undefined;

/** What it is called where documents are listed: its own title, else its file. */
export const titleOf = (doc: Doc): string => ownTitle(doc) ?? fileName(doc.uri);

const noBlocks: Tree = { blocks: [], starts: [], length: 0, edit: undefined };
const noOutline = outlineOf(noBlocks);

function textDoc(uri: string, text: string, parsed?: Tree): Doc {
  let tree = parsed;
  let header: Header | undefined;
  let outline: Outline | undefined;
  return {
    uri,
    kind: "text",
    text,
    get tree() {
      return (tree ??= parse(text));
    },
    get header() {
      return (header ??= readHeader(tree ? tree.blocks[0] : firstBlock(text)));
    },
    get outline() {
      return (outline ??= outlineOf(this.tree));
    },
    yaml: undefined,
  };
}

function yamlDoc(uri: string, kind: DocKind, text: string, read?: Yaml): Doc {
  let yaml = read;
  let header: Header | undefined;
  return {
    uri,
    kind,
    text,
    tree: noBlocks,
    get header() {
      return (header ??= tableHeader(this.yaml!));
    },
    outline: noOutline,
    get yaml() {
      return (yaml ??= readYaml(text, 0));
    },
  };
}

/** The keys that table documents share with text documents; their own schema is checked by the profile. */
const tableHeader = (yaml: Yaml): Header => ({ ...headerOf(yaml, 0, true), problems: yaml.problems });

/** What `read` makes of a document: made once for each edition and kept while that lives. */
export const ofDoc: <T>(read: (doc: Doc) => T) => (doc: Doc) => T = ofOwner;
