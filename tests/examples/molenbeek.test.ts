import { describe, expect, test } from 'vitest';
import type { Row } from '../support/one-off-pool.js';
import { expectDone, runCli } from '../support/run-cli.js';
import { toldStory } from '../support/told-story.js';

/** Its figures and quotas: tests/io/molenbeek-example.test.ts; its letters: tests/system/molenbeek.test.ts. */
describe('We are Molenbeek', () => {
  const story = toldStory('molenbeek');
  const idsOf = (rows: readonly Row[]): (string | undefined)[] => rows.map((row) => row['NUMÉRO_REGISTRE']);

  test('gives the seat of whoever drops out to one person, and leaves the others theirs', async () => {
    const before = idsOf(await story.rows('draw/panel.csv'));
    const after = idsOf(await story.rows('replacements/0001/panel.csv'));
    const called = idsOf(await story.rows('replacements/0001/called.csv'));
    expect(called.length).toBe(1);
    expect(before).toContain('MB-0097196');
    expect(new Set(after)).toEqual(new Set([...before.filter((id) => id !== 'MB-0097196'), ...called]));
  });

  test('keeps the quotas all the same', () => {
    expect(story.run('sortition replace').output.join('\n')).toMatch(/^ {2}Quotas {6}kept/m);
  });

  test('seats all 112 of the panel', async () => {
    const seated = idsOf(await story.rows('sessions/seating.csv'));
    expect(seated.length).toBe(112);
    expect(new Set(seated)).toEqual(new Set(idsOf(await story.rows('draw/panel.csv'))));
  });

  test('seats whoever was called in place of whoever withdrew, once asked to', async () => {
    expectDone(await runCli(['agenda', '--only', 'seating', '--force'], { cwd: story.folder }));
    const seated = idsOf(await story.rows('sessions/seating.csv'));
    expect(new Set(seated)).toEqual(new Set(idsOf(await story.rows('replacements/0001/panel.csv'))));
  }, 60_000);
});
