import { describe, expect, test } from 'vitest';
import { type IntakeRules, type Invitee, isOpen, judgeReplies, type Reply } from '../../../src/core/register/intake.js';
import type { Told } from '../../../src/core/register/intake-features.js';
import { groupedCode } from '../../../src/core/register/reply-codes.js';
import { countReasons, countResponse, type Tally } from '../../../src/core/register/response.js';
import fc from '../../support/laws.js';
import { codeOf, slipped } from '../../support/made-invitation.js';

const LETTERS = 8;
const told = fc.constantFrom<Told>('a', 'b', undefined, { wrong: 'no such value' });

const invitation = fc.array(fc.tuple(fc.constantFrom('north', 'south'), told, told), {
  minLength: LETTERS,
  maxLength: LETTERS,
});
const invitees = invitation.map((people) =>
  people.map(([stratum, one, other], n): Invitee => ({ id: `P${n}`, code: codeOf(n), stratum, told: [one, other] })),
);

/** What was typed, and whose code it is: nobody's where it is undefined. */
const typed = fc.oneof(
  fc
    .tuple(fc.nat(LETTERS - 1), fc.constantFrom(groupedCode, String, lower, spaced))
    .map(([n, write]) => ({ written: write(codeOf(n)), owner: n as number | undefined })),
  fc
    .tuple(fc.nat(LETTERS - 1), fc.nat(8), fc.integer({ min: 1, max: 31 }))
    .map(([n, place, by]) => ({ written: groupedCode(slipped(codeOf(n), place, by)), owner: undefined })),
  fc.nat(50).map((n) => ({ written: codeOf(LETTERS + n), owner: undefined })),
  fc.constantFrom('', '  ', 'I lost the letter', '000').map((written) => ({ written, owner: undefined })),
);

function lower(code: string): string {
  return code.toLowerCase();
}
function spaced(code: string): string {
  return ` ${Array.from(code).join(' ')} `;
}

const mostly = fc.integer({ min: 0, max: 3 }).map((n) => n > 0);
const replies = fc
  .array(fc.tuple(typed, mostly, mostly, mostly, fc.constantFrom('', 'ill', 'Ill '), told, told), { maxLength: 14 })
  .map((rows) =>
    rows.map(([{ written, owner }, takesPart, consent, available, reason, one, other], i) => {
      const reply: Reply = { row: i + 2, written, takesPart, consent, available, reason, told: [one, other] };
      return { reply, owner };
    }),
  );
const rules = fc.record({
  duplicates: fc.constantFrom<IntakeRules['duplicates']>('last', 'first'),
  prefer: fc.constantFrom<IntakeRules['prefer']>('replies', 'register'),
  settled: fc.constant(new Map<number, string>()),
});

const sumOf = (tally: Tally): number =>
  tally.yes + tally.refused + tally.noConsent + tally.notAvailable + tally.unusable + tally.unanswered;

