import type { Solver } from '../ports.js';
import type { Quota, Quotas } from '../register/features.js';
import { withQuotas } from './bounds.js';
import { findPanel, requirePanel } from './find-panel.js';
import { activities, type Instance } from './instance.js';
import { sizeOfOne } from './several-panels.js';
import { findCheapestSlack, listSlacks, type Slack } from './slack-program.js';

/** One bound of a quota moved. */
export interface Change {
  readonly feature: string;
  readonly value: string;
  readonly side: 'min' | 'max';
  readonly from: number;
  readonly to: number;
}

/** Wider quotas that a panel meets, in canonical order of the changes; `seats` is how far the bounds move in total. */
export interface Relaxation {
  /** Everything that this is the smallest of. */
  readonly kinds: readonly RelaxationKind[];
  readonly changes: readonly Change[];
  readonly seats: number;
}

/**
 * - fewest-seats: the bounds move by the fewest seats in total;
 * - within-flex: the same, no bound beyond its quota's minFlex or maxFlex (a bound without one stays);
 * - weighted: a seat counts as its share of the bound (1 of 2 is as much as 10 of 20), and no minimum falls to 0 unless
 *   there is no other way;
 * - other-bounds: the fewest seats where whatever the first suggestion moves stays: what helps may not be what one would give up.
 */
export type RelaxationKind = 'fewest-seats' | 'within-flex' | 'weighted' | 'other-bounds';

/**
 * The smallest relaxations of quotas that no panel meets; `quotas` are those that the instance was built from. None when
 * a panel meets them as they are, or when nothing helps because people or households are too few. Of equally small ones
 * the cheaper by the other measure is taken (fewest seats: by share; weighted: by seats), and then the one that the
 * solver finds first, the same every time since its input is in canonical order. That a panel meets the relaxed quotas is
 * checked in integers, on the panel itself. Throws SOLVER_FAILED.
 */
export function suggestRelaxations(instance: Instance, quotas: Quotas, solver: Solver): Relaxation[] {
  const { panels = 1 } = instance;
  const slacks = listSlacks(quotas, sizeOfOne(instance));
  const suggest = (kind: RelaxationKind, ...limits: Limit[]): Relaxation[] => {
    const order = kind === 'weighted' ? (['weight', 'seats'] as const) : (['seats', 'weight'] as const);
    for (const limit of limits) {
      const x = findCheapestSlack(instance, slacks, slacks.map(limit), order, solver);
      if (x === undefined) continue;
      const changes = changesFor(
        slacks,
        activities(instance, x).map((seats) => seats / panels),
      );
      const relaxed = withQuotas(instance, relaxQuotas(quotas, changes));
      requirePanel(relaxed, x, solver);
      // Enough for all seats together need not be enough for each panel by itself: then nothing is promised.
      if (panels > 1 && findPanel(relaxed, solver) === undefined) return [];
      return [{ kinds: [kind], changes, seats: totalSeats(changes) }];
    }
    return [];
  };
  const fewest = suggest('fewest-seats', anyDistance);
  if (fewest[0]?.seats === 0) return [];
  return merged([
    ...fewest,
    ...(slacks.some((slack) => slack.flex > 0) ? suggest('within-flex', (slack) => slack.flex) : []),
    ...suggest('weighted', neverToZero, anyDistance),
    ...suggest('other-bounds', (slack) => (isMoved(slack, fewest) ? 0 : neverToZero(slack))),
  ]);
}

/** How far a bound may move, in seats. */
type Limit = (slack: Slack) => number;

const anyDistance: Limit = (slack) => slack.most;
const neverToZero: Limit = ({ side, most }) => (side === 'min' ? most - 1 : most);

const isMoved = ({ feature, value, side }: Slack, by: readonly Relaxation[]): boolean =>
  by.some(({ changes }) => changes.some((c) => c.feature === feature && c.value === value && c.side === side));

/** What the rows' activities, of one panel, make necessary. */
export function changesFor(slacks: readonly Slack[], activity: Float64Array): Change[] {
  return slacks.flatMap(({ row, feature, value, side, from }) => {
    const to = side === 'min' ? Math.min(from, Math.floor(activity[row]!)) : Math.max(from, Math.ceil(activity[row]!));
    return to === from ? [] : [{ feature, value, side, from, to }];
  });
}

export const totalSeats = (changes: readonly Change[]): number =>
  changes.reduce((sum, { from, to }) => sum + Math.abs(from - to), 0);

/** Suggestions that are the same become one, of several kinds. */
function merged(relaxations: readonly Relaxation[]): Relaxation[] {
  const byChanges = new Map<string, Relaxation>();
  for (const relaxation of relaxations) {
    const key = JSON.stringify(relaxation.changes);
    const same = byChanges.get(key);
    byChanges.set(key, same ? { ...same, kinds: [...same.kinds, ...relaxation.kinds] } : relaxation);
  }
  return [...byChanges.values()];
}

/** The quotas with the changes made. A flex that a change goes beyond moves along, so that it stays the furthest. */
export function relaxQuotas(quotas: Quotas, changes: readonly Change[]): Quotas {
  return quotas.map(({ feature, quotas: values }) => ({
    feature,
    quotas: values.map((quota) =>
      changes.filter((c) => c.feature === feature && c.value === quota.value).reduce(relaxQuota, quota),
    ),
  }));
}

function relaxQuota(quota: Quota, { side, to }: Change): Quota {
  const { minFlex, maxFlex } = quota;
  if (side === 'min')
    return { ...quota, min: to, ...(minFlex === undefined ? {} : { minFlex: Math.min(minFlex, to) }) };
  return { ...quota, max: to, ...(maxFlex === undefined ? {} : { maxFlex: Math.max(maxFlex, to) }) };
}
