import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Committed,
  chancesOfPeople,
  conductDraw,
  digestOf,
  Engine,
  nodeHash,
  type PersonChance,
  probabilitiesTable,
  type Seed,
  SortitionError,
  statusOf,
  writeOutputFolder,
} from '../index.js';
import {
  AREA_LIST,
  AREA_TABLE,
  type AreaTask,
  areaList,
  areaRow,
  areaTable,
  filesOfAreas,
  forEachArea,
  prepareAreas,
  readAreaTasks,
  showAreas,
} from './areas.js';
import { lotteryFolder } from './build-lottery.js';
import { findCommitted } from './committed.js';
import { DRAW_FILES, type DrawFlags, type Drawn, fillDraw, noteDraw } from './draw-panel.js';
import { shortPath } from './format.js';
import { type OpenLedger, openLedgerIn, placeInLedger } from './ledger.js';
import { STATUS_MEANS, seedInWords } from './show-draw.js';
import type { Task } from './task.js';
import type { Terminal } from './terminal.js';

/** What one area's draw is made from. */
interface Lot {
  readonly committed: Committed;
  readonly files: Readonly<Record<string, string>>;
  readonly probabilities: Iterable<string>;
  /** Where the lottery was built in the same run. */
  readonly chances?: readonly PersonChance[];
  /** Where its ledger is; undefined where it has none. */
  readonly ledger: string | undefined;
}

/** A panel for every area, all from one seed: written together, or not at all. */
export async function drawAreas(
  task: Task,
  by: string,
  { flags, seed }: { readonly flags: DrawFlags; readonly seed: Seed },
  terminal: Terminal,
): Promise<void> {
  const areas = await readAreaTasks(task, by, terminal);
  const lots =
    flags.commitment === undefined
      ? await buildLots(task, areas, by, terminal)
      : await committedLots(task, areas, by, flags.commitment);
  const { opened, draws } = await conductAll(lots, seed);
  const commitments = lots.map(({ committed }) => committed.commitment);
  const rows = areas.map((area, i) => areaRow(area, lots[i]?.chances));
  const names = await filesOfAreas(task.out, areas, DRAW_FILES);
  const state = await writeOutputFolder(task.out, { force: flags.force ?? false, names }, async (place) => {
    for (const [i, { folder, inputs }] of areas.entries()) {
      const [lot, drawn] = [lots[i], draws[i]];
      if (lot === undefined || drawn === undefined) continue;
      await mkdir(join(place, folder));
      await fillDraw(join(place, folder), { inputs, ...lot, ...drawn });
    }
    await writeFile(join(place, AREA_LIST), areaList(by, areas, commitments));
    await writeFile(join(place, AREA_TABLE), areaTable(rows, commitments));
  });
  for (const [i, { committed, ledger }] of lots.entries()) {
    const drawn = draws[i];
    // Opened again: in a process folder the areas before have added theirs.
    if (ledger !== undefined && opened.has(ledger) && drawn !== undefined)
      await noteDraw(await openLedgerIn(ledger), committed, drawn);
  }
  terminal.clearBar();
  const status = draws[0]?.draw.record.status ?? 'uncommitted';
  if (flags.json)
    terminal.json({
      ...{ status, state, out: task.out, by },
      areas: rows.map((row, i) => ({ ...row, number: draws[i]?.draw.record.number, commitment: commitments[i] })),
    });
  terminal.say();
  showAreas(terminal, by, rows);
  terminal.say();
  terminal.line('Seed', `${seedInWords(seed)}, with each area’s own commitment`);
  terminal.line('Status', `${terminal.yellow(status)}: ${STATUS_MEANS[status]}`);
  const out = shortPath(task.out);
  terminal.line(
    'Files',
    state === 'unchanged' ? `${out}: nothing has changed` : `${out} (${state}), a folder for each area`,
  );
}

async function buildLots(task: Task, areas: readonly AreaTask[], by: string, terminal: Terminal): Promise<Lot[]> {
  const engine = new Engine();
  try {
    const lotteries = await prepareAreas(engine, areas, by, { kind: 'text' }, terminal);
    return lotteries.map((committed, i) => {
      const chances = chancesOfPeople(committed);
      const ids = areas[i]?.inputs.people.ids ?? [];
      const probabilities = [...probabilitiesTable(ids, chances)];
      return { committed, files: committed.files, probabilities, chances, ledger: task.folder };
    });
  } finally {
    await engine.close();
  }
}

/** `asked`: the folder of the lotteries, or the 64 characters that commit to all of them. */
async function committedLots(task: Task, areas: readonly AreaTask[], by: string, asked: string): Promise<Lot[]> {
  const hex = asked.replaceAll(/\s/g, '').toLowerCase();
  const isHex = /^[0-9a-f]{64}$/.test(hex);
  const folder = isHex ? lotteryFolder(task) : asked;
  const path = join(folder, AREA_LIST);
  if (!existsSync(path)) throw new SortitionError('COMMITMENT_MISSING', { folder });
  const list = await readFile(path, 'utf8');
  const found = digestOf(nodeHash, list);
  if (isHex && found !== hex) throw new SortitionError('COMMITMENT_OTHER', { asked: hex, found });
  const lots = await forEachArea(areas, by, async ({ folder: name, task: areaTask, inputs }): Promise<Lot> => {
    const place = join(folder, name);
    const { committed, files, probabilities } = await findCommitted(areaTask, place, inputs);
    return { committed, files, probabilities, ledger: task.folder ?? place };
  });
  const commitments = lots.map(({ committed }) => committed.commitment);
  if (areaList(by, areas, commitments) !== list)
    throw new SortitionError('COMMITMENT_CHANGED', { changes: [`${AREA_LIST} lists other areas or commitments`] });
  return lots;
}

/**
 * All draws, and the ledgers that they go into. In a process folder they share one, and each record states what stood in it
 * before any of them: so the same again gives the same records.
 */
async function conductAll(
  lots: readonly Lot[],
  seed: Seed,
): Promise<{ readonly opened: ReadonlyMap<string, OpenLedger>; readonly draws: readonly Drawn[] }> {
  const opened = new Map<string, OpenLedger>();
  for (const { ledger } of lots)
    if (ledger !== undefined && !opened.has(ledger)) opened.set(ledger, await openLedgerIn(ledger));
  const places = lots.map(({ ledger, committed: { commitment, manifest } }) => {
    const open = ledger === undefined ? undefined : opened.get(ledger);
    if (open === undefined) return undefined;
    const isOfficial = statusOf(manifest) === 'official';
    return { ledger, ...placeInLedger(open, 'draw', { commitment, seed, isOfficial }) };
  });
  const draws = lots.map(({ committed, ledger }, i): Drawn => {
    const place = places[i];
    if (place === undefined) return { draw: conductDraw(nodeHash, committed, seed), before: [], isInLedger: false };
    const [first = place] = places
      .filter((other) => other !== undefined)
      .filter((other) => other.ledger === ledger)
      .sort((a, b) => a.before.length - b.before.length);
    const draw = conductDraw(nodeHash, committed, seed, first.head);
    return { draw, before: first.before, isInLedger: place.isThere };
  });
  return { opened, draws };
}
