import { requireWhole } from '../arguments.js';
import { InvitedSample } from './invited-sample.js';
import { SmallestLots } from './smallest-lots.js';
import { apportionLetters, type Stratum } from './strata.js';

/** Someone who may be invited: what tells their household (undefined: nobody's), and whatever the caller needs of them. */
export interface Candidate<T> {
  readonly household: string | undefined;
  readonly person: T;
}

export interface Invited<T> {
  readonly lot: string;
  readonly stratum: number;
  readonly person: T;
}

export interface InvitationOutcome<T> {
  /** By lot, smallest first. */
  readonly invited: readonly Invited<T>[];
  /** Letters that each stratum is due; it may have fewer people once households have had theirs. */
  readonly letters: readonly number[];
  readonly passedOver: number;
}

/**
 * Draws the invited sample from people that come once, in any order, holding a few more than there are letters. A stratum's
 * share of the letters is known only when all people have been counted, but the share of its people that is invited only
 * falls as others come: so each keeps the smallest lots of as many as it would be due if nobody else came.
 *
 * A lot is a text of 64 hexadecimal digits in small letters, such as the HMAC-SHA256 of somebody's pseudonym; lots are compared as
 * texts, and no two people may have the same.
 *
 * @typeParam T what the caller needs of a person
 */
export class InvitationDraw<T> {
  /** People who can be invited, by stratum. */
  readonly people: number[];
  private readonly strata: readonly Stratum[];
  private readonly candidates: readonly SmallestLots<Candidate<T>>[];
  private readonly kept: number;
  /** Σ people × rate. */
  private weight = 0;

  /**
   * @param kept how many are held at least, a whole number: more than letters, for those whose household has its own already
   *   (`keptAtFirst`)
   */
  constructor(strata: readonly Stratum[], kept: number) {
    requireWhole('kept', kept);
    this.strata = strata;
    this.kept = kept;
    this.people = strata.map(() => 0);
    this.candidates = strata.map(() => new SmallestLots<Candidate<T>>());
  }

  /**
   * @param stratum its position in `strata`
   * @param lot 64 hexadecimal digits
   * @param candidate is only asked for where the lot is small enough
   * @throws RangeError where there is no such stratum
   */
  add(stratum: number, lot: string, candidate: () => Candidate<T>): void {
    if (this.strata[stratum] === undefined)
      throw new RangeError(`there is no stratum ${stratum}; strata are numbered from 0 to ${this.strata.length - 1}`);
    this.people[stratum] = (this.people[stratum] ?? 0) + 1;
    this.weight += this.strata[stratum]?.rate ?? 0;
    const candidates = this.candidates[stratum];
    if (candidates?.wants(lot)) candidates.add(lot, candidate(), this.limitOf(stratum));
  }

  /**
   * Undefined where more would have had to be kept: somebody let go might have been invited. Then begin a new draw with
   * twice as many `kept`, and add everybody again with the same lots: the result does not depend on how many were kept.
   *
   * @param perHousehold the most letters to a household; undefined: no such rule
   * @throws SortitionError LETTERS_TOO_MANY
   */
  invite(letters: number, perHousehold: number | undefined): InvitationOutcome<T> | undefined {
    const due = apportionLetters(letters, this.strata, this.people);
    const sample = new InvitedSample<string>(due, perHousehold);
    const line = this.candidates
      .flatMap((candidates, stratum) => candidates.smallestFirst().map(({ lot, item }) => ({ lot, stratum, item })))
      .sort((a, b) => (a.lot < b.lot ? -1 : 1));
    const invited = line.flatMap(({ lot, stratum, item: { household, person } }) =>
      sample.offer(stratum, household) ? [{ lot, stratum, person }] : [],
    );
    const isShort = this.candidates.some(({ isWhole }, stratum) => !isWhole && sample.hasLetter(stratum));
    return isShort ? undefined : { invited, letters: due, passedOver: sample.passedOver };
  }

  private limitOf(stratum: number): number {
    const share = ((this.people[stratum] ?? 0) * (this.strata[stratum]?.rate ?? 0)) / this.weight;
    return Math.ceil(this.kept * share) + SPARE;
  }
}

/** Few strata are so small that chance makes them need more. */
const SPARE = 100;

/** How many to hold at first: letters, and some whose household has its letter already. */
export const keptAtFirst = (letters: number): number => Math.ceil(letters * 1.25);
