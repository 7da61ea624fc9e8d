import { fromHex, toHex } from '../bytes.js';
import { chancesOf } from '../lottery/lottery.js';
import type { Hash } from '../ports.js';
import { quotaLeft } from '../register/seated.js';
import { buildInstance } from '../selection/instance.js';
import { saltedLeaf } from './canonical-pool.js';
import type { Manifest } from './manifest.js';
import { readPeopleTable } from './read-pool.js';
import { readClasses, readDistribution, readTickets, wholeTickets } from './read-tables.js';
import { panelsDrawn } from './several-settings.js';

/** What a person finds with the receipt from their letter: their own entry, and their chance. */
export interface FoundEntry {
  /** Value by feature, in the manifest's order. */
  readonly values: readonly { readonly feature: string; readonly value: string }[];
  /** On the panel already, before the draw. */
  readonly isSeated: boolean;
  /** Of a seat on any panel that is not in reserve. */
  readonly chance: number;
  /** Tickets that name the person, in the named form. */
  readonly tickets?: readonly number[];
}

/**
 * Looks for the leaf of a pseudonym and its salt (32 hexadecimal digits) among everybody's: whoever knows both sees under which
 * values the person was in the pool. Undefined where the pseudonym is not in people.csv, or no values give its leaf. Throws
 * TABLE_SHAPE for files that are not as they were written.
 */
export function findEntry(
  hash: Hash,
  manifest: Manifest,
  files: ReadonlyMap<string, string>,
  receipt: { readonly pseudonym: string; readonly salt: string },
): FoundEntry | undefined {
  const { pseudonym, salt } = receipt;
  const person = readPeopleTable(files.get('people.csv') ?? '', manifest).find((row) => row.pseudonym === pseudonym);
  if (person === undefined || !/^[0-9a-f]{32}$/.test(salt)) return undefined;
  const leaf = (values: readonly number[], t: number | null): boolean =>
    toHex(saltedLeaf(hash, fromHex(salt), [pseudonym, values, t])) === person.leaf;
  const found = (values: readonly number[], t: number | null): FoundEntry => ({
    values: valuesOf(manifest, values),
    ...chanceOf(manifest, files, { pseudonym, t }),
  });
  const table = readClasses(files.get('classes.csv') ?? '', manifest.quotas);
  const F = manifest.quotas.length;
  for (let t = 0; t < table.homes.length; t++) {
    const values = Array.from(table.profiles.subarray(t * F, (t + 1) * F));
    if (leaf(values, t)) return found(values, t);
  }
  // Whoever sits already, or lives with them, is in no class, and may have values that nobody else has.
  if (manifest.settings.seated !== undefined) {
    for (const values of allProfiles(manifest)) if (leaf(values, null)) return found(values, null);
  }
  return undefined;
}

/** More combinations than this are not tried: a page would stand still for seconds. */
const MOST_PROFILES = 200_000;

/** Every combination of values there could be; none where they are too many. */
function* allProfiles({ quotas }: Manifest): Generator<readonly number[]> {
  const sizes = quotas.map(({ values }) => values.length);
  const count = sizes.reduce((product, size) => product * size, 1);
  for (let number = 0; number < count && count <= MOST_PROFILES; number++) {
    let rest = number;
    yield sizes.map((size) => {
      const value = rest % size;
      rest = Math.floor(rest / size);
      return value;
    });
  }
}

const valuesOf = ({ quotas }: Manifest, numbers: readonly number[]): FoundEntry['values'] =>
  quotas.map(({ feature, values }, f) => ({ feature, value: values[numbers[f] ?? 0]?.value ?? '' }));

function chanceOf(
  manifest: Manifest,
  files: ReadonlyMap<string, string>,
  { pseudonym, t }: { readonly pseudonym: string; readonly t: number | null },
): Omit<FoundEntry, 'values'> {
  const { settings, quotas } = manifest;
  const isSeated = settings.seated?.includes(pseudonym) ?? false;
  const text = files.get('lottery.csv') ?? '';
  const panels = panelsDrawn(settings);
  const used = (settings.panels ?? 1) / panels;
  if (settings.lottery_form === 'named') {
    const tickets = wholeTickets(readTickets(text, panels), panels);
    const own = tickets.flatMap((panel, ticket) => (panel.includes(pseudonym) ? [ticket] : []));
    return { isSeated, chance: (used * own.length) / tickets.length, tickets: own };
  }
  if (t === null) return { isSeated, chance: isSeated ? 1 : 0 };
  const table = readClasses(files.get('classes.csv') ?? '', quotas);
  const left = quotas.map(({ feature, values }) => ({
    feature,
    quotas: values.map((quota) => quotaLeft(quota, quota.seated ?? 0)),
  }));
  const instance = buildInstance(table, left, settings.size - (settings.seated?.length ?? 0), panels);
  const distribution = readDistribution(text, instance.T, 'lottery.csv', panels);
  return { isSeated, chance: used * (chancesOf(instance, distribution)[t] ?? 0) };
}
