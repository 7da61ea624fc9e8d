import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  BARE_FORM,
  countedFeatures,
  countReasons,
  countResponse,
  countSettled,
  type Expectations,
  FaultList,
  findOverallShortage,
  findProcess,
  findShortages,
  INTAKE_FILES,
  type Invitee,
  invitedFile,
  judgeReplies,
  type PeopleSpec,
  POOL_FILE,
  type Process,
  poolFolder,
  type Quotas,
  type RepliesForm,
  type Reply,
  readInvited,
  readQuotas,
  readReplies,
  readSettled,
  requireColumnsKept,
  SortitionError,
  splitQuotas,
  unknownFeatures,
  writeIntakeFiles,
  writeOutputFolder,
} from '../index.js';
import { shortPath } from './format.js';
import { noteStep, openLedgerIn } from './ledger.js';
import { namedFiles, tellingKeys } from './named-files.js';
import { panelOfPool } from './panel-of-pool.js';
import { requireInvited } from './require-invited.js';
import { showIntake, summariseIntake } from './show-intake.js';
import type { Terminal } from './terminal.js';

export interface IntakeFlags {
  readonly code?: string;
  readonly encoding?: string;
  readonly settled?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Replies of the invited → pool, what is to be settled, how people responded and what is still missing. */
export async function intakeReplies(
  file: string,
  target: string | undefined,
  flags: IntakeFlags,
  terminal: Terminal,
): Promise<void> {
  const process = await findProcess(target ?? '.');
  if (process.invitation === undefined)
    throw new SortitionError('INVITATION_MISSING', { file: join(basename(process.folder), 'sortition.yaml') });
  const form = formOf(process, flags);
  const named = namedFiles(process);
  const quotas = await tellingKeys(named, () => readQuotas(process.quotas));
  const split = splitQuotas(quotas, declaredCrosses(process.people.features));
  requireColumnsKept(process.people, split.single);
  const { invited, replies, asked } = await tellingKeys(named, () => readFiles(file, process, form, split.single));
  await requireInvited(process, invited);
  const out = flags.out ?? poolFolder(process);
  const settled = await settledOf(out, flags, { replies, invited: invited.invited });

  const intake = judgeReplies(invited.invited, replies, { ...form, settled });
  const features = countedFeatures(quotas, split);
  const response = countResponse(invited.invited, intake, features);
  const reasons = countReasons(intake);
  const soFar = { features, pool: intake.pool, response, expected: expectationsOf(process, form) };
  const overall = findOverallShortage(process.panel.size, soFar);
  const shortages = [...(overall === undefined ? [] : [overall]), ...findShortages(soFar)];

  // A broken ledger is found before anything is written.
  const ledger = await openLedgerIn(process.folder);
  let poolText = '';
  const state = await writeOutputFolder(out, { force: flags.force ?? false, names: INTAKE_FILES }, async (folder) => {
    poolText = await writeIntakeFiles(folder, {
      file: invited,
      intake,
      settled,
      features: split.single,
      response,
      reasons,
    });
  });
  // The ledger is published: of lists so short that their digest could be guessed at, it says nothing.
  await noteStep(ledger, {
    step: 'intake',
    inputs: { 'invited.csv': await readFile(invitedFile(process)), replies: await readFile(file) },
    outputs: { [POOL_FILE]: poolText },
  });
  const panel = await panelOfPool(process, join(out, POOL_FILE), quotas);
  const shown = {
    process,
    form,
    asked,
    intake,
    response,
    reasons,
    shortages,
    panel,
    out,
    state,
    unknown: unknownFeatures(form, split.single),
  };
  if (flags.json) terminal.json(summariseIntake(shown));
  showIntake(terminal, shown);
}

const formOf = ({ replies }: Process, { code, encoding }: IntakeFlags): RepliesForm => ({
  ...(replies ?? BARE_FORM),
  ...(code !== undefined && { code }),
  ...(encoding !== undefined && { encoding }),
});

/** Everything wrong with the two files as such, at once. */
async function readFiles(file: string, process: Process, form: RepliesForm, features: Quotas) {
  const faults = new FaultList();
  const told = Object.keys(form.features);
  const invited = await readInvited(invitedFile(process), process.people, { features, told }, faults);
  const { replies, asked } = await readReplies(file, form, features, faults);
  faults.throwIfAny();
  return { invited, replies, asked };
}

/** What the organiser has settled by hand. Nothing of it may be lost: a list that is not handed back is not written over. */
async function settledOf(
  out: string,
  { settled: file }: IntakeFlags,
  { replies, invited }: { readonly replies: readonly Reply[]; readonly invited: readonly Invitee[] },
): Promise<ReadonlyMap<number, string>> {
  const codes = new Set(invited.map(({ code }) => code));
  const settled = file === undefined ? new Map<number, string>() : await readSettled(file, { replies, codes });
  const path = join(out, 'to-settle.csv');
  const filledIn = await countSettled(path);
  if (filledIn > settled.size) throw new SortitionError('SETTLED_UNHEARD', { path: shortPath(path), codes: filledIn });
  return settled;
}

const expectationsOf = ({ invitation }: Process, { reminder }: RepliesForm): Expectations => ({
  ...(reminder !== undefined && { reminder }),
  ...(invitation?.response !== undefined && { response: invitation.response }),
});

/** Crossed features that sortition.yaml declares under a name of their own. */
const declaredCrosses = (features: PeopleSpec['features'] = {}): Record<string, readonly [string, string]> =>
  Object.fromEntries(Object.entries(features).flatMap(([name, spec]) => ('cross' in spec ? [[name, spec.cross]] : [])));
