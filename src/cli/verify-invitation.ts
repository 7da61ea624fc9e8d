import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type Check,
  type InvitationAgain,
  type InvitationManifest,
  type InvitationRecord,
  invitationCommitment,
  isQuicknetSignature,
  lotsTable,
  type NotAgain,
  nodeHash,
  openLedger,
  openSecretKey,
  readInvitationManifest,
  readInvitationRecord,
  readTextFile,
  SortitionError,
  seedInvitation,
  verifyInvitation,
} from '../index.js';
import { checkProcessLedger, checkPublished } from './check-around.js';
import { checkInvited, checkInvitedLeft } from './check-invited.js';
import { changesSince, isOtherFile, LOTS, SECRET_KEY } from './committed-invitation.js';
import { type DrawnInvitation, drawInvitation } from './draw-invitation.js';
import { findInvitation, type InvitationTask, invitationManifest, registerNameOf } from './invitation-task.js';
import { showChecks } from './show-checks.js';
import type { Terminal } from './terminal.js';

export interface VerifyInvitationFlags {
  readonly pool?: string;
  readonly id?: string;
  readonly encoding?: string;
  readonly public?: boolean;
  readonly commitment?: string;
  readonly json?: boolean;
}

/** Whether a text is the record of an invitation or its manifest, and not of a draw. Within a text the quotes would have backslashes. */
export const isInvitation = (text: string): boolean => text.includes('"format":"sortition-invitation');

const isRecord = (text: string): boolean => text.includes('"format":"sortition-invitation-record/1"');

export async function verifyInvitationRecord(
  path: string,
  target: string | undefined,
  flags: VerifyInvitationFlags,
  terminal: Terminal,
): Promise<void> {
  const record = await readTextFile(path);
  if (!isRecord(record)) return showFound(terminal, path, checkCommitted(record, flags), flags);
  const folder = dirname(path);
  const files = new Map<string, string>();
  for (const name of [LOTS, 'ledger.jsonl']) {
    if (existsSync(join(folder, name))) files.set(name, await readTextFile(join(folder, name)));
  }
  const read = readable(() => readInvitationRecord(record));
  const task = read && (await findTaskOf(read, folder, { target, flags }));
  const found: Again =
    read === undefined ? notChecked('there is no record') : await drawAgain(read, folder, task, terminal);
  const again = 'drawn' in found ? toAgain(found.drawn) : found;
  const beacon = read?.seed.kind === 'public' ? read.seed.drand : undefined;
  const isSigned = beacon !== undefined && (await isQuicknetSignature(beacon.round, beacon.signature));
  const checks = verifyInvitation(nodeHash, { record, files, again, checkBeacon: () => isSigned });
  checks.push(...checkPublished(flags.commitment, read && invitationCommitment(nodeHash, read.manifest)));
  if (task !== undefined && 'folder' in task && task.folder !== undefined)
    checks.push(...(await checkProcessLedger(task.folder)));
  if ('drawn' in found) checks.push(await checkInvited(folder, found));
  else if (read !== undefined && found.erased !== undefined)
    checks.push(await checkInvitedLeft(folder, { record: read, ...found.erased }));
  showFound(terminal, path, checks, flags);
}

function showFound(terminal: Terminal, path: string, checks: readonly Check[], { json }: VerifyInvitationFlags): void {
  showChecks(terminal, path, checks);
  const fails = checks.some(({ outcome }) => outcome === 'fails');
  if (json) terminal.json({ record: path, holds: !fails, checks });
  terminal.exitCode = fails ? 1 : 0;
}

/** A manifest whose invitation is yet to be drawn. */
function checkCommitted(text: string, flags: VerifyInvitationFlags): Check[] {
  const manifest = readable(() => readInvitationManifest(text));
  const subject = 'manifest';
  if (manifest === undefined)
    return [{ subject, outcome: 'fails', detail: 'not the manifest of an invitation in canonical JSON' }];
  const commitment = invitationCommitment(nodeHash, manifest);
  const detail = `canonical, ${manifest.format}, nobody is drawn yet; its commitment is ${commitment}`;
  return [{ subject, outcome: 'holds', detail }, ...checkPublished(flags.commitment, commitment)];
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SortitionError) return undefined;
    throw error;
  }
}

