import type { PopulationSpec } from '../../src/core/register/synthetic/population-spec.js';

/** A small town with everything that a population can declare. */
export const smallTown: PopulationSpec = {
  seed: 'small town',
  people: 500,
  referenceDate: '2024-02-29',
  features: {
    gender: { man: 48, woman: 51, neither: 1 },
    age: { '0-17': 24, '18–64': 56, '65+': 20 },
    nationality: { Belgian: 80, other: 20 },
    quarter: { lower: 40, upper: 35, hill: 25 },
  },
  correlations: [
    { among: { quarter: ['lower'] }, odds: { age: { '0-17': 1.5, '65+': 0.5 }, nationality: { other: 3 } } },
    { among: { age: ['65+'] }, odds: { gender: { woman: 1.5 } } },
  ],
  birthDates: { from: 'age', oldest: 100, likelihood: { 0: 10, 64: 8, 100: 0 } },
  sex: { from: 'gender', man: 'man', woman: 'woman' },
  households: {
    in: 'quarter',
    alike: ['nationality'],
    mixed: 5,
    sizes: { 1: 38, 2: 30, 3: 14, 4: 12, 5: 6 },
    correlations: [{ among: { quarter: ['lower'] }, odds: { 4: 1.5, 5: 2 } }],
    loneParents: 10,
  },
  addresses: {
    postcode: '1000',
    boxes: 50,
    places: {
      lower: { streets: ['Grand-Rue', 'Quai'] },
      upper: { streets: ['Grand-Rue'] },
      hill: { postcode: '1001' },
    },
  },
  names: {
    traditions: [
      { among: { nationality: ['other'] }, lists: { spanish: 50, turkish: 50 } },
      { lists: { french: 100 } },
    ],
  },
};
