import { fromHex, toHex } from '../bytes.js';
import type { Hash } from '../ports.js';
import type { ClassTable } from '../register/classes.js';
import { NO_HOUSEHOLD, type Pool } from '../register/pool.js';
import { grouped } from '../text.js';
import { canonicalJson } from './canonical-json.js';
import { saltedLeaf } from './canonical-pool.js';
import type { CheckLines } from './check-lines.js';
import { type Manifest, publishedQuotas } from './manifest.js';
import { knownPool, type PoolRows, type PublicPerson, readPoolRows } from './read-pool.js';
import { rowsOf } from './reopen.js';

/**
 * A pool from which people have been erased. Their leaves stand in people.csv, which the roots bind, but nobody can say any
 * more what was in them. Everybody else is checked as before, the class and household type as their leaves state them;
 * sums may fall short by as many as were erased.
 */
export interface PoolLeft extends PoolRows {
  readonly table: ClassTable;
  readonly isErased: (person: number) => boolean;
  readonly positions: ReadonlyMap<string, number>;
  /** Of a feature's position: the value number where it is known, from the row or from people.csv. */
  readonly valueIn: (person: number, f: number) => number | undefined;
}

export interface LeftEvidence {
  readonly text: string;
  readonly table: ClassTable;
  readonly people: readonly PublicPerson[] | undefined;
  /** The pool as it is read today, in which they are not. */
  readonly pool: Pool | undefined;
}

/** Undefined where it is so wrong that nothing can be compared with it. */
export function checkPoolLeft(
  lines: CheckLines,
  hash: Hash,
  manifest: Manifest,
  { text, table, people, pool }: LeftEvidence,
): PoolLeft | undefined {
  if ('digest' in manifest.pool) {
    lines.fail('pool', 'people were erased from it, and without salts nothing tells the others by');
    return undefined;
  }
  const rows = lines.read('canonical-pool.csv', () => readPoolRows(text, manifest));
  if (rows === undefined) return undefined;
  if (people === undefined) {
    lines.skip('pool', 'not checked: it depends on what fails above');
    return undefined;
  }
  const wrong = findWrongLeaf(hash, manifest, rows, people);
  const n = rows.pseudonyms.length - rows.erased.length;
  if (
    !lines.check('pool', wrong === undefined, `${grouped(n)} people, whose leaves are those in people.csv`, wrong ?? '')
  )
    return undefined;
  const left = toPoolLeft(rows, manifest, table, people);
  lines.skip('erased', inWords(rows.erased.length));
  if (pool !== undefined) checkToday(lines, manifest, rows, pool);
  const misfit = findClassMisfit(manifest, left);
  const detail = `${table.homes.length}, as far as can be told from the pool that is left`;
  return lines.check('classes', misfit === undefined, detail, misfit ?? '') ? left : undefined;
}

const inWords = (erased: number): string =>
  erased === 1
    ? '1 person was erased; their leaves are taken from people.csv as published'
    : `${grouped(erased)} people were erased; their leaves are taken from people.csv as published`;

/** What is wrong with the first row that does not give its two leaves or what is published of it. */
function findWrongLeaf(
  hash: Hash,
  { quotas, published = [] }: Manifest,
  rows: PoolRows,
  people: readonly PublicPerson[],
): string | undefined {
  const F = quotas.length;
  const { pseudonyms, values, salts, classes, households, types } = rows;
  const gone = new Set(rows.erased);
  if (pseudonyms.length !== people.length) return `${pseudonyms.length} people; people.csv has ${people.length}`;
  for (const [i, pseudonym] of pseudonyms.entries()) {
    const person = people[i];
    if (person?.pseudonym !== pseudonym) return `${pseudonym} stands where people.csv has ${person?.pseudonym}`;
    if (gone.has(i)) continue;
    const salt = fromHex(salts[i] ?? '');
    const own = Array.from(values.subarray(i * F, (i + 1) * F));
    const [t = -1, household = NO_HOUSEHOLD] = [classes[i], households[i]];
    const leaf = saltedLeaf(hash, salt, [pseudonym, own, t === -1 ? null : t]);
    const homeLeaf = saltedLeaf(hash, salt, [pseudonym, household === NO_HOUSEHOLD ? null : household, types[i] ?? 0]);
    const shown = published.map((feature) => {
      const f = quotas.findIndex((quota) => quota.feature === feature);
      return quotas[f]?.values[own[f] ?? 0]?.value;
    });
    const same = toHex(leaf) === person.leaf && toHex(homeLeaf) === person.homeLeaf;
    if (!same || shown.join() !== person.values.join()) return `${pseudonym} is not as in people.csv`;
  }
  return undefined;
}

function toPoolLeft(
  rows: PoolRows,
  { quotas, published = [] }: Manifest,
  table: ClassTable,
  people: readonly PublicPerson[],
): PoolLeft {
  const F = quotas.length;
  const gone = new Set(rows.erased);
  const columnOf = quotas.map(({ feature }) => published.indexOf(feature));
  const numbers = quotas.map(({ values }) => new Map(values.map(({ value }, number) => [value, number])));
  return {
    ...rows,
    table,
    isErased: (person) => gone.has(person),
    positions: new Map(rows.pseudonyms.map((pseudonym, person) => [pseudonym, person])),
    valueIn: (person, f) =>
      gone.has(person) ? numbers[f]?.get(people[person]?.values[columnOf[f] ?? -1] ?? '') : rows.values[person * F + f],
  };
}

