import { SortitionError } from '../errors.js';
import type { Lottery } from '../lottery/lottery.js';
import type { Hash } from '../ports.js';
import type { Pool } from '../register/pool.js';
import { CheckLines } from './check-lines.js';
import type { Committed } from './draw.js';
import { type DrawSettings, digestOf, type Manifest, publishedQuotas } from './manifest.js';
import { knownPool, readPoolRows } from './read-pool.js';
import { readClasses, readDistribution, readTickets } from './read-tables.js';
import { panelsDrawn } from './several-settings.js';
import { checkPeople, checkPool } from './verify-draw.js';

/** A committed lottery as it lies in its folder. */
export interface CommittedFiles {
  readonly manifest: Manifest;
  readonly commitment: string;
  /** By name: those that the manifest names and canonical-pool.csv. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * The committed lottery with the pool and the settings of today, which must be those of then. Throws COMMITMENT_CHANGED,
 * naming all that is no longer as it was committed; or COMMITMENT_ERASED, where nothing has changed but that people were erased.
 */
export function reopenLottery(
  hash: Hash,
  { manifest, commitment, files }: CommittedFiles,
  pool: Pool,
  asked: DrawSettings,
): Committed {
  const changes = [
    ...changedFiles(hash, manifest, files),
    ...changedSettings(manifest, asked),
    ...changedQuotas(manifest, pool),
  ];
  const settings = settingsOf(manifest);
  const lines = new CheckLines();
  const inHand =
    changes.length > 0
      ? undefined
      : checkPool(lines, hash, { manifest }, { pool, classText: files.get('classes.csv') ?? '' });
  if (inHand === undefined) {
    const people = changedPeople(manifest, files.get('canonical-pool.csv'), pool);
    if (changes.length === 0 && people.changes.length === 0 && people.erased > 0)
      throw new SortitionError('COMMITMENT_ERASED', { people: people.erased });
    changes.push(...people.changes);
  }
  const lottery = inHand && readLottery(lines, { manifest, files }, pool);
  const failed = lines.checks.filter(({ outcome }) => outcome === 'fails');
  if (inHand === undefined || lottery === undefined || failed.length > 0) {
    const more = changes.length > 0 ? changes : failed.map(({ subject, detail }) => `${subject}: ${detail}`);
    throw new SortitionError('COMMITMENT_CHANGED', { changes: more });
  }
  return { ...inHand, settings, lottery, manifest, commitment };
}

/** The settings that a manifest states. */
export const settingsOf = ({ settings }: Manifest): DrawSettings => ({
  size: settings.size,
  objective: settings.objective,
  ...(settings.gamma !== undefined && { gamma: Number(settings.gamma) }),
  solver: settings.solver,
  onePerHousehold: settings.one_per_household,
  alternates: settings.alternates,
  lotteryForm: settings.lottery_form,
  ...(settings.tickets !== undefined && { tickets: settings.tickets }),
  ...(settings.seated !== undefined && { seated: settings.seated }),
  ...(settings.arms !== undefined && { arms: settings.arms }),
  ...(settings.unit !== undefined && { unit: settings.unit.choose }),
  ...(settings.panels !== undefined && { panels: settings.panels }),
  ...(settings.reserve !== undefined && { reserve: settings.reserve }),
  ...(settings.ex_officio !== undefined && { exOfficio: settings.ex_officio }),
});

function changedFiles(hash: Hash, manifest: Manifest, files: ReadonlyMap<string, string>): string[] {
  return Object.entries(manifest.files).flatMap(([name, digest]) => {
    const text = files.get(name);
    if (text === undefined) return [`${name} is missing`];
    return digestOf(hash, text) === digest ? [] : [`${name} is another file`];
  });
}

/** Settings that mean something by not being there. */
const NOTHING_SAID: Partial<Record<keyof DrawSettings, number | ''>> = {
  seated: '',
  exOfficio: '',
  arms: '',
  unit: '',
  panels: 1,
  reserve: 0,
};

function changedSettings(manifest: Manifest, asked: DrawSettings): string[] {
  const then = settingsOf(manifest);
  const words: Readonly<Record<keyof DrawSettings, string>> = {
    size: 'the number of seats',
    objective: 'the objective',
    gamma: 'gamma',
    solver: 'the solver',
    onePerHousehold: 'the household rule',
    alternates: 'the number of alternates',
    tickets: 'the number of tickets',
    lotteryForm: 'the form of the lottery',
    seated: 'the list of those already seated',
    arms: 'the list of arms',
    unit: 'the rule of who comes for a unit',
    panels: 'the number of panels',
    reserve: 'the number of panels in reserve',
    exOfficio: 'the list of those who sit ex officio',
  };
  return (Object.keys(words) as (keyof DrawSettings)[]).flatMap((key) => {
    const [was, is] = [then[key], asked[key]];
    // What was left open then was chosen by the lottery; only what is nothing when nothing is said may not be left out.
    const nothing = NOTHING_SAID[key];
    if (is === undefined && nothing === undefined) return [];
    if (JSON.stringify(was ?? nothing ?? '') === JSON.stringify(is ?? nothing ?? '')) return [];
    return [
      nothing === '' ? `${words[key]} has changed` : `${words[key]} was ${was ?? nothing}, and is now ${is ?? nothing}`,
    ];
  });
}

function changedQuotas(manifest: Manifest, pool: Pool): string[] {
  const was = new Map(
    manifest.quotas.flatMap(({ feature, values }) => values.map((quota) => [`${feature}: ${quota.value}`, quota])),
  );
  const changes: string[] = [];
  for (const { feature, values } of publishedQuotas(pool)) {
    for (const { value, min, max } of values) {
      const name = `${feature}: ${value}`;
      const then = was.get(name);
      was.delete(name);
      if (then === undefined) changes.push(`the quota of ${name} is new`);
      else if (then.min !== min || then.max !== max)
        changes.push(`the quota of ${name} was ${then.min} to ${then.max}, and is now ${min} to ${max}`);
    }
  }
  return [...changes, ...[...was.keys()].map((name) => `the quota of ${name} is gone`)];
}

/** How many people are named in a message. */
const NAMED = 3;

/** Who is no longer as in the canonical pool that was committed, by pseudonym, and how many were erased from both. */
function changedPeople(
  manifest: Manifest,
  canonical: string | undefined,
  pool: Pool,
): { readonly changes: string[]; readonly erased: number } {
  const nobody = { changes: [], erased: 0 };
  if (canonical === undefined || changedQuotas(manifest, pool).length > 0) return nobody;
  const lines = new CheckLines();
  const then = lines.read('pool', () => readPoolRows(canonical, manifest));
  if (then === undefined) return nobody;
  const [was, is] = [rowsOf(knownPool(then)), rowsOf(pool)];
  const gone = [...was.keys()].filter((person) => !is.has(person));
  const added = [...is.keys()].filter((person) => !was.has(person));
  const changed = [...was.keys()].filter((person) => is.has(person) && is.get(person) !== was.get(person));
  const named = (people: readonly string[], what: string): string[] => {
    if (people.length === 0) return [];
    const more = people.length > NAMED ? ` and ${people.length - NAMED} more` : '';
    return [`${what}: ${people.slice(0, NAMED).join(', ')}${more}`];
  };
  const changes = [
    ...named(gone, 'people who are gone from the pool'),
    ...named(added, 'people who are new in the pool'),
    ...named(changed, 'people whose values, household or salt have changed'),
  ];
  return { changes, erased: then.erased.length };
}

/** Pseudonym → everything else that is hashed; a household as whoever of it comes first. */
export function rowsOf(pool: Pool): Map<string, string> {
  const F = pool.quotas.length;
  const firstOf = new Map<number, string>();
  return new Map(
    pool.pseudonyms.map((pseudonym, i) => {
      const household = pool.households[i] ?? -1;
      if (household >= 0 && !firstOf.has(household)) firstOf.set(household, pseudonym);
      const values = pool.values.subarray(i * F, (i + 1) * F).join();
      return [pseudonym, `${values} ${firstOf.get(household) ?? ''} ${pool.salts?.[i] ?? ''}`];
    }),
  );
}

function readLottery(
  lines: CheckLines,
  { manifest, files }: Pick<CommittedFiles, 'manifest' | 'files'>,
  pool: Pool,
): Lottery | undefined {
  const text = files.get('lottery.csv') ?? '';
  const panels = panelsDrawn(manifest.settings);
  if (manifest.settings.lottery_form === 'named') {
    const lists = lines.read('lottery.csv', () => readTickets(text, panels));
    return lists && checkPeople(lines, pool, { lists, panels });
  }
  const T = lines.read('classes.csv', () => readClasses(files.get('classes.csv') ?? '', manifest.quotas))?.homes.length;
  if (T === undefined) return undefined;
  const distribution = lines.read('lottery.csv', () => readDistribution(text, T, 'lottery.csv', panels));
  return distribution && { form: 'composition', distribution };
}
