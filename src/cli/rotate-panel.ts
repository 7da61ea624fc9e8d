import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  chancesOfPeople,
  chooseLeaving,
  cleanId,
  Engine,
  findProcess,
  loadSolver,
  nodeHash,
  notAgain,
  type Process,
  panelsDrawn,
  parseRotationShare,
  peopleOf,
  probabilitiesTable,
  type RotationRecord,
  type RotationRule,
  type RotationSpec,
  readIdColumn,
  requireObjective,
  rotationSeed,
  roundingOf,
  SortitionError,
  sitting,
  termFolder,
  withoutLeaving,
  writeOutputFolder,
} from '../index.js';
import { inOrganisersWords } from './as-organisers-wrote.js';
import { DRAW_FILES, drawWith, fillDraw, noteDraw } from './draw-panel.js';
import { noteStep, type OpenLedger, openLedgerIn } from './ledger.js';
import { prepareTask } from './prepare-task.js';
import { givenSettings, type Inputs, readInputs, readInputsAgain, requireSound } from './read-inputs.js';
import { EXCLUDED, type Renewal, ROTATION_FILES, rotationOutput, writeRotation } from './rotation-files.js';
import { summariseDraw } from './show-draw.js';
import { showPrepared, showRenewed, showRotation, summariseRotation } from './show-rotation.js';
import { findStanding, type Standing } from './standing-panel.js';
import { findTask, type Task } from './task.js';
import type { Terminal } from './terminal.js';

export interface RotateFlags {
  readonly replace?: string;
  readonly keep?: string;
  readonly rule?: RotationRule;
  readonly pause?: number;
  readonly members?: string;
  readonly exclude?: readonly string[];
  readonly seed?: string;
  readonly prepare?: boolean;
  readonly term?: number;
  readonly force?: boolean;
  readonly json?: boolean;
}

/**
 * Some members leave, and others are drawn beside those who stay, under the quotas of the whole panel; or, to be drawn officially,
 * only the files are made that say who stays and who cannot be drawn.
 */
export async function rotatePanel(target: string | undefined, flags: RotateFlags, terminal: Terminal): Promise<void> {
  const process = await findProcess(target ?? '.');
  const found = await findTask(target ?? '.', {
    ...(flags.exclude !== undefined && { exclude: flags.exclude }),
    ...(flags.seed !== undefined && { seed: flags.seed }),
  });
  requireObjective(found.settings.objective);
  requireRotatable(found);
  const open = await openLedgerIn(process.folder);
  const standing = await findStanding(process, flags, open.ledger);
  const out = join(process.folder, termFolder(standing.term));
  const task = { ...found, out: join(out, 'draw') };
  const { renewal, inputs } = await renew({ process, task, standing }, flags, terminal);
  await inputs.savePseudonyms();
  const options = { out, open, standing, force: isForced(standing, flags) };
  if (flags.prepare) await prepareOnly({ task, renewal }, options, { terminal, json: flags.json ?? false });
  else await drawNewcomers({ task, renewal, inputs }, options, { terminal, json: flags.json ?? false });
}

/** Throws ROTATE_NOT_WITH for what is no single panel of people whose members all do the same. */
function requireRotatable({ by, settings }: Task): void {
  const { unit, arms } = settings;
  const isSeveral = by !== undefined || panelsDrawn(settings) > 1;
  const what = unit !== undefined ? 'units' : isSeveral ? 'panels' : arms !== undefined ? 'arms' : undefined;
  if (what !== undefined) throw new SortitionError('ROTATE_NOT_WITH', { what });
}

/** A term that the ledger has is made anew only where it is named. */
const isForced = ({ again }: Standing, { force = false, term }: RotateFlags): boolean =>
  force && (again === undefined || term !== undefined);

interface Asked {
  readonly process: Process;
  readonly task: Task;
  readonly standing: Standing;
}

