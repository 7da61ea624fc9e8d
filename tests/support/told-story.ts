import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Row } from './one-off-pool.js';
import { expectAsTold, runTold, type ToldRun, toldCommands } from './told-commands.js';

export function groupsOf(rows: readonly Row[], keyOf: (row: Row) => string): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(row);
  }
  return [...groups.values()];
}

/** An example, copied to a folder of its own and gone through as its README tells it. */
export function toldStory(name: string) {
  const source = join(import.meta.dirname, '../../examples', name);
  const readme = join(source, 'README.md');
  let runs: readonly ToldRun[] = [];
  const story = {
    /** The copy, after the last command of the README. */
    folder: '',
    /** The run of the command that begins so. */
    run(command: string): ToldRun {
      const run = runs.find((each) => each.command.startsWith(command));
      if (run === undefined) throw new Error(`The README of ${name} has no command “${command}”.`);
      return run;
    },
    text: (file: string): Promise<string> => readFile(join(story.folder, file), 'utf8'),
    json: async (file: string) => JSON.parse(await story.text(file)),
    rows: async (file: string): Promise<Row[]> =>
      parse(await story.text(file), { columns: true, bom: true, delimiter: [',', ';'] }) as Row[],
  };
  beforeAll(async () => {
    story.folder = await mkdtemp(join(tmpdir(), `sortition-${name}-`));
    // Not what somebody's own tries have left there.
    for (const file of await readdir(source)) {
      if (/\.(md|yaml|csv)$/.test(file) && file !== 'register.csv' && file !== 'pseudonyms.csv')
        await cp(join(source, file), join(story.folder, file));
    }
    runs = await runTold(toldCommands(await readFile(readme, 'utf8')), story.folder);
  }, 180_000);
  afterAll(() => rm(story.folder, { recursive: true, force: true }));
  test('does what its README shows', () => {
    expect(runs.length).toBeGreaterThan(1);
    expectAsTold(readme, runs);
  });
  return story;
}
