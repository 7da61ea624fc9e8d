import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSeating, seatingTable } from '../../src/io/seating-file.js';

const folder = mkdtempSync(join(tmpdir(), 'sortition-seating-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(['id', 'number', 'Name', 'round 1'])(
  'Seating is read as it was written where ids are in a column “%s”',
  async (idColumn) => {
    const participants = ['a', 'b', 'c'].map((id) => ({
      id,
      givenName: 'Bo',
      surname: id,
      language: 'en',
      values: {},
    }));
    const seating = {
      rounds: [
        [[0, 1], [2]],
        [[2], [0, 1]],
      ],
    };
    const file = join(folder, 'seating.csv');
    const departed = [{ id: 'd', name: 'Cy', tables: ['1', ''] }];
    const rows = seatingTable({ participants, seating, departed }, idColumn);
    writeFileSync(file, rows.map((cells) => `${cells.join(',')}\n`).join(''));
    expect(await readSeating(file, { idColumn, rounds: 2, participants })).toEqual({
      before: [
        [0, 0, 1],
        [1, 1, 0],
      ],
      departed,
    });
  },
);
