import type { ErrorArgs, ErrorCode } from '../../error-catalogue.js';
import { FaultList, type Where } from '../../errors.js';
import { nearest } from '../../text.js';
import { decimalSum } from '../apportionment.js';
import { findAgeGroup } from './age-groups.js';
import { findIsoDate } from './calendar.js';
import { nameLists } from './name-lists/index.js';
import type { AddressSpec, Among, PopulationSpec } from './population-spec.js';

/** Keys from the top of a specification down to what is wrong, as the specification spells them. */
export type SpecPath = readonly (string | number)[];

/** Says where a path stands in what the specification was read from. */
export type Locate = (path: SpecPath) => Where;

const byPath: Locate = (path) => ({ column: path.join('.') });

/** Faults of a specification that its types allow: sums, names that fit nothing, parts that need others. */
export function checkPopulation(spec: PopulationSpec, locate: Locate = byPath): FaultList {
  const check = new Check(spec, locate);
  check.features();
  check.correlations();
  check.birthDates();
  check.households();
  check.names();
  return check.faults;
}

/** The faults that checks of a specification share. */
export class Check {
  readonly faults = new FaultList();
  protected readonly spec: PopulationSpec;
  private readonly locate: Locate;

  constructor(spec: PopulationSpec, locate: Locate) {
    this.spec = spec;
    this.locate = locate;
  }

  features(): void {
    if (findIsoDate(this.spec.referenceDate) === undefined)
      this.add(['referenceDate'], 'DATE_AT_UNREADABLE', { at: this.spec.referenceDate });
    for (const [feature, shares] of Object.entries(this.spec.features)) {
      const sum = decimalSum(Object.values(shares));
      if (sum !== 100) this.add(['features', feature], 'SYNTH_SHARES_SUM', { of: feature, sum });
    }
  }

  correlations(): void {
    for (const [i, { among, odds }] of (this.spec.correlations ?? []).entries()) {
      this.among(['correlations', i, 'among'], among);
      for (const [feature, factors] of Object.entries(odds)) {
        const path = ['correlations', i, 'odds', feature];
        if (Object.hasOwn(among, feature)) this.add(path, 'SYNTH_CORRELATION_WITH_ITSELF', { feature });
        if (!this.feature(path, feature)) continue;
        for (const value of Object.keys(factors)) this.value([...path, value], feature, value);
      }
    }
  }

  birthDates(): void {
    const { birthDates, sex } = this.spec;
    if (sex !== undefined && this.feature(['sex', 'from'], sex.from)) {
      this.value(['sex', 'man'], sex.from, sex.man);
      this.value(['sex', 'woman'], sex.from, sex.woman);
    }
    if (birthDates === undefined || !this.feature(['birthDates', 'from'], birthDates.from)) return;
    const feature = birthDates.from;
    const groups = Object.keys(this.spec.features[feature] ?? {}).flatMap((value) => {
      const group = findAgeGroup(value, birthDates.oldest);
      if (group === undefined) this.add(['features', feature, value], 'AGE_GROUP_UNREADABLE', { feature, value });
      return group === undefined ? [] : [{ value, ...group }];
    });
    groups.sort((a, b) => a.from - b.from);
    for (const [i, group] of groups.entries()) {
      const next = groups[i + 1];
      if (next === undefined || next.from > group.to) continue;
      const names = { feature, one: group.value, other: next.value };
      this.add(['features', feature, next.value], 'AGE_GROUPS_OVERLAP', names);
    }
  }

