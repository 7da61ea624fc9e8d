import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  canonicalJson,
  canonicalSeed,
  groupedCode,
  type InvitationRecord,
  invitationCommitment,
  invitationStatus,
  keyDigest,
  lotsTable,
  nodeHash,
  openSecretKey,
  parseSeedSource,
  replyCodesOf,
  requireNoAddedColumns,
  seedInvitation,
  writeInvitedFile,
  writeOutputFolder,
} from '../index.js';
import {
  committedManifest,
  INVITATION_FILES,
  INVITED,
  LOTS,
  MANIFEST,
  RECORD,
  SECRET_KEY,
} from './committed-invitation.js';
import { countRegister, type DrawnInvitation, drawInvitation } from './draw-invitation.js';
import { findInvitation, type InvitationFlags, type InvitationTask, invitationManifest } from './invitation-task.js';
import { noteStep, openLedgerIn, placeInLedger } from './ledger.js';
import { madeUpKey, makeRegister } from './made-up.js';
import { keepHeapSmallFor, sayWarnings } from './read-inputs.js';
import { requireSeed, type SeedFlags } from './seed-flags.js';
import {
  showCommitment,
  showInvitation,
  stratumName,
  summariseCommitment,
  summariseInvitation,
} from './show-invitation.js';
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
  const manifest = await invitationManifest(task, keyDigest(nodeHash, key.bytes), source);
  const counted = await countRegister(task, terminal);
  requireNoAddedColumns(counted.scan.table);
  sayWarnings(counted.scan.warnings, terminal);
  const text = canonicalJson(manifest);
  const state = await writeOutputFolder(
    task.out,
    { force: flags.force ?? false, names: INVITATION_FILES },
    async (folder) => writeFile(join(folder, MANIFEST), text),
  );
  await key.save();
  await noteStep(await openLedgerIn(task.folder ?? task.out), {
    step: 'invitation',
    inputs: {},
    outputs: { [MANIFEST]: text },
  });
  const shown = { task, manifest, counted, state };
  if (flags.json) terminal.json(summariseCommitment(shown));
  showCommitment(terminal, shown);
}

async function draw(task: InvitationTask, key: Key, flags: InviteFlags, terminal: Terminal): Promise<void> {
  const seed = await requireSeed(task, flags);
  const secret = keyDigest(nodeHash, key.bytes);
  const manifest =
    flags.commitment === undefined
      ? await invitationManifest(task, secret, { kind: 'text' })
      : await committedManifest(task, secret, flags.commitment);
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
  const ledger = place.before.map((line) => `${line}\n`).join('');
  const state = await writeOutputFolder(
    task.out,
    { force: flags.force ?? false, names: INVITATION_FILES },
    async (folder) => {
      for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
      // In a one-off the ledger itself lies there.
      if (task.folder !== undefined && ledger !== '') await writeFile(join(folder, 'ledger.jsonl'), ledger);
      await writeInvited(join(folder, INVITED), task, key, drawn);
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

async function writeInvited(file: string, task: InvitationTask, key: Key, drawn: DrawnInvitation): Promise<void> {
  const { scan, outcome, strata } = drawn;
  const codes = replyCodesOf(
    nodeHash,
    key.bytes,
    outcome.invited.map(({ person }) => person.id),
  );
  const invited = outcome.invited.map(({ person: { id, row, packed }, stratum }) => ({
    row,
    packed,
    stratum: stratumName(task, strata[stratum]?.values ?? []),
    code: groupedCode(codes.get(id) ?? ''),
  }));
  await writeInvitedFile(file, scan.table, invited);
}
