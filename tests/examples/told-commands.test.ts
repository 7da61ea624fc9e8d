import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { elided, expectAsTold, runTold, toldCommands } from '../support/told-commands.js';

/** The helper that runs what READMEs tell: it must be able to fail. */

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sortition-told-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const markdown = `# A page

Text with \`$ no command\` in it.

\`\`\`console
$ printf 'one\\n\\ntwo\\n'
one

two
$ echo long \\
       line
long line
\`\`\`

    $ echo indented

    indented

    not a command, but of the block
\`\`\`yaml
no: commands
\`\`\`
`;

describe('The commands that a page tells', () => {
  test('are the lines that begin with $ in code blocks, with what is shown below each', () => {
    expect(toldCommands(markdown).map(({ command, shown }) => [command, shown])).toEqual([
      ["printf 'one\\n\\ntwo\\n'", ['one', '', 'two']],
      ['echo long line', ['long line']],
      ['echo indented', ['indented', '', 'not a command, but of the block']],
    ]);
  });

  test('are run in order, in the folder given, and what comes out is compared to the letter', async () => {
    const page = '```\n$ echo said >heard; cat heard\nsaid\n$ cat heard\nsait\n```\n';
    const [first, second] = await runTold(toldCommands(page), folder);
    expect(await readFile(join(folder, 'heard'), 'utf8')).toBe('said\n');
    expect(() => expectAsTold('page.md', [first ?? never()])).not.toThrow();
    expect(() => expectAsTold('page.md', [second ?? never()])).toThrow(/sait/);
  });

  test('find the program as sortition and as npx sortition, and npx runs nothing else', async () => {
    const page = '```\n$ sortition --version\n0\n$ npx sortition --version\n0\n$ npx other\n0\n```\n';
    const [plain, npx, other] = await runTold(toldCommands(page), folder);
    expect(plain?.output).toEqual(npx?.output);
    expect(plain?.output[0]).toMatch(/^\d+\.\d+\.\d+$/);
    expect(other?.code).toBe(127);
  });

  test('must do what was asked, unless an error is shown', async () => {
    const runs = await runTold(toldCommands('```\n$ false\n$ echo "error X"; false\nerror X\n```\n'), folder);
    expect(() => expectAsTold('page.md', runs.slice(0, 1))).toThrow(/exit 1/);
    expect(() => expectAsTold('page.md', runs.slice(1))).not.toThrow();
  });
});

describe('A line … stands for any lines', () => {
  const output = ['title', '', 'Pool   12', 'Lottery  3', 'Drawn  7', 'end'];

  test.each([
    [['…']],
    [['title', '…']],
    [['…', 'end']],
    [['…', 'Pool   12', '…', 'Drawn  7', 'end']],
    [['title', '…', 'Pool   12', '…', 'Drawn  7', '…']],
  ])('%j is what came out', (shown) => expect(elided({ shown, output })).toEqual(shown));

  test.each([
    [
      ['…', 'Pool   13', '…'],
      ['…', 'Pool   12', '…'],
    ],
    [
      ['Pool   12', '…'],
      ['title', '…'],
    ],
    [
      ['…', 'Drawn  7'],
      ['…', 'end'],
    ],
    [
      ['…', 'Drawn  7', '…', 'Pool   12', '…'],
      ['…', 'Drawn  7', '…', 'end', '…'],
    ],
  ])('%j is not, and what came nearest is told: %j', (shown, nearest) =>
    expect(elided({ shown, output })).toEqual(nearest),
  );
});

test('A page is written anew with what came out, its gaps and everything else left as they were', async () => {
  const page = join(folder, 'page.md');
  await writeFile(page, '# P\n\n    $ printf "a 2\\nb\\nc\\n"\n    a 1\n    …\n\nAfter.\n\n```\n$ echo x\n```\n');
  const runs = await runTold(toldCommands(await readFile(page, 'utf8')), folder);
  const before = process.env['UPDATE_TOLD'];
  process.env['UPDATE_TOLD'] = '1';
  expectAsTold(page, runs);
  if (before === undefined) delete process.env['UPDATE_TOLD'];
  else process.env['UPDATE_TOLD'] = before;
  expect(await readFile(page, 'utf8')).toBe(
    '# P\n\n    $ printf "a 2\\nb\\nc\\n"\n    a 2\n    …\n\nAfter.\n\n```\n$ echo x\nx\n```\n',
  );
});

function never(): never {
  throw new Error('There should be two runs.');
}