/** An invitation drawn once more, or why it was not; `erased` where people are gone, but the key is still there. */
type Again =
  | { readonly task: InvitationTask; readonly secret: Uint8Array; readonly drawn: DrawnInvitation }
  | (NotAgain & { readonly erased?: { readonly id: string; readonly secret: Uint8Array } });

async function drawAgain(
  { manifest, seed, ledger }: InvitationRecord,
  folder: string,
  task: InvitationTask | NotAgain | undefined,
  terminal: Terminal,
): Promise<Again> {
  if (task === undefined) return notChecked('not given: who was invited takes the register and the secret key');
  if ('outcome' in task) return task;
  const keyFile = [task.folder ?? folder, folder, join(folder, '..')]
    .map((place) => join(place, SECRET_KEY))
    .find((file) => existsSync(file));
  if (keyFile === undefined) return notChecked(`${SECRET_KEY} is not there: lots cannot be drawn again without it`);
  if (!existsSync(task.people.file)) return notChecked('the register is not there');
  const secret = (await openSecretKey(keyFile)).bytes;
  const changes = changesSince(manifest, await invitationManifest(task, secret, manifest.seed_source));
  const why = `no longer what was committed: ${changes.join('; ')}`;
  if (changes.length > 0) {
    // An erasure takes rows out of files; it changes no rule, and not the key.
    const isErased = changes.every(isOtherFile) && (await hasErased(task, ledger.length));
    if (!isErased) return { outcome: 'fails', why };
    const erased = { id: task.people.id, secret };
    return { ...notChecked(`${why}. The ledger says that people were erased since`), erased };
  }
  const { lotKey } = seedInvitation(nodeHash, manifest, seed, secret);
  return { task, secret, drawn: await drawInvitation(task, lotKey, terminal) };
}

const notChecked = (why: string): NotAgain => ({ outcome: 'not checked', why });

/** The process of the record, or the register that was given with the way the record says it was read. */
async function findTaskOf(
  { manifest }: InvitationRecord,
  folder: string,
  { target, flags }: { readonly target: string | undefined; readonly flags: VerifyInvitationFlags },
): Promise<InvitationTask | NotAgain | undefined> {
  if (flags.public) return notChecked('left out: --public');
  if (flags.pool !== undefined && target !== undefined) throw new SortitionError('FOLDER_AND_POOL', { folder: target });
  const { letters, purpose } = manifest;
  const above = [folder, join(folder, '..')].find((place) => existsSync(join(place, 'sortition.yaml')));
  const process = target ?? above;
  const asProcess = async (folder: string) => ({ ...(await findInvitation(folder, { letters })), purpose });
  if (flags.pool === undefined) return process === undefined ? undefined : asProcess(process);
  const { id, household, encoding = flags.encoding } = readingOf(manifest);
  const task = await findInvitation(undefined, {
    register: flags.pool,
    id: flags.id ?? id,
    letters,
    ...(household !== '' && { household }),
    ...(encoding !== undefined && { encoding }),
  });
  const [registerName = '', ...others] = Object.keys(manifest.files);
  const isOneOff = others.length === 0 && manifest.strata.length === 0 && manifest.title === task.title;
  if (isOneOff) return { ...task, purpose, registerName };
  return process === undefined
    ? notChecked('the record is of a process: without its folder nobody knows who could be invited')
    : withRegister(await asProcess(process), flags.pool, flags);
}

/** The process as it is, with its register from elsewhere. */
function withRegister(task: InvitationTask, file: string, { id, encoding }: VerifyInvitationFlags): InvitationTask {
  const people = { ...task.people, file, ...(id !== undefined && { id }), ...(encoding !== undefined && { encoding }) };
  return { ...task, people, registerName: registerNameOf(task) };
}

/** The columns that a one-off names, and how its register is stored. */
function readingOf({ reading }: InvitationManifest): { id: string; household: string; encoding: string | undefined } {
  const { id, household, encoding } = reading as { id?: unknown; household?: unknown; encoding?: unknown };
  return {
    id: String(id),
    household: Array.isArray(household) ? household.join(',') : '',
    encoding: encoding === undefined ? undefined : String(encoding),
  };
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
