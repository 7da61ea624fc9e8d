import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  canonicalJson,
  canonicalSeed,
  type InvitationRecord,
  invitationCommitment,
  invitationStatus,
  invitedFileText,
  keyDigest,
  lotsTable,
  nodeHash,
  openSecretKey,
  parseSeedSource,
  requireNoAddedColumns,
  seedInvitation,
  writeOutputFolder,
} from '../index.js';
import { invitedRows } from './check-invited.js';
import {
  committedManifest,
  INVITATION_FILES,
  INVITED,
  LOTS,
  MANIFEST,
  RECORD,
  requireNotDrawn,
  SECRET_KEY,
} from './committed-invitation.js';
import { countRegister, drawInvitation } from './draw-invitation.js';
import { findInvitation, type InvitationFlags, type InvitationTask, invitationManifest } from './invitation-task.js';
import { noteStep, openLedgerIn, placeInLedger } from './ledger.js';
import { madeUpKey, makeRegister } from './made-up.js';
import { writePublicInvitation } from './public-folder.js';
import { keepHeapSmallFor, sayWarnings } from './read-inputs.js';
import { requireSeed, type SeedFlags } from './seed-flags.js';
import { showCommitment, showInvitation, summariseCommitment, summariseInvitation } from './show-invitation.js';
import { requireToCome } from './source-to-come.js';
import type { Terminal } from './terminal.js';

export type InviteFlags = InvitationFlags & SeedFlags & { commit?: boolean; force?: boolean; json?: boolean };

export async function invitePeople(target: string | undefined, flags: InviteFlags, terminal: Terminal): Promise<void> {
  const task = await findInvitation(target, flags);
  const register = { synthetic: task.synthetic, register: task.people.file };
  await makeRegister(register, terminal);
  keepHeapSmallFor(task.people.file);
  // A one-off keeps its key with what it wrote.
  const key = await openSecretKey(join(task.folder ?? task.out, SECRET_KEY), await madeUpKey(register));
  if (flags.commit) await commit(task, key, flags, terminal);
  else await draw(task, key, flags, terminal);
}

type Key = Awaited<ReturnType<typeof openSecretKey>>;

/** Fixes register, rules, key and the source of the seed, before there is any. */
async function commit(task: InvitationTask, key: Key, flags: InviteFlags, terminal: Terminal): Promise<void> {
  const source = parseSeedSource(task.seedSource ?? 'dice:30');
  requireToCome(source, task);
  const manifest = await invitationManifest(task, key.bytes, source);
  const counted = await countRegister(task, terminal);
  requireNoAddedColumns(counted.scan.table);
  sayWarnings(counted.scan.warnings, terminal);
  const text = canonicalJson(manifest);
  await requireNotDrawn(task.out);
  // A broken ledger is found before anything is written.
  const ledger = await openLedgerIn(task.folder ?? task.out);
  const state = await writeOutputFolder(
    task.out,
    { force: flags.force ?? false, names: INVITATION_FILES },
    async (folder) => {
      await writeFile(join(folder, MANIFEST), text);
      const commitment = invitationCommitment(nodeHash, manifest);
      await writePublicInvitation(folder, { manifest, commitment, files: { [MANIFEST]: text } });
    },
  );
  await key.save();
  await noteStep(ledger, { step: 'invitation', inputs: {}, outputs: { [MANIFEST]: text } });
  const shown = { task, manifest, counted, state };
  if (flags.json) terminal.json(summariseCommitment(shown));
  showCommitment(terminal, shown);
}

async function draw(task: InvitationTask, key: Key, flags: InviteFlags, terminal: Terminal): Promise<void> {
  const seed = await requireSeed(task, flags, 'INVITATION_SEED_MISSING');
  const manifest =
    flags.commitment === undefined
      ? await invitationManifest(task, key.bytes, { kind: 'text' })
      : await committedManifest(task, key.bytes, flags.commitment);
  const { lotKey, drawSeed } = seedInvitation(nodeHash, manifest, seed, key.bytes);
  const open = await openLedgerIn(task.folder ?? task.out);
  const commitment = invitationCommitment(nodeHash, manifest);
  const status = invitationStatus(manifest);
  const place = placeInLedger(open, 'invite', { commitment, seed, isOfficial: status === 'official' });
  const drawn = await drawInvitation(task, lotKey, terminal);
  requireNoAddedColumns(drawn.scan.table);
  sayWarnings(drawn.scan.warnings, terminal);
  const lots = lotsTable(drawn.outcome.invited);
  const record: InvitationRecord = {
    format: 'sortition-invitation-record/1',
    status,
    manifest,
    commitment,
    seed,
    draw_seed: drawSeed,
    strata: drawn.strata,
    passed_over: drawn.outcome.passedOver,
    lots: keyDigest(nodeHash, Buffer.from(lots)),
    ledger: place.head,
  };
  const texts = { [MANIFEST]: canonicalJson(manifest), [RECORD]: canonicalJson(record), [LOTS]: lots };
  await requireNotDrawn(task.out, texts[RECORD]);
  const ledger = place.before.map((line) => `${line}\n`).join('');
  const state = await writeOutputFolder(
    task.out,
    { force: flags.force ?? false, names: INVITATION_FILES },
    async (folder) => {
      for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
      // In a one-off the ledger itself lies there.
      if (task.folder !== undefined && ledger !== '') await writeFile(join(folder, 'ledger.jsonl'), ledger);
      const files = { ...texts, ...(ledger !== '' && { 'ledger.jsonl': ledger }) };
      await writePublicInvitation(folder, { manifest, commitment, files });
      const invited = invitedRows(task, key.bytes, drawn);
      await writeFile(join(folder, INVITED), invitedFileText(drawn.scan.table, invited));
    },
  );
  await key.save();
  if (!place.isThere) {
    await noteStep(open, {
      step: 'invite',
      inputs: { commitment, seed: canonicalSeed(nodeHash, seed) },
      outputs: { [RECORD]: texts[RECORD] ?? '' },
    });
  }
  const shown = { task, record, drawn, state };
  if (flags.json) terminal.json(summariseInvitation(shown));
  showInvitation(terminal, shown);
}
