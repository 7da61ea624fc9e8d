import { existsSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import {
  carryOut,
  cleanId,
  type ErasurePlan,
  findLeft,
  findProcess,
  nearest,
  nodeHash,
  openPseudonyms,
  openSecretKey,
  type Process,
  planErasure,
  readIdColumn,
  replyCodesOf,
  SortitionError,
  type Wanted,
} from '../index.js';
import { SECRET_KEY } from './committed-invitation.js';
import { noteDigests, openLedgerIn } from './ledger.js';
import { seatingLists } from './named-files.js';
import { PSEUDONYMS } from './read-inputs.js';
import { type ShownErasure, showLeft, showPlan } from './show-erasure.js';
import type { Terminal } from './terminal.js';

export interface EraseFlags {
  readonly process?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/**
 * Removes people's data from every file of a process, or says what would be removed. What is then left of them is looked for
 * in the whole folder, and sets the exit code 1.
 */
export async function erasePeople(asked: readonly string[], flags: EraseFlags, terminal: Terminal): Promise<void> {
  const process = await findProcess(flags.process ?? '.');
  const ids = new Set(asked.map(cleanId).filter((id) => id !== ''));
  const { people } = process;
  const plan = await planErasure(process.folder, await wantedOf(process, ids));
  refuseWorkbook(process, plan);
  // Of a run that was killed, nothing but lines of pseudonyms.csv may be left: then the others are done with.
  const isAlmostDone = plan.tables.length > 0 && plan.tables.every(({ erasure }) => erasure.kind === 'key');
  if (plan.unknown.length > 0 && !isAlmostDone) throw await unknownIds(process, plan.unknown);
  const outside = namedFiles(process).filter((file) => !isInside(process.folder, file));
  const isDone = flags.yes === true;
  // An unreadable list of pseudonyms is found before anything is changed.
  await openPseudonyms(join(process.folder, PSEUDONYMS));
  const ledger = await openLedgerIn(process.folder);
  if (isDone) {
    await carryOut(plan, (digests) =>
      noteDigests(ledger, { step: 'erase', inputs: {}, outputs: publicNames(process, digests) }),
    );
  }
  const left = isDone ? await findLeft(plan) : plan;
  const canReturn = outside.includes(people.file);
  const shown = { plan, left, outside, isDone, canReturn };
  showPlan(terminal, shown);
  showLeft(terminal, shown);
  const isLeft = left.stands.length > 0 || (isDone && left.tables.length > 0);
  if (flags.json) terminal.json(summary(shown));
  if (isDone && isLeft) terminal.exitCode = 1;
}

/** What sortition.yaml says of files in which people stand under their names or their codes. */
async function wantedOf(process: Process, ids: ReadonlySet<string>): Promise<Wanted> {
  const { people, replies } = process;
  return {
    ids,
    idColumn: people.id,
    apart: tablesWithoutPeople(process),
    encoding: people.encoding,
    register: people.file,
    lists: exclusions(process).filter((list) => typeof list !== 'string'),
    codeColumn: replies?.code,
    reasonColumn: replies?.reason,
    codeOf: await codesByKey(process),
  };
}

/** A key that cannot be read is no reason to keep anybody's data: lists of those invited have the codes too. */
async function codesByKey({ folder }: Process): Promise<Wanted['codeOf']> {
  const path = join(folder, SECRET_KEY);
  const key = existsSync(path) ? await openSecretKey(path).catch(() => undefined) : undefined;
  return key && ((id) => replyCodesOf(nodeHash, key.bytes, [id]).get(id) ?? '');
}

function refuseWorkbook(process: Process, { stands, tables }: ErasurePlan): void {
  const { folder, people } = process;
  const register = relative(folder, people.file);
  const found = stands.find(({ what, file }) => what === 'workbook' && file === register);
  if (found === undefined) return;
  // Once the row is gone, nothing leads to these any more.
  const named = exclusions(process).flatMap((list) => (typeof list === 'string' ? [] : relative(folder, list.file)));
  const lists = tables
    .filter(({ file }) => named.includes(file))
    .map(({ file, erasure }) => ({ file, rows: [...erasure.rows] }));
  throw new SortitionError('ERASE_WORKBOOK', { rows: found.rows, lists }, { file: people.file });
}

async function unknownIds({ folder, people }: Process, ids: readonly string[]): Promise<SortitionError> {
  const known = await readIdColumn(people.file, people.id, people.encoding).catch(() => []);
  const near = nearest(ids[0] ?? '', known);
  return new SortitionError('ERASE_UNKNOWN', { ids, ...(near.length > 0 && { near }) }, { file: folder });
}

/** Files that sortition.yaml names and in which people may stand; the replies it does not name. */
const namedFiles = ({ people, panel, sessions }: Process): string[] =>
  [
    ...[people.file, ...listsOf(people.eligible?.exclude ?? []), ...panel.included, ...listsOf(panel.excluded)],
    ...(panel.rotation?.history === undefined ? [] : [panel.rotation.history]),
    ...seatingLists(sessions).map(({ file }) => file),
  ].filter((file) => existsSync(file));

const exclusions = ({ people, panel }: Process) => [...(people.eligible?.exclude ?? []), ...panel.excluded];

const listsOf = (lists: Process['panel']['excluded']): string[] =>
  lists.map((list) => (typeof list === 'string' ? list : list.file));

const tablesWithoutPeople = ({ quotas, people, replies }: Process): Set<string> =>
  new Set([
    quotas,
    ...[people.features, replies?.features].flatMap((features) =>
      Object.values(features ?? {}).flatMap((feature) => ('table' in feature ? [feature.table] : [])),
    ),
  ]);

const isInside = (folder: string, file: string): boolean => !relative(folder, resolve(file)).startsWith('..');

/** Tables that the toolkit writes. */
const OWN_TABLES =
  /^(alternates|canonical-pool|invited|panel|pool|probabilities|redacted-pool|remaining|reminders|replies|seating)\.csv$/;
/** Those so short that what is left in them could be guessed from a digest. */
const SHORT_TABLES =
  /^(called|changes|disagreements|ex-officio|excluded|history|leaving|refusals|staying|to-settle)\.csv$/;

/**
 * A ledger is published: it names the toolkit's own files and those of sortition.yaml. Others are numbered, for somebody may have
 * named one after a person. Of short lists it says nothing, as when `intake` wrote them.
 */
function publicNames(process: Process, digests: Readonly<Record<string, string>>): Record<string, string> {
  const named = namedFiles(process).map((file) => relative(process.folder, file).split(sep).join('/'));
  const known = new Set(named);
  let others = 0;
  return Object.fromEntries(
    Object.entries(digests).flatMap(([file, digest]) => {
      if (SHORT_TABLES.test(basename(file))) return [];
      const isOwn = OWN_TABLES.test(basename(file)) && /^[a-z0-9/-]*$/.test(file.slice(0, -'.csv'.length));
      return [[known.has(file) || isOwn ? file : `other file ${++others}`, digest]];
    }),
  );
}

const summary = ({ plan, left, outside, isDone }: ShownErasure) => ({
  done: isDone,
  people: plan.erased.ids.size,
  changed: plan.tables.map(({ file, erasure }) => ({ file, kind: erasure.kind, rows: [...erasure.rows] })),
  left: left.stands,
  unseen: [...left.unseen, ...left.links],
  outside,
});
