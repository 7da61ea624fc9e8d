import { join } from 'node:path';
import {
  apportionLetters,
  comparable,
  fingerprintOf,
  type InvitationManifest,
  type InvitationRecord,
  type InvitedStratum,
  invitationCommitment,
  nodeHash,
  type RegisterScan,
  wordsOf,
} from '../index.js';
import type { CountedRegister, DrawnInvitation } from './draw-invitation.js';
import { counted, grouped, percent, shortPath, table } from './format.js';
import { defaultOut, type InvitationTask } from './invitation-task.js';
import { summariseNotes } from './notes.js';
import { STATUS_MEANS, seedInWords } from './show-draw.js';
import type { Terminal } from './terminal.js';

type State = 'written' | 'unchanged' | 'replaced';

export interface ShownCommitment {
  readonly task: InvitationTask;
  readonly manifest: InvitationManifest;
  readonly counted: CountedRegister;
  readonly state: State;
}

export interface ShownInvitation {
  readonly task: InvitationTask;
  readonly record: InvitationRecord;
  readonly drawn: DrawnInvitation;
  readonly state: State;
}

/** A stratum as the organiser spells it: “Historic centre · 16–34”. */
export function stratumName({ strata }: Pick<InvitationTask, 'strata'>, values: readonly string[]): string {
  const features = [...strata].sort((a, b) => (comparable(a.feature) < comparable(b.feature) ? -1 : 1));
  return values
    .map((value, f) => features[f]?.quotas.find((quota) => comparable(quota.value) === value)?.value ?? value)
    .map((value) => (value === '*' ? 'all others' : value))
    .join(' · ');
}

