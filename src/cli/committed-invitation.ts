import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  canonicalJson,
  type InvitationManifest,
  invitationCommitment,
  nodeHash,
  readInvitationManifest,
  SortitionError,
} from '../index.js';
import { shortPath } from './format.js';
import { type InvitationTask, invitationManifest } from './invitation-task.js';

export const MANIFEST = 'manifest.json';
export const RECORD = 'invitation-record.json';
export const LOTS = 'invited-lots.csv';
export const INVITED = 'invited.csv';
/** All files that an invitation may make. */
export const INVITATION_FILES = [
  ...[MANIFEST, RECORD, LOTS, INVITED, 'ledger.jsonl'],
  ...[MANIFEST, RECORD, LOTS, 'ledger.jsonl', 'README.md', 'verify.py'].map((name) => join('public', name)),
];

/** The file of a process's secret key. */
export const SECRET_KEY = 'secret-key.txt';

/** Reads the committed manifest back. Throws COMMITMENT_MISSING, COMMITMENT_OTHER or COMMITMENT_CHANGED. */
export async function committedManifest(
  task: InvitationTask,
  secret: Uint8Array,
  asked: string,
): Promise<InvitationManifest> {
  const hex = asked.replaceAll(/\s/g, '').toLowerCase();
  const isHex = /^[0-9a-f]{64}$/.test(hex);
  const folder = isHex ? task.out : basename(asked) === MANIFEST ? dirname(asked) : asked;
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) throw new SortitionError('INVITATION_NOT_COMMITTED', { folder: shortPath(folder) });
  const then = readInvitationManifest(await readFile(path, 'utf8'));
  const found = invitationCommitment(nodeHash, then);
  if (isHex && found !== hex) throw new SortitionError('COMMITMENT_OTHER', { asked: hex, found });
  const changes = changesSince(then, await invitationManifest(withPurpose(task, then), secret, then.seed_source));
  if (changes.length > 0) throw new SortitionError('COMMITMENT_CHANGED', { changes });
  return then;
}

/**
 * An official invitation stands: letters may be printed from it. Throws INVITATION_DRAWN where the folder has one, unless its record
 * is the same again.
 */
export async function requireNotDrawn(folder: string, record?: string): Promise<void> {
  const path = join(folder, RECORD);
  if (!existsSync(path)) return;
  const there = await readFile(path, 'utf8');
  if (there !== record && !MAY_GO.some((status) => there.includes(`"status":"${status}"`)))
    throw new SortitionError('INVITATION_DRAWN', { folder: shortPath(folder) });
}

const MAY_GO = ['uncommitted', 'rehearsal'];

const withPurpose = (task: InvitationTask, { purpose }: InvitationManifest): InvitationTask => ({ ...task, purpose });

const WORDS: Readonly<Record<string, string>> = {
  title: 'the title has changed',
  letters: 'the number of letters has changed',
  per_household: 'the household rule has changed',
  strata: 'the strata or their rates have changed',
  reading: 'who can be invited, or how the rows are read, has changed',
  key: `${SECRET_KEY} is another`,
};

const OTHER_FILE = ' is another file';
export const isOtherFile = (change: string): boolean => change.endsWith(OTHER_FILE);

/** What of today's manifest is not as it was. Another version of the software draws the same. */
export function changesSince(then: InvitationManifest, now: InvitationManifest): string[] {
  const differs = (key: string): boolean => {
    const of = (manifest: InvitationManifest): unknown => (manifest as unknown as Record<string, unknown>)[key] ?? null;
    return canonicalJson(of(then)) !== canonicalJson(of(now));
  };
  const names = [...new Set([...Object.keys(then.files), ...Object.keys(now.files)])].sort();
  return [
    ...names.filter((name) => then.files[name] !== now.files[name]).map((name) => `${name}${OTHER_FILE}`),
    ...Object.entries(WORDS).flatMap(([key, words]) => (differs(key) ? [words] : [])),
  ];
}
