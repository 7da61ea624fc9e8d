import { csv, oneOffPool, type Row } from './one-off-pool.js';

/**
 * Files of a process folder of 120 made-up people, 12 seats and homes; `row` may change or add cells. The same
 * every time but for the pseudonyms, which the toolkit makes.
 */
export function townProcess(
  panel: string,
  row: (person: Row, index: number) => Row = (person) => person,
): Readonly<Record<string, string>> {
  const pool = oneOffPool({ seed: 'a committed town', people: 120, size: 12 });
  return {
    'register.csv': csv(pool.people.map(row)),
    'quotas.csv': csv(pool.quotas),
    'sortition.yaml': [
      'title: The town’s jury',
      'register: { file: register.csv, id: nationbuilder_id, household: [address, postcode] }',
      'quotas: quotas.csv',
      `panel: { size: 12, alternates: 4, ${panel} }`,
      '',
    ].join('\n'),
  };
}