/** Strata as the organiser orders features and values, not as they are numbered. */
function asWritten<S extends Pick<InvitedStratum, 'values'>>(task: InvitationTask, strata: readonly S[]): S[] {
  const canonical = [...task.strata].sort((a, b) => (comparable(a.feature) < comparable(b.feature) ? -1 : 1));
  const key = ({ values }: S): string =>
    task.strata
      .map(({ feature, quotas }) => {
        const value = values[canonical.findIndex((each) => each.feature === feature)] ?? '';
        const rank = quotas.findIndex((quota) => comparable(quota.value) === value);
        return String(rank).padStart(6, '0');
      })
      .join();
  return [...strata].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

export function showCommitment(
  terminal: Terminal,
  { task, manifest, counted: register, state }: ShownCommitment,
): void {
  const commitment = invitationCommitment(nodeHash, manifest);
  showHead(terminal, task, register.scan, lettersOf(register, manifest));
  showRoom(terminal, task, register, lettersOf(register, manifest));
  terminal.line('Seed', `${wordsOf(manifest.seed_source)}, to come`);
  if (manifest.purpose === 'rehearsal') terminal.line('Status', terminal.yellow('rehearsal: nobody is really invited'));
  terminal.line('Commitment', terminal.bold(commitment));
  terminal.line('Fingerprint', fingerprintOf(commitment));
  showFiles(terminal, task, state);
  const target = task.folder === undefined ? '…' : shortPath(task.folder);
  const out = task.out === defaultOut(task.folder) ? '' : ` --out ${shortPath(task.out)}`;
  terminal.say();
  terminal.say(
    `  ${terminal.dim('publish the commitment, then:')} sortition invite ${target} --commitment ${shortPath(task.out)}${out} --dice "…"`,
  );
}

/** Better known before the commitment is published than after the draw: a stratum may have more letters than households. */
function showRoom(
  terminal: Terminal,
  task: InvitationTask,
  { room = [] }: CountedRegister,
  strata: readonly InvitedStratum[],
): void {
  const { perHousehold = 1 } = task.invitation;
  const most = new Map(strata.map((stratum, s) => [stratum, room[s] ?? Number.POSITIVE_INFINITY]));
  for (const stratum of asWritten(task, strata)) {
    const has = most.get(stratum) ?? 0;
    if (stratum.letters <= has) continue;
    const name = strata.length > 1 ? `${stratumName(task, stratum.values)}: ` : '';
    const homes = perHousehold === 1 ? `only ${counted(has, 'household')}` : `its households can have ${grouped(has)}`;
    const missing = counted(stratum.letters - has, 'letter');
    const note = `${name}${counted(stratum.letters, 'letter')}, but ${homes}: ${missing} or more will not be sent`;
    terminal.line('Note', terminal.yellow(note));
  }
}

export const summariseCommitment = ({ task, manifest, counted: register, state }: ShownCommitment) => ({
  state,
  out: task.out,
  commitment: invitationCommitment(nodeHash, manifest),
  fingerprint: fingerprintOf(invitationCommitment(nodeHash, manifest)),
  ...summariseRegister(
    task,
    register.scan,
    lettersOf(register, manifest).map((stratum, s) => ({
      ...stratum,
      ...(register.room !== undefined && { room: register.room[s] }),
    })),
  ),
});

export function showInvitation(terminal: Terminal, { task, record, drawn, state }: ShownInvitation): void {
  showHead(terminal, task, drawn.scan, drawn.strata);
  const { passedOver } = drawn.outcome;
  if (passedOver > 0)
    terminal.line('Households', `${counted(passedOver, 'person', 'people')} passed over: theirs had its letter`);
  terminal.line('Seed', seedInWords(record.seed));
  terminal.line('Status', `${terminal.yellow(record.status)}: ${STATUS_MEANS[record.status]}`);
  showFiles(terminal, task, state);
  terminal.say();
  const file = join(shortPath(task.out), 'invitation-record.json');
  terminal.say(`  ${terminal.dim('check it:')} sortition verify ${file}`);
}

export const summariseInvitation = ({ task, record, drawn, state }: ShownInvitation) => ({
  state,
  out: task.out,
  status: record.status,
  commitment: record.commitment,
  invited: drawn.outcome.invited.length,
  passed_over: drawn.outcome.passedOver,
  ...summariseRegister(task, drawn.scan, drawn.strata),
});

/** What the letters of each stratum will be. */
const lettersOf = ({ strata, people }: CountedRegister, { letters }: InvitationManifest): InvitedStratum[] => {
  const due = apportionLetters(letters, strata, people);
  return strata.map(({ values }, s) => ({
    values,
    people: people[s] ?? 0,
    letters: due[s] ?? 0,
    invited: due[s] ?? 0,
  }));
};

function showHead(
  terminal: Terminal,
  task: InvitationTask,
  scan: RegisterScan,
  strata: readonly InvitedStratum[],
): void {
  const invited = strata.reduce((sum, stratum) => sum + stratum.invited, 0);
  const people = strata.reduce((sum, stratum) => sum + stratum.people, 0);
  const { letters, perHousehold } = task.invitation;
  terminal.say();
  terminal.say(`  ${terminal.bold(task.title)}: ${counted(invited, 'letter')}`);
  terminal.say();
  if (strata.length > 1) {
    const rows = asWritten(task, strata).map((stratum) => [
      stratumName(task, stratum.values),
      grouped(stratum.people),
      grouped(stratum.invited),
      stratum.people === 0 ? '–' : percent(stratum.invited / stratum.people),
    ]);
    table([['', 'people', 'letters', 'of them'], ...rows]).forEach((line, i) => {
      terminal.say(`  ${i === 0 ? terminal.dim(line) : line}`);
    });
    terminal.say();
  }
  if (invited < letters) {
    const missing = terminal.yellow(counted(letters - invited, 'letter'));
    terminal.line('Missing', `${missing} of ${grouped(letters)}: everybody else’s household has had its own`);
  }
  const file = shortPath(scan.table.path);
  terminal.line(
    'Register',
    `${counted(people, 'person', 'people')} can be invited, of ${counted(scan.rows, 'row')} in ${file}`,
  );
  for (const { reason, count } of scan.ineligible) terminal.line('', `${grouped(count)} left out: ${reason}`);
  if (perHousehold !== undefined) terminal.line('Rule', `at most ${counted(perHousehold, 'letter')} to a household`);
}

const summariseRegister = (task: InvitationTask, scan: RegisterScan, strata: readonly InvitedStratum[]) => ({
  rows: scan.rows,
  left_out: scan.ineligible,
  notes: summariseNotes(scan.warnings),
  strata: strata.map((stratum) => ({ ...stratum, name: stratumName(task, stratum.values) })),
});

function showFiles(terminal: Terminal, task: InvitationTask, state: State): void {
  const out = shortPath(task.out);
  terminal.line('Files', state === 'unchanged' ? `${out}: nothing has changed` : `${out} (${state})`);
}
