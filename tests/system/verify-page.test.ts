import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { parse } from 'csv-parse/sync';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../support/one-off-pool.js';
import { launchBrowser } from '../support/open-page.js';
import { expectDone, filesOf, runCli, tempFolder } from '../support/run-cli.js';
import { townProcess } from '../support/town-process.js';

/** verify.html in a browser: what it finds, what it asks for (nothing), and how it is read. */

// As it is installed: the page's script is bundled by the build.
const built = new URL('../../dist/documents/verification-page.js', import.meta.url).href;
const { verificationPage } = (await import(built)) as typeof import('../../src/documents/verification-page.js');

const dice = Array.from({ length: 30 }, (_, i) => ((5 * i * i + 1) % 6) + 1).join(' ');
const title = 'The town’s jury';

type Files = Readonly<Record<string, string>>;

const temp = tempFolder();
let browser: Browser;
let made = 0;

const read = (name: string): string => readFileSync(join(temp.path, name), 'utf8');
const json = (name: string) => JSON.parse(read(name));

/** The public files of a results folder that are checked. */
function publicFiles(folder: string): Files {
  const all = Object.entries(filesOf(join(temp.path, folder, 'public')));
  return Object.fromEntries(all.filter(([name]) => !/^(README|verify)/.test(name)));
}

async function run(...args: string[]): Promise<void> {
  expectDone(await runCli(args, { cwd: temp.path }));
}

beforeAll(async () => {
  for (const [name, text] of Object.entries(townProcess('publish: [district]'))) await temp.put(name, text);
  await run('lottery');
  await run('draw', '--commitment', 'lottery', '--dice', dice);
  await run('draw', '--seed', 'a text', '--out', 'uncommitted');
  await run('lottery', '--rehearsal', '--out', 'rehearsal');
  await run('lottery', '--lottery-form', 'composition', '--out', 'composition');
  await run('draw', '--lottery-form', 'composition', '--seed', 'a text', '--out', 'seats');
  browser = await launchBrowser();
}, 90_000);
afterAll(() => browser?.close());

interface Opened {
  readonly page: Page;
  readonly url: string;
  /** Everything that the page asked for. */
  readonly requests: string[];
  /** What it wrote to the console, and what it threw. */
  readonly complaints: string[];
}

const settled = (page: Page): Promise<unknown> => page.waitForSelector('#verdict:is(.good, .caution, .bad)');

