import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { FaultList } from '../../../src/core/errors.js';
import { openPapers } from '../../../src/documents/sessions/open-papers.js';
import { PAPER_LANGUAGES } from '../../../src/documents/sessions/words.js';
import { allPapers } from '../../support/all-papers.js';
import { expectPdf, pagesOf, same } from '../../support/pdf-structure.js';
import { seatedTown, townHead } from '../../support/seated-town.js';

const papers = await openPapers();
const town = seatedTown();
const village = seatedTown({ people: 9, tables: 2 });

describe('Every paper', () => {
  test.each(PAPER_LANGUAGES)('in %s is tagged, and the same bytes for the same input', async (language) => {
    const [once, again] = await Promise.all([
      allPapers(papers, village, townHead(language)),
      allPapers(papers, village, townHead(language)),
    ]);
    for (const [name, bytes] of Object.entries(once)) {
      if (name.endsWith('.pdf')) expectPdf(bytes, language);
      expect([name, same(bytes, again[name] ?? new Uint8Array())]).toEqual([name, true]);
    }
  });

  test('can be made of nobody, and of days on which nothing happens', async () => {
    for (const sessions of [[], village.sessions.map((session) => ({ ...session, blocks: [] }))]) {
      const nothing = { sessions, participants: [], seating: { rounds: [] } };
      const made = await allPapers(papers, nothing, townHead());
      for (const [name, bytes] of Object.entries(made)) {
        if (name.endsWith('.pdf')) expectPdf(bytes, 'en');
      }
    }
  });
});

describe('How many pages there are', () => {
  test('is a sheet a table, and as many badges a sheet as it has', async () => {
    expect(pagesOf(await papers.tableCardsPdf(14, townHead()))).toBe(14);
    for (const [sheet, each] of [
      ['L4785', 10],
      ['L7418', 8],
      ['C32011', 10],
      ['cut', 8],
    ] as const) {
      const pages = pagesOf(await papers.badgesPdf(town.participants, townHead(), { sheet, names: 'full' }));
      expect([sheet, pages]).toEqual([sheet, Math.ceil(112 / each)]);
    }
  });

  test('is half a page for each schedule, or a whole one where that is too little', async () => {
    const options = { neighbours: 'given' } as const;
    expect(pagesOf(await papers.schedulesPdf(town, townHead(), options))).toBe(56);
    const longer = { ...town, sessions: [...town.sessions, ...town.sessions] };
    expect(pagesOf(await papers.schedulesPdf(longer, townHead(), options))).toBe(112);
  });

  test('is two for a table with a long day, and none is lost of what is longer than a page', async () => {
    expect(pagesOf(await papers.facilitatorSheetsPdf(town, townHead()))).toBeGreaterThanOrEqual(14);
    const [saturday, ...others] = town.sessions;
    if (saturday === undefined) throw new Error('no session');
    const long = { ...saturday.blocks[0]!, team: 'A long story. '.repeat(1500) };
    const sessions = [{ ...saturday, blocks: [long, ...saturday.blocks.slice(1)] }, ...others];
    expect(pagesOf(await papers.runSheetPdf(sessions, townHead()))).toBeGreaterThan(8);
  });
});

describe('A badge sheet that somebody measured', () => {
  const own = { width: 80, height: 50, columns: 2, rows: 5, left: 17.5, top: 13.5, across: 95, down: 55 };
  test.each([
    ['fits', own, undefined],
    ['is too wide', { ...own, left: 40 }, 'do not fit'],
    ['is too high', { ...own, rows: 6 }, 'do not fit'],
    ['lies over itself', { ...own, across: 79 }, 'over each other'],
  ])('is told when it %s', async (_, sheet, problem) => {
    const made = papers.badgesPdf(village.participants, townHead(), { sheet, names: 'given' });
    if (problem === undefined) expectPdf(await made, 'en');
    else await expect(made).rejects.toThrow(problem);
  });
});

describe('What no font can show', () => {
  const faultsOf = (givenName: string): string[] => {
    const faults = new FaultList();
    const [first, ...others] = village.participants;
    if (first === undefined) throw new Error('nobody');
    papers.checkPrintable({ ...village, participants: [{ ...first, givenName }, ...others] }, townHead(), faults);
    return faults.faults.map(({ code, message }) => `${code} ${message}`);
  };

  test('is found before anything is printed, with whom it belongs to and without their name', () => {
    expect(faultsOf('Łukasz Αλεξάνδρα Жанна Nguyễn Ayşe')).toEqual([]);
    expect(faultsOf('王小明').join()).toMatch(/^PAPER_CHARACTER In the name of p000, .* U\+738B, U\+5C0F, U\+660E/);
    expect(faultsOf('يوسف').join()).toMatch(/^PAPER_RIGHT_TO_LEFT .*the name of p000.*U\+064A/);
  });

  test('is found in what else is printed', () => {
    const faults = new FaultList();
    const others = [{ what: 'the facilitator of table 3', text: '王' }];
    papers.checkPrintable({ sessions: [], participants: [] }, townHead(), faults, others);
    expect(faults.faults.map(({ message }) => message).join()).toContain('the facilitator of table 3');
  });
});

test('Papers are the same bytes in every time zone and locale', async () => {
  const digests = await Promise.all([
    digestsIn({ TZ: 'UTC', LC_ALL: 'C' }),
    digestsIn({ TZ: 'Pacific/Kiritimati', LC_ALL: 'ar_EG.UTF-8' }),
    digestsIn({ TZ: 'America/Los_Angeles', LC_ALL: 'tr_TR.UTF-8' }),
  ]);
  expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(digests).size).toBe(1);
  const here = await allPapers(papers, village, townHead('fr'));
  expect(digests[0]).toBe(
    createHash('sha256')
      .update(Buffer.concat(Object.values(here)))
      .digest('hex'),
  );
});

/** What a process of its own makes, with what is in dist, as it is installed. */
async function digestsIn(env: Record<string, string>): Promise<string> {
  const script = `
    import { createHash } from 'node:crypto';
    const { openPapers } = await import(process.argv[1] + '/open-papers.js');
    const [panel, head] = JSON.parse(process.argv[2]);
    const allPapers = ${allPapers.toString()};
    const made = await allPapers(await openPapers(), panel, head);
    process.stdout.write(createHash('sha256').update(Buffer.concat(Object.values(made))).digest('hex'));`;
  const documents = join(import.meta.dirname, '../../../dist/documents/sessions');
  const args = ['--input-type=module', '-e', script, documents, JSON.stringify([village, townHead('fr')])];
  return (await promisify(execFile)(process.execPath, args, { env, timeout: 60_000 })).stdout;
}
