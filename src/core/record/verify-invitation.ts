import { toHex } from '../bytes.js';
import { drawSeed } from '../lottery/draw-seed.js';
import type { Hash } from '../ports.js';
import { apportionLetters } from '../register/strata.js';
import { type Check, CheckLines } from './check-lines.js';
import {
  type InvitationManifest,
  type InvitationRecord,
  type InvitedStratum,
  invitationCommitment,
  invitationStatus,
  readInvitationRecord,
  strataOf,
} from './invitation-record.js';
import { digestOf } from './manifest.js';
import { canonicalSeed } from './seed-source.js';
import { checkLedgerHead } from './verify-ledger.js';
import { type CheckBeacon, checkSeed } from './verify-seed.js';

/** What a verifier has in hand of an invitation. */
export interface InvitationEvidence {
  readonly record: string;
  /** invited-lots.csv and ledger.jsonl beside the record, by name. */
  readonly files: ReadonlyMap<string, string>;
  readonly checkBeacon?: CheckBeacon | undefined;
  /** The invitation drawn once more from register and key. */
  readonly again: InvitationAgain | NotAgain;
}

/** Why an invitation was not drawn once more: something it takes is not at hand, or is not what was committed. */
export interface NotAgain {
  readonly outcome: 'not checked' | 'fails';
  readonly why: string;
}

export interface InvitationAgain {
  readonly strata: readonly InvitedStratum[];
  readonly passedOver: number;
  readonly lots: string;
}

/** Checks an invitation, line by line. Never throws for bad evidence. */
export function verifyInvitation(hash: Hash, evidence: InvitationEvidence): Check[] {
  const lines = new CheckLines();
  const record = lines.read('record', () => readInvitationRecord(evidence.record));
  if (record === undefined) return lines.checks;
  const { manifest } = record;
  const status = invitationStatus(manifest);
  lines.check(
    'record',
    record.status === status,
    `canonical, ${record.format}, ${record.status}`,
    `says ${record.status}, but by its manifest it is ${status}`,
  );
  lines.check(
    'commitment',
    invitationCommitment(hash, manifest) === record.commitment,
    `${record.commitment}, the SHA-256 of the manifest`,
    'not the SHA-256 of the manifest: something in it has changed',
  );
  checkLedgerHead(lines, hash, record.ledger, evidence.files.get('ledger.jsonl'));
  checkSeed(lines, { source: manifest.seed_source, tickets: undefined }, record.seed, evidence.checkBeacon);
  lines.check(
    'draw seed',
    toHex(drawSeed(hash, record.commitment, canonicalSeed(hash, record.seed))) === record.draw_seed,
    'from the seed and the commitment',
    'is not that of the seed and the commitment',
  );
  checkStrata(lines, manifest, record.strata);
  checkLots(lines, hash, record, evidence.files.get('invited-lots.csv'));
  checkAgain(lines, record, evidence);
  return lines.checks;
}

/** Letters follow from people and rates; a stratum has fewer only where households had theirs. */
function checkStrata(lines: CheckLines, manifest: InvitationManifest, strata: readonly InvitedStratum[]): void {
  const expected = strataOf(manifest.strata);
  const isSame =
    strata.length === expected.length &&
    strata.every(({ values }, s) => JSON.stringify(values) === JSON.stringify(expected[s]?.values));
  if (!lines.check('strata', isSame, `${strata.length}, as committed`, 'are not those of the manifest')) return;
  const people = strata.map((stratum) => stratum.people);
  const due = lines.read('letters', () => apportionLetters(manifest.letters, expected, people));
  if (due === undefined) return;
  const invited = strata.reduce((sum, stratum) => sum + stratum.invited, 0);
  const holds = strata.every(
    ({ letters, invited: sent }, s) =>
      letters === due[s] && sent <= letters && (sent === letters || manifest.per_household !== undefined),
  );
  lines.check(
    'letters',
    holds,
    invited === manifest.letters
      ? `${invited}, shared out by people and rates`
      : `${invited} of ${manifest.letters}: in some strata everybody else’s household had its letter`,
    'are not shared out by people and rates',
  );
}

function checkLots(lines: CheckLines, hash: Hash, record: InvitationRecord, text: string | undefined): void {
  if (text === undefined) {
    lines.fail('lots', 'invited-lots.csv is not beside the record');
    return;
  }
  const rows = text.split('\n').slice(1, -1);
  const counts = record.strata.map(() => 0);
  for (const row of rows) {
    const stratum = Number(row.split(',')[0]);
    counts[stratum] = (counts[stratum] ?? 0) + 1;
  }
  const isShaped = text.startsWith('stratum,lot\n') && rows.every((row) => /^\d{1,6},[0-9a-f]{64}$/.test(row));
  const holds =
    isShaped &&
    digestOf(hash, text) === record.lots &&
    new Set(rows).size === rows.length &&
    counts.length === record.strata.length &&
    record.strata.every(({ invited }, s) => counts[s] === invited);
  lines.check(
    'lots',
    holds,
    `${rows.length} different ones, as many in each stratum as were invited`,
    'invited-lots.csv is not the file of the record, or has not as many lots as people were invited',
  );
}

function checkAgain(lines: CheckLines, record: InvitationRecord, { again, files }: InvitationEvidence): void {
  if ('why' in again) {
    if (again.outcome === 'fails') lines.fail('register', again.why);
    else lines.skip('register', again.why);
    return;
  }
  const isSame =
    JSON.stringify(again.strata) === JSON.stringify(record.strata) &&
    again.passedOver === record.passed_over &&
    again.lots === files.get('invited-lots.csv');
  lines.check(
    'register',
    isSame,
    'drawn once more from register, rules, key and seed: the same people',
    'drawn once more from register, rules, key and seed, others are invited',
  );
}
