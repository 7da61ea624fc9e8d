import { dirname, join } from 'node:path';
import {
  fileState,
  type People,
  type Quotas,
  rarestProfile,
  redactedColumns,
  redactedPoolTable,
  SortitionError,
  writeOutputFile,
} from '../index.js';
import { counted, grouped, shortPath } from './format.js';
import { noteStep, openLedgerIn } from './ledger.js';
import { PSEUDONYMS, readInputs } from './read-inputs.js';
import { findTask, type Task, type TaskFlags } from './task.js';
import type { Terminal } from './terminal.js';

const DEFAULT_NAME = 'redacted-pool.csv';

export type RedactFlags = Pick<TaskFlags, 'pool' | 'id' | 'encoding' | 'quotas' | 'household' | 'out'> & {
  readonly force?: boolean;
  readonly json?: boolean;
};

/** Writes the pool without anything that leads back to a person but for the list of pseudonyms, which stays. */
export async function redactPool(target: string | undefined, flags: RedactFlags, terminal: Terminal): Promise<void> {
  const { out: asked, ...given } = flags;
  // How many are drawn says nothing of the pool.
  const found = await findTask(target, given.pool === undefined ? given : { ...given, size: 1 });
  const { folder } = found;
  const out = asked ?? (folder === undefined ? DEFAULT_NAME : join(folder, DEFAULT_NAME));
  const key = join(folder ?? dirname(out), PSEUDONYMS);
  if (found.settings.unit !== undefined) throw new SortitionError('UNIT_NOT_WITH', { flag: '“sortition redact”' });
  const task = { ...found, included: [] };
  const { people, quotas, savePseudonyms } = await readInputs(task, terminal, key);
  const table = [...redactedPoolTable(people.pool, quotas)].join('');
  // Nothing is made where nothing may be written.
  if ((await fileState(out, table)) === 'different' && !flags.force)
    throw new SortitionError('FILE_EXISTS', { path: out });
  // A broken ledger is found before anything is written.
  const ledger = folder === undefined ? undefined : await openLedgerIn(folder);
  await savePseudonyms();
  const state = await writeOutputFile(out, table, { force: flags.force ?? false });
  if (ledger !== undefined) await noteStep(ledger, { step: 'redact', inputs: {}, outputs: { [DEFAULT_NAME]: table } });
  if (flags.json) terminal.json({ state, out, key, people: people.ids.length });
  show(terminal, { task: found, people, quotas, out, key, state });
}

interface Shown {
  readonly task: Task;
  readonly people: People;
  readonly quotas: Quotas;
  readonly out: string;
  readonly key: string;
  readonly state: string;
}

function show(terminal: Terminal, { task, people, quotas, out, key, state }: Shown): void {
  const { pool } = people;
  const columns = redactedColumns(quotas);
  const rarest = rarestProfile(
    pool,
    pool.quotas.map((_, f) => f),
  );
  terminal.say();
  terminal.line(
    'Redacted',
    state === 'unchanged'
      ? `${shortPath(out)}: nothing has changed`
      : `${counted(people.ids.length, 'person', 'people')} → ${shortPath(out)} (${state})`,
  );
  terminal.line('', `of each: pseudonym, number of the household, ${quotas.map(({ feature }) => feature).join(', ')}`);
  terminal.line('', `still personal data: the rarest combination of values is shared by ${grouped(rarest)}`);
  terminal.line(
    'Key',
    `${shortPath(key)} leads from pseudonyms back to ids: ${terminal.bold('secret')}, keep it apart`,
  );
  const byHome = task.people.household !== undefined && task.settings.onePerHousehold;
  const size = task.folder === undefined ? 'K' : task.settings.size;
  terminal.line('To use it', `sortition draw --pool ${shortPath(out)} --id ${columns.pseudonym}`);
  if (byHome) terminal.line('', `  --household ${columns.household}`);
  terminal.line('', `  --quotas ${shortPath(task.quotas)} --size ${size} --seed "any text"`);
  for (const file of task.included) {
    terminal.line('', `${shortPath(file)} has ids: --include needs a list of pseudonyms instead`);
  }
}