describe('Of every intake it holds that', () => {
  test('a reply is somebody’s only where it has the code of their letter: no near miss is ever accepted', () => {
    fc.assert(
      fc.property(invitees, replies, rules, (invited, rows, rule) => {
        const { judged } = judgeReplies(
          invited,
          rows.map(({ reply }) => reply),
          rule,
        );
        expect(judged.map(({ person }) => person)).toEqual(rows.map(({ owner }) => owner));
      }),
    );
  });

  test('every letter has one answer or none, every reply one outcome, and the numbers add up', () => {
    fc.assert(
      fc.property(invitees, replies, rules, (invited, rows, rule) => {
        const intake = judgeReplies(
          invited,
          rows.map(({ reply }) => reply),
          rule,
        );
        const owners = rows.flatMap(({ owner }) => owner ?? []);
        expect(intake.judged.length).toBe(rows.length);
        // One reply of each code counts.
        const counting = intake.judged.filter(({ person, outcome }) => person !== undefined && outcome !== 'repeated');
        expect(counting.map(({ person }) => person).sort()).toEqual([...new Set(owners)].sort());
        for (const { person, outcome } of counting) expect(intake.answers[person ?? -1]).toBe(outcome);
        expect(intake.answers.filter((answer) => answer !== undefined).length).toBe(counting.length);
        // The pool is everybody whose counting reply is a yes, with a value of each feature.
        expect(intake.pool.map(({ person }) => person)).toEqual(
          invited.flatMap((_, person) => (intake.answers[person] === 'yes' ? [person] : [])),
        );
        for (const { values } of intake.pool) expect(values.every((value) => /^[ab]$/.test(value))).toBe(true);
        const nobodys = intake.judged.filter(({ person }) => person === undefined);
        expect(nobodys.every(isOpen)).toBe(true);

        const features = [0, 1].map((f) => ({
          quotas: { feature: `f${f}`, quotas: ['a', 'b'].map((value) => ({ value, min: 0, max: 9 })) },
          valueFor: (values: readonly Told[]) => (typeof values[f] === 'string' ? values[f] : undefined),
        }));
        const response = countResponse(invited, intake, features);
        const groups = [[{ tally: response.all }], response.strata, ...response.features.map(({ rows: of }) => of)];
        for (const group of groups) {
          for (const { tally } of group) {
            expect(sumOf(tally)).toBe(tally.letters);
            expect(tally.replies).toBe(tally.letters - tally.unanswered);
          }
          expect(group.reduce((sum, { tally }) => sum + tally.letters, 0)).toBe(LETTERS);
          expect(group.reduce((sum, { tally }) => sum + tally.yes, 0)).toBe(intake.pool.length);
        }
        const { refused, noConsent, notAvailable } = response.all;
        const reasons = countReasons(intake).reduce((sum, { count }) => sum + count, 0);
        expect(reasons).toBe(refused + noConsent + notAvailable);
      }),
    );
  });

  test('the first reply counts as the last does when the file is turned round', () => {
    fc.assert(
      fc.property(invitees, replies, rules, (invited, rows, rule) => {
        const all = rows.map(({ reply }) => reply);
        const other = { ...rule, duplicates: rule.duplicates === 'last' ? 'first' : 'last' } as const;
        const one = judgeReplies(invited, all, rule);
        const turned = judgeReplies(invited, all.toReversed(), other);
        expect(turned.pool).toEqual(one.pool);
        expect(turned.answers).toEqual(one.answers);
        expect(turned.judged.toReversed()).toEqual(one.judged);
      }),
    );
  });

  test('the order of replies of different codes decides nothing', () => {
    fc.assert(
      fc.property(invitees, replies, rules, (invited, rows, rule) => {
        // Sorted by code, replies of one code stay in their order.
        const sorted = rows.toSorted((a, b) => (a.owner ?? -1) - (b.owner ?? -1));
        const [one, other] = [rows, sorted].map((list) =>
          judgeReplies(
            invited,
            list.map(({ reply }) => reply),
            rule,
          ),
        );
        expect(other?.pool).toEqual(one?.pool);
        expect(other?.answers).toEqual(one?.answers);
        expect(other?.disagreements).toEqual(one?.disagreements);
        expect(other && countReasons(other)).toEqual(one && countReasons(one));
      }),
    );
  });

  test('the same reply once more is a repetition that says the same, and changes nothing else', () => {
    fc.assert(
      fc.property(invitees, replies, rules, (invited, rows, rule) => {
        const all = rows.map(({ reply }) => reply);
        const doubled = all.flatMap((reply) => [reply, { ...reply, row: reply.row + 1000 }]);
        const one = judgeReplies(invited, all, rule);
        const two = judgeReplies(invited, doubled, rule);
        expect(two.pool).toEqual(one.pool);
        expect(two.answers).toEqual(one.answers);
        const owned = rows.filter(({ owner }) => owner !== undefined).length;
        const repeated = two.judged.filter(({ outcome }) => outcome === 'repeated');
        expect(repeated.length - one.judged.filter(({ outcome }) => outcome === 'repeated').length).toBe(owned);
        expect(repeated.filter(({ instead }) => instead?.isSame).length).toBeGreaterThanOrEqual(
          new Set(rows.flatMap(({ owner }) => owner ?? [])).size,
        );
      }),
    );
  });
});

