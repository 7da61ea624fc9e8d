import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorCatalogue } from '../../src/core/error-catalogue.js';
import { errorPage } from './error-page.js';
import { occasions, samplesByCode } from './error-samples.js';

const root = join(import.meta.dirname, '../..');
const file = join(root, 'docs/errors.md');
const current = errorPage(readFileSync(join(root, 'src/core/error-catalogue.ts'), 'utf8'));

test('docs/errors.md is what the catalogue says', () => {
  // UPDATE_ERRORS=1 writes the page anew; read the difference before committing it.
  if (process.env['UPDATE_ERRORS'] === '1') writeFileSync(file, current);
  expect(readFileSync(file, 'utf8')).toBe(current);
});

test('It has every code once, with an example in which nothing is missing', () => {
  const headings = [...current.matchAll(/^### ([A-Z0-9_]+)/gm)].map(([, code]) => code);
  expect(headings.toSorted()).toEqual(Object.keys(errorCatalogue).toSorted());
  expect(current).not.toMatch(/undefined|NaN|\[object/);
});

test('No example is of a code that is gone', () => {
  const told = [...Object.keys(samplesByCode), ...Object.keys(occasions)];
  expect(told.filter((code) => !(code in errorCatalogue))).toEqual([]);
});
