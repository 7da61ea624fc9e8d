import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { armsTable, type Check, type DrawRecord, type ReplacementRecord, standingWithdrawals } from '../index.js';

/** The name of the arm of each of the panel; undefined where there are no arms. */
export function armNames({ arms, manifest }: DrawRecord): string[] | undefined {
  const sizes = manifest.settings.arms?.sizes;
  return sizes && arms?.map((arm) => sizes[arm]?.arm ?? '');
}

/**
 * The arm of everybody of the panel, and of all who were called since: each takes the arm of a seat that became free, in the
 * order in which the records list both. Empty where there are no arms.
 */
export function armsSince(draw: DrawRecord, history: readonly ReplacementRecord[]): ReadonlyMap<string, string> {
  const names = armNames(draw);
  if (names === undefined) return new Map();
  const armOf = new Map(draw.panel.map((person, i) => [person, names[i] ?? '']));
  const free: string[] = [];
  for (const { change } of standingWithdrawals(history)) {
    free.push(...change.people.flatMap((person) => armOf.get(person) ?? []));
    for (const { person } of change.called) armOf.set(person, free.shift() ?? '');
  }
  return armOf;
}

/** arms.csv against the record; nothing where it is not there. `idOf`: nobody's where a person was erased, whose row is gone. */
export async function checkArmsFile(
  record: DrawRecord,
  { folder, idOf }: { readonly folder: string; readonly idOf: ReadonlyMap<string, string> },
): Promise<Check[]> {
  const names = armNames(record);
  const text = await readFile(join(folder, 'arms.csv'), 'utf8').catch(() => undefined);
  if (names === undefined || text === undefined) return [];
  const known = (record.chosen ?? record).panel.flatMap((pseudonym, i) => {
    const id = idOf.get(pseudonym);
    return id === undefined ? [] : [{ id, arm: names[i] ?? '' }];
  });
  const table = armsTable(
    known.map(({ id }) => id),
    known.map(({ arm }) => arm),
  );
  const holds = text === table;
  return [
    {
      subject: 'arms.csv',
      outcome: holds ? 'holds' : 'fails',
      detail: holds ? 'the arms of the record' : 'not the arms of the record',
    },
  ];
}