const invited: Invitee[] = [0, 1, 2].map((n) => ({ id: `P${n}`, code: codeOf(n), stratum: '', told: ['a'] }));
const reply = (row: number, written: string, more: Partial<Reply> = {}): Reply => ({
  row,
  written,
  takesPart: true,
  consent: true,
  available: true,
  reason: '',
  told: [undefined],
  ...more,
});
const plain: IntakeRules = { duplicates: 'last', prefer: 'replies', settled: new Map() };

describe('A code with a slip', () => {
  const wrong = groupedCode(slipped(codeOf(1), 4));

  test('is proposed for the letters that it may have been meant for', () => {
    const { judged, pool } = judgeReplies(invited, [reply(2, wrong)], plain);
    expect(judged).toMatchObject([{ outcome: 'not a code', proposed: [codeOf(1)] }]);
    expect(pool).toEqual([]);
  });

  test('counts for a letter once the organiser has said which', () => {
    const settled = new Map([[2, codeOf(2)]]);
    const { judged, pool } = judgeReplies(invited, [reply(2, wrong)], { ...plain, settled });
    expect(judged).toMatchObject([{ outcome: 'yes', person: 2, isSettled: true }]);
    expect(pool).toEqual([{ person: 2, values: ['a'] }]);
  });

  test('is repeated where the person wrote again', () => {
    const settled = new Map([[2, codeOf(1)]]);
    const rows = [reply(2, wrong), reply(3, codeOf(1), { takesPart: false })];
    const { judged } = judgeReplies(invited, rows, { ...plain, settled });
    expect(judged).toMatchObject([{ outcome: 'repeated', instead: { row: 3, isSame: false } }, { outcome: 'refused' }]);
  });
});

describe('A feature’s value', () => {
  const usedOf = (register: Told, said: Told, prefer: 'replies' | 'register') => {
    const people = [{ id: 'P0', code: codeOf(0), stratum: '', told: [register] }];
    const { judged, pool, disagreements } = judgeReplies(people, [reply(2, codeOf(0), { told: [said] })], {
      ...plain,
      prefer,
    });
    return [pool[0]?.values[0] ?? judged[0]?.outcome, disagreements.length];
  };
  const wrong = { wrong: 'x' };

  test.each<[string, Told, Told, unknown[], unknown[]]>([
    ['is what both say', 'a', 'a', ['a', 0], ['a', 0]],
    ['is that of the preferred where they disagree, which is listed', 'a', 'b', ['b', 1], ['a', 1]],
    ['is the register’s where the person says nothing', 'a', undefined, ['a', 0], ['a', 0]],
    ['is the person’s where the register knows nothing', undefined, 'b', ['b', 0], ['b', 0]],
    ['is the person’s where the register cannot be read', wrong, 'b', ['b', 0], ['b', 0]],
    ['is not passed over where the person said something that cannot be read', 'a', wrong, ['unusable', 0], ['a', 0]],
    ['is missing where nobody knows it', undefined, undefined, ['unusable', 0], ['unusable', 0]],
  ])('%s', (_, register, said, byReplies, byRegister) => {
    expect(usedOf(register, said, 'replies')).toEqual(byReplies);
    expect(usedOf(register, said, 'register')).toEqual(byRegister);
  });
});

test('Of several noes the first counts: to take part, consent, time', () => {
  const outcomeOf = (more: Partial<Reply>) => judgeReplies(invited, [reply(2, codeOf(0), more)], plain).answers[0];
  expect(outcomeOf({ takesPart: false, consent: false, available: false })).toBe('refused');
  expect(outcomeOf({ consent: false, available: false })).toBe('no consent');
  expect(outcomeOf({ available: false, told: [{ wrong: 'x' }] })).toBe('not available');
});

test('Reasons that differ in capitals or spaces are one, whoever came first', () => {
  const no = (row: number, n: number, reason: string) => reply(row, codeOf(n), { takesPart: false, reason });
  const rows = [no(2, 0, 'No time'), no(3, 1, ' no TIME'), no(4, 2, '')];
  const expected = [
    { outcome: 'refused', reason: 'No time', count: 2 },
    { outcome: 'refused', reason: '', count: 1 },
  ];
  expect(countReasons(judgeReplies(invited, rows, plain))).toEqual(expected);
  expect(countReasons(judgeReplies(invited, rows.toReversed(), plain))).toEqual(expected);
});
