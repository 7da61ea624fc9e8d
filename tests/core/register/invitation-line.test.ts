import { describe, expect, test } from 'vitest';
import { InvitationLine, type Invitees, mostLetters } from '../../../src/core/register/invitation-line.js';
import { apportionLetters } from '../../../src/core/register/strata.js';
import fc from '../../support/laws.js';
import { seededNoise } from '../../support/seeded-noise.js';

const noiseOf = (seed: number) => seededNoise(seed)('a line of people');

const anyInvitees = (strata: number, withHomes: boolean): fc.Arbitrary<Invitees> =>
  fc
    .array(fc.tuple(fc.nat(strata - 1), fc.nat(6), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 3,
      maxLength: 30,
    })
    .map((people) => ({
      stratumOf: Uint16Array.from(people, ([stratum]) => stratum),
      households: Int32Array.from(people, ([, home]) => (withHomes ? home - 1 : -1)),
      rates: Float64Array.from(people, ([, , rate]) => rate),
      ...(withHomes && { perHousehold: 1 }),
    }));

const countStrata = ({ stratumOf }: Invitees, strata: number): number[] =>
  Array.from({ length: strata }, (_, s) => stratumOf.filter((stratum) => stratum === s).length);

const isAmong = (few: readonly number[], many: readonly number[]): boolean =>
  few.every((person) => many.includes(person));

describe('A simulated invitation', () => {
  test.each([
    { strata: 1, withHomes: false },
    { strata: 1, withHomes: true },
    { strata: 3, withHomes: false },
  ])('with more letters has the same replies and more ($strata strata, homes: $withHomes)', ({ strata, withHomes }) => {
    fc.assert(
      fc.property(
        anyInvitees(strata, withHomes),
        fc.nat(),
        fc.array(fc.nat(20), { minLength: 2 }),
        (invitees, seed, more) => {
          const line = new InvitationLine(invitees);
          const people = countStrata(invitees, strata);
          const numbers = [...more].sort((a, b) => a - b).map((n) => people.map((of) => Math.min(of, n)));
          const replies = line.simulate(noiseOf(seed), numbers);
          for (let i = 1; i < replies.length; i++) {
            expect(isAmong(replies[i - 1]!.yes, replies[i]!.yes)).toBe(true);
            expect(replies[i]!.sent).toBeGreaterThanOrEqual(replies[i - 1]!.sent);
          }
        },
      ),
    );
  });

  test('is the same whatever other letters are asked for, and whatever was simulated before', () => {
    fc.assert(
      fc.property(anyInvitees(3, true), fc.nat(), fc.nat(10), fc.nat(10), (invitees, seed, a, b) => {
        const letters = [a, b].map((n) => countStrata(invitees, 3).map((of) => Math.min(of, n)));
        const line = new InvitationLine(invitees);
        line.simulate(noiseOf(seed + 1), letters);
        const both = line.simulate(noiseOf(seed), letters);
        const alone = letters.map((of) => new InvitationLine(invitees).simulate(noiseOf(seed), [of])[0]);
        expect(both).toEqual(alone);
      }),
    );
  });

  test('sends each stratum its letters, and each household at most its own', () => {
    fc.assert(
      fc.property(
        anyInvitees(2, true),
        fc.nat(),
        fc.nat(30),
        fc.integer({ min: 1, max: 3 }),
        (some, seed, n, perHousehold) => {
          const invitees = { ...some, perHousehold, rates: some.rates.map(() => 1) };
          const people = countStrata(invitees, 2);
          const strata = [
            { values: ['a'], rate: 4 },
            { values: ['b'], rate: 1 },
          ];
          const most = mostLetters(invitees);
          const letters = apportionLetters(Math.min(n, most), strata, people);
          const [reply] = new InvitationLine(invitees).simulate(noiseOf(seed), [letters]);
          const yes = reply?.yes ?? [];
          expect(reply?.sent).toBe(yes.length);
          expect(new Set(yes).size).toBe(yes.length);
          letters.forEach((due, s) => {
            expect(yes.filter((person) => invitees.stratumOf[person] === s).length).toBeLessThanOrEqual(due);
          });
          const homes = new Map<number, number>();
          for (const person of yes)
            homes.set(invitees.households[person]!, (homes.get(invitees.households[person]!) ?? 0) + 1);
          for (const [home, count] of homes) if (home >= 0) expect(count).toBeLessThanOrEqual(perHousehold);
          // Without strata every letter up to the most finds somebody.
          const everybody = { ...invitees, stratumOf: new Uint16Array(invitees.stratumOf.length) };
          const [all] = new InvitationLine(everybody).simulate(noiseOf(seed), [[most]]);
          expect(all?.sent).toBe(most);
        },
      ),
    );
  });

  test('invites everybody of a stratum equally often, and has each answer at its rate', () => {
    const invitees = {
      stratumOf: Uint16Array.of(0, 0, 0, 1, 1),
      households: new Int32Array(5).fill(-1),
      rates: Float64Array.of(0.1, 0.5, 1, 0.3, 1),
    };
    const line = new InvitationLine(invitees);
    const noise = noiseOf(1);
    const N = 20_000;
    const yes = [0, 0, 0, 0, 0];
    for (let i = 0; i < N; i++) for (const person of line.simulate(noise, [[1, 1]])[0]?.yes ?? []) yes[person]! += 1;
    const expected = [0.1 / 3, 0.5 / 3, 1 / 3, 0.3 / 2, 1 / 2];
    expected.forEach((share, person) => {
      // 4 σ at a fixed key.
      expect(Math.abs(yes[person]! / N - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / N));
    });
  });
});
