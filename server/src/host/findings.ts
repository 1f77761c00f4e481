/**
 * Findings of all documents, kept while nothing they rest on has changed. Knows no protocol: it serves a server, and may
 * serve a check that watches files.
 */
import type { Doc } from "../model/document";
import { type CheckResult, checkAfter } from "../rules/engine/check";
import { isoDate } from "../russian/dates";
import { type Config, configOf } from "../workspace/config";
import type { Workspace } from "../workspace/docs";
import { fingerprintOf, neighbourFingerprint } from "../workspace/fingerprints";

/** Findings of one state of a document and of all that they rest on: another object once any of it has changed. */
export interface KeptFindings extends CheckResult {
  /** Differs from that of any other findings. */
  readonly id: string;
  readonly config: Config;
  readonly neighbours: string;
}

interface Entry {
  readonly kept: KeptFindings;
  /** The {@link FindingsStore.neighbourRevision} at which it is known to hold. */
  revision: string;
}

export class FindingsStore {
  readonly #workspace: Workspace;
  readonly #entries = new Map<string, Entry>();
  /** Documents as they were before the edits whose effect on neighbours isn't known yet. */
  readonly #pending = new Map<string, Doc>();
  #results = 0;
  /** How often a document has come to look otherwise to its neighbours. */
  #seenOtherwise = 0;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Findings of `doc`, which must be the workspace's own. */
  of(doc: Doc): KeptFindings {
    const workspace = this.#workspace;
    const known = this.#entries.get(doc.uri);
    const revision = this.neighbourRevision(doc.uri);
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

  /** A document was edited: what it looks like to its neighbours is compared when somebody asks, not on each keystroke. */
  edited(before: Doc): void {
    if (!this.#pending.has(before.uri)) this.#pending.set(before.uri, before);
  }

  /**
   * Equal while nothing that `asking` may rest on in other documents has changed: spares a large folder the look at all
   * neighbours.
   */
  neighbourRevision(asking?: string): string {
    const { docs, profiles, today } = this.#workspace;
    for (const [uri, was] of this.#pending) {
      if (uri === asking) continue;
      const now = docs.get(uri);
      if (now && fingerprintOf(this.#workspace, was) !== fingerprintOf(this.#workspace, now)) this.#seenOtherwise++;
      this.#pending.delete(uri);
    }
    return [this.#seenOtherwise, docs.revision, profiles.revision, today && isoDate(today)].join();
  }

  /** How often edits have changed what a document looks like to its neighbours, those not compared yet included. */
  seenOtherwise(): number {
    this.neighbourRevision();
    return this.#seenOtherwise;
  }
}
