import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type Ceremony, ceremonySheet } from '../../src/documents/ceremony-sheet.js';
import { panelTable } from '../../src/documents/panel-table.js';
import { expectPdf, pagesOf, same } from '../support/pdf-structure.js';
import { ceremonies, commitment, tables, town } from './samples.js';

describe('A ceremony sheet', () => {
  test.each(Object.entries(ceremonies))('can be made for %s', async (_, ceremony) => {
    expectPdf(await ceremonySheet(ceremony));
  });

  test.each([
    ['thirty dice', 2],
    ['sixty dice and a beacon', 2],
    ['a number', 2],
    ['many quotas and a long title', 4],
  ])('for %s has %i pages', async (name, pages) => {
    expect(pagesOf(await ceremonySheet(ceremonies[name]!))).toBe(pages);
  });

  test('is the same bytes for the same ceremony, and others for another commitment', async () => {
    const first = await ceremonySheet(town);
    expect(same(first, await ceremonySheet({ ...town }))).toBe(true);
    expect(same(first, await ceremonySheet({ ...town, commitment: commitment.replace(/^./, 'x') }))).toBe(false);
  });

  test('has the title in its metadata as XML', async () => {
    const text = Buffer.from(await ceremonySheet({ ...town, title: 'Zoë & <friends>' })).toString('utf8');
    expect(text).toContain('<rdf:li xml:lang="x-default">Zoë &amp; &lt;friends&gt;: ceremony sheet</rdf:li>');
  });
});

describe('A panel table', () => {
  test.each(Object.entries(tables))('can be made of %s', async (_, table) => {
    const bytes = await panelTable(table);
    expectPdf(bytes);
    expect(pagesOf(bytes)).toBeGreaterThan(0);
    expect(same(bytes, await panelTable(table))).toBe(true);
  });
});

describe('Documents', () => {
  test('are the same bytes in every time zone and locale', async () => {
    const sample: { ceremony: Ceremony; table: unknown } = {
      ceremony: ceremonies['sixty dice and a beacon']!,
      table: { ...tables['long ids'], panels: tables['long ids']?.panels.slice(0, 5) },
    };
    const digests = await Promise.all([
      digestsIn({ TZ: 'UTC', LC_ALL: 'C' }, sample),
      digestsIn({ TZ: 'Pacific/Kiritimati', LC_ALL: 'ar_EG.UTF-8' }, sample),
      digestsIn({ TZ: 'America/Los_Angeles', LC_ALL: 'tr_TR.UTF-8' }, sample),
    ]);
    expect(digests[0]).toMatch(/^[0-9a-f]{64} [0-9a-f]{64}$/);
    expect(new Set(digests).size).toBe(1);
  });
});

/** What a process of its own makes of the sample, with what is in dist, as it is installed. */
async function digestsIn(env: Record<string, string>, sample: unknown): Promise<string> {
  const script = `
    import { createHash } from 'node:crypto';
    const { ceremonySheet } = await import(process.argv[1] + '/ceremony-sheet.js');
    const { panelTable } = await import(process.argv[1] + '/panel-table.js');
    const { ceremony, table } = JSON.parse(process.argv[2]);
    const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');
    process.stdout.write(digest(await ceremonySheet(ceremony)) + ' ' + digest(await panelTable(table)));`;
  const documents = join(import.meta.dirname, '../../dist/documents');
  const args = ['--input-type=module', '-e', script, documents, JSON.stringify(sample)];
  return (await promisify(execFile)(process.execPath, args, { env, timeout: 60_000 })).stdout;
}
