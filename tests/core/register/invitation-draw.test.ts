import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { InvitationDraw } from '../../../src/core/register/invitation-draw.js';
import { apportionLetters } from '../../../src/core/register/strata.js';
import fc from '../../support/laws.js';

interface Person {
  readonly id: string;
  readonly stratum: number;
  readonly household: string | undefined;
}

interface Asked {
  readonly people: readonly Person[];
  readonly rates: readonly number[];
  readonly letters: number;
  readonly perHousehold: number | undefined;
  readonly key: string;
}

const lotOf = (key: string, id: string): string => createHmac('sha256', key).update(id).digest('hex');

function invite({ people, rates, letters, perHousehold, key }: Asked, kept = letters): string[] | undefined {
  const draw = new InvitationDraw<string>(
    rates.map((rate, s) => ({ values: [`s${s}`], rate })),
    kept,
  );
  for (const { id, stratum, household } of people) draw.add(stratum, lotOf(key, id), () => ({ household, person: id }));
  return draw
    .invite(letters, perHousehold)
    ?.invited.map(({ person }) => person)
    .sort();
}

/** The rule, said once more: all people in the order of their lots, one after the other. */
function inviteSlowly({ people, rates, letters, perHousehold = Number.POSITIVE_INFINITY, key }: Asked): string[] {
  const counts = rates.map((_, s) => people.filter(({ stratum }) => stratum === s).length);
  const left = apportionLetters(
    letters,
    rates.map((rate) => ({ values: [], rate })),
    counts,
  );
  const had = new Map<string, number>();
  const invited: string[] = [];
  for (const { id, stratum, household } of [...people].sort((a, b) => (lotOf(key, a.id) < lotOf(key, b.id) ? -1 : 1))) {
    if (left[stratum] === 0 || (household !== undefined && (had.get(household) ?? 0) >= perHousehold)) continue;
    left[stratum] = (left[stratum] ?? 0) - 1;
    if (household !== undefined) had.set(household, (had.get(household) ?? 0) + 1);
    invited.push(id);
  }
  return invited.sort();
}

const asked: fc.Arbitrary<Asked> = fc
  .record({
    rates: fc.array(fc.constantFrom(1, 2, 4), { minLength: 1, maxLength: 4 }),
    homes: fc.array(fc.option(fc.nat(40), { nil: undefined }), { minLength: 1, maxLength: 120 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    perHousehold: fc.constantFrom(undefined, 1, 2),
    key: fc.string({ minLength: 1, maxLength: 8 }),
  })
  .map(({ rates, homes, share, perHousehold, key }) => ({
    people: homes.map((home, i) => ({
      id: `p${i}`,
      stratum: (i * 7 + (home ?? 3)) % rates.length,
      household: home === undefined ? undefined : `h${home}`,
    })),
    rates,
    letters: 1 + Math.floor(share * (homes.length - 1)),
    perHousehold,
    key,
  }));

describe('The invited sample', () => {
  test('is that of the rule, however few are held at first', () => {
    fc.assert(
      fc.property(asked, fc.integer({ min: 1, max: 4 }), (question, kept) => {
        const all = question.people.length;
        const few = invite(question, kept);
        if (few !== undefined) expect(few).toEqual(inviteSlowly(question));
        expect(invite(question, all)).toEqual(inviteSlowly(question));
      }),
      { numRuns: 300 },
    );
  });

  test('holds too few at first now and then, and says so instead of inviting others', () => {
    const people = Array.from({ length: 2000 }, (_, i) => ({ id: `p${i}`, stratum: 0, household: `h${i % 500}` }));
    const question = { people, rates: [1], letters: 480, perHousehold: 1, key: 'k' };
    expect(invite(question, 480)).toBeUndefined();
    expect(invite(question, 2000)).toEqual(inviteSlowly(question));
  });

  test('does not depend on the order of the people', () => {
    fc.assert(
      fc.property(asked, (question) => {
        const reversed = { ...question, people: [...question.people].reverse() };
        expect(invite(reversed, question.people.length)).toEqual(invite(question, question.people.length));
      }),
    );
  });

  test('without a household rule, changes by one when somebody is taken out of the register: the next in line', () => {
    fc.assert(
      fc.property(asked, fc.nat(), (question, which) => {
        const whole = { ...question, rates: [1], perHousehold: undefined };
        const people = whole.people.map((person) => ({ ...person, stratum: 0 }));
        const before = new Set(invite({ ...whole, people }, people.length));
        const out = people[which % people.length]?.id;
        const rest = people.filter(({ id }) => id !== out);
        if (rest.length < whole.letters) return;
        const after = invite({ ...whole, people: rest }, people.length) ?? [];
        const fresh = after.filter((id) => !before.has(id));
        expect(fresh.length).toBe(before.has(out ?? '') ? 1 : 0);
      }),
    );
  });

  test('never has more of a household than its letters', () => {
    fc.assert(
      fc.property(asked, (question) => {
        const { people, perHousehold = Number.POSITIVE_INFINITY } = question;
        const homeOf = new Map(people.map(({ id, household }) => [id, household]));
        const counts = new Map<string, number>();
        for (const id of invite(question, people.length) ?? []) {
          const home = homeOf.get(id);
          if (home !== undefined) counts.set(home, (counts.get(home) ?? 0) + 1);
        }
        for (const count of counts.values()) expect(count).toBeLessThanOrEqual(perHousehold);
      }),
    );
  });

  test('asks for nothing of people whose lots are too large', () => {
    const draw = new InvitationDraw<number>([{ values: [], rate: 1 }], 10);
    let asked = 0;
    for (let i = 0; i < 20_000; i++) {
      draw.add(0, lotOf('k', `p${i}`), () => {
        asked++;
        return { household: undefined, person: i };
      });
    }
    expect(draw.invite(10, undefined)?.invited.length).toBe(10);
    expect(asked).toBeLessThan(2000);
  });
});
