import type { Solver } from '../ports.js';
import type { Cut, Instance } from './instance.js';
import { findRelaxedLeximin, NO_LEVEL } from './relaxed-leximin.js';

/** The classes that have no seat in any point of the relaxation, and the highest least chance of the others. */
export interface NoChance {
  readonly classes: ReadonlySet<number>;
  readonly least: number;
}

/** Undefined when the relaxation is empty. */
export function findNoChance(instance: Instance, cuts: readonly Cut[], solver: Solver): NoChance | undefined {
  const levels = findRelaxedLeximin(instance, cuts, solver, { first: true })?.levels;
  if (levels === undefined) return undefined;
  const none = levels.filter(({ z }) => z <= NO_LEVEL);
  return { classes: new Set(none.flatMap(({ fixed }) => fixed)), least: levels.at(-1)?.z ?? 0 };
}
