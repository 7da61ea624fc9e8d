import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';

const QUIET = ['disable-background-networking', 'disable-component-update', 'disable-sync', 'disable-quic'];

export interface Looking {
  /** Shows a page, and sees that it asks for nothing else and complains of nothing. */
  open(file: string, options: Parameters<Browser['newPage']>[0], look: (page: Page) => Promise<void>): Promise<void>;
}

/** Debian’s Chromium, which by itself asks the network for nothing. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', ...QUIET.map((name) => `--${name}`)],
  });

/** A browser for the tests of one `describe`. */
export function inBrowser(): Looking {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  return {
    async open(file, options, look) {
      const page = await browser.newPage(options);
      const complaints: string[] = [];
      const requests: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => requests.push(request.url()));
      const url = pathToFileURL(file).href;
      await page.goto(url);
      await look(page);
      await page.close();
      expect(complaints).toEqual([]);
      expect(requests).toEqual([url]);
    },
  };
}

/** By axe-core, for which the page’s own policy must be lifted: `bypassCSP`. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const { violations }: axe.AxeResults = await page.evaluate('axe.run(document)');
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

export async function expectNoWider(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
}
