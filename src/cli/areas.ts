import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Area,
  canonicalJson,
  csvLine,
  type Engine,
  type PersonChance,
  type PreparedDraw,
  panelsDrawn,
  parseAreaList,
  readAreas,
  type SeedSource,
  SortitionError,
} from '../index.js';
import { grouped, percent, table } from './format.js';
import { makeRegister } from './made-up.js';
import { tellingKeys } from './named-files.js';
import { prepareTask } from './prepare-task.js';
import { type Inputs, readInputs, requireSound } from './read-inputs.js';
import type { Task } from './task.js';
import type { Terminal } from './terminal.js';

/** An area that gets a panel of its own: its task, which is like that of a whole process, and its inputs. */
export interface AreaTask {
  readonly name: string;
  /** The name of its folder. */
  readonly folder: string;
  readonly task: Task;
  readonly inputs: Inputs;
}

export const AREA_LIST = 'areas.json';
export const AREA_TABLE = 'areas.csv';

/** Every area's people and quotas, read and checked without a solver; all that is wrong in any of them is thrown at once. */
export async function readAreaTasks(
  task: Task,
  by: string,
  terminal: Terminal,
  { isOnlyCheck = false } = {},
): Promise<AreaTask[]> {
  if (task.included.length > 0) throw new SortitionError('AREAS_WITH_SEATED', {});
  await makeRegister(task, terminal);
  const areas = await tellingKeys(task.named, () => readAreas(task.quotas, task.people, by));
  const folders = folderNames(areas);
  return forEachArea(areas, by, async (area, i) => {
    const folder = folders[i] ?? '';
    const size = area.size ?? task.settings.size;
    if (size === 0) throw new SortitionError('AREA_SIZE_MISSING', { area: area.name });
    const areaTask: Task = {
      ...task,
      title: `${task.title}: ${area.name}`,
      people: { ...task.people, area: { column: by, value: area.name } },
      settings: { ...task.settings, size },
      out: join(task.out, folder),
    };
    const inputs = await readInputs(areaTask, terminal);
    requireSound(inputs);
    // One file for all areas: the next one is to find the pseudonyms of this one in it.
    if (!isOnlyCheck) await inputs.savePseudonyms();
    return { name: area.name, folder, task: areaTask, inputs };
  });
}

/** The lotteries of all areas; where some have no panel, all are told of. */
export const prepareAreas = (
  engine: Engine,
  areas: readonly AreaTask[],
  by: string,
  source: SeedSource,
  terminal: Terminal,
): Promise<PreparedDraw[]> =>
  forEachArea(areas, by, ({ task, inputs }) => prepareTask(engine, task, inputs, { terminal, source }));

/** Does the work for every area, one after the other, and throws what went wrong in any of them, each with its area. */
export async function forEachArea<A extends { readonly name: string }, R>(
  areas: readonly A[],
  by: string,
  work: (area: A, i: number) => Promise<R>,
): Promise<R[]> {
  const done: R[] = [];
  const faults: SortitionError[] = [];
  for (const [i, area] of areas.entries()) {
    try {
      done.push(await work(area, i));
    } catch (error) {
      if (!(error instanceof SortitionError)) throw error;
      const all = error.faults.length > 0 ? error.faults : [error];
      for (const { code, args, where } of all)
        faults.push(new SortitionError(code, args, { ...where, area: `${by} ${area.name}` }));
    }
  }
  const [first] = faults;
  if (first === undefined) return done;
  throw faults.length === 1 ? first : new SortitionError('INPUT_FAULTS', { count: faults.length }, {}, faults);
}

/** Lower-case letters and digits, each name once. */
function folderNames(areas: readonly Area[]): string[] {
  const taken = new Set<string>();
  return areas.map(({ name }) => {
    const plain = name
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '');
    let folder = plain === '' ? 'area' : plain;
    for (let i = 2; taken.has(folder); i++) folder = `${plain}-${i}`;
    taken.add(folder);
    return folder;
  });
}

/** The list of areas with their commitments, whose SHA-256 is one commitment to all of them. */
export const areaList = (by: string, areas: readonly AreaTask[], commitments: readonly string[]): string =>
  canonicalJson({
    format: 'sortition-areas/1',
    by,
    areas: areas.map(({ name, folder }, i) => ({ area: name, folder, commitment: commitments[i] ?? '' })),
  });

/** The files that an earlier run for other areas may have left in a folder: they would contradict the new ones. */
export async function filesOfAreas(
  out: string,
  areas: readonly AreaTask[],
  names: readonly string[],
): Promise<string[]> {
  const text = await readFile(join(out, AREA_LIST), 'utf8').catch(() => undefined);
  const earlier = text === undefined ? [] : (parseAreaList(text) ?? []).map(({ folder }) => folder);
  const folders = new Set([...areas.map(({ folder }) => folder), ...earlier]);
  return [AREA_LIST, AREA_TABLE, ...[...folders].flatMap((folder) => names.map((name) => join(folder, name)))];
}

/** A row an area. */
export interface AreaRow {
  readonly area: string;
  readonly people: number;
  readonly seats: number;
  readonly lowest: number | undefined;
  readonly highest: number | undefined;
}

/** `chances`: where the lottery was built in the same run. */
export function areaRow({ name, inputs, task }: AreaTask, chances?: readonly PersonChance[]): AreaRow {
  const probabilities = chances?.flatMap(({ probability, exact }) => (exact > 0 ? [probability] : []));
  const { size, reserve = 0 } = task.settings;
  return {
    area: name,
    people: inputs.people.ids.length,
    seats: size * (panelsDrawn(task.settings) - reserve),
    lowest: probabilities?.reduce((low, chance) => Math.min(low, chance), 1),
    highest: probabilities?.reduce((high, chance) => Math.max(high, chance), 0),
  };
}

export function showAreas(terminal: Terminal, by: string, rows: readonly AreaRow[]): void {
  const cell = (chance: number | undefined): string[] => (chance === undefined ? [] : [percent(chance)]);
  const hasChances = rows.some(({ lowest }) => lowest !== undefined);
  const heading = [by, 'pool', 'seats', ...(hasChances ? ['lowest chance', 'highest'] : [])];
  const body = rows.map(({ area, people, seats, lowest, highest }) => [
    ...[area, grouped(people), grouped(seats)],
    ...[...cell(lowest), ...cell(highest)],
  ]);
  table([heading, ...body]).forEach((line, i) => {
    terminal.say(`  ${i === 0 ? terminal.dim(line) : line}`);
  });
}

/** areas.csv: what stands on the screen, and the commitments. */
export function areaTable(rows: readonly AreaRow[], commitments: readonly string[]): string {
  const decimal = (chance: number | undefined): string => (chance === undefined ? '' : chance.toFixed(6));
  return [
    csvLine(['area', 'people', 'seats', 'lowest_chance', 'highest_chance', 'commitment']),
    ...rows.map(({ area, people, seats, lowest, highest }, i) =>
      csvLine([area, people, seats, decimal(lowest), decimal(highest), commitments[i] ?? '']),
    ),
  ].join('');
}
