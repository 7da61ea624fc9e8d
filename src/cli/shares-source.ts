import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CountRequest,
  comparable,
  countRegister,
  type FeatureShares,
  findProcess,
  noiseSource,
  type PeopleSpec,
  type Process,
  type Quotas,
  type RegisterCounts,
  readQuotas,
  readShares,
  SortitionError,
  synthesiseRegister,
  type Tolerance,
} from '../index.js';
import { namedFiles, tellingKeys } from './named-files.js';
import { listed } from './task.js';
import type { Terminal } from './terminal.js';

/** As commander hands them over. */
export interface QuotasFlags {
  readonly size?: number;
  readonly tolerance?: Tolerance;
  readonly fromRegister?: boolean;
  readonly pool?: string;
  readonly id?: string;
  readonly encoding?: string;
  readonly features?: string;
  readonly cross?: readonly (readonly [string, string])[];
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Where quotas come from, and for which process. */
export interface SharesSource {
  readonly shares: readonly FeatureShares[];
  /** Where they come from a register, its counts. */
  readonly counts: RegisterCounts | undefined;
  readonly process: Process | undefined;
}

export async function readSource(
  first: string | undefined,
  second: string | undefined,
  flags: QuotasFlags,
  terminal: Terminal,
): Promise<SharesSource> {
  if (flags.fromRegister) return fromRegister(first, second, flags, terminal);
  for (const [flag, isGiven] of [
    ['--pool', flags.pool !== undefined],
    ['--id', flags.id !== undefined],
    ['--features', flags.features !== undefined],
    ['--cross', flags.cross !== undefined],
  ] as const) {
    if (isGiven) throw new SortitionError('FLAG_NEEDS_FROM_REGISTER', { flag });
  }
  if (first === undefined) throw new SortitionError('SHARES_OR_REGISTER', { both: false });
  const target = second ?? (existsSync('sortition.yaml') ? '.' : undefined);
  return {
    process: target === undefined ? undefined : await findProcess(target),
    shares: await readShares(first, flags.encoding === undefined ? {} : { encoding: flags.encoding }),
    counts: undefined,
  };
}

async function fromRegister(
  target: string | undefined,
  second: string | undefined,
  flags: QuotasFlags,
  terminal: Terminal,
): Promise<SharesSource> {
  if (second !== undefined || (target !== undefined && isShares(target))) {
    throw new SortitionError('SHARES_OR_REGISTER', { both: true });
  }
  if (flags.pool !== undefined) {
    if (target !== undefined) throw new SortitionError('FOLDER_AND_POOL', { folder: target });
    const people = {
      file: flags.pool,
      id: flags.id ?? 'id',
      ...(flags.encoding !== undefined && { encoding: flags.encoding }),
    };
    const counts = await countRegister(people, requestOf(people, flags, []));
    return { shares: counts.shares, counts, process: undefined };
  }
  for (const [flag, given] of [
    ['--id', flags.id],
    ['--encoding', flags.encoding],
  ] as const) {
    if (given !== undefined) throw new SortitionError('FLAG_NEEDS_POOL', { flag });
  }
  const process = await findProcess(target ?? '.');
  const isNeeded = needsQuotas(process.people, flags) && existsSync(process.quotas);
  const quotas = isNeeded ? await readQuotas(process.quotas) : [];
  const request = requestOf(process.people, flags, quotas);
  const counts = await tellingKeys(namedFiles(process), () =>
    withRegister(process, terminal, (people) => countRegister(people, request)),
  );
  return { shares: counts.shares, counts, process };
}

/** Whether the quotas that are there already say what sortition.yaml does not: which features, or which age groups. */
function needsQuotas({ features = {} }: PeopleSpec, flags: QuotasFlags): boolean {
  const described = Object.values(features);
  if (described.length === 0 && flags.features === undefined) return true;
  return described.some((spec) => 'birthDate' in spec && spec.groups === undefined);
}

/** A file that is no sortition.yaml. */
const isShares = (path: string): boolean =>
  !/\.ya?ml$/i.test(path) && statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/**
 * What to count: the features named, or those that sortition.yaml describes, or those of the quotas that are there already.
 * Features that are crossed are counted singly too.
 */
function requestOf({ features = {} }: PeopleSpec, flags: QuotasFlags, quotas: Quotas): CountRequest {
  const described = Object.keys(features);
  const names =
    flags.features !== undefined
      ? listed(flags.features)
      : described.length > 0
        ? described
        : quotas.map(({ feature }) => feature);
  const crosses: { feature: string; of: readonly [string, string] }[] = [];
  const singles: string[] = [];
  const add = (name: string): void => {
    if (!singles.some((known) => comparable(known) === comparable(name))) singles.push(name);
  };
  for (const name of names) {
    const spec = Object.entries(features).find(([key]) => comparable(key) === comparable(name))?.[1];
    if (spec !== undefined && 'cross' in spec) crosses.push({ feature: name, of: spec.cross });
    else add(name);
  }
  for (const of of flags.cross ?? []) {
    const isThere = crosses.some((cross) => cross.of.every((name, i) => comparable(name) === comparable(of[i] ?? '')));
    if (!isThere) crosses.push({ feature: of.join(' × '), of });
  }
  for (const { of } of crosses) of.forEach(add);
  if (singles.length === 0) throw new SortitionError('FEATURES_MISSING', {});
  return { features: singles, crosses, quotas };
}

/**
 * The register of a process; a synthetic one that has not been made yet is made for the time being. It is not kept: the first
 * command that draws makes it together with its pseudonyms.
 */
async function withRegister<R>(
  { people, synthetic }: Process,
  terminal: Terminal,
  work: (people: PeopleSpec) => Promise<R>,
): Promise<R> {
  if (synthetic === undefined || existsSync(people.file)) return work(people);
  const folder = await mkdtemp(join(tmpdir(), 'sortition-quotas-'));
  try {
    const file = join(folder, 'register.csv');
    await synthesiseRegister(synthetic, file, noiseSource, {
      onProgress: (rows, of) => terminal.progress('making the synthetic register', rows, of),
    });
    return await work({ ...people, file });
  } finally {
    terminal.clearBar();
    await rm(folder, { recursive: true, force: true });
  }
}
