import { type Addresses, drawAddresses } from './addresses.js';
import { type Ages, drawAges } from './age-groups.js';
import type { NoiseFor } from './chance.js';
import { permutation } from './chance.js';
import { checkPopulation } from './check-population.js';
import { drawFeatureValues, type FeatureValues } from './feature-values.js';
import { drawHouseholds, type Households } from './households.js';
import { drawNames, type Names } from './names.js';
import type { PopulationSpec } from './population-spec.js';

/** Synthetic people, numbered 0 … n − 1 in no order that means anything; what the specification leaves out is undefined. */
export interface Population {
  readonly people: number;
  readonly values: FeatureValues;
  readonly ages: Ages | undefined;
  readonly households: Households | undefined;
  readonly addresses: Addresses | undefined;
  readonly names: Names | undefined;
  /** 1 … n, a person each, unrelated to everything else. */
  readonly idNumbers: Int32Array;
  /** The people as a register lists them: by address, a household together, its reference person first. */
  readonly inOrder: Int32Array;
}

/**
 * Makes the people that a specification declares: shares exact, correlations as declared, the same for the same noise.
 *
 * @throws SortitionError the faults of checkPopulation · SYNTH_TABLE_TOO_LARGE · SYNTH_CORRELATIONS_CONFLICT ·
 *   SYNTH_HOMES_WITHOUT_ADULT
 */
export function drawPopulation(spec: PopulationSpec, noiseFor: NoiseFor): Population {
  checkPopulation(spec).throwIfAny();
  const values = drawFeatureValues(spec, noiseFor);
  const groupOf = values[spec.birthDates?.from ?? ''];
  const ages =
    spec.birthDates === undefined || groupOf === undefined
      ? undefined
      : drawAges(spec, spec.birthDates, groupOf, noiseFor);
  const sex = sexOfEveryone(spec, values);
  const households =
    spec.households === undefined || ages === undefined
      ? undefined
      : drawHouseholds(
          spec,
          spec.households,
          { values, traits: { years: ages.years, sex, background: backgrounds(spec, values) } },
          noiseFor,
        );
  const addresses =
    spec.addresses === undefined || households === undefined
      ? undefined
      : drawAddresses(spec, spec.addresses, households, noiseFor);
  const names =
    spec.names === undefined ? undefined : drawNames(spec, spec.names, { values, sex, households }, noiseFor);
  return {
    people: spec.people,
    values,
    ages,
    households,
    addresses,
    names,
    idNumbers: permutation(spec.people, noiseFor('ids')).map((number) => number + 1),
    inOrder: registerOrder(spec.people, households, addresses),
  };
}

function sexOfEveryone({ sex, features, people }: PopulationSpec, values: FeatureValues): Uint8Array {
  const numbers = values[sex?.from ?? ''];
  if (sex === undefined || numbers === undefined) return new Uint8Array(people).fill(2);
  const names = Object.keys(features[sex.from] ?? {});
  const sexes = names.map((name) => (name === sex.man ? 0 : name === sex.woman ? 1 : 2));
  const everyone = new Uint8Array(people);
  for (let person = 0; person < people; person++) everyone[person] = sexes[numbers[person] ?? 0] ?? 2;
  return everyone;
}

/** One number per combination of the features that households mostly share. */
function backgrounds({ households, features, people }: PopulationSpec, values: FeatureValues): Int32Array {
  const combined = new Int32Array(people);
  for (const feature of households?.alike ?? []) {
    const size = Object.keys(features[feature] ?? {}).length;
    const numbers = values[feature];
    for (const [person, before] of combined.entries()) combined[person] = before * size + (numbers?.[person] ?? 0);
  }
  return combined;
}

function registerOrder(
  people: number,
  households: Households | undefined,
  addresses: Addresses | undefined,
): Int32Array {
  if (households === undefined) return Int32Array.from({ length: people }, (_, person) => person);
  if (addresses === undefined) return households.members;
  const order = new Int32Array(people);
  let filled = 0;
  for (const household of addresses.inOrder) {
    const members = households.members.subarray(households.starts[household], households.starts[household + 1]);
    order.set(members, filled);
    filled += members.length;
  }
  return order;
}
