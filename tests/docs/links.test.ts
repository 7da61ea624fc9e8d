import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
);
const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');
/** Code blocks show what is not of the page. */
const withoutCode = (text: string): string => text.replaceAll(/^```[\s\S]*?^```$/gm, '');

/** As GitHub makes them of headings. */
const anchorsOf = (text: string): Set<string> =>
  new Set(
    [...withoutCode(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );

test.each(pages)('%s leads to files and headings that are there', (page) => {
  const links = [...withoutCode(textOf(page)).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)/g)];
  const dead = links.filter(([, path = '', anchor]) => {
    const target = path === '' ? page : join(dirname(page), path);
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && target.endsWith('.md') && !anchorsOf(textOf(target)).has(anchor);
  });
  expect(dead.map(([link]) => link)).toEqual([]);
});

test('docs/README.md leads to every page', () => {
  const index = textOf('docs/README.md');
  const unled = pages.filter((page) => page.startsWith('docs/') && !page.endsWith('README.md'));
  expect(unled.filter((page) => !index.includes(`](${page.slice('docs/'.length)})`))).toEqual([]);
});

test('Files of the source that pages name are there', () => {
  const named = pages.flatMap((page) =>
    [...textOf(page).matchAll(/`((?:src|bin|tests)\/[\w/.-]+\.(?:ts|py|js))`/g)].map(
      ([, file = '']) => `${page}: ${file}`,
    ),
  );
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((name) => !existsSync(join(root, name.split(': ')[1] ?? '')))).toEqual([]);
});
