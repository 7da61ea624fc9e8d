import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { killReplace, type Moment } from '../tests/support/killed-replace.js';
import { nothingSeen, runHistory } from '../tests/support/replacements.js';
import { filesOf, runCli } from '../tests/support/run-cli.js';
import { numbersFor } from '../tests/support/tight-pools.js';
import { townProcess } from '../tests/support/town-process.js';

/**
 * A thousand random histories of withdrawals, replacements and undos, each judged person by person; and `sortition replace`
 * killed at fifty random moments. The result is written to replacements.md; the tests have fewer of the same.
 *
 *     npm run build && npx vitest run --config bench/vitest.config.ts bench/replacements.ts
 */
const HISTORIES = 1000;
const KILLS = 50;
/** Changes in replacements/ while one entry is written, and a few more. */
const CHANGES = 8;

async function killed(): Promise<{ readonly byMoment: string; readonly count: Record<string, number> }> {
  const folder = await mkdtemp(join(tmpdir(), 'replacements-'));
  try {
    const town = join(folder, 'town');
    mkdirSync(town);
    for (const [name, text] of Object.entries(townProcess('seed: "a"'))) writeFileSync(join(town, name), text);
    const draw = await runCli(['draw'], { cwd: town });
    if (draw.code !== 0) throw new Error(draw.stderr);
    const people = readFileSync(join(town, 'draw/panel.csv'), 'utf8').split('\n').slice(1, 3);
    const args = ['--withdraw', people.map((line) => line.split(',')[0]).join(), '--reason', 'ill'];
    cpSync(town, join(folder, 'whole'), { recursive: true });
    const whole = await runCli(['replace', ...args], { cwd: join(folder, 'whole') });
    if (whole.code !== 0) throw new Error(whole.stderr);
    const files = filesOf(join(folder, 'whole/replacements/0001'));
    const below = numbersFor('kills');
    const count = { running: 0, old: 0, new: 0, leftovers: 0 };
    for (let i = 0; i < KILLS; i++) {
      const moment: Moment =
        i % 2 === 0 ? { after: below(Math.ceil(whole.milliseconds)) } : { change: 1 + below(CHANGES) };
      const { wasRunning, state, hadLeftovers } = await killReplace(town, join(folder, 'work'), args, moment, files);
      count[state]++;
      if (wasRunning) count.running++;
      if (hadLeftovers) count.leftovers++;
    }
    return { byMoment: `${KILLS / 2} at a random time, ${KILLS / 2} at a random change of the folder`, count };
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('replacements keep what can be kept, and a kill leaves the old state or the new', async () => {
  const seen = nothingSeen();
  for (let i = 0; i < HISTORIES; i++) await runHistory(`of the bench ${i}`, seen);
  const { byMoment, count } = await killed();
  await writeFile(
    new URL('replacements.md', import.meta.url),
    `# Replacements: random histories, and kills

Written by \`bench/replacements.ts\`. Pools of 12 to 30 made-up people with three features, half of them with a household rule, panels of 4
to 7, none to 5 alternates. People withdraw at random, one to three together, until far more have gone than a real panel would lose; now and
then a withdrawal is undone. After every entry a judge that goes through all sets of people who could be called (and shares no code with the
rule: no classes, no solver) says what the best is: most seats filled, then the quotas broken least, then most alternates. Anything else fails, and
so does whoever serves twice, a person called who sits, two people of one home, a history that does not come out the same bytes when it is done again.

| | |
|-|-|
| histories | ${seen.sequences} |
| withdrawals | ${seen.withdrawals}, of ${seen.seats} open seats |
| quotas kept, by alternates alone | ${seen.rules['alternates']} |
| quotas kept, with others of the pool | ${seen.rules['pool']} |
| no set of people keeps them: the nearest | ${seen.rules['nearest']}, ${seen.empty} seats left empty |
| no seat open (alternates withdrew) | ${seen.rules['none']} |
| quotas broken where a set of people keeps them | 0 |
| undone | ${seen.undos}; ${seen.undosRefused} refused, since later entries depend on them |
| histories done again with other bytes | 0 |

\`sortition replace\` killed with SIGKILL ${KILLS} times (${byMoment}; ${count['running']} while it was running): ${count['old']} left the old
state, ${count['new']} the new, none anything between; ${count['leftovers']} left something that counts for nothing, which the next run removed
before it made the same entry, byte by byte.
`,
  );
  expect(seen.sequences).toBe(HISTORIES);
});
