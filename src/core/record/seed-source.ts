import { fromHex, toHex } from '../bytes.js';
import { SortitionError } from '../errors.js';
import type { Hash } from '../ports.js';
import { QUICKNET, timeOfRound } from './drand.js';

/**
 * Where the seed of a draw comes from, fixed in the manifest before anybody can know it. An official draw takes exactly
 * that; free text would let somebody choose among spellings, which is rolling again by another name.
 */
export type SeedSource = TextSource | PublicSource | PickSource;

/** Any text: repeatable, but the draw is uncommitted. */
export interface TextSource {
  readonly kind: 'text';
}

/** Dice, a round of a public beacon, or both. */
export interface PublicSource {
  readonly kind: 'public';
  readonly dice?: Dice;
  readonly drand?: Round;
}

/** A number picked by hand: a ball, or three dice with ten sides. */
export interface PickSource {
  readonly kind: 'pick';
}

export interface Dice {
  readonly count: number;
  readonly sides: number;
}

export interface Round {
  /** Hash of the chain, 64 hexadecimal digits. */
  readonly chain: string;
  readonly round: number;
  /** When the round comes, `YYYY-MM-DDThh:mm:ssZ`. */
  readonly time: string;
}

/** What came up, in the shape of its source. */
export type Seed =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'public'; readonly dice?: readonly number[]; readonly drand?: Beacon }
  | { readonly kind: 'pick'; readonly number: number };

export interface Beacon {
  readonly round: number;
  /** The round's signature, in hexadecimal. */
  readonly signature: string;
}

/** Fewer outcomes than this could be tried one by one until a commitment suits them. */
const LEAST_OUTCOMES = 2n ** 64n;

/** Whether the dice have outcomes enough; 25 with six sides do. */
export const areEnough = ({ count, sides }: Dice): boolean => BigInt(sides) ** BigInt(count) >= LEAST_OUTCOMES;

/** The round of quicknet with its moment. Throws ROUND_UNKNOWN. */
export function quicknetRound(round: number): Round {
  const time = timeOfRound(round);
  if (time === undefined) throw new SortitionError('ROUND_UNKNOWN', { round: String(round) });
  return { chain: QUICKNET.chain, round, time };
}

/** Whether a source is one that this version can check: enough dice, a known chain, a round at its own time. */
export function isSound(source: SeedSource): boolean {
  if (source.kind !== 'public') return true;
  const { dice, drand } = source;
  return (
    (dice !== undefined || drand !== undefined) &&
    (dice === undefined || areEnough(dice)) &&
    (drand === undefined || (drand.chain === QUICKNET.chain && drand.time === timeOfRound(drand.round)))
  );
}

/** Why a seed does not have the shape of its source; undefined where it has. M: tickets of the named form. */
export function findMisfit(source: SeedSource, seed: Seed, M: number | undefined): string | undefined {
  if (source.kind === 'text') return seed.kind === 'text' ? undefined : 'the commitment asks for a text';
  if (source.kind === 'pick') {
    if (seed.kind !== 'pick') return 'the commitment asks for a number picked by hand (--pick)';
    return M !== undefined && seed.number < M ? undefined : `the numbers are 0 to ${(M ?? 1) - 1}`;
  }
  if (seed.kind !== 'public') return `the commitment asks for ${wordsOf(source)}`;
  return misfitOfDice(source.dice, seed.dice) ?? misfitOfRound(source.drand, seed.drand);
}

function misfitOfDice(asked: Dice | undefined, rolled: readonly number[] | undefined): string | undefined {
  if (asked === undefined) return rolled && 'the commitment asks for no dice';
  if (rolled === undefined) return `the commitment asks for ${asked.count} dice (--dice)`;
  if (rolled.length !== asked.count)
    return `the commitment asks for ${asked.count} dice, and these are ${rolled.length}`;
  const wrong = rolled.find((eyes) => !Number.isSafeInteger(eyes) || eyes < 1 || eyes > asked.sides);
  return wrong === undefined ? undefined : `${wrong} is not on a die with ${asked.sides} sides`;
}

function misfitOfRound(asked: Round | undefined, given: Beacon | undefined): string | undefined {
  if (asked === undefined) return given && 'the commitment asks for no beacon';
  if (given === undefined) return `the commitment asks for round ${asked.round} of drand (--beacon)`;
  if (given.round === asked.round) return undefined;
  const when = given.round < asked.round ? 'an earlier one, known before its time' : 'a later one';
  return `the commitment asks for round ${asked.round} of drand, at ${asked.time}; ${given.round} is ${when}`;
}

/** "30 dice with 6 sides and round 12 of drand (2026-12-05T18:00:00Z)". */
export function wordsOf(source: SeedSource): string {
  if (source.kind === 'text') return 'any text';
  if (source.kind === 'pick') return 'a number picked by hand';
  const { dice, drand } = source;
  return [
    dice && `${dice.count} dice with ${dice.sides} sides`,
    drand && `round ${drand.round} of drand, which comes at ${drand.time}`,
  ]
    .filter((part) => part !== undefined)
    .join(' and ');
}

/** A beacon's randomness is the SHA-256 of its signature. */
const randomnessOf = (hash: Hash, { signature }: Beacon): string => toHex(hash.sha256(fromHex(signature)));

/** The one text that a seed is hashed as. */
export function canonicalSeed(hash: Hash, seed: Seed): string {
  if (seed.kind === 'text') return seed.text;
  if (seed.kind === 'pick') return `pick ${seed.number}`;
  const { dice, drand } = seed;
  return [dice && `dice ${dice.join(' ')}`, drand && `drand ${drand.round} ${randomnessOf(hash, drand)}`]
    .filter((part) => part !== undefined)
    .join(' | ');
}
