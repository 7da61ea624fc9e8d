import { describe, expect, test } from 'vitest';
import {
  notAgain,
  type Service,
  sitting,
  type Terms,
  termsOf,
  withMembers,
  withoutLeaving,
} from '../../../src/core/panel/terms.js';
import fc from '../../support/laws.js';

const ids = (services: readonly Service[]): string[] => services.map(({ id }) => id).sort();

/** What happens to a panel of up to ten people, of whom everybody else can be drawn. */
const anyCourse = fc.record({
  pause: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  rounds: fc.array(fc.record({ leave: fc.array(fc.nat(9), { maxLength: 4 }), skip: fc.integer({ min: 1, max: 2 }) }), {
    minLength: 1,
    maxLength: 8,
  }),
});

describe('a panel from term to term', () => {
  test('is what its history, replayed, gives; nobody returns before the pause is over', () => {
    fc.assert(
      fc.property(anyCourse, ({ pause, rounds }) => {
        const everybody = Array.from({ length: 30 }, (_, i) => `p${i}`);
        let terms: Terms = withMembers({ term: 1, history: [] }, new Set(everybody.slice(0, 10)));
        const panels = new Map([[1, ids(sitting(terms))]]);
        for (const { leave, skip } of rounds) {
          const panel = ids(sitting(terms));
          const leaving = new Set(leave.map((i) => panel[i]!).filter((id) => id !== undefined));
          const next = terms.term + skip;
          const without = withoutLeaving(terms, leaving, next);
          const out = notAgain(without, pause);
          const free = everybody.filter(
            (id) => !out.has(id) && !leaving.has(id) && !ids(sitting(without)).includes(id),
          );
          const came = free.slice(0, leaving.size);
          for (const id of came) {
            const before = without.history.filter((service) => service.id === id).map(({ until }) => until!);
            // Whole terms without them.
            for (const until of before) expect(pause !== undefined && next - until - 1 >= pause).toBe(true);
          }
          terms = withMembers(without, new Set([...ids(sitting(without)), ...came]));
          panels.set(next, ids(sitting(terms)));
        }
        for (const [term, panel] of panels) {
          const served = terms.history.filter(({ from, until = terms.term }) => from <= term && term <= until);
          expect([...new Set(ids(served))]).toEqual(panel);
        }
        expect(termsOf(terms.history).history).toEqual(terms.history);
      }),
    );
  });

  test('counts who dropped out as having served until the term that is on', () => {
    const terms = withMembers(
      {
        term: 4,
        history: [
          { id: 'a', from: 2 },
          { id: 'b', from: 3 },
        ],
      },
      new Set(['b', 'c']),
    );
    expect(terms.history).toEqual([
      { id: 'a', from: 2, until: 4 },
      { id: 'b', from: 3 },
      { id: 'c', from: 4 },
    ]);
    expect([...notAgain({ ...terms, term: 5 }, undefined)]).toEqual([['a', 4]]);
  });
});
