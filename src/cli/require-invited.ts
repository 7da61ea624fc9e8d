import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  digestOf,
  findNotInvited,
  type InvitedFile,
  invitedFile,
  keyDigest,
  nodeHash,
  openSecretKey,
  type Process,
  readInvitationRecord,
  readTextFile,
  SortitionError,
} from '../index.js';
import { LOTS, RECORD, SECRET_KEY } from './committed-invitation.js';
import { someRows } from './format.js';

/**
 * Whoever is to reply must have been invited by lot: with record, lots and key at hand, nobody can be written into invited.csv.
 * Throws INVITED_CHANGED or INVITED_OTHER_KEY.
 */
export async function requireInvited(process: Process, { invited, rows }: InvitedFile): Promise<void> {
  const file = invitedFile(process);
  const folder = join(file, '..');
  const key = join(process.folder, SECRET_KEY);
  const [recordFile, lotsFile] = [join(folder, RECORD), join(folder, LOTS)];
  if (![recordFile, lotsFile, key].every((path) => existsSync(path))) return;
  const record = readInvitationRecord(await readTextFile(recordFile), recordFile);
  const lots = await readTextFile(lotsFile);
  if (digestOf(nodeHash, lots) !== record.lots) throw new SortitionError('LOTS_CHANGED', {}, { file: lotsFile });
  const secret = (await openSecretKey(key)).bytes;
  if (keyDigest(nodeHash, secret) !== record.manifest.key)
    throw new SortitionError('INVITED_OTHER_KEY', {}, { file: key });
  const list = invited.map(({ id, code }, i) => ({ id, code, row: rows[i] ?? 0 }));
  const { people, codes } = findNotInvited(nodeHash, { record, lots, secret }, list);
  if (people.length + codes.length === 0) return;
  const [first = 0] = [...people, ...codes].sort((a, b) => a - b);
  throw new SortitionError(
    'INVITED_CHANGED',
    { people: people.length > 0 ? someRows(people) : '', codes: codes.length > 0 ? someRows(codes) : '' },
    { file, row: first },
  );
}