/** Opens a page from the disk, waits for its verdict, and closes it after `look`. */
async function open(path: string, look: (opened: Opened) => Promise<void>, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  const [file = '', hash] = path.split(/(?=#)/);
  const url = pathToFileURL(join(temp.path, file)).href + (hash ?? '');
  try {
    await page.goto(url);
    await settled(page);
    await look({ page, url, requests, complaints });
  } finally {
    await context.close();
  }
}

/** A page of these files, as a liar could publish it. */
async function pageOf(files: Files, called = title): Promise<string> {
  return temp.put(`page-${made++}.html`, await verificationPage(called, files));
}

const DRAWN = 'draw/public/verify.html';

async function choose(page: Page, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  const chosen = Object.entries(files).map(([name, content]) => {
    return { name, mimeType: '', buffer: Buffer.from(content) };
  });
  await page.setInputFiles('#other-files', chosen);
}

async function verdict(page: Page): Promise<{ tone: string | null; says: string | null }> {
  const place = page.locator('#verdict');
  return { tone: await place.getAttribute('class'), says: await place.textContent() };
}

/** Lines of the table: subject → outcome and what was seen. */
async function lines(page: Page): Promise<{ outcome: string; subject: string; seen: string }[]> {
  return page.locator('#lines tbody tr').evaluateAll((rows) =>
    rows.map((row) => ({
      outcome: row.querySelector('.outcome')?.textContent ?? '',
      subject: row.querySelector('th')?.textContent ?? '',
      seen: row.querySelector('td:last-child')?.textContent ?? '',
    })),
  );
}

const facts = async (page: Page): Promise<Record<string, string>> =>
  Object.fromEntries(
    await page
      .locator('#facts dt')
      .evaluateAll((terms) =>
        terms.map((term) => [term.textContent ?? '', term.nextElementSibling?.textContent ?? '']),
      ),
  );

async function ask(page: Page, section: string, typed: Readonly<Record<string, string>>): Promise<string> {
  for (const [id, text] of Object.entries(typed)) await page.fill(`#${id}`, text);
  await page.click(`#${section} button`);
  return page.locator(`#${section} .told`).innerText();
}

describe('The page of an official draw', () => {
  test('says that it holds, what it is, and each line that was checked', async () => {
    await open(DRAWN, async ({ page, complaints }) => {
      expect(await verdict(page)).toEqual({ tone: 'good', says: 'This draw holds.' });
      expect(await page.textContent('h1')).toBe(title);
      expect(await page.textContent('#meaning')).toMatch(/official: everything was fixed first.*1 cannot be made here/);
      const checks = await lines(page);
      expect(checks.filter(({ outcome }) => outcome !== '✓ holds').map(({ subject }) => subject)).toEqual(['pool']);
      expect(checks.map(({ subject }) => subject)).toEqual(
        expect.arrayContaining(['commitment', 'lottery.csv', 'people', 'leximin', 'tickets', 'number', 'panel']),
      );
      const record = json('draw/draw-record.json');
      expect(await facts(page)).toMatchObject({
        Status: expect.stringMatching(/^official/),
        Panel: expect.stringMatching(/^12 people, at most one from a household, and up to 4 alternates/),
        'Drawn from': '120 people who could be drawn',
        'Decided by': '30 dice with 6 sides',
        'Came up': `the dice ${dice}`,
        Number: String(record.number),
        Commitment: record.commitment,
      });
      const names = await page.locator('#facts .names li').allTextContents();
      expect(names).toEqual([...record.panel, ...record.alternates]);
      expect(complaints).toEqual([]);
    });
  });

  test('asks for nothing but itself, whatever is done in it', async () => {
    await open(DRAWN, async ({ page, url, requests, complaints }) => {
      const [, pseudonym = '', salt = ''] = read('pseudonyms.csv').split('\n')[1]?.split(',') ?? [];
      await ask(page, 'receipt', { pseudonym, salt });
      await ask(page, 'compare', { noted: json('draw/draw-record.json').commitment });
      await choose(page, publicFiles('lottery'));
      await page.waitForSelector('#verdict:has-text("Nobody is drawn")');
      expect(requests).toEqual([url]);
      expect(complaints).toEqual([]);
    });
  });

  describe('beside a server that listens', () => {
    let server: Server;
    let asked: string[] = [];
    beforeAll(async () => {
      server = createServer((request, response) => {
        asked.push(request.url ?? '');
        response.end();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });
    afterAll(() => new Promise((resolve) => server.close(resolve)));

    /** Run in the page: tries to reach the server in every way, and returns what was forbidden. */
    const attempts = (origin: string): string => `(async () => {
      const forbidden = new Set();
      document.addEventListener('securitypolicyviolation', (event) => forbidden.add(event.effectiveDirective));
      await fetch('${origin}/fetch', { mode: 'no-cors' }).catch(() => undefined);
      const add = (tag, members) => document.body.append(Object.assign(document.createElement(tag), members));
      for (const tag of ['img', 'script', 'iframe', 'video']) add(tag, { src: '${origin}/' + tag });
      add('style', { textContent: 'body { background: url(${origin}/style) }' });
      add('script', { textContent: 'window.ran = true' });
      add('form', { id: 'away', action: '${origin}/form', target: '_blank' });
      document.getElementById('away').submit();
      await new Promise((resolve) => setTimeout(resolve, 500));
      return [...forbidden, ...('ran' in window ? ['ran'] : [])].sort();
    })()`;
    const tryAll = (page: Page): Promise<string[]> =>
      page.evaluate(attempts(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));

    test('may ask it for nothing, nor run a script that was put into it', async () => {
      asked = [];
      await open(DRAWN, async ({ page }) => {
        expect(await tryAll(page)).toEqual([
          ...['connect-src', 'form-action', 'frame-src', 'img-src', 'media-src'],
          ...['script-src-elem', 'style-src-elem'],
        ]);
      });
      expect(asked).toEqual([]);
    });

    test('would ask it for all that without its policy', async () => {
      asked = [];
      await open(DRAWN, async ({ page }) => expect(await tryAll(page)).toEqual(['ran']), { bypassCSP: true });
      expect([...new Set(asked)].sort()).toEqual(
        expect.arrayContaining(['/fetch', '/iframe', '/img', '/script', '/style', '/video']),
      );
    });
  });
});

describe('Pages of other kinds', () => {
  test.each([
    ['lottery/public/verify.html', 'good', 'This lottery holds. Nobody is drawn yet.', /Write down the commitment/],
    ['uncommitted/public/verify.html', 'caution', 'This draw holds, but it is uncommitted.', /no other seed was tried/],
    [
      'rehearsal/public/verify.html',
      'caution',
      'This is a rehearsal, and its lottery holds.',
      /Nobody is really drawn/,
    ],
  ])('%s says what it is', async (path, tone, says, means) => {
    await open(path, async ({ page, complaints }) => {
      expect(await verdict(page)).toEqual({ tone, says });
      expect(await page.textContent('#meaning')).toMatch(means);
      expect(complaints).toEqual([]);
    });
  });

  test('without numbered panels it does not claim that it knows who takes the seats', async () => {
    await open('seats/public/verify.html', async ({ page }) => {
      expect(await page.textContent('#meaning')).toMatch(/cannot be made here:.*Whether it is these people/);
      expect(await page.textContent('#limits')).toMatch(/who takes the seats, only auditors can check/);
    });
    await open(DRAWN, async ({ page }) => {
      expect(await page.textContent('#meaning')).not.toMatch(/Whether it is these people/);
      expect(await page.textContent('#limits')).toMatch(/the panel is the one that the lottery gives/);
    });
  });

  test('markup in the files is text', async () => {
    const markup = '<img src=x onerror="document.title=1"><b>jury</b>';
    const files = publicFiles('draw');
    const record = files['draw-record.json']!.replace(title, markup.replaceAll('"', '\\"'));
    const path = await pageOf({ ...files, 'draw-record.json': record }, markup);
    await open(path, async ({ page }) => {
      expect(await page.textContent('h1')).toBe(markup);
      expect(await page.locator('img, b').count()).toBe(0);
      expect(await page.title()).toBe(`${markup}: check the draw`);
    });
  });
});

describe('The commitment that somebody noted', () => {
  const flipped = (own: string, place: number): string => own.slice(0, place) + flip(own[place]) + own.slice(place + 1);

  test('is the same, or is not, or cannot be one', async () => {
    const { commitment: own } = json('draw/draw-record.json') as { commitment: string };
    const cases: readonly (readonly [noted: string, says: RegExp])[] = [
      [own, /^The same\. This is the lottery/],
      [own.toUpperCase().replaceAll(/(.{8})/g, '$1 '), /^The same\. This is the lottery/],
      [`Commitment: ${own} (3 May)`, /^The same\. This is the lottery/],
      [own.slice(0, 20), /^The same, as far as these 20 characters go/],
      [own.slice(0, 8), /^8 characters .* mean nothing yet/],
      [flipped(own, 40), /^Different, from character 41 on/],
      [flipped(own, 0), /^Different, from character 1 on/],
      [`${own}0`, /^A commitment has 64 characters, and these are 65/],
      [own.replace(/.$/, 'o'), /^“o” is in no commitment/],
    ];
    await open(DRAWN, async ({ page }) => {
      for (const [noted, says] of cases) expect(await ask(page, 'compare', { noted })).toMatch(says);
    });
  });

  test('is another one on a page that holds just as well, of a lottery that was made instead', async () => {
    const { commitment } = json('draw/draw-record.json');
    await open('uncommitted/public/verify.html', async ({ page }) => {
      expect(await ask(page, 'compare', { noted: commitment })).toMatch(/^Different, .*ask the organisers why/);
    });
  });

  test('is not enough where checks fail', async () => {
    const files = publicFiles('draw');
    const path = await pageOf({ ...files, 'lottery.csv': files['lottery.csv']!.replace('\n3,', '\n4,') });
    await open(path, async ({ page }) => {
      const { commitment } = json('draw/draw-record.json');
      expect(await ask(page, 'compare', { noted: commitment })).toMatch(/But some checks fail/);
    });
  });
});

const flip = (digit = '0'): string => (digit === '0' ? '1' : '0');

describe('With a receipt', () => {
  const rows = (name: string): Row[] => parse(read(name), { columns: true }) as Row[];
  const percent = (share: number): string => `${(100 * share).toPrecision(3)} %`;

  test('people find their values, their chance, their numbers, and what became of them', async () => {
    const chances = new Map(rows('draw/probabilities.csv').map((row) => [row['id'], row]));
    const register = new Map(rows('register.csv').map((row) => [row['nationbuilder_id'], row]));
    const { panel, alternates } = json('draw/draw-record.json') as { panel: string[]; alternates: string[] };
    const tickets = rows('draw/lottery.csv').map((row) => row['panel']!.split(' '));
    const receipts = rows('pseudonyms.csv');
    // Pseudonyms are new in every run: the first six may be among those who were drawn.
    const isDrawn = ({ pseudonym = '' }): boolean => [panel[3], ...alternates].includes(pseudonym);
    const chosen = [...receipts.filter(isDrawn), ...receipts.filter((row) => !isDrawn(row)).slice(0, 6)];
    expect(chosen.length).toBe(11);
    await open(DRAWN, async ({ page, complaints }) => {
      for (const { id = '', pseudonym = '', salt = '' } of chosen) {
        const says = await ask(page, 'receipt', { pseudonym, salt });
        expect(says).toMatch(/^You are in the list of those who could be drawn/);
        for (const feature of ['gender', 'age', 'district'])
          expect(says).toContain(`${feature}\n${register.get(id)?.[feature]?.toLowerCase()}`);
        const own = chances.get(id)!;
        const share = Number(own['probability']);
        expect(says).toContain(`Your chance was 1 in ${Math.round(1 / share)} (${percent(share)})`);
        expect(says).toContain(`on ${own['tickets']} of 1,000 numbered panels`);
        const numbers = tickets.flatMap((names, ticket) => (names.includes(pseudonym) ? [ticket] : []));
        const first = numbers.slice(0, 20).map((ticket) => String(ticket).padStart(3, '0'));
        expect(says).toContain(`Their numbers: ${first.join(', ')}`);
        if (numbers.length > 20) expect(says).toContain(`and ${numbers.length - 20} more.`);
        const place = alternates.indexOf(pseudonym) + 1;
        if (panel.includes(pseudonym)) expect(says).toContain('You were drawn: you are on the panel.');
        else expect(says).toContain(place > 0 ? `You are alternate ${place} of 4` : 'You were not drawn.');
      }
      expect(complaints).toEqual([]);
    });
  });

  test('the QR code of a letter fills the form in, and nothing of it goes anywhere', async () => {
    const { pseudonym = '', salt = '' } = rows('pseudonyms.csv')[2] ?? {};
    await open(`${DRAWN}#pseudonym=${pseudonym}&salt=${salt}`, async ({ page, requests, complaints }) => {
      expect(await page.inputValue('#pseudonym')).toBe(pseudonym);
      expect(await page.inputValue('#salt')).toBe(salt);
      await page.locator('#receipt button').click();
      await page.waitForSelector('#receipt .good');
      expect(requests.filter((request) => request.includes(salt) && !request.includes('#'))).toEqual([]);
      expect(requests).toHaveLength(1);
      expect(complaints).toEqual([]);
    });
    // Whatever else stands there is text in a field, and no more.
    await open(`${DRAWN}#pseudonym=%22%3E%3Cb%3Ex`, async ({ page }) => {
      expect(await page.inputValue('#pseudonym')).toBe('"><b>x');
      expect(await page.inputValue('#salt')).toBe('');
    });
  });

  test('they do so before the draw too, and without numbered panels', async () => {
    const [receipt] = rows('pseudonyms.csv') as [Row];
    const typed = { pseudonym: receipt['pseudonym']!, salt: receipt['salt']! };
    await open('lottery/public/verify.html', async ({ page }) => {
      const says = await ask(page, 'receipt', typed);
      expect(says).toMatch(/Your chance is 1 in \d+ \(\S+ %\): you are on \d+ of 1,000/);
      expect(says).toContain('Nobody is drawn yet.');
    });
    const chance = rows('composition/probabilities.csv').find((row) => row['id'] === receipt['id'])!['probability'];
    await open('composition/public/verify.html', async ({ page }) => {
      const says = await ask(page, 'receipt', typed);
      expect(says).toContain(`Your chance is 1 in ${Math.round(1 / Number(chance))} (${percent(Number(chance))}).`);
    });
  });

  test('slips of the pen are told or mended, and another salt finds nothing', async () => {
    const [one, two] = rows('pseudonyms.csv') as [Row, Row];
    // One whose receipt has a one and a zero, which are easily read as letters.
    const slipped = rows('pseudonyms.csv').find((row) => /1/.test(row['pseudonym']!) && /0/.test(row['salt']!))!;
    const found = /^You are in the list/;
    const { pseudonym = '', salt = '' } = one;
    const cases: readonly (readonly [string, string, RegExp])[] = [
      [` ${pseudonym.toUpperCase()}`, salt.replaceAll(/(.{4})/g, '$1 '), found],
      [slipped['pseudonym']!.replaceAll('1', 'l'), slipped['salt']!.replaceAll('0', 'O'), found],
      [pseudonym, two['salt']!, /^There is somebody of this pseudonym, but the salt is not theirs/],
      [pseudonym, flip(salt[0]) + salt.slice(1), /the salt is not theirs/],
      [pseudonym.slice(1), salt, /^Nobody in this draw has the pseudonym .* should have 10 characters, and has 9\.$/],
      [`u${pseudonym.slice(1)}`, salt, /never i, l, o or u\.$/],
      [pseudonym, salt.slice(2), /^The salt should have 32 characters, and has 30\.$/],
      [pseudonym, salt.replace(/.$/, 'z'), /^“z” is in no salt/],
    ];
    await open(DRAWN, async ({ page }) => {
      for (const [typed, ofSalt, says] of cases)
        expect(await ask(page, 'receipt', { pseudonym: typed, salt: ofSalt })).toMatch(says);
    });
  });

  test('they are warned where checks fail', async () => {
    const [{ pseudonym = '', salt = '' }] = rows('pseudonyms.csv') as [Row];
    const files = publicFiles('draw');
    const path = await pageOf({ ...files, 'ledger.jsonl': files['ledger.jsonl']!.replace('lottery', 'nothing') });
    await open(path, async ({ page }) => {
      expect(await ask(page, 'receipt', { pseudonym, salt })).toMatch(/Some checks fail.*do not rely on this/);
    });
  });
});

type Change = (text: string) => string;

/** Somebody’s name in place of another’s on each of two tickets. */
function swapPeople(text: string): string {
  const rows = text.split('\n');
  const [a = [], b = []] = [rows[1], rows[2]].map((row) => row?.split(',')[1]?.split(' '));
  const one = a.find((name) => !b.includes(name))!;
  const two = b.find((name) => !a.includes(name))!;
  const swapped = (panel: string[]): string =>
    panel
      .map((name) => (name === one ? two : name === two ? one : name))
      .sort()
      .join(' ');
  return [rows[0], `0,${swapped(a)}`, `1,${swapped(b)}`, ...rows.slice(3)].join('\n');
}

/** JSON as it was written, but for what `change` does to it. */
const inJson =
  // biome-ignore lint/suspicious/noExplicitAny: records are changed in ways that their types forbid
    (change: (value: any) => void): Change =>
    (text) => {
      const value = JSON.parse(text);
      change(value);
      return JSON.stringify(value);
    };

const RECORD = 'draw-record.json';

const tampered: readonly (readonly [what: string, file: string, change: Change, fails: string, seen: RegExp])[] = [
  [
    'a digit of a ticket',
    'lottery.csv',
    (text) => text.replace(/^(7,\S*?)\d/m, '$1z'),
    'lottery.csv',
    /SHA-256 differs/,
  ],
  ['two people who changed tickets', 'lottery.csv', swapPeople, 'lottery.csv', /SHA-256 differs/],
  [
    'a person who is gone',
    'people.csv',
    (text) => text.replace(/\n[^\n]+\n$/, '\n'),
    'people',
    /do not give the roots/,
  ],
  [
    'a published value',
    'people.csv',
    (text) => text.replace(',hafen\n', ',österfeld\n'),
    'people.csv',
    /SHA-256 differs/,
  ],
  ['a weight', 'distribution.csv', (text) => text.replace(/^\d+/m, (weight) => `${+weight + 1}`), 'weights', /sum to/],
  [
    'a multiplier',
    'certificate.json',
    inJson(({ levels: [level] }) => {
      level.mu = String(BigInt(level.mu) + 2n ** 38n);
    }),
    'leximin',
    /apart/,
  ],
  ['how many a class has', 'classes.csv', (text) => text.replace(/^(0,)(\d+)/m, '$19$2'), 'classes.csv', /SHA-256/],
  [
    'a die',
    RECORD,
    inJson(({ seed }) => {
      seed.dice[4] = (seed.dice[4] % 6) + 1;
    }),
    'number',
    /the seed gives \d+, the record says/,
  ],
  [
    'the number',
    RECORD,
    inJson((record) => {
      record.number = (record.number + 1) % 1000;
    }),
    'number',
    /the seed gives \d+, the record says/,
  ],
  [
    'somebody on the panel',
    RECORD,
    inJson((record) => {
      record.panel = [record.alternates.pop(), ...record.panel.slice(1)].sort();
    }),
    'panel',
    /not the people of ticket/,
  ],
  [
    'the status',
    RECORD,
    (text) => text.replace('"official"', '"uncommitted"'),
    'record',
    /by its manifest it is official/,
  ],
  ['the seed’s source', RECORD, (text) => text.replace('"sides":6', '"sides":7'), 'commitment', /not the SHA-256/],
  [
    'a quota',
    RECORD,
    inJson(({ manifest }) => {
      manifest.quotas[0].values[0].max += 1;
    }),
    'commitment',
    /not the SHA-256 of the manifest/,
  ],
  ['the time of a step', 'ledger.jsonl', (text) => text.replace('"time":"2', '"time":"1'), 'ledger', /not the one/],
  ['a space', RECORD, (text) => text.replace(':', ': '), 'record', /canonical/],
];

describe('A draw in which somebody changed', () => {
  async function expectFailure(page: Page, fails: string, seen: RegExp): Promise<void> {
    expect(await verdict(page)).toEqual({ tone: 'bad', says: 'This draw does not hold.' });
    const reasons = await page.locator('#meaning li').allTextContents();
    expect(reasons.find((reason) => reason.startsWith(`${fails}: `))).toMatch(seen);
    const failing = (await lines(page)).filter(({ outcome }) => outcome === '✗ fails');
    expect(failing.map(({ subject }) => subject)).toContain(fails);
    expect(failing.length).toBe(reasons.length);
  }

  const changed = (file: string, change: Change): Files => {
    const files = publicFiles('draw');
    const text = change(files[file]!);
    expect(text).not.toBe(files[file]);
    return { ...files, [file]: text };
  };

  test.each(tampered)('%s is rejected with the reason', async (_, file, change, fails, seen) => {
    await open(await pageOf(changed(file, change)), async ({ page, complaints }) => {
      await expectFailure(page, fails, seen);
      expect(complaints).toEqual([]);
    });
  });

  test('anything is rejected among chosen files just as well', async () => {
    await open(DRAWN, async ({ page, complaints }) => {
      for (const [, file, change, fails, seen] of tampered) {
        await choose(page, changed(file, change));
        await page.waitForSelector('#verdict.bad');
        await expectFailure(page, fails, seen);
        expect(await page.textContent('#meaning')).toContain('of the 7 files that you chose');
        await choose(page, publicFiles('draw'));
        await page.waitForSelector('#verdict.good');
      }
      expect(complaints).toEqual([]);
    });
  });

  test.each(['certificate.json', 'classes.csv', 'distribution.csv', 'ledger.jsonl', 'lottery.csv', 'people.csv'])(
    'nothing but left out %s is rejected with its name',
    async (file) => {
      const { [file]: _, ...rest } = publicFiles('draw');
      await open(await pageOf(rest), async ({ page }) => {
        await expectFailure(page, file.replace('.jsonl', ''), /not found|is not beside/);
      });
    },
  );

  test('a page that was cut off says so', async () => {
    const whole = read(DRAWN);
    const packed = /"people\.csv":"(\w+)/.exec(whole)?.[1] ?? '';
    const path = `page-${made++}.html`;
    await writeFile(join(temp.path, path), whole.replace(packed, packed.slice(0, -40)));
    await open(path, async ({ page }) => {
      expect(await verdict(page)).toEqual({ tone: 'bad', says: 'These files cannot be checked.' });
    });
  });
});

describe('Files that somebody chooses', () => {
  test('are checked in place of the page’s own, with whatever else is in their folder', async () => {
    const all = filesOf(join(temp.path, 'uncommitted', 'public'));
    await open(DRAWN, async ({ page, complaints }) => {
      await choose(page, { ...all, 'photo.png': Uint8Array.of(0x89, 0xff, 0xfe), Thumbs: Uint8Array.of(0xff) });
      await page.waitForSelector('#verdict.caution');
      expect(await page.textContent('#meaning')).toContain('of the 7 files that you chose');
      expect(await page.getAttribute(':focus', 'id')).toBe('result-heading');
      expect(complaints).toEqual([]);
    });
  });

  test('must have a record or a manifest; if not, what was there stays', async () => {
    const { 'draw-record.json': _, ...rest } = publicFiles('draw');
    await open(DRAWN, async ({ page }) => {
      for (const files of [rest, { 'README.md': '# no' }]) {
        await choose(page, files);
        await page.waitForSelector('#other-files-told .bad');
        expect(await page.textContent('#other-files-told')).toMatch(/^Neither draw-record\.json .* nor manifest\.json/);
        expect((await verdict(page)).says).toBe('This draw holds.');
      }
    });
  });

  test('that are no UTF-8 are named', async () => {
    const files = publicFiles('draw');
    for (const name of ['people.csv', 'draw-record.json']) {
      await open(DRAWN, async ({ page }) => {
        await choose(page, { ...files, [name]: Buffer.from(`\u00ff${files[name]}`, 'latin1') });
        await page.waitForSelector('#verdict.bad');
        const reasons = await page.locator('#meaning li').allTextContents();
        expect(reasons.find((reason) => reason.startsWith(`${name}: `))).toMatch(/is not UTF-8 text/);
      });
    }
  });

  test('with the confidential list of people, everything is checked', async () => {
    const pool = { 'canonical-pool.csv': read('draw/canonical-pool.csv') };
    await open(DRAWN, async ({ page }) => {
      await choose(page, { ...publicFiles('draw'), ...pool });
      await page.waitForSelector('#meaning:has-text("you chose")');
      expect((await lines(page)).filter(({ outcome }) => outcome !== '✓ holds')).toEqual([]);
      expect(await page.textContent('#meaning')).toMatch(/Of (\d+) checks of the 8 files that you chose, \1 passed\./);
    });
  });
});

describe('To whoever cannot see it well, or holds it in one hand', () => {
  const looks = [
    ['light, wide', { colorScheme: 'light', viewport: { width: 1200, height: 800 } }],
    ['dark, wide', { colorScheme: 'dark', viewport: { width: 1200, height: 800 } }],
    ['light, on a phone', { colorScheme: 'light', viewport: { width: 360, height: 740 } }],
    ['dark, on a phone', { colorScheme: 'dark', viewport: { width: 360, height: 740 } }],
  ] as const;

  async function expectAccessible(page: Page): Promise<void> {
    await page.evaluate(axe.source);
    const { violations }: axe.AxeResults = await page.evaluate('axe.run(document)');
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    // Nothing is wider than the screen.
    expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
  }

  test.each(looks)('it is accessible: %s', async (_, options) => {
    const [{ pseudonym = '', salt = '' }] = parse(read('pseudonyms.csv'), { columns: true }) as [Row];
    const files = publicFiles('draw');
    const record = files[RECORD]!.replace(title, `Bürgerrat ${'Donaudampfschifffahrt'.repeat(4)}`);
    const failing = await pageOf({ ...files, [RECORD]: record, 'lottery.csv': 'ticket,panel\n' });
    for (const path of [DRAWN, failing, 'uncommitted/public/verify.html']) {
      await open(
        path,
        async ({ page }) => {
          for (const summary of await page.locator('summary').all()) await summary.click();
          await ask(page, 'receipt', { pseudonym, salt });
          await ask(page, 'compare', { noted: 'abc' });
          await choose(page, { 'README.md': '' });
          await expectAccessible(page);
        },
        { ...options, bypassCSP: true },
      );
    }
  });

  test('every field and button is reached by the keyboard, in order', async () => {
    await open(DRAWN, async ({ page }) => {
      const reached: string[] = [];
      for (let i = 0; i < 9; i++) {
        await page.keyboard.press('Tab');
        const focus = page.locator(':focus');
        reached.push((await focus.getAttribute('id')) ?? (await focus.textContent()) ?? '');
      }
      expect(reached.map((name) => name.replace(/:.*/, ''))).toEqual([
        ...['The quotas', 'The panel', 'The alternates', 'noted', 'Compare'],
        ...['pseudonym', 'salt', 'Look me up', 'other-files'],
      ]);
    });
  });
});
