import { FaultList } from '../errors.js';
import { comparable } from '../text.js';
import { decimalSum } from './apportionment.js';
import { findPair, type Pair, readingsAsPair } from './crossed-names.js';
import type { FeatureShares, ValueShare } from './seats-by-share.js';

/** A feature of its own; `isDerived`: its shares are sums over a crossed feature, as it has none of its own. */
export interface SingleShares extends FeatureShares {
  readonly isDerived: boolean;
}

/** Two features crossed, m and n values. */
export interface CrossedShares extends FeatureShares {
  readonly of: readonly [SingleShares, SingleShares];
  /** m × n, row-major: the value that crosses value i of the one with value j of the other. */
  readonly cells: readonly ValueShare[];
}

export type ArrangedShares = SingleShares | CrossedShares;

export const isCrossed = (shares: ArrangedShares): shares is CrossedShares => 'of' in shares;

/**
 * Tells crossed features from single ones by their names, and finds the values that each crosses. A feature that is crossed
 * and has no shares of its own gets the sums over the first that crosses it, and comes just before that.
 *
 * @throws SortitionError CROSS_NOT_TWO · CROSS_VALUE_UNKNOWN · CROSS_VALUE_TWICE · CROSS_CELLS_MISSING, all at once
 */
export function arrangeShares(shares: readonly FeatureShares[]): ArrangedShares[] {
  const faults = new FaultList();
  const arranged = new Arrangement(shares, faults).arranged;
  faults.throwIfAny();
  return arranged;
}

class Arrangement {
  readonly arranged: ArrangedShares[] = [];
  /** By comparable name: those given, and those derived so far. */
  private readonly singles = new Map<string, SingleShares>();
  private readonly faults: FaultList;

  constructor(shares: readonly FeatureShares[], faults: FaultList) {
    this.faults = faults;
    for (const feature of shares) {
      if (readingsAsPair(feature.feature).length > 0) continue;
      this.singles.set(comparable(feature.feature), { ...feature, isDerived: false });
    }
    for (const feature of shares) {
      const single = this.singles.get(comparable(feature.feature));
      if (single !== undefined) this.arranged.push(single);
      else this.cross(feature);
    }
  }

  private cross(feature: FeatureShares): void {
    const readings = readingsAsPair(feature.feature);
    const [only] = readings;
    const pair =
      findPair(
        feature.feature,
        (part) => this.singles.has(part),
        (part) => this.singles.has(part),
      ) ?? (readings.length === 1 ? only : undefined);
    if (pair === undefined || comparable(pair[0]) === comparable(pair[1])) {
      this.faults.add('CROSS_NOT_TWO', { feature: feature.feature }, feature.values[0]?.where);
      return;
    }
    const parts = this.partsOf(feature, pair);
    const one = this.single(pair[0], feature, parts, 0);
    const other = this.single(pair[1], feature, parts, 1);
    const cells = this.cellsOf(feature, parts, [one, other]);
    if (cells !== undefined) this.arranged.push({ ...feature, of: [one, other], cells });
  }

  /** For each value that can be read, the two values that it crosses, comparable. */
  private partsOf(feature: FeatureShares, [one, other]: Pair): Map<ValueShare, Pair> {
    const known = [one, other].map((name) => {
      const values = this.singles.get(comparable(name))?.values.map(({ value }) => comparable(value));
      return (part: string): boolean => values?.includes(part) ?? true;
    });
    const parts = new Map<ValueShare, Pair>();
    for (const value of feature.values) {
      const pair = findPair(value.value, known[0] ?? (() => true), known[1] ?? (() => true));
      if (pair !== undefined) parts.set(value, pair);
      else
        this.faults.add(
          'CROSS_VALUE_UNKNOWN',
          { feature: feature.feature, value: value.value, one, other },
          value.where,
        );
    }
    return parts;
  }

  /** The feature of this name; derived where it has no shares of its own. */
  private single(name: string, from: FeatureShares, parts: ReadonlyMap<ValueShare, Pair>, side: 0 | 1): SingleShares {
    const known = this.singles.get(comparable(name));
    if (known !== undefined) return known;
    const groups = new Map<string, ValueShare[]>();
    for (const [value, pair] of parts) groups.set(pair[side], [...(groups.get(pair[side]) ?? []), value]);
    const feature = writtenPart(from.feature, comparable(name), side);
    const values = [...groups].map(([key, group]) => sumOf(writtenPart(group[0]?.value ?? '', key, side), group));
    const derived: SingleShares = { feature, isPercent: from.isPercent, values, isDerived: true };
    this.singles.set(comparable(name), derived);
    this.arranged.push(derived);
    return derived;
  }

  private cellsOf(
    feature: FeatureShares,
    parts: ReadonlyMap<ValueShare, Pair>,
    [one, other]: readonly [SingleShares, SingleShares],
  ): ValueShare[] | undefined {
    const byPair = new Map<string, ValueShare>();
    const before = this.faults.count;
    for (const [value, pair] of parts) {
      const key = JSON.stringify(pair);
      const earlier = byPair.get(key);
      if (earlier === undefined) byPair.set(key, value);
      else {
        const args = { feature: feature.feature, value: value.value, earlier: earlier.value };
        this.faults.add('CROSS_VALUE_TWICE', args, value.where);
      }
    }
    const missing: string[] = [];
    const cells = one.values.flatMap((row) =>
      other.values.flatMap((column) => {
        const cell = byPair.get(JSON.stringify([comparable(row.value), comparable(column.value)]));
        if (cell === undefined) missing.push(`${row.value} × ${column.value}`);
        return cell === undefined ? [] : [cell];
      }),
    );
    if (missing.length > 0 && this.faults.count === before && parts.size === feature.values.length) {
      this.faults.add('CROSS_CELLS_MISSING', { feature: feature.feature, missing }, feature.values[0]?.where);
    }
    return missing.length > 0 ? undefined : cells;
  }
}

/** A part of a crossed name as it is written there. */
function writtenPart(name: string, part: string, side: 0 | 1): string {
  return readingsAsPair(name).find((pair) => comparable(pair[side]) === part)?.[side] ?? part;
}

function sumOf(value: string, group: readonly ValueShare[]): ValueShare {
  const people = group.reduce<number | undefined>(
    (sum, of) => (sum === undefined || of.people === undefined ? undefined : sum + of.people),
    0,
  );
  const [first] = group;
  return {
    value,
    share: decimalSum(group.map(({ share }) => share)),
    ...(people !== undefined && { people }),
    ...(first?.where !== undefined && { where: first.where }),
  };
}
