import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { SortitionError } from '../../src/core/errors.js';

/** A folder for the tests of one file; `put` writes into it and gives the path. */
export function tempFiles() {
  const files = {
    folder: '',
    async put(name: string, content: string | Uint8Array): Promise<string> {
      const path = join(files.folder, name);
      await writeFile(path, content);
      return path;
    },
  };
  beforeAll(async () => {
    files.folder = await mkdtemp(join(tmpdir(), 'sortition-io-'));
  });
  afterAll(() => rm(files.folder, { recursive: true }));
  return files;
}

/** The coded error that an attempt ends with. */
export async function failure(attempt: Promise<unknown>): Promise<SortitionError> {
  const error: unknown = await attempt.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (error instanceof SortitionError) return error;
  throw new Error(`expected a SortitionError, got ${String(error)}`);
}

/** Every fault of an attempt, as `row code column`. */
export async function faultsOf(attempt: Promise<unknown>): Promise<string[]> {
  const error = await failure(attempt);
  const all = error.faults.length > 0 ? error.faults : [error];
  return all.map(({ code, where }) => [where.row, code, where.column].filter((part) => part !== undefined).join(' '));
}