  households(): void {
    const { households, addresses, birthDates } = this.spec;
    if (households === undefined) {
      if (addresses !== undefined)
        this.add(['addresses'], 'SYNTH_PART_MISSING', { part: 'addresses', needs: 'households' });
      return;
    }
    this.places(addresses, households.in);
    if (birthDates === undefined)
      this.add(['households'], 'SYNTH_PART_MISSING', { part: 'households', needs: 'birth_dates' });
    if (households.in !== undefined) this.feature(['households', 'in'], households.in);
    for (const [i, feature] of (households.alike ?? []).entries()) this.feature(['households', 'alike', i], feature);
    this.householdSizes(households.sizes);
    for (const [i, { among, odds }] of (households.correlations ?? []).entries()) {
      const path = ['households', 'correlations', i];
      const other = Object.keys(among).find((feature) => feature !== households.in);
      if (other === undefined) this.among([...path, 'among'], among);
      else
        this.unknown([...path, 'among', other], 'feature', other, households.in === undefined ? [] : [households.in]);
      for (const size of Object.keys(odds)) {
        if (!Object.hasOwn(households.sizes, size))
          this.add([...path, 'odds', size], 'SYNTH_NAME_UNKNOWN', {
            kind: 'household size',
            name: size,
            known: Object.keys(households.sizes),
          });
      }
    }
  }

  names(): void {
    const { names } = this.spec;
    if (names === undefined) return;
    const known = Object.keys({ ...nameLists, ...names.lists });
    for (const [i, { among, lists }] of names.traditions.entries()) {
      const path = ['names', 'traditions', i];
      this.among([...path, 'among'], among ?? {});
      for (const list of Object.keys(lists)) {
        if (!known.includes(list)) this.unknown([...path, 'lists', list], 'name list', list, known);
      }
      if (!Object.values(lists).some((share) => share > 0))
        this.add([...path, 'lists'], 'SYNTH_SHARES_SUM', { of: 'lists', sum: 0 });
    }
    const last = names.traditions.at(-1);
    if (last === undefined || last.among !== undefined)
      this.add(['names', 'traditions'], 'SYNTH_NAMES_FOR_THE_REST', {});
  }

  add<C extends ErrorCode>(path: SpecPath, code: C, args: ErrorArgs<C>): void {
    this.faults.add(code, args, this.locate(path));
  }

  unknown(path: SpecPath, kind: string, name: string, known: readonly string[]): void {
    const near = nearest(name, known);
    this.add(path, 'SYNTH_NAME_UNKNOWN', near.length > 0 ? { kind, name, known, near } : { kind, name, known });
  }

  private places(addresses: AddressSpec | undefined, feature: string | undefined): void {
    const path = ['addresses', 'places'];
    if (addresses?.places === undefined) return;
    if (feature === undefined)
      this.add(path, 'SYNTH_PART_MISSING', { part: 'addresses.places', needs: 'households.in' });
    else for (const place of Object.keys(addresses.places)) this.value([...path, place], feature, place);
  }

  private householdSizes(sizes: Readonly<Record<string, number>>): void {
    const sum = decimalSum(Object.values(sizes));
    if (sum !== 100) this.add(['households', 'sizes'], 'SYNTH_SHARES_SUM', { of: 'households.sizes', sum });
    const wrong = Object.keys(sizes).find((size) => !/^[1-9]\d?$/.test(size));
    if (wrong !== undefined || !((sizes['1'] ?? 0) > 0))
      this.add(['households', 'sizes', ...(wrong === undefined ? [] : [wrong])], 'SYNTH_HOUSEHOLD_SIZES', {});
  }

  private among(path: SpecPath, among: Among): void {
    for (const [feature, values] of Object.entries(among)) {
      if (!this.feature([...path, feature], feature)) continue;
      for (const value of values) this.value([...path, feature], feature, value);
    }
  }

  private feature(path: SpecPath, feature: string): boolean {
    const known = Object.keys(this.spec.features);
    if (!known.includes(feature)) this.unknown(path, 'feature', feature, known);
    return known.includes(feature);
  }

  private value(path: SpecPath, feature: string, value: string): void {
    const known = Object.keys(this.spec.features[feature] ?? {});
    if (!known.includes(value)) this.unknown(path, `value of “${feature}”`, value, known);
  }
}
