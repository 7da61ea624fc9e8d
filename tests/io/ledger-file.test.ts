import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appendToLedger, openLedger } from '../../src/io/ledger-file.js';
import { openPartialFolder, removePartialFolder } from '../../src/io/partial-folder.js';
import { nodeHash } from '../../src/random/hash.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sortition-ledger-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const step = (name: string) => ({ step: name, time: '2027-01-01T00:00:00Z', inputs: {}, outputs: {} });

test('of many steps at the same time none is lost, the chain holds, and nothing is left beside it', async () => {
  const path = join(folder, 'ledger.jsonl');
  const names = Array.from({ length: 12 }, (_, i) => `step ${i}`);
  await Promise.all(names.map((name) => appendToLedger(nodeHash, path, step(name))));
  const { entries } = await openLedger(nodeHash, path);
  expect(entries.map((entry) => entry.step).sort()).toEqual(names.sort());
  expect(readdirSync(folder)).toEqual(['ledger.jsonl']);
});

test('a step waits for whoever is writing, and not for what a killed run has left', async () => {
  const path = join(folder, 'ledger.jsonl');
  const other = openPartialFolder(path);
  // No process has so high a number.
  mkdirSync(other.replace(`-${process.pid}-`, '-99999999-'));
  let isDone = false;
  const waiting = appendToLedger(nodeHash, path, step('late')).then(() => {
    isDone = true;
  });
  await new Promise((done) => setTimeout(done, 150));
  expect(isDone).toBe(false);
  removePartialFolder(other);
  await waiting;
  expect((await openLedger(nodeHash, path)).entries).toHaveLength(1);
});
