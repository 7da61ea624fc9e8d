import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  canonicalJson,
  chancesOfPeople,
  digestOf,
  type Engine,
  fingerprintOf,
  nodeHash,
  probabilitiesTable,
  type SeedSource,
  wordsOf,
  writeOutputFolder,
} from '../index.js';
import {
  AREA_LIST,
  AREA_TABLE,
  areaList,
  areaRow,
  areaTable,
  filesOfAreas,
  prepareAreas,
  readAreaTasks,
  showAreas,
} from './areas.js';
import { LOTTERY_FILES, writeLottery } from './build-lottery.js';
import { shortPath } from './format.js';
import { noteStep, openLedgerIn } from './ledger.js';
import type { Task } from './task.js';
import type { Terminal } from './terminal.js';

/** A lottery and a commitment for every area, and one commitment to all of them. */
export async function commitAreas(
  engine: Engine,
  task: Task,
  by: string,
  {
    flags,
    source,
    out,
  }: { readonly flags: { force?: boolean; json?: boolean }; readonly source: SeedSource; readonly out: string },
  terminal: Terminal,
): Promise<void> {
  const areas = await readAreaTasks(task, by, terminal);
  const lotteries = await prepareAreas(engine, areas, by, source, terminal);
  const commitments = lotteries.map(({ commitment }) => commitment);
  const list = areaList(by, areas, commitments);
  const chances = lotteries.map(chancesOfPeople);
  const rows = areas.map((area, i) => areaRow(area, chances[i]));
  const names = await filesOfAreas(out, areas, LOTTERY_FILES);
  const state = await writeOutputFolder(out, { force: flags.force ?? false, names }, async (place) => {
    for (const [i, { folder, inputs }] of areas.entries()) {
      const [prepared, ofPeople] = [lotteries[i], chances[i]];
      if (prepared === undefined || ofPeople === undefined) continue;
      await mkdir(join(place, folder));
      await writeLottery(join(place, folder), prepared, inputs);
      await writeFile(join(place, folder, 'probabilities.csv'), probabilitiesTable(inputs.people.ids, ofPeople));
    }
    await writeFile(join(place, AREA_LIST), list);
    await writeFile(join(place, AREA_TABLE), areaTable(rows, commitments));
  });
  for (const [i, { folder }] of areas.entries()) {
    const manifest = lotteries[i]?.manifest;
    if (manifest === undefined) continue;
    await noteStep(await openLedgerIn(task.folder ?? join(out, folder)), {
      ...{ step: 'lottery', inputs: {}, outputs: { 'manifest.json': canonicalJson(manifest) } },
    });
  }
  terminal.clearBar();
  const commitment = digestOf(nodeHash, list);
  if (flags.json)
    terminal.json({
      state,
      out,
      by,
      commitment,
      areas: rows.map((row, i) => ({ ...row, commitment: commitments[i] })),
    });
  terminal.say();
  showAreas(terminal, by, rows);
  terminal.say();
  terminal.line('Seed', `${wordsOf(source)}, to come: the same for all areas`);
  terminal.line('Commitment', terminal.bold(commitment));
  terminal.line('', `to all areas: the SHA-256 of ${AREA_LIST}, which has those of each`);
  terminal.line('Fingerprint', fingerprintOf(commitment));
  terminal.line(
    'Files',
    state === 'unchanged'
      ? `${shortPath(out)}: nothing has changed`
      : `${shortPath(out)} (${state}), a folder for each area`,
  );
}
