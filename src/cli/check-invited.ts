import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Check,
  compareInvitedFile,
  findNotInvited,
  groupedCode,
  type InvitationRecord,
  type InvitedRow,
  invitedFileText,
  nodeHash,
  readIdsAndCodes,
  readTextFile,
  replyCodesOf,
  SortitionError,
} from '../index.js';
import { INVITED, LOTS } from './committed-invitation.js';
import type { DrawnInvitation } from './draw-invitation.js';
import { counted, someRows } from './format.js';
import type { InvitationTask } from './invitation-task.js';
import { stratumName } from './show-invitation.js';

/** The rows of invited.csv: they follow from register, key and seed. */
export function invitedRows(
  task: InvitationTask,
  secret: Uint8Array,
  { outcome: { invited }, strata }: DrawnInvitation,
): InvitedRow[] {
  const ids = invited.map(({ person }) => person.id);
  const codes = replyCodesOf(nodeHash, secret, ids);
  return invited.map(({ person: { id, row, packed }, stratum }) => ({
    row,
    packed,
    stratum: stratumName(task, strata[stratum]?.values ?? []),
    code: groupedCode(codes.get(id) ?? ''),
  }));
}

/** invited.csv is no part of the record, but all of it follows from what is: the file is made again and compared. */
export function checkInvited(
  folder: string,
  { task, secret, drawn }: { task: InvitationTask; secret: Uint8Array; drawn: DrawnInvitation },
): Promise<Check> {
  return checkFile(folder, async (file) => {
    const invited = invitedRows(task, secret, drawn);
    const register = drawn.scan.table;
    if ((await readFile(file)).equals(Buffer.from(invitedFileText(register, invited))))
      return { outcome: 'holds', detail: 'made once more from register, key and seed: the same in every byte' };
    const { strangers, missing, codes, cells } = await compareInvitedFile(file, {
      register,
      id: task.people.id,
      invited,
    });
    const faults = [
      ...(strangers.length > 0 ? [`other people than were drawn, or twice the same, in ${someRows(strangers)}`] : []),
      ...(missing > 0 ? [`${counted(missing, 'person', 'people')} fewer of those drawn`] : []),
      ...(codes.length > 0 ? [`other codes in ${someRows(codes)}`] : []),
      ...(cells.length > 0 ? [`other cells than the register in ${someRows(cells)}`] : []),
    ];
    return {
      outcome: 'fails',
      detail: faults.length > 0 ? `has ${faults.join('; ')}` : 'has the same cells in another order or form',
    };
  });
}

/** The same without the register, once people were erased from both: whoever is left has a lot among those drawn, and their code. */
export function checkInvitedLeft(
  folder: string,
  { record, id, secret }: { record: InvitationRecord; id: string; secret: Uint8Array },
): Promise<Check> {
  return checkFile(folder, async (file) => {
    const lots = await readTextFile(join(folder, LOTS));
    const list = await readIdsAndCodes(file, id);
    const { people, codes } = findNotInvited(nodeHash, { record, lots, secret }, list);
    const faults = [
      ...(people.length > 0 ? [`people who were not drawn in ${someRows(people)}`] : []),
      ...(codes.length > 0 ? [`other codes in ${someRows(codes)}`] : []),
    ];
    const left = counted(list.length, 'person is', 'people are');
    return faults.length > 0
      ? { outcome: 'fails', detail: `has ${faults.join('; ')}` }
      : {
          outcome: 'holds',
          detail: `${left} left: each has a lot among those drawn, and their code (other cells not checked)`,
        };
  });
}

async function checkFile(folder: string, look: (file: string) => Promise<Omit<Check, 'subject'>>): Promise<Check> {
  const file = join(folder, INVITED);
  if (!existsSync(file))
    return { subject: INVITED, outcome: 'not checked', detail: `${INVITED} is not beside the record` };
  try {
    return { subject: INVITED, ...(await look(file)) };
  } catch (error) {
    if (!(error instanceof SortitionError)) throw error;
    return { subject: INVITED, outcome: 'fails', detail: error.message };
  }
}
