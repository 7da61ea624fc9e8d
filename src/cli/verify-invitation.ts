import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type Check,
  type InvitationAgain,
  type InvitationManifest,
  type InvitationRecord,
  isQuicknetSignature,
  keyDigest,
  lotsTable,
  type NotAgain,
  nodeHash,
  openLedger,
  openSecretKey,
  readInvitationRecord,
  readTextFile,
  SortitionError,
  seedInvitation,
  verifyInvitation,
} from '../index.js';
import { changesSince, INVITED, LOTS, SECRET_KEY } from './committed-invitation.js';
import { type DrawnInvitation, drawInvitation } from './draw-invitation.js';
import { findInvitation, type InvitationTask, invitationManifest } from './invitation-task.js';
import { holdsIds, showChecks } from './show-checks.js';
import type { Terminal } from './terminal.js';

export interface VerifyInvitationFlags {
  readonly pool?: string;
  readonly id?: string;
  readonly encoding?: string;
  readonly public?: boolean;
  readonly json?: boolean;
}

/** Whether a text is the record of an invitation, and not of a draw. */
export const isInvitationRecord = (text: string): boolean => text.includes('"format":"sortition-invitation-record/1"');

export async function verifyInvitationRecord(
  path: string,
  target: string | undefined,
  flags: VerifyInvitationFlags,
  terminal: Terminal,
): Promise<void> {
  const record = await readTextFile(path);
  const folder = dirname(path);
  const files = new Map<string, string>();
  for (const name of [LOTS, 'ledger.jsonl']) {
    if (existsSync(join(folder, name))) files.set(name, await readTextFile(join(folder, name)));
  }
  const read = readable(record);
  const found =
    read === undefined ? notChecked('there is no record') : await drawAgain(read, folder, { target, flags }, terminal);
  const again = 'drawn' in found ? toAgain(found.drawn) : found;
  const beacon = read?.seed.kind === 'public' ? read.seed.drand : undefined;
  const isSigned = beacon !== undefined && (await isQuicknetSignature(beacon.round, beacon.signature));
  const checks = verifyInvitation(nodeHash, { record, files, again, checkBeacon: () => isSigned });
  if ('drawn' in found) checks.push(...(await checkInvited(folder, found)));
  showChecks(terminal, path, checks);
  const fails = checks.some(({ outcome }) => outcome === 'fails');
  if (flags.json) terminal.json({ record: path, holds: !fails, checks });
  terminal.exitCode = fails ? 1 : 0;
}

function readable(text: string): InvitationRecord | undefined {
  try {
    return readInvitationRecord(text);
  } catch (error) {
    if (error instanceof SortitionError) return undefined;
    throw error;
  }
}

/** An invitation drawn once more, or why it was not. */
type Again = { readonly task: InvitationTask; readonly drawn: DrawnInvitation } | NotAgain;

async function drawAgain(
  { manifest, seed, ledger }: InvitationRecord,
  folder: string,
  { target, flags }: { readonly target: string | undefined; readonly flags: VerifyInvitationFlags },
  terminal: Terminal,
): Promise<Again> {
  if (flags.public) return notChecked('left out: --public');
  const task = await findTask(manifest, folder, target, flags);
  if (task === undefined) return notChecked('not given: who was invited takes the register and the secret key');
  const keyFile = join(task.folder ?? folder, SECRET_KEY);
  if (!existsSync(keyFile)) return notChecked(`${SECRET_KEY} is not there: lots cannot be drawn again without it`);
  if (!existsSync(task.people.file)) return notChecked('the register is not there');
  const key = await openSecretKey(keyFile);
  const changes = changesSince(
    manifest,
    await invitationManifest(task, keyDigest(nodeHash, key.bytes), manifest.seed_source),
  );
  const why = `no longer what was committed: ${changes.join('; ')}`;
  if (changes.length > 0) {
    const isErased = await hasErased(task, ledger.length);
    return isErased ? notChecked(`${why}. The ledger says that people were erased since`) : { outcome: 'fails', why };
  }
  const { lotKey } = seedInvitation(nodeHash, manifest, seed, key.bytes);
  return { task, drawn: await drawInvitation(task, lotKey, terminal) };
}

const notChecked = (why: string): NotAgain => ({ outcome: 'not checked', why });

/** The process of the record, or the register that was given with the way the record says it was read. */
async function findTask(
  manifest: InvitationManifest,
  folder: string,
  target: string | undefined,
  flags: VerifyInvitationFlags,
): Promise<InvitationTask | undefined> {
  const { letters, purpose } = manifest;
  if (flags.pool !== undefined) {
    if (target !== undefined) throw new SortitionError('FOLDER_AND_POOL', { folder: target });
    const { id, household } = readingOf(manifest);
    const task = await findInvitation(undefined, {
      register: flags.pool,
      id: flags.id ?? id,
      letters,
      ...(household !== '' && { household }),
      ...(flags.encoding !== undefined && { encoding: flags.encoding }),
    });
    return { ...task, purpose };
  }
  const above = [folder, join(folder, '..')].find((place) => existsSync(join(place, 'sortition.yaml')));
  const process = target ?? above;
  return process === undefined ? undefined : { ...(await findInvitation(process, { letters })), purpose };
}

/** The columns that a one-off names. */
function readingOf({ reading }: InvitationManifest): { id: string; household: string } {
  const { id, household } = reading as { id?: unknown; household?: unknown };
  return { id: String(id), household: Array.isArray(household) ? household.join(',') : '' };
}

/** Whether the process's ledger has an erasure after its first `length` entries. */
async function hasErased({ folder }: InvitationTask, length: number): Promise<boolean> {
  if (folder === undefined) return false;
  const { entries } = await openLedger(nodeHash, join(folder, 'ledger.jsonl'));
  return entries.some(({ entry, step }) => entry >= length && step === 'erase');
}

const toAgain = ({ strata, outcome }: DrawnInvitation): InvitationAgain => ({
  strata,
  passedOver: outcome.passedOver,
  lots: lotsTable(outcome.invited),
});

/** invited.csv is no part of the record: whoever stands in it is compared with the draw. */
async function checkInvited(
  folder: string,
  { task, drawn }: { readonly task: InvitationTask; readonly drawn: DrawnInvitation },
): Promise<Check[]> {
  const file = join(folder, INVITED);
  if (!existsSync(file)) return [];
  const ids = new Set(drawn.outcome.invited.map(({ person }) => person.id));
  return [{ subject: INVITED, ...(await holdsIds(file, task.people.id, ids)) }];
}