/** The pool of today, in which whoever was erased is not, against the rows that are left. */
function checkToday(lines: CheckLines, manifest: Manifest, rows: PoolRows, pool: Pool): void {
  const quotas = manifest.quotas.map(({ feature, values }) => ({
    feature,
    values: values.map(({ value, min, max }) => ({ value, min, max })),
  }));
  const same = canonicalJson(publishedQuotas(pool)) === canonicalJson(quotas);
  if (!lines.check('quotas', same, 'as in the manifest', 'are not those of the manifest')) return;
  const [then, now] = [rowsOf(knownPool(rows)), rowsOf(pool)];
  lines.check(
    'canonical-pool.csv',
    then.size === now.size && [...then].every(([pseudonym, row]) => now.get(pseudonym) === row),
    'is that of the pool, but for those erased',
    'is not that of the pool',
  );
}

/**
 * Each class's people have its profile, and are as many, in as many homes, as classes.csv says, or fewer by those erased. Nobody is
 * in a class who sits already or lives with somebody who does, and everybody else is.
 */
function findClassMisfit({ settings, quotas }: Manifest, left: PoolLeft): string | undefined {
  const { table, pseudonyms, classes, households, values, erased, isErased, positions } = left;
  const F = quotas.length;
  const T = table.homes.length;
  const seated = new Set((settings.seated ?? []).map((pseudonym) => positions.get(pseudonym) ?? -1));
  if (seated.has(-1)) return 'somebody who is seated is not in the pool';
  const exOfficio = new Set((settings.ex_officio ?? []).map((pseudonym) => positions.get(pseudonym) ?? -1));
  if (exOfficio.has(-1)) return 'somebody who sits ex officio is not in the pool';
  const seatedErased = erased.filter((person) => seated.has(person)).length;
  const taken = new Set(settings.one_per_household ? Array.from(seated, (person) => households[person]) : []);
  taken.delete(NO_HOUSEHOLD);
  const people = new Int32Array(T);
  const homes = Array.from(table.homes, () => new Set<string>());
  const groupHomes = new Map(Array.from(table.groups, (group) => [group, new Set<string>()]));
  for (const [i, pseudonym] of pseudonyms.entries()) {
    if (isErased(i)) continue;
    const t = classes[i] ?? -1;
    const isOut = seated.has(i) || exOfficio.has(i) || taken.has(households[i]);
    if (t === -1 && !isOut && seatedErased === 0) return `${pseudonym} has none, but can be drawn`;
    if (t === -1) continue;
    if (t >= T) return `${pseudonym} has one that is not there`;
    if (isOut) return `${pseudonym} has one, but cannot be drawn`;
    if (quotas.some((_, f) => values[i * F + f] !== table.profiles[t * F + f]))
      return `the values of ${pseudonym} are not those of class ${t}`;
    people[t] = (people[t] ?? 0) + 1;
    const isAlone = settings.household_types === 'none' || households[i] === NO_HOUSEHOLD;
    const home = isAlone ? `alone ${i}` : String(households[i]);
    homes[t]?.add(home);
    groupHomes.get(table.groups[t] ?? 0)?.add(home);
  }
  const fits = (has: number, said: number): boolean => has <= said && has >= said - erased.length;
  let missing = 0;
  for (let t = 0; t < T; t++) {
    const said = (table.starts[t + 1] ?? 0) - (table.starts[t] ?? 0);
    const group = table.groups[t] ?? 0;
    missing += said - (people[t] ?? 0);
    if (!fits(people[t] ?? 0, said)) return `class ${t} has ${people[t]} people, classes.csv says ${said}`;
    if (!fits(homes[t]?.size ?? 0, table.homes[t] ?? 0))
      return `class ${t} is not in as many homes as classes.csv says`;
    if (group !== 0 && !fits(groupHomes.get(group)?.size ?? 0, table.limits[group] ?? 0))
      return `household group ${group} has not as many homes as classes.csv says`;
  }
  if (missing > erased.length)
    return `they have ${missing} people more than the pool, and ${erased.length} were erased`;
  return findSeatedMisfit(quotas, left, seated, seatedErased);
}

function findSeatedMisfit(
  quotas: Manifest['quotas'],
  { valueIn }: PoolLeft,
  seated: ReadonlySet<number>,
  seatedErased: number,
): string | undefined {
  for (const [f, { feature, values }] of quotas.entries()) {
    for (const [v, { value, seated: said = 0 }] of values.entries()) {
      const has = Array.from(seated).filter((person) => valueIn(person, f) === v).length;
      if (has > said || has < said - seatedErased) return `${has} seated people are ${feature}: ${value}, not ${said}`;
    }
  }
  return undefined;
}
