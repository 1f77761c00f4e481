/**
 * Keeps the findings of documents until something they depend on changes: the document, its configuration, or what it reads
 * of its neighbours. Knows no protocol and no files.
 */
import type { Doc } from "../model/document";
import { type CheckResult, checkAfter } from "../rules/engine/check";
import type { Problem } from "../rules/engine/rule";
import { isoDate } from "../russian/dates";
import { type Edit, editBetween, spanAfter } from "../syntax/edits";
import type { Span } from "../syntax/span";
import { type Config, configOf } from "../workspace/config";
import type { Workspace } from "../workspace/docs";
import { fingerprintOf, neighbourFingerprint } from "../workspace/fingerprints";

/** Findings of one state of a document and of everything they depend on; another state gives another object. */
export interface KeptFindings extends CheckResult {
  /** Unique within the store. */
  readonly id: string;
  readonly config: Config;
  /** The {@link neighbourFingerprint} of the document. */
  readonly neighbours: string;
}

interface Entry {
  kept: KeptFindings;
  /** The {@link FindingsStore.neighbourRevision} for which the findings were last found valid. */
  revision: string;
}

export class FindingsStore {
  readonly #workspace: Workspace;
  readonly #entries = new Map<string, Entry>();
  /** URI → the document before its edits, while their effect on neighbours hasn't been computed. */
  readonly #pendingFingerprints = new Map<string, Doc>();
  #results = 0;
  /** How many edits have changed the fingerprint of their document. */
  #fingerprintChanges = 0;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Findings of `doc`, which must be the document that the workspace holds under its URI. */
  of(doc: Doc): KeptFindings {
    const workspace = this.#workspace;
    const revision = this.neighbourRevision(doc.uri);
    const known = this.#entries.get(doc.uri);
    const isOwn = known?.kept.doc === doc;
    if (known && isOwn && known.revision === revision) return known.kept;
    const config = configOf(workspace, doc.uri);
    const neighbours = neighbourFingerprint(workspace, doc);
    const same = known?.kept.config === config && known.kept.neighbours === neighbours;
    if (known && isOwn && same) {
      known.revision = revision;
      return known.kept;
    }
    const result = checkAfter(same ? known?.kept : undefined, workspace, doc);
    const kept = { ...result, id: String(++this.#results), config, neighbours };
    this.#entries.set(doc.uri, { kept, revision });
    return kept;
  }

  forget(uri: string): void {
    this.#entries.delete(uri);
  }

  /** Moves the places in a neighbour that kept findings of other documents name, with the text there. */
  #moveRelated(was: Doc, now: Doc): void {
    let edit: Edit | undefined;
    for (const entry of this.#entries.values()) {
      const { kept } = entry;
      const named = kept.findings.flatMap(f => f.related?.filter(r => r.uri === was.uri) ?? []);
      if (!named.length) continue;
      const made = (edit ??= editBetween(was.text, now.text));
      if (named.every(r => isEqual(r, spanAfter(r, made)))) continue;
      const moved = <P extends Problem>(problem: P) => withRelatedMoved(problem, was.uri, made);
      const problems = new Map([...kept.problems].map(([rule, own]) => [rule, own.map(moved)]));
      entry.kept = { ...kept, id: String(++this.#results), findings: kept.findings.map(moved), problems };
    }
  }

  /** Notes an edit of `before`. Its fingerprint is compared when findings of another document are asked for, not on each keystroke. */
  edited(before: Doc): void {
    if (!this.#pendingFingerprints.has(before.uri)) this.#pendingFingerprints.set(before.uri, before);
  }

  /**
   * Equal as long as nothing has changed that findings of `asking` may depend on in other documents. Comparing it is cheap,
   * whereas {@link neighbourFingerprint} reads all neighbours. Pending edits of `asking` itself stay pending.
   */
  neighbourRevision(asking?: string): string {
    const { docs, profiles, today } = this.#workspace;
    for (const [uri, was] of this.#pendingFingerprints) {
      if (uri === asking) continue;
      const now = docs.get(uri);
      if (now) {
        if (fingerprintOf(this.#workspace, was) !== fingerprintOf(this.#workspace, now)) this.#fingerprintChanges++;
        this.#moveRelated(was, now);
      }
      this.#pendingFingerprints.delete(uri);
    }
    return [this.#fingerprintChanges, docs.revision, profiles.revision, today && isoDate(today)].join();
  }

  /** How many edits have changed the fingerprint of their document; computes the pending ones first. */
  fingerprintChanges(): number {
    this.neighbourRevision();
    return this.#fingerprintChanges;
  }
}

const isEqual = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.to;

/** The problem with the places of its related ones in document `uri` where they are after an edit there. */
const withRelatedMoved = <P extends Problem>(problem: P, uri: string, edit: Edit): P =>
  problem.related?.some(r => r.uri === uri)
    ? { ...problem, related: problem.related.map(r => (r.uri === uri ? { ...r, ...spanAfter(r, edit) } : r)) }
    : problem;
