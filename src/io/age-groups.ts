import type { FaultList } from '../core/errors.js';

/** Ages `from` to `to`, both included. */
export interface AgeGroup {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The age groups that the values of a feature name: `16–24` or `16-24`, `65+`, `18`. Undefined, with the faults added, where
 * a name is no group or two groups share an age.
 */
export function readAgeGroups(feature: string, names: readonly string[], faults: FaultList): AgeGroup[] | undefined {
  const before = faults.count;
  const groups: AgeGroup[] = [];
  for (const name of names) {
    const group = readAgeGroup(name);
    if (group === undefined) faults.add('AGE_GROUP_UNREADABLE', { feature, value: name });
    else groups.push(group);
  }
  const sorted = groups.toSorted((a, b) => a.from - b.from || a.to - b.to);
  sorted.forEach((group, i) => {
    const next = sorted[i + 1];
    if (next === undefined || next.from > group.to) return;
    faults.add('AGE_GROUPS_OVERLAP', { feature, one: group.name, other: next.name });
  });
  return faults.count === before ? groups : undefined;
}

function readAgeGroup(name: string): AgeGroup | undefined {
  const match = /^\s*(\d{1,3})\s*(?:(\+)|[-–]\s*(\d{1,3}))?\s*$/.exec(name);
  if (match === null) return undefined;
  const from = Number(match[1]);
  const to = match[2] === '+' ? Number.POSITIVE_INFINITY : Number(match[3] ?? from);
  return from <= to ? { name, from, to } : undefined;
}
