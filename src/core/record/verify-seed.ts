import type { CheckLines } from './check-lines.js';
import { findMisfit, isSound, type Seed, type SeedSource, wordsOf } from './seed-source.js';

/** Checks the signature of a public beacon's round. */
export type CheckBeacon = (round: number, signature: string) => boolean;

/** Where a seed is to come from, and how many tickets it can pick from: undefined where it picks none. */
export interface SeedAsked {
  readonly source: SeedSource;
  readonly tickets: number | undefined;
}

/** Where the seed is to come from: something that nobody can try in advance, or openly a text. */
export function checkSource(lines: CheckLines, { source, tickets }: SeedAsked): boolean {
  const isPossible = source.kind !== 'pick' || tickets !== undefined;
  return lines.check(
    'seed source',
    isSound(source) && isPossible,
    source.kind === 'text' ? 'any text: nothing shows that no other was tried first' : wordsOf(source),
    'the manifest asks for too few dice, for a round that is not there or not at that time, or for a ticket where there are none',
  );
}

/** The seed has the shape that the manifest fixed, and a beacon's signature is its chain's. */
export function checkSeed(lines: CheckLines, asked: SeedAsked, seed: Seed, checkBeacon: CheckBeacon | undefined): void {
  if (!checkSource(lines, asked)) return;
  const misfit = findMisfit(asked.source, seed, asked.tickets);
  if (!lines.check('seed', misfit === undefined, 'of the kind that was committed', misfit ?? '')) return;
  const beacon = seed.kind === 'public' ? seed.drand : undefined;
  if (beacon === undefined) return;
  if (checkBeacon === undefined) lines.skip('beacon', 'its signature takes pairings on an elliptic curve');
  else {
    const holds = checkBeacon(beacon.round, beacon.signature);
    lines.check('beacon', holds, 'signed by drand’s quicknet', 'the signature is not drand’s');
  }
}
