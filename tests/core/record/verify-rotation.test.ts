import { expect, test } from 'vitest';
import { chooseLeaving } from '../../../src/core/panel/rotation.js';
import { canonicalJson } from '../../../src/core/record/canonical-json.js';
import { type RotationRecord, rotationSeed } from '../../../src/core/record/rotation-record.js';
import { verifyRotation } from '../../../src/core/record/verify-rotation.js';
import { nodeHash } from '../../../src/random/hash.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { smallPool } from '../../support/small-pools.js';

const solver = await loadHighsSolver();

/** Eight members, five of them young; four young may sit, so that somebody is passed over with some seeds. */
const pool = smallPool({ age: { young: [3, 4], old: [4, 5] } }, [...'yyyyyooo', ...'yyoooo']);
const named = (people: readonly number[]): string[] => people.map((person) => pool.pseudonyms[person] ?? '');

function record(text: string): RotationRecord {
  const members = [0, 1, 2, 3, 4, 5, 6, 7].map((person) => ({ person, since: person < 6 ? 1 : 2 }));
  const asked = {
    ...{ term: 4, rule: 'longest-serving' as const, leave: 3, seed: { kind: 'text' as const, text } },
    members: members.map(({ person, since }) => ({ person: pool.pseudonyms[person] ?? '', since })),
  };
  const { leaving, needed } = chooseLeaving({ hash: nodeHash, solver }, rotationSeed(nodeHash, asked), {
    ...{ pool, size: 8, onePerHousehold: false, members, fixed: [], beside: [], leave: 3, rule: asked.rule },
  });
  const found = { leaving: named(leaving), needed: named(needed) };
  return { format: 'sortition-rotation/1', title: 'T', size: 8, gone: 0, ...asked, ...found };
}

const failing = (altered: unknown): string[] =>
  verifyRotation(nodeHash, { rotation: canonicalJson(altered as never) })
    .filter(({ outcome }) => outcome === 'fails')
    .map(({ subject }) => subject);

test('who left holds, whoever was passed over; and any change of it fails', () => {
  for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) {
    const true_ = record(text);
    expect(failing(true_)).toEqual([]);
    const stays = true_.members.map(({ person }) => person).filter((person) => !true_.leaving.includes(person));
    const lies: unknown[] = [
      { ...true_, leaving: [...true_.leaving].reverse() },
      { ...true_, leaving: true_.leaving.slice(1) },
      { ...true_, leaving: [...true_.leaving.slice(1), stays.at(-1)] },
      { ...true_, seed: { kind: 'text', text: `${text}!` } },
      { ...true_, members: true_.members.map((member) => ({ ...member, since: 3 - member.since })) },
      { ...true_, members: [...true_.members].reverse() },
      { ...true_, leave: 4 },
      { ...true_, needed: [...true_.needed, stays[0]] },
      { ...true_, rule: 'oldest' },
      { ...true_, more: 1 },
    ];
    for (const [i, lie] of lies.entries()) expect([i, failing(lie).length > 0]).toEqual([i, true]);
  }
});
