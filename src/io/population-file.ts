import { readFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { FaultList } from '../core/errors.js';
import { checkLayout } from '../core/register/synthetic/check-layout.js';
import { checkPopulation, type Locate } from '../core/register/synthetic/check-population.js';
import type { Among, PopulationSpec } from '../core/register/synthetic/population-spec.js';
import { plainExport, type RegisterLayout } from '../core/register/synthetic/register-layout.js';
import { populationSchema } from './population-schema.js';
import { readYaml } from './yaml-document.js';
import { YamlPlaces } from './yaml-places.js';

/** A population file, read and checked: the people, and how their register is written. */
export interface PopulationFile {
  readonly population: PopulationSpec;
  readonly layout: RegisterLayout;
}

/**
 * Reads a population file. `path` is what messages name.
 *
 * @throws SortitionError the faults of `readYaml`; then, with line (`where.row`) and key path (`where.column`), all at
 *   once: those of checkPopulation and checkLayout, and ENCODING_UNKNOWN
 */
export async function readPopulation(path: string): Promise<PopulationFile> {
  const written = await readYaml(path, populationSchema);
  const file = { population: toPopulation(written), layout: toLayout(written) };
  const locate = locator(path, await readFile(path, 'utf8'));
  const faults = new FaultList();
  for (const list of [checkPopulation(file.population, locate), checkLayout(file.population, file.layout, locate)]) {
    for (const fault of list.faults) faults.add(fault.code, fault.args, fault.where);
  }
  const { encoding } = file.layout.export;
  if (!iconv.encodingExists(encoding)) faults.add('ENCODING_UNKNOWN', { encoding }, locate(['export', 'encoding']));
  faults.throwIfAny();
  return file;
}

type Written = z.output<typeof populationSchema>;

function toPopulation(written: Written): PopulationSpec {
  const { correlations, birth_dates, households, names } = written;
  return {
    seed: written.seed,
    people: written.people,
    referenceDate: written.reference_date,
    features: written.features,
    ...(correlations && { correlations: correlations.map((c) => ({ ...c, among: toAmong(c.among) })) }),
    ...(birth_dates && { birthDates: defined(birth_dates) }),
    ...(written.sex && { sex: written.sex }),
    ...(households && { households: toHouseholds(households) }),
    ...(written.addresses && {
      addresses: defined({
        ...written.addresses,
        places: written.addresses.places && mapValues(written.addresses.places, defined),
      }),
    }),
    ...(names && {
      names: defined({
        traditions: names.traditions.map(({ among, lists }) => defined({ among: among && toAmong(among), lists })),
        lists: names.lists,
        sharedSurname: names.shared_surname && defined(names.shared_surname),
      }),
    }),
  };
}

function toHouseholds({ lone_parents, correlations, ...rest }: NonNullable<Written['households']>) {
  return defined({
    ...rest,
    loneParents: lone_parents,
    correlations: correlations?.map((c) => ({ ...c, among: toAmong(c.among) })),
  });
}

function toLayout(written: Written): RegisterLayout {
  const { line_ends, trailing_spaces, ...rest } = written.export ?? {};
  const habits = { ...rest, lineEnds: line_ends, trailingSpaces: trailing_spaces };
  return { columns: written.columns.map(defined), export: { ...plainExport, ...defined(habits) } };
}

const toAmong = (written: Readonly<Record<string, string | string[]>>): Among =>
  mapValues(written, (values) => (typeof values === 'string' ? [values] : values));

const mapValues = <V, W>(record: Readonly<Record<string, V>>, change: (value: V) => W): Record<string, W> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)] as const));

/** An object whose keys may hold undefined, as one where such keys are left out. */
type Defined<T> = { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> } & {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
};

const defined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, content]) => content !== undefined)) as Defined<T>;

/** Finds the lines of keys; a specification's `birthDates` is `birth_dates` in the file. */
function locator(path: string, source: string): Locate {
  const lines = new LineCounter();
  const document = parseDocument(source, { schema: 'failsafe', lineCounter: lines });
  const places = new YamlPlaces(document, lines, path);
  return (specPath) => {
    const written: (string | number)[] = [];
    for (const key of specPath) {
      const isThere = places.found([...written, key]) !== undefined;
      written.push(isThere || typeof key === 'number' ? key : underscored(key));
    }
    return places.where(written);
  };
}

const underscored = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
