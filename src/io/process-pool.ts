import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SortitionError } from '../core/errors.js';
import type { PeopleSpec } from './people-spec.js';
import type { Process } from './process-spec.js';

/** The file of everybody who got a letter, and the one of those who said yes, in a process folder. */
export const invitedFile = ({ folder }: Pick<Process, 'folder'>): string => join(folder, 'invitation', 'invited.csv');
export const poolFolder = ({ folder }: Pick<Process, 'folder'>): string => join(folder, 'pool');
export const POOL_FILE = 'pool.csv';

/** The people from whom a process draws: those who replied, as intake wrote them down, or the register. Throws POOL_NOT_YET. */
export async function poolOf(process: Process): Promise<PeopleSpec> {
  if (process.panel.from === 'register') return process.people;
  const file = join(poolFolder(process), POOL_FILE);
  if ((await stat(file).catch(() => undefined)) === undefined) throw new SortitionError('POOL_NOT_YET', {}, { file });
  return poolSpec(process.people, file);
}

/** How a pool.csv is read: ids and homes as in the register, every feature a column of its own name, and nobody left out any more. */
export const poolSpec = ({ id, household }: PeopleSpec, file: string): PeopleSpec => ({
  file,
  isOurs: true,
  id,
  ...(household !== undefined && { household }),
});

/** How a panel that was drawn is read: like that of which it was drawn, and nobody is left out any more. */
export function panelSpec({ people, panel }: Pick<Process, 'people' | 'panel'>, file: string): PeopleSpec {
  const { encoding, id, features } = panel.from === 'register' ? people : poolSpec(people, file);
  return {
    file,
    isOurs: true,
    id,
    ...(encoding !== undefined && { encoding }),
    ...(features !== undefined && { features }),
  };
}