/** Who leaves, and what follows from it for the draw. */
async function renew(
  { process, task, standing }: Asked,
  flags: RotateFlags,
  terminal: Terminal,
): Promise<{ readonly renewal: Renewal; readonly inputs: Inputs }> {
  const { before, term } = standing;
  const { rule = process.panel.rotation?.rule ?? 'longest-serving' } = flags;
  const pause = flags.pause ?? process.panel.rotation?.pause;
  const leaveOf = numberLeaving(flags, process.panel.rotation);
  const former = notAgain({ ...before, term }, pause);
  const inputs = await readInputs(withoutFormer(task, former.keys()), terminal);
  requireSound(inputs);
  const { people, settings, seated: fixed, exOfficio: beside } = inputs;
  const { pool, ids } = people;
  const positions = new Map(ids.map((id, person) => [id, person]));
  const sits = sitting(before).filter(({ id }) => !fixed.includes(positions.get(id) ?? -1));
  const isGone = (id: string): boolean => !positions.has(id) || beside.includes(positions.get(id) ?? -1);
  const gone = sits.filter(({ id }) => isGone(id));
  if (process.panel.from === 'replies') await requireRows(gone, task);
  const members = sits
    .filter(({ id }) => !isGone(id))
    .map(({ id, from }) => ({ person: positions.get(id) ?? -1, since: from }))
    .sort((a, b) => a.person - b.person);
  const leave = leaveOf(sits.length);
  const seats = settings.size - fixed.length;
  if (leave > sits.length || sits.length - leave >= seats)
    throw new SortitionError('ROTATION_COUNT', { leave, members: sits.length, seats });
  if (gone.length > leave) throw new SortitionError('ROTATION_GONE', { gone: gone.length, leave });
  const named = (list: readonly number[]): string[] => list.map((person) => pool.pseudonyms[person] ?? '');
  const asked = {
    ...{ term, rule, leave, seed: standing.seed },
    members: members.map(({ person, since }) => ({ person: pool.pseudonyms[person] ?? '', since })),
  };
  const { size, onePerHousehold } = settings;
  const tools = { hash: nodeHash, solver: await loadSolver('highs') };
  const rotation = await inOrganisersWords(inputs, () =>
    chooseLeaving(tools, rotationSeed(nodeHash, asked), {
      ...{ pool, size, onePerHousehold, members, fixed, beside, rule },
      leave: leave - gone.length,
    }),
  );
  const record: RotationRecord = {
    format: 'sortition-rotation/1',
    title: task.title,
    size,
    gone: gone.length,
    ...(pause !== undefined && { pause }),
    ...asked,
    leaving: named(rotation.leaving),
    needed: named(rotation.needed),
  };
  const leaving = [...gone.map(({ id }) => id), ...rotation.leaving.map((person) => ids[person] ?? '')];
  const terms = withoutLeaving(before, new Set(leaving), term);
  const excluded = new Map([
    ...notAgain(terms, pause),
    // Whoever leaves now does not come back at once, however terms are numbered.
    ...leaving.map((id) => [id, before.term] as const),
  ]);
  const staying = sits.filter(({ id }) => !leaving.includes(id));
  return { renewal: { record, idColumn: task.people.id, terms, sits, gone, leaving, staying, excluded }, inputs };
}

/**
 * A register has a row of everybody who has not moved; the pool of those who replied has none of whoever was not invited again, and
 * that must cost nobody their seat. Throws ROTATION_NOT_IN_POOL.
 */
async function requireRows(gone: Renewal['gone'], { people: { file, id, encoding } }: Task): Promise<void> {
  const rows = new Set((await readIdColumn(file, id, encoding)).map(cleanId));
  const ids = gone.map((member) => member.id).filter((member) => !rows.has(member));
  if (ids.length > 0) throw new SortitionError('ROTATION_NOT_IN_POOL', { ids }, { file });
}

/** How many of n members leave. Throws ROTATION_SHARE or ROTATION_SHARE_MISSING. */
function numberLeaving(flags: RotateFlags, spec: RotationSpec | undefined): (members: number) => number {
  const { replace, keep } = flags.replace === undefined && flags.keep === undefined ? (spec ?? {}) : flags;
  const text = replace ?? keep;
  if (text === undefined || (replace !== undefined && keep !== undefined))
    throw new SortitionError('ROTATION_SHARE_MISSING', { both: text !== undefined });
  const share = parseRotationShare(text);
  if (share === undefined)
    throw new SortitionError('ROTATION_SHARE', { option: replace === undefined ? '--keep' : '--replace', text });
  return replace === undefined
    ? (members) => Math.max(0, members - peopleOf(share, members))
    : (members) => peopleOf(share, members);
}

