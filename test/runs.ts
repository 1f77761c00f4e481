/**
 * How much of the suite runs. `FAST=1` (`npm run test:fast`, on each save) takes few runs of each property and leaves slow
 * suites to `npm test`; `RUNS=20` takes twenty times as many.
 */
import fc from "fast-check";

const fast = process.env.FAST === "1";

const factor = Number(process.env.RUNS ?? 1) * (fast ? 0.04 : 1);

/** `numRuns` of a property that usually takes `usual`. */
export const runs = (usual: number): number => Math.max(2, Math.round(usual * factor));

/** How much of something the usual number of runs must come to; few runs may come to nothing. */
export const least = (usual: number): number => (factor < 0.5 ? 0 : Math.floor(usual * Math.min(1, factor) * 0.7));

/** A test that isn't run on each save. */
export const slowly = (title: string, body: Mocha.Func): void => {
  if (!fast) it(title, body);
};

/** A suite that isn't run on each save. */
export const slow = (title: string, body: (this: Mocha.Suite) => void): void => {
  if (!fast) describe(title, body);
};

/** What a property has proved: those that leave early count only what they compared. */
export class Proved {
  #count = 0;

  one(): void {
    this.#count++;
  }

  /** Fails if fewer than `least` of the usual runs have come to a comparison. */
  atLeast(least: number): void {
    const wanted = factor < 0.5 ? 0 : Math.floor(least * Math.min(1, factor));
    if (this.#count < wanted) throw new Error(`only ${this.#count} comparisons, expected ${wanted} at least`);
  }
}

// CI judges the change, not the luck of the draw: one way for all runs there, a new one each time elsewhere. A failure is
// repeated with the SEED that was printed.
const seed = Number(process.env.SEED) || (process.env.CI ? 20_261_123 : Math.floor(Math.random() * 2 ** 31));
fc.configureGlobal({ seed });
console.log(`  properties: SEED=${seed}`);
