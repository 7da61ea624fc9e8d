import { requireNotNegative, requireShare, requireWhole } from '../arguments.js';
import { lengthPrefixed, toHex, utf8 } from '../bytes.js';
import { SortitionError } from '../errors.js';
import type { Hash } from '../ports.js';
import type { FeatureQuotas } from '../register/features.js';
import { mostLetters } from '../register/invitation-line.js';
import type { Pool } from '../register/pool.js';
import { type FittedRates, fitRates } from '../register/response-rates.js';
import { seatsLeft } from '../register/seated.js';
import { crossStrata, type StratumFeature } from '../register/strata.js';
import { comparable, nearest } from '../text.js';
import type { InvitationTask } from './invitation-plan.js';
import { countStrata } from './risk-simulation.js';
import { chooseSolver, type SolverName } from './solver-choice.js';

/** Feature → value → number; `*` is every other value. Names are compared as `comparable` says. */
type ByValue = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface InvitationSettings {
  /** Seats of the whole panel. */
  readonly size: number;
  readonly onePerHousehold: boolean;
  /** Positions in the register of the people who sit already: they are not invited, nor, with the panel's household rule, are those who live with them. */
  readonly seated?: readonly number[];
  /** Features of the register that the quotas do not have; they only make strata or response rates. */
  readonly extra?: readonly string[];
  /** The most letters to a household, a whole number ≥ 1. */
  readonly perHousehold?: number;
  /** Weights ≥ 0 of values beside the others, in any scale: 4 is four times as many letters as as many people elsewhere. */
  readonly strata: ByValue;
  /** The share of the invited who say yes, overall and by value: from 0 to 1, so that 5 % is 0.05. */
  readonly response: { readonly overall?: number; readonly by: ByValue };
  /** The share of processes that may end with a pool that cannot fill the quotas, from 0 to 1. */
  readonly risk: number;
  /** How many processes are simulated, a whole number ≥ 1: 1,000 tell a risk of 5 % to about 1.4 per cent points. */
  readonly simulations: number;
  /** A number of letters to be told about as well, a whole number ≥ 1. */
  readonly letters?: number;
}

export interface PreparedInvitation {
  readonly task: InvitationTask;
  /** Of each person of the task, the position in the register. */
  readonly positions: Int32Array;
  readonly fitted: FittedRates;
  /** Features with stated rates, in the order of `fitted.rest`; `rate` undefined where none is stated. */
  readonly rated: readonly {
    readonly feature: string;
    readonly values: readonly { readonly value: string; readonly rate: number | undefined }[];
  }[];
  /** Features of the strata, in the order of the strata's values. */
  readonly strataFeatures: readonly string[];
  /** People of each stratum who can be invited. */
  readonly people: readonly number[];
  /** The most letters that can go out. */
  readonly most: number;
}

/**
 * From a register, read as a pool, to what is simulated. The key of all chance in it is a hash of the register, the quotas, the strata
 * and the household rules, and of nothing else: with other rates or another risk the lots are the same, and what differs is
 * what was changed.
 *
 * @throws SortitionError RESPONSE_MISSING · RESPONSE_CONTRADICTS · LETTERS_TOO_MANY · INVITATION_VALUE_UNKNOWN
 * @throws RangeError where a setting is not of its kind: a response of 5 instead of 0.05
 */
export function prepareInvitation(hash: Hash, register: Pool, settings: InvitationSettings): PreparedInvitation {
  const { size, onePerHousehold, perHousehold, risk, simulations, letters } = settings;
  requireSettings(settings);
  const left = seatsLeft(register, size, settings.seated ?? [], onePerHousehold);
  const F = register.quotas.length;
  const people = Int32Array.from(register.pseudonyms.keys()).filter((person) => left.isOut[person] === 0);
  const valueIn = (person: number, f: number): number => register.values[person * F + f]!;

  const strataFeatures = featuresOf(register, settings.strata, 'invitation.strata');
  const strata = crossStrata(strataFeatures.map(({ quotas, numbers }) => stratumFeature(quotas, numbers)));
  const stratumOf = Uint16Array.from(people, (person) =>
    strataFeatures.reduce((number, { f, quotas }) => number * quotas.quotas.length + valueIn(person, f), 0),
  );

  const rated = featuresOf(register, settings.response.by, 'invitation.response.by');
  const sizes = rated.map(({ quotas }) => quotas.quotas.length);
  const cellOf = Array.from(people, (person) =>
    rated.reduce((number, { f }, r) => number * sizes[r]! + valueIn(person, f), 0),
  );
  const { cells, numberOf } = countCells(cellOf, sizes);
  const stated = rated.map(({ quotas, numbers }, f) => ({ feature: quotas.feature, f, rates: numbers }));
  const fitted = fitRates(cells, stated, settings.response.overall);

  const extra = new Set((settings.extra ?? []).map(comparable));
  const kept = left.quotas.flatMap(({ feature }, f) => (extra.has(feature) ? [] : [f]));
  const values = Uint16Array.from({ length: people.length * kept.length }, (_, e) =>
    valueIn(people[Math.floor(e / kept.length)]!, kept[e % kept.length]!),
  );
  const task: InvitationTask = {
    quotas: kept.map((f) => left.quotas[f]!),
    k: left.k,
    onePerHousehold,
    values,
    households: Int32Array.from(people, (person) => register.households[person]!),
    rates: Float64Array.from(cellOf, (cell) => fitted.rates[numberOf.get(cell)!]!),
    strata,
    stratumOf,
    ...(perHousehold !== undefined && { perHousehold }),
    risk,
    simulations,
    ...(letters !== undefined && { letters }),
    key: '',
  };
  const most = mostLetters(task);
  if (letters !== undefined && letters > most) throw new SortitionError('LETTERS_TOO_MANY', { letters, people: most });
  return {
    task: { ...task, key: keyOf(hash, task) },
    positions: people,
    fitted,
    rated: rated.map(({ quotas: { feature, quotas }, numbers }) => ({
      feature,
      values: quotas.map(({ value }, v) => ({ value, rate: numbers[v] })),
    })),
    strataFeatures: strataFeatures.map(({ quotas }) => quotas.feature),
    most,
    people: countStrata(task),
  };
}