/** The same task without those who served before; they count as people whom a list leaves out. */
const withoutFormer = (task: Task, ids: Iterable<string>): Task => ({
  ...task,
  excluded: [...task.excluded, EXCLUDED],
  people: { ...task.people, eligible: { ...task.people.eligible, former: { name: EXCLUDED, ids: [...ids] } } },
});

interface Options {
  /** The folder of the term. */
  readonly out: string;
  readonly open: OpenLedger;
  readonly standing: Standing;
  readonly force: boolean;
}

interface Output {
  readonly terminal: Terminal;
  readonly json: boolean;
}

type Shown = { readonly task: Task; readonly renewal: Renewal };

async function prepareOnly({ task, renewal }: Shown, options: Options, { terminal, json }: Output): Promise<void> {
  const state = await writeTerm(options, ROTATION_FILES, (folder) => writeRotation(folder, renewal));
  await noteStep(options.open, rotationOutput(renewal));
  const shown = { task, renewal, out: options.out, state };
  showRotation(terminal, shown);
  showPrepared(terminal, shown);
  if (json) terminal.json(summariseRotation(shown));
}

async function drawNewcomers(
  { task, renewal, inputs: first }: Shown & { readonly inputs: Inputs },
  options: Options,
  { terminal, json }: Output,
): Promise<void> {
  const engine = new Engine();
  try {
    const drawTask = withoutFormer(task, renewal.excluded.keys());
    const inputs = withStaying(await readInputsAgain(drawTask, terminal), first, renewal);
    requireSound(inputs);
    const prepared = await prepareTask(engine, drawTask, inputs, { terminal, source: { kind: 'text' } });
    const chances = chancesOfPeople(prepared);
    const drawn = drawWith(options.open, prepared, { kind: 'text', text: task.seed ?? '' });
    const probabilities = probabilitiesTable(inputs.people.ids, chances);
    const names = [...ROTATION_FILES, ...DRAW_FILES.map((name) => join('draw', name))];
    const state = await writeTerm(options, names, async (folder) => {
      await writeRotation(folder, renewal);
      await mkdir(join(folder, 'draw'));
      const written = { inputs, committed: prepared, files: prepared.files, probabilities, ...drawn };
      await fillDraw(join(folder, 'draw'), written);
    });
    await noteDraw(options.open, prepared, drawn);
    // With this line the term counts.
    await noteStep(options.open, rotationOutput(renewal));
    terminal.clearBar();
    const shown = { task, renewal, out: options.out, state };
    showRotation(terminal, shown);
    const lottery = { prepared, chances, rounding: roundingOf(prepared) };
    const shownDraw = { task: drawTask, inputs, committed: prepared, lottery, draw: drawn.draw, state };
    showRenewed(terminal, shownDraw);
    if (json) terminal.json({ ...summariseRotation(shown), draw: summariseDraw(shownDraw) });
  } finally {
    await engine.close();
  }
}

/** Those who stay are on the panel already, besides those who are given in advance. */
function withStaying(inputs: Inputs, first: Inputs, { staying }: Renewal): Inputs {
  const { people, exOfficio } = inputs;
  const given = first.seated.map((person) => first.people.ids[person] ?? '');
  const ids = new Set([...given, ...staying.map(({ id }) => id)]);
  const seated = people.ids.flatMap((id, person) => (ids.has(id) ? [person] : []));
  return { ...inputs, seated, settings: { ...inputs.settings, ...givenSettings(people.pool, { seated, exOfficio }) } };
}

/** Throws ROTATION_STANDS where the term was made before, and otherwise. */
async function writeTerm(
  { out, standing: { again, term }, force }: Options,
  names: readonly string[],
  write: (folder: string) => Promise<void>,
): Promise<'written' | 'unchanged' | 'replaced'> {
  try {
    return await writeOutputFolder(out, { force, names }, write);
  } catch (error) {
    const isOther = error instanceof SortitionError && error.code === 'OUTPUT_EXISTS';
    throw isOther && again !== undefined
      ? new SortitionError('ROTATION_STANDS', { term, drawn: again === 'drawn' })
      : error;
  }
}
