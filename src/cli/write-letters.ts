import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  FaultList,
  findProcess,
  LETTER_KINDS,
  type LetterEdition,
  type LetterKind,
  type LetterPress,
  type LetterRun,
  nearest,
  openPress,
  type Process,
  peopleCsvText,
  readIdColumn,
  SortitionError,
  writeOutputFolder,
} from '../index.js';
import { noteStep, openLedgerIn } from './ledger.js';
import { checkLetters } from './letter-checks.js';
import { type LetterTask, type Pictures, readEditions, readPictures, replyLinkOf } from './letter-editions.js';
import { type Addressees, isOfRehearsal, readAddressees } from './letter-people.js';
import { type Chosen, choosePreviews } from './letter-preview.js';
import { copyTemplates } from './letter-templates.js';
import { MAILING, MailingList, type PrintedFile, printFile } from './print-batches.js';
import { keepHeapSmall } from './read-inputs.js';
import { showLetters, showPreview, summariseLetters, summarisePreview } from './show-letters.js';
import type { Terminal } from './terminal.js';

export interface LetterFlags {
  readonly preview?: number;
  readonly entry?: number;
  readonly proof?: boolean;
  readonly leaveOutUnfitting?: boolean;
  readonly ids?: boolean;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

const NOT_FITTING = 'not-fitting.csv';
const PREVIEW = 'preview.pdf';

export async function writeLetters(
  kind: string,
  target: string | undefined,
  flags: LetterFlags,
  terminal: Terminal,
): Promise<void> {
  if (kind === 'templates') return copyTemplates(target, terminal, flags.json ?? false);
  if (!isKind(kind)) {
    const near = nearest(kind, [...LETTER_KINDS, 'templates']);
    throw new SortitionError('LETTER_KIND_UNKNOWN', { kind, known: LETTER_KINDS, near });
  }
  const process = await findProcess(target ?? '.');
  const { letters } = process;
  if (letters === undefined)
    throw new SortitionError('LETTERS_UNSET', {}, { file: join(process.folder, 'sortition.yaml') });
  const task: LetterTask = { process, letters, kind, room: await openPress() };
  const faults = new FaultList();
  // Without an invitation the “register” may well be people who said yes.
  if (kind === 'regret' && process.invitation !== undefined && process.panel.from === 'register')
    throw new SortitionError('REGRET_OF_REGISTER', {});
  const editions = await readEditions(task, faults);
  const people = await readAddressees({ ...task, entry: flags.entry }, faults);
  if (people.count === 0) throw new SortitionError('LETTER_NOBODY', { kind }, { file: people.file });
  if (people.count > letters.batch) keepHeapSmall();
  const pictures = await readPictures(letters);
  const isRehearsal = await isOfRehearsal(task);
  const run = prepareRun(task, await withCount(task, editions, people), { flags, pictures, isRehearsal });
  const press = task.room.press(run, Object.values(pictures));
  const job: Job = { task, run, people, press, flags, terminal };
  const unfitting = checkLetters(job, {
    toleratesUnfitting: flags.leaveOutUnfitting === true || flags.preview !== undefined,
  });
  if (flags.preview === undefined) await printAll(job, unfitting);
  else await printPreview(job, unfitting, flags.preview);
}

interface Job {
  readonly task: LetterTask;
  readonly run: LetterRun;
  readonly people: Addressees;
  readonly press: LetterPress;
  readonly flags: LetterFlags;
  readonly terminal: Terminal;
}

const isKind = (kind: string): kind is LetterKind => (LETTER_KINDS as readonly string[]).includes(kind);

/** How many people were invited is counted only where a letter says so. */
async function withCount(
  { process, kind, room }: LetterTask,
  editions: ReadonlyMap<string, LetterEdition>,
  people: Addressees,
): Promise<ReadonlyMap<string, LetterEdition>> {
  if (![...editions.values()].some(({ template }) => template.uses.has('invited.count'))) return editions;
  const count = kind === 'invitation' ? people.count : await countInvited(process);
  if (count === undefined) return editions;
  return new Map(
    [...editions].map(([language, edition]) => [
      language,
      { ...edition, values: { ...edition.values, 'invited.count': room.numberIn(language, count) } },
    ]),
  );
}

async function countInvited({ folder, people }: Process): Promise<number | undefined> {
  const file = join(folder, 'invitation', 'invited.csv');
  return readIdColumn(file, people.id).then(
    (ids) => ids.length,
    () => undefined,
  );
}

function prepareRun(
  task: LetterTask,
  editions: ReadonlyMap<string, LetterEdition>,
  {
    flags: { proof },
    pictures: { logo, signature },
    isRehearsal,
  }: { readonly flags: LetterFlags; readonly pictures: Pictures; readonly isRehearsal: boolean },
): LetterRun {
  const { process, letters, kind, room } = task;
  return {
    design: {
      title: `${process.title}: ${kind}`,
      window: room.windowOf(letters.window),
      isTwoSided: letters.isTwoSided,
      isProof: proof ?? false,
      isRehearsal,
      ...(logo !== undefined && { logo: logo.bytes }),
      ...(signature !== undefined && { signature: signature.bytes }),
    },
    returnLine: [letters.sender.name, ...letters.sender.address].join(' · '),
    editions,
    replyLink: replyLinkOf(task),
    verifyWeb: letters.verifyWeb,
  };
}

async function printPreview(
  { task, run, people, press, flags, terminal }: Job,
  unfitting: ReadonlyMap<number, SortitionError>,
  most: number,
): Promise<void> {
  const faults = new FaultList();
  const fitting: Chosen[] = choosePreviews(people, most).filter(({ index }) => !unfitting.has(people.at(index).row));
  const letters = fitting.flatMap(({ index }) => press.letter(people.at(index), faults, faults) ?? []);
  if (letters.length === 0)
    throw [...unfitting.values()][0] ?? new SortitionError('LETTER_NOBODY', { kind: task.kind });
  const out = outOf(task, flags);
  // A preview is to be looked at and made again: it takes the place of the one before.
  const state = await writeOutputFolder(out, { force: true }, async (folder) => {
    await printFile(join(folder, PREVIEW), task.room, run, letters);
  });
  const chosen = fitting.map(({ index, why }) => ({ row: people.at(index).row, why }));
  const shown = { task, people, chosen, unfitting: unfitting.size, file: join(out, PREVIEW), state };
  if (flags.json) terminal.json(summarisePreview(shown));
  showPreview(terminal, shown);
}

const outOf = ({ process, kind }: LetterTask, { out, entry }: LetterFlags): string =>
  out ?? join(process.folder, 'post', entry === undefined ? kind : `${kind}-entry-${entry}`);

async function printAll(job: Job, unfitting: ReadonlyMap<number, SortitionError>): Promise<void> {
  const { task, people, flags, terminal } = job;
  const out = outOf(task, flags);
  const earlier = (await readdir(out).catch(() => [])).filter(
    (name) => name.startsWith(`${task.kind}-`) && name.endsWith('.pdf'),
  );
  const names = [...earlier, MAILING, NOT_FITTING];
  // A broken ledger is found before anything is written.
  const ledger = await openLedgerIn(task.process.folder);
  let files: readonly PrintedFile[] = [];
  const state = await writeOutputFolder(out, { force: flags.force ?? false, names }, async (folder) => {
    files = await printBatches(job, folder, unfitting);
    if (unfitting.size > 0)
      await writeFile(join(folder, NOT_FITTING), peopleCsvText(people.table, listUnfitting(people, unfitting)));
  });
  terminal.clearBar();
  await noteStep(ledger, {
    step: 'letters',
    inputs: { kind: task.kind },
    outputs: { 'letters.txt': files.map(({ file, digest }) => `${digest}  ${file}\n`).join('') },
  });
  const shown = { task, people, files, unfitting: unfitting.size, out, state };
  if (flags.json) terminal.json(summariseLetters(shown));
  showLetters(terminal, shown);
}

async function printBatches(
  { task, run, people, press, flags, terminal }: Job,
  folder: string,
  unfitting: ReadonlyMap<number, SortitionError>,
): Promise<PrintedFile[]> {
  const { batch } = task.letters;
  const files: PrintedFile[] = [];
  const list = new MailingList(folder, people, {
    addressLines: run.design.window.lines,
    hasIds: flags.ids ?? false,
  });
  const digits = Math.max(3, String(Math.ceil(people.count / batch)).length);
  const faults = new FaultList();
  for (let next = 0; next < people.count; ) {
    const members = [];
    for (; next < people.count && members.length < batch; next++) {
      const person = people.at(next);
      if (unfitting.has(person.row)) continue;
      const letter = press.letter(person, faults, faults);
      if (letter !== undefined) members.push({ person, letter });
    }
    if (members.length === 0) break;
    const file = `${task.kind}-${String(files.length + 1).padStart(digits, '0')}.pdf`;
    const { pages, digest } = await printFile(
      join(folder, file),
      task.room,
      run,
      members.map(({ letter }) => letter),
    );
    const rows = members.map(({ person, letter }, i) => ({
      code: person.code,
      id: person.id,
      language: person.languages.join(' '),
      address: letter.address.lines,
      ...(pages[i] ?? { first: 0, last: 0 }),
    }));
    await list.add(file, rows);
    files.push({ file, letters: members.length, pages: pages.at(-1)?.last ?? 0, digest });
    terminal.progress('printing', next, people.count);
  }
  return files;
}

function listUnfitting(people: Addressees, unfitting: ReadonlyMap<number, SortitionError>): string[][] {
  const rows = [['row', 'id', 'problem']];
  for (let i = 0; i < people.count; i++) {
    const { row, id } = people.at(i);
    const fault = unfitting.get(row);
    if (fault !== undefined) rows.push([String(row), id, fault.message]);
  }
  return rows;
}
