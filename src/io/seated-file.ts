import { FaultList } from '../core/errors.js';
import { comparable } from '../core/text.js';
import { readIdList } from './id-list.js';
import type { People } from './people-file.js';
import type { PeopleSpec } from './people-spec.js';

/**
 * The people who are on the panel already, as positions in the pool, ascending: a file with one id a line, or with a column
 * named as the pool's. All faults are thrown together; whoever is not in the pool is one.
 */
export async function readSeated(file: string, spec: PeopleSpec, people: People): Promise<number[]> {
  const faults = new FaultList();
  const context = { table: people.table, encoding: spec.encoding, faults };
  const list = await readIdList(file, spec.id, context);
  const positions = new Map(people.ids.map((id, person) => [id, person]));
  const ids = new Map(list?.ids);
  const first = list?.perhapsId ?? '';
  // A misspelt id in the first line must not pass for a header.
  if (first !== '' && comparable(first) !== 'id' && !ids.has(first)) ids.set(first, 1);
  const seated: number[] = [];
  for (const [id, row] of ids) {
    const person = positions.get(id);
    if (person === undefined) faults.add('SEATED_UNKNOWN', { id }, { file, row });
    else seated.push(person);
  }
  faults.throwIfAny();
  return seated.sort((a, b) => a - b);
}