function requireSettings({
  size,
  perHousehold,
  strata,
  response,
  risk,
  simulations,
  letters,
}: InvitationSettings): void {
  requireWhole('size', size, 1);
  requireWhole('simulations', simulations, 1);
  if (perHousehold !== undefined) requireWhole('perHousehold', perHousehold, 1);
  if (letters !== undefined) requireWhole('letters', letters, 1);
  requireShare('risk', risk);
  if (response.overall !== undefined) requireShare('response.overall', response.overall);
  forEach(response.by, (name, rate) => requireShare(`response.by: ${name}`, rate));
  forEach(strata, (name, rate) => requireNotNegative(`strata: ${name}`, rate));
}

function forEach(by: ByValue, check: (name: string, number: number) => void): void {
  for (const [feature, values] of Object.entries(by))
    for (const [value, number] of Object.entries(values)) check(`${feature}: ${value}`, number);
}

/** A feature of the register by which numbers are given, and the number of each value; undefined where there is none. */
interface NumberedFeature {
  readonly f: number;
  readonly quotas: FeatureQuotas;
  readonly numbers: readonly (number | undefined)[];
}

/** In canonical order, so that the order in a file means nothing. */
function featuresOf(register: Pool, by: ByValue, key: string): NumberedFeature[] {
  const given = new Map(Object.entries(by).map(([feature, numbers]) => [comparable(feature), { feature, numbers }]));
  return register.quotas.flatMap((quotas, f) => {
    const found = given.get(quotas.feature);
    if (found === undefined) return [];
    const numbers = new Map(Object.entries(found.numbers).map(([value, number]) => [comparable(value), number]));
    const known = quotas.quotas.map(({ value }) => value);
    for (const value of Object.keys(found.numbers)) {
      if (value === '*' || known.includes(comparable(value))) continue;
      const near = nearest(value, known);
      throw new SortitionError('INVITATION_VALUE_UNKNOWN', { key, feature: found.feature, value, known, near });
    }
    return [{ f, quotas, numbers: known.map((value) => numbers.get(value) ?? numbers.get('*')) }];
  });
}

const stratumFeature = (
  { feature, quotas }: FeatureQuotas,
  rates: readonly (number | undefined)[],
): StratumFeature => ({
  feature,
  values: quotas.map(({ value }, v) => ({ value, rate: rates[v] ?? 1 })),
});

/** The combinations that occur, in the order of their numbers. */
function countCells(cellOf: readonly number[], sizes: readonly number[]) {
  const counts = new Map<number, number>();
  for (const cell of cellOf) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const found = [...counts.keys()].sort((a, b) => a - b);
  const values = new Uint16Array(found.length * sizes.length);
  found.forEach((cell, c) => {
    let rest = cell;
    for (let f = sizes.length - 1; f >= 0; f--) {
      values[c * sizes.length + f] = rest % sizes[f]!;
      rest = Math.floor(rest / sizes[f]!);
    }
  });
  const numberOf = new Map(found.map((cell, c) => [cell, c]));
  return { cells: { values, sizes, people: found.map((cell) => counts.get(cell)!) }, numberOf };
}

const AT_ONCE = 4096;

function keyOf(hash: Hash, task: InvitationTask): string {
  const { quotas, k, onePerHousehold, perHousehold = 0, values, households, strata, stratumOf } = task;
  const stream = hash.stream();
  for (const numbers of [values, households, stratumOf]) {
    for (let at = 0; at < numbers.length; at += AT_ONCE)
      stream.update(utf8(`${numbers.subarray(at, at + AT_ONCE).join(' ')}\n`));
    stream.update(utf8('\n'));
  }
  const seats = quotas.map(({ feature, quotas: of }) => [feature, of.map(({ value, min, max }) => [value, min, max])]);
  const settings = [k, onePerHousehold, perHousehold, strata.map(({ rate }) => String(rate))];
  const asked = JSON.stringify([seats, settings]);
  return toHex(hash.sha256(lengthPrefixed('sortition/invitation-plan/1', stream.digest(), asked)));
}

/** The solver for the pools of an invitation: they have as many classes as the register has profiles, or a few more. */
export function solverOfInvitation({ quotas, values }: InvitationTask): SolverName {
  const F = quotas.length;
  const profiles = new Set<string>();
  for (let at = 0; at < values.length; at += F) profiles.add(values.subarray(at, at + F).join(' '));
  return chooseSolver(profiles.size, undefined);
}
