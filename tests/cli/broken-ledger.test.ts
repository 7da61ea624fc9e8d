import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeBase } from '../support/fuzz/base.js';
import { expectRefused, filesOf, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();

test('Every command that would add to a broken ledger finds it before it writes anything', async () => {
  for (const [name, bytes] of await makeBase()) {
    mkdirSync(dirname(join(temp.path, name)), { recursive: true });
    writeFileSync(join(temp.path, name), bytes);
  }
  appendFileSync(join(temp.path, 'ledger.jsonl'), '{"entry":99}\n');
  const before = filesOf(temp.path);
  const commands = [
    'invite --commit --out new',
    'letters invitation --out new',
    'intake replies.csv --out new',
    'lottery --out new',
    'draw --out new',
    'replace --withdrawals drop-outs.csv',
    'agenda --out new',
    'redact --out new.csv',
    'erase P-0074 --yes',
  ];
  for (const command of commands) {
    const run = await runCli(command.split(' '), { cwd: temp.path });
    expectRefused(run, 'LEDGER_BROKEN');
    expect(run.stderr).not.toContain('..\n');
    expect([command, filesOf(temp.path)]).toEqual([command, before]);
  }
});
