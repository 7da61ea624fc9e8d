import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { version } from '../../src/version.js';
import { expectDone, runCli, tempFolder } from '../support/run-cli.js';

/**
 * A draw that may never change. pool.csv, quotas.csv, the records (not named .json, so that no formatter touches them) and
 * the SHA-256 sums beside this file are kept as they are, for good: a panel drawn years ago must come out again, on every
 * machine and with every later version. If a test here fails, mend the code. Where a change of results is really meant, it
 * is a new format with files of its own beside these, and an entry under “Draw results” in the changelog.
 *
 * The commitment covers the version of the software, and the seed is mixed with the commitment: a later version, given the
 * same seed, draws another number from the same lottery. So what does not depend on the seed is compared with every
 * version; the panel with the version that the record names, and by that record with every later one.
 */
const golden = import.meta.dirname;
const temp = tempFolder();

for (const form of ['named', 'composition']) {
  describe(`The golden draw, in the ${form} form`, () => {
    const recordFile = join(golden, `${form}.record`);
    const drawnWith: string = JSON.parse(readFileSync(recordFile, 'utf8')).manifest.software.version;
    const sums = new Map(
      readFileSync(join(golden, `${form}.sha256`), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => [line.slice(66), line.slice(0, 64)] as const),
    );
    const out = () => join(temp.path, form);
    // The mark that tells spreadsheets the encoding came to the files of people later; it is no part of a draw.
    const sumOf = (name: string): string =>
      createHash('sha256')
        .update(readFileSync(join(out(), name), 'utf8').replace(/^\ufeff/, ''))
        .digest('hex');

    beforeAll(async () => {
      for (const name of ['pool.csv', 'quotas.csv']) copyFileSync(join(golden, name), join(temp.path, name));
      const files = ['--pool', 'pool.csv', '--id', 'nationbuilder_id', '--quotas', 'quotas.csv'];
      const settings = ['--size', '12', '--household', 'address,postcode', '--alternates', '4', '--lottery-form', form];
      // The only rule there was.
      const rule = ['--alternates-rule', 'same-profile'];
      const more = ['--seed', 'golden', '--out', form];
      expectDone(await runCli(['draw', ...files, ...settings, ...rule, ...more], { cwd: temp.path }));
    });

    test('has the files that it always had', () => {
      // Which seats alternates can fill was written later, and is no part of a draw.
      const files = readdirSync(out()).filter((name) => name !== 'alternates-seats.csv');
      expect(files.sort()).toEqual([...sums.keys()]);
    });

    for (const [name, sum] of sums) {
      const ofSeed = ['alternates.csv', 'draw-record.json', 'panel.csv', 'remaining.csv'].includes(name);
      test.skipIf(ofSeed && version !== drawnWith)(`has the bytes in ${name} that it always had`, () => {
        expect(sumOf(name)).toBe(sum);
      });
    }

    test('gives the recorded panel and alternates, whatever the version', async () => {
      copyFileSync(recordFile, join(out(), 'golden-record.json'));
      const files = ['--pool', 'pool.csv', '--quotas', 'quotas.csv'];
      const run = await runCli(['verify', join(form, 'golden-record.json'), ...files, '--replay', '--json'], {
        cwd: temp.path,
      });
      expectDone(run);
      const { checks } = JSON.parse(run.stdout) as { checks: { subject: string; outcome: string }[] };
      const holding = checks.filter(({ outcome }) => outcome === 'holds').map(({ subject }) => subject);
      expect(holding).toEqual(expect.arrayContaining(['number', 'panel', 'alternates', 'replay', 'probabilities']));
      expect(holding.length).toBe(checks.length);
    });
  });
}
