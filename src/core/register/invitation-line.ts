import type { Noise } from '../ports.js';
import { InvitedSample } from './invited-sample.js';
import { NO_HOUSEHOLD } from './pool.js';

/** n people who can be invited, as a simulation needs them. */
export interface Invitees {
  /** n: the stratum of each. */
  readonly stratumOf: Uint16Array;
  /** n: the household of each, or NO_HOUSEHOLD. */
  readonly households: Int32Array;
  /** n: how likely each is to say yes. */
  readonly rates: Float64Array;
  /** The most letters to one household; undefined where there is no household rule. */
  readonly perHousehold?: number;
}

/** One simulated invitation: who says yes, and how many letters went out. */
export interface SimulatedReplies {
  readonly yes: readonly number[];
  readonly sent: number;
}

/**
 * Simulates invitations: a line of all people in random order, letters handed out along it by the rule of InvitedSample, and
 * an answer for each person. Several numbers of letters are simulated at once, over the same line and with the same answers:
 * what differs between them is then the letters and not chance. The line and the answers of a key are the same whatever letters are asked for.
 */
export class InvitationLine {
  private readonly invitees: Invitees;
  private readonly homes: readonly (number | undefined)[];
  private readonly order: Int32Array;

  constructor(invitees: Invitees) {
    this.invitees = invitees;
    this.homes = sharedHomes(invitees);
    this.order = Int32Array.from(invitees.rates.keys());
  }

  /** @param letters of each stratum, for each number of letters */
  simulate(noise: Noise, letters: readonly (readonly number[])[]): SimulatedReplies[] {
    const { order, homes } = this;
    const { stratumOf, rates, perHousehold } = this.invitees;
    const samples = letters.map((of) => new InvitedSample<number>(of, perHousehold));
    const yes = letters.map((): number[] => []);
    const swapped: number[] = [];
    const open = new OpenStrata(samples, letters);
    const n = order.length;
    for (let i = 0; i < n && open.any; i++) {
      // One number gives the next in line by its whole part and the answer by its fraction, of which 30 bits are left for a million people.
      const at = noise() * (n - i);
      const j = i + Math.floor(at);
      const person = order[j] ?? 0;
      order[j] = order[i] ?? 0;
      order[i] = person;
      swapped.push(j);
      const stratum = stratumOf[person] ?? 0;
      if (!open.has(stratum)) continue;
      const saysYes = at - Math.floor(at) < (rates[person] ?? 0);
      for (const [s, sample] of samples.entries()) {
        if (sample.offer(stratum, homes[person]) && saysYes) yes[s]?.push(person);
      }
      open.update(stratum);
    }
    // Back to where it began: the next line may not depend on this one.
    for (let i = swapped.length - 1; i >= 0; i--) {
      const j = swapped[i] ?? 0;
      const person = order[i] ?? 0;
      order[i] = order[j] ?? 0;
      order[j] = person;
    }
    return samples.map(({ taken }, s) => ({ yes: yes[s] ?? [], sent: taken.reduce((sum, count) => sum + count, 0) }));
  }
}

/** Strata for which some sample has a letter left. */
class OpenStrata {
  private readonly samples: readonly InvitedSample<number>[];
  private readonly isOpen: boolean[];
  private count: number;

  constructor(samples: readonly InvitedSample<number>[], letters: readonly (readonly number[])[]) {
    this.samples = samples;
    this.isOpen = (letters[0] ?? []).map((_, stratum) => samples.some((sample) => sample.hasLetter(stratum)));
    this.count = this.isOpen.filter((isOpen) => isOpen).length;
  }

  get any(): boolean {
    return this.count > 0;
  }

  has(stratum: number): boolean {
    return this.isOpen[stratum] ?? false;
  }

  update(stratum: number): void {
    for (const sample of this.samples) if (sample.hasLetter(stratum)) return;
    this.isOpen[stratum] = false;
    this.count--;
  }
}

/** n: the household of whoever shares it with somebody who can be invited; others cannot be one too many in theirs. */
function sharedHomes({ households, perHousehold }: Invitees): (number | undefined)[] {
  const members = countMembers(households);
  return Array.from(households, (home) =>
    home === NO_HOUSEHOLD || perHousehold === undefined || (members[home] ?? 0) <= perHousehold ? undefined : home,
  );
}

/** The most letters that can go out: each household counts for no more people than it may have letters. */
export function mostLetters({ households, perHousehold = Number.POSITIVE_INFINITY }: Invitees): number {
  const alone = households.filter((home) => home === NO_HOUSEHOLD).length;
  return countMembers(households).reduce((sum, members) => sum + Math.min(members, perHousehold), alone);
}

function countMembers(households: Int32Array): Int32Array {
  const members = new Int32Array(households.reduce((most, home) => Math.max(most, home), -1) + 1);
  for (const home of households) if (home !== NO_HOUSEHOLD) members[home] = (members[home] ?? 0) + 1;
  return members;
}
