import { dateWriter } from './calendar.js';
import { below, happens, type NoiseFor } from './chance.js';
import { roles } from './household-members.js';
import type { Population } from './population.js';
import type { PopulationSpec } from './population-spec.js';
import {
  type Column,
  type Content,
  defaultDateFormat,
  defaultIdFormat,
  type RegisterLayout,
} from './register-layout.js';

/** What a column writes for a person. */
type CellWriter = (person: number) => string;

const LONGEST_TRAIL = 6;

/**
 * The register's rows, header excluded, in register order, with the trailing spaces that the layout asks for.
 * Quotation marks and the encoding are the writer's business.
 */
export function* registerRows(
  spec: PopulationSpec,
  layout: RegisterLayout,
  population: Population,
  noiseFor: NoiseFor,
): Iterable<string[]> {
  const householdOf = householdNumbers(population);
  const writers = layout.columns.map((column) => cellWriter(spec, population, householdOf, column));
  const untidy = layout.columns.flatMap((column, c) => (isUntidy(column) ? [c] : []));
  const noise = noiseFor('trailing spaces');
  for (const person of population.inOrder) {
    const row = writers.map((write) => write(person));
    if (untidy.length > 0 && happens(layout.export.trailingSpaces, noise)) {
      const column = untidy[below(untidy.length, noise)] ?? 0;
      row[column] = (row[column] ?? '') + ' '.repeat(1 + below(LONGEST_TRAIL, noise));
    }
    yield row;
  }
}

const isUntidy = ({ holds }: Column): boolean => holds !== 'id' && holds !== 'birth_date';

/** Household numbers by person; empty without households. */
function householdNumbers({ people, households }: Population): Int32Array {
  if (households === undefined) return new Int32Array(0);
  const numbers = new Int32Array(people);
  for (let h = 0; h < households.count; h++) {
    for (let m = households.starts[h] ?? 0; m < (households.starts[h + 1] ?? 0); m++) {
      numbers[households.members[m] ?? 0] = h;
    }
  }
  return numbers;
}

function cellWriter(spec: PopulationSpec, population: Population, householdOf: Int32Array, column: Column): CellWriter {
  const { holds, text } = column;
  if (holds === undefined) return () => text ?? '';
  const plain = Object.hasOwn(spec.features, holds)
    ? featureWriter(spec, population, holds, column)
    : contentWriter(population, householdOf, holds as Content, column);
  return column.letters === 'capitals' ? (person) => plain(person).toUpperCase() : plain;
}

function featureWriter(spec: PopulationSpec, population: Population, feature: string, column: Column): CellWriter {
  const texts = Object.keys(spec.features[feature] ?? {}).map((value) => coded(column, value));
  const values = population.values[feature];
  return (person) => texts[values?.[person] ?? 0] ?? '';
}

const coded = ({ codes }: Column, value: string): string =>
  codes !== undefined && Object.hasOwn(codes, value) ? (codes[value] ?? '') : value;

function contentWriter(population: Population, householdOf: Int32Array, content: Content, column: Column): CellWriter {
  const { ages, households, addresses, names, idNumbers } = population;
  const home = (person: number): number => householdOf[person] ?? 0;
  const street = (person: number) => addresses?.streets[addresses.streetOf[home(person)] ?? 0];
  switch (content) {
    case 'id':
      return idWriter(column.format ?? defaultIdFormat, idNumbers);
    case 'surname':
      return (person) => names?.surnameOf(person) ?? '';
    case 'given_name':
      return (person) => names?.givenNameOf(person) ?? '';
    case 'birth_date': {
      const write = dateWriter(column.format ?? defaultDateFormat);
      return (person) => write(ages?.birthDays[person] ?? 0);
    }
    case 'age_in_years':
      return (person) => String(ages?.years[person] ?? '');
    case 'street':
      return (person) => street(person)?.name ?? '';
    case 'postcode':
      return (person) => street(person)?.postcode ?? '';
    case 'number':
      return (person) =>
        `${addresses?.numberOf[home(person)] ?? ''}${['', 'A', 'B'][addresses?.letterOf[home(person)] ?? 0]}`;
    case 'box':
      return (person) => String(addresses?.boxOf[home(person)] || '');
    case 'household':
      return (person) => String(home(person) + 1);
    case 'household_size':
      return (person) => String((households?.starts[home(person) + 1] ?? 0) - (households?.starts[home(person)] ?? 0));
    case 'household_role': {
      const texts = roles.map((role) => coded(column, role));
      return (person) => texts[households?.roles[person] ?? 0] ?? '';
    }
  }
}

/** Writes the digits of a number into the zeros of a format: 1234 as `MB-0001234`. */
function idWriter(format: string, numbers: Int32Array): CellWriter {
  const zeros = zerosIn(format);
  const pieces = format.split(/(0+)/);
  return (person) => {
    const digits = String(numbers[person] ?? 0).padStart(zeros, '0');
    let next = 0;
    let id = '';
    for (const piece of pieces) {
      id += piece.startsWith('0') ? digits.slice(next, next + piece.length) : piece;
      if (piece.startsWith('0')) next += piece.length;
    }
    return id;
  };
}

const zerosIn = (format: string): number => format.match(/0/g)?.length ?? 0;

/** How many people an id format can number. */
export const idRoom = (format: string): number => 10 ** zerosIn(format) - 1;
