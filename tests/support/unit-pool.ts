import type { Row } from './one-off-pool.js';
import { seededNoise } from './seeded-noise.js';

/** People of made-up properties, one to five in each: a row a person, all of a property in one district. */
export function unitPeople(properties: number, seed: string): Row[] {
  const noise = seededNoise(seed)('units');
  const below = (n: number): number => Math.floor(n * noise());
  const rows: Row[] = [];
  for (let i = 0; i < properties; i++) {
    const home = {
      street: `Street ${i % 7}`,
      number: String(i),
      district: ['north', 'south', 'harbour'][below(3)] ?? '',
    };
    const dwelling = below(2) === 0 ? 'house' : 'flat';
    const people = [1, 1, 2, 2, 3, 5][below(6)] ?? 1;
    for (let p = 0; p < people; p++) {
      const two = (n: number): string => String(n).padStart(2, '0');
      const born = `${two(1 + below(28))}/${two(1 + below(12))}/${1940 + below(68)}`;
      rows.push({
        id: `P${below(9000) + 1000}-${rows.length}`,
        name: `Somebody ${rows.length}`,
        ...home,
        dwelling,
        born,
      });
    }
  }
  return rows;
}

export const UNIT_QUOTAS =
  'feature,value,min,max\ndistrict,north,2,9\ndistrict,south,2,9\ndistrict,harbour,2,9\ndwelling,house,4,10\ndwelling,flat,4,10\n';
