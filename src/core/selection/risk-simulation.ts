import type { Noise, NoiseSource, Solver } from '../ports.js';
import { InvitationLine, type Invitees } from '../register/invitation-line.js';
import { apportionLetters, type Stratum } from '../register/strata.js';
import type { OnProgress } from './decompose.js';
import { FillCheck, type FillTask } from './fill-check.js';

/** n people who can be invited, how letters are shared out among them, and what the panel drawn from the replies must be. */
export interface RiskTask extends FillTask, Invitees {
  readonly strata: readonly Stratum[];
  /** Processes to simulate. */
  readonly simulations: number;
  /** 64 hex characters: the key of all chance in it. */
  readonly key: string;
}

/** What the simulations say of one number of letters. */
export interface RiskPoint {
  readonly letters: number;
  /** Letters of each stratum. */
  readonly byStratum: readonly number[];
  readonly simulations: number;
  /** Simulated processes whose pool could not fill the quotas. */
  readonly unfillable: number;
  readonly risk: number;
  /** Between these the true risk lies with 95 % confidence (Wilson 1927). */
  readonly low: number;
  readonly high: number;
  /** People who say yes, and letters that found somebody to go to, on average. */
  readonly yes: number;
  readonly sent: number;
  readonly shortages: Shortages;
}

/** In how many of the pools that could not fill the quotas something was missing; often several things at once. */
export interface Shortages {
  /** Fewer people than seats. */
  readonly tooFew: number;
  /** For each feature and value, fewer people than its minimum. */
  readonly values: readonly (readonly number[])[];
  /** For each feature, enough people for every minimum, but not for all seats without going over a maximum. */
  readonly capped: readonly number[];
  /** Enough of everything, but not together. */
  readonly together: number;
}

export interface RiskTools {
  readonly noise: NoiseSource;
  readonly solver: Solver;
  readonly onProgress?: OnProgress;
}

/**
 * Estimates the risk that a pool cannot fill the quotas, for numbers of letters, by simulating whole processes: random lots, letters
 * by stratum and household, answers, and whether any panel can be drawn from those who say yes. Simulation s has the same lots
 * and answers for every number of letters and in every call.
 */
export class RiskSimulation {
  private readonly people: readonly number[];
  private readonly task: RiskTask;
  private readonly tools: RiskTools;
  private readonly line: InvitationLine;
  private readonly fill: FillCheck;
  private readonly keys: readonly string[];
  /** A panel of each simulation's people: often it is still there when letters are added. */
  private readonly known: (readonly number[] | undefined)[] = [];

  constructor(task: RiskTask, tools: RiskTools) {
    this.task = task;
    this.tools = tools;
    this.line = new InvitationLine(task);
    this.fill = new FillCheck(task, tools.solver);
    this.keys = manyKeys(tools.noise(task.key), task.simulations);
    this.people = countStrata(task);
  }

  /** A point for each of these numbers of letters. @param first only so many of the simulations */
  estimate(letters: readonly number[], phase: string, first = this.task.simulations): RiskPoint[] {
    const shares = letters.map((number) => apportionLetters(number, this.task.strata, this.people));
    const counts = shares.map(() => new Tally(this.task));
    const simulations = Math.min(first, this.task.simulations);
    for (let s = 0; s < simulations; s++) {
      if (s % 16 === 0) this.tools.onProgress?.(phase, s, simulations);
      this.line.simulate(this.tools.noise(this.keys[s]!), shares).forEach(({ yes, sent }, i) => {
        const filled = this.fill.check(yes, this.known[s]);
        if (filled.fills) this.known[s] = filled.panel ?? this.known[s];
        counts[i]!.add(filled, yes.length, sent);
      });
    }
    return counts.map((tally, i) => tally.point(letters[i]!, shares[i]!, simulations));
  }
}

/** People who can be invited, by stratum. */
export function countStrata({ strata, stratumOf }: Pick<RiskTask, 'strata' | 'stratumOf'>): number[] {
  const people = strata.map(() => 0);
  for (const stratum of stratumOf) people[stratum]! += 1;
  return people;
}

/** Keys of as many independent streams, from one. */
const manyKeys = (noise: Noise, count: number): string[] =>
  Array.from({ length: count }, () =>
    Array.from({ length: 8 }, () =>
      Math.floor(noise() * 2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    ).join(''),
  );

class Tally {
  private unfillable = 0;
  private yes = 0;
  private sent = 0;
  private tooFew = 0;
  private together = 0;
  private readonly values: number[][];
  private readonly capped: number[];

  constructor({ quotas }: FillTask) {
    this.values = quotas.map((feature) => feature.quotas.map(() => 0));
    this.capped = quotas.map(() => 0);
  }

  add(filled: ReturnType<FillCheck['check']>, yes: number, sent: number): void {
    this.yes += yes;
    this.sent += sent;
    if (filled.fills) return;
    this.unfillable++;
    if (filled.tooFew) this.tooFew++;
    for (const { f, v } of filled.short) this.values[f]![v]! += 1;
    for (const f of filled.capped) this.capped[f]! += 1;
    if (!filled.tooFew && filled.short.length === 0 && filled.capped.length === 0) this.together++;
  }

  point(letters: number, byStratum: readonly number[], simulations: number): RiskPoint {
    const { unfillable, tooFew, together, values, capped } = this;
    return {
      letters,
      byStratum,
      simulations,
      unfillable,
      risk: unfillable / simulations,
      ...wilson(unfillable, simulations),
      yes: this.yes / simulations,
      sent: this.sent / simulations,
      shortages: { tooFew, values, capped, together },
    };
  }
}

/** Two-sided 95 %. */
const Z = 1.959964;

/** The score interval of a share: right for shares near 0 too, where the usual one is empty. */
export function wilson(count: number, of: number): { readonly low: number; readonly high: number } {
  const share = count / of;
  const scale = 1 + (Z * Z) / of;
  const middle = (share + (Z * Z) / (2 * of)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  return { low: count === 0 ? 0 : middle - half, high: count === of ? 1 : middle + half };
}
