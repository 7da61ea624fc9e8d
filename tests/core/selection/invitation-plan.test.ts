import { describe, expect, test } from 'vitest';
import { apportionLetters, type Stratum } from '../../../src/core/register/strata.js';
import { type InvitationTask, planInvitation } from '../../../src/core/selection/invitation-plan.js';
import { prepareInvitation } from '../../../src/core/selection/invitation-task.js';
import { RiskSimulation, wilson } from '../../../src/core/selection/risk-simulation.js';
import { nodeHash } from '../../../src/random/hash.js';
import { noiseSource } from '../../../src/random/noise.js';
import { loadJsSolver } from '../../../src/solver/javascript-lp-solver.js';
import { smallPool } from '../../support/small-pools.js';

const tools = { noise: noiseSource, solver: loadJsSolver() };

/** Three women and four men; two of them live with one of the others. */
const tiny = smallPool({ gender: { f: [1, 2], m: [1, 2] }, age: { y: [1, 3], o: [1, 2] } }, [
  ['fy', 0],
  ['fy', 1],
  ['fo', 2],
  ['my', 0],
  ['my', 3],
  ['mo', 1],
  ['mo', 4],
]);

function tinyTask(more: Partial<Parameters<typeof prepareInvitation>[2]> = {}): InvitationTask {
  return prepareInvitation(nodeHash, tiny, {
    size: 3,
    onePerHousehold: true,
    perHousehold: 1,
    strata: {},
    response: { overall: 0.7, by: { gender: { f: 0.6 } } },
    risk: 0.2,
    simulations: 4000,
    ...more,
  }).task;
}

function* ordersOf(items: readonly number[]): Generator<number[]> {
  if (items.length === 0) yield [];
  for (const first of items)
    for (const rest of ordersOf(items.filter((item) => item !== first))) yield [first, ...rest];
}

const subsets = (items: readonly number[]): number[][] =>
  Array.from({ length: 2 ** items.length }, (_, mask) => items.filter((_item, i) => ((mask >> i) & 1) === 1));

/** The exact chance of a pool that cannot fill the quotas: every order, every set of answers, every set of three people. */
function exactRisk(task: InvitationTask, letters: number): number {
  const { rates, households, stratumOf, values, strata, perHousehold = 99 } = task;
  const people = [...rates.keys()];
  const perStratum = strata.map((_, s) => people.filter((person) => stratumOf[person] === s).length);
  const due = apportionLetters(letters, strata as Stratum[], perStratum);
  const panels = subsets(people).filter((panel) => {
    if (panel.length !== 3) return false;
    if (task.onePerHousehold && new Set(panel.map((person) => households[person])).size < 3) return false;
    const has = (f: number, v: number): number => panel.filter((person) => values[person * 2 + f] === v).length;
    return task.quotas.every(({ quotas }, f) =>
      quotas.every(({ min, max }, v) => min <= has(f, v) && has(f, v) <= max),
    );
  });
  const risks = new Map<string, number>();
  const riskOf = (invited: readonly number[]): number => {
    const key = [...invited].sort().join();
    const known = risks.get(key);
    if (known !== undefined) return known;
    const risk = subsets(invited)
      .filter((yes) => !panels.some((panel) => panel.every((person) => yes.includes(person))))
      .reduce(
        (sum, yes) =>
          sum +
          invited.reduce((chance, person) => chance * (yes.includes(person) ? rates[person]! : 1 - rates[person]!), 1),
        0,
      );
    risks.set(key, risk);
    return risk;
  };
  let [sum, orders] = [0, 0];
  for (const order of ordersOf(people)) {
    const invited: number[] = [];
    for (const person of order) {
      const alike = invited.filter((other) => stratumOf[other] === stratumOf[person]).length;
      const home = invited.filter((other) => households[other] === households[person]).length;
      if (alike < due[stratumOf[person]!]! && home < perHousehold) invited.push(person);
    }
    sum += riskOf(invited);
    orders++;
  }
  return sum / orders;
}

describe('The simulated risk', () => {
  test.each([
    { what: 'one letter a household', more: {} },
    { what: 'any letters, one seat a household', more: { perHousehold: 3 } },
    { what: 'strata of 3 to 1', more: { strata: { age: { o: 3 } } } },
    {
      what: 'strata, no household rule',
      more: { strata: { age: { o: 3 } }, perHousehold: 99, onePerHousehold: false },
    },
  ])('is the exact one of a register small enough to go through all that can happen: $what', ({ more }) => {
    const task = tinyTask(more);
    const simulation = new RiskSimulation(task, tools);
    const all = [3, 4, 5];
    for (const [i, { unfillable, simulations, risk, low, high }] of simulation.estimate(all, '').entries()) {
      const exact = exactRisk(task, all[i]!);
      expect(risk).toBe(unfillable / simulations);
      // 4 σ at a fixed key.
      expect(Math.abs(risk - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / simulations) + 1e-9);
      expect([low < risk, risk < high]).toEqual([true, true]);
    }
  });

  test('of a number of letters is the same beside others and alone, and whatever was estimated before', () => {
    const task = tinyTask({ strata: { age: { o: 3 } }, simulations: 300 });
    const simulation = new RiskSimulation(task, tools);
    const together = simulation.estimate([3, 4, 5], '');
    for (const [i, letters] of [3, 4, 5].entries()) {
      expect(simulation.estimate([letters], '')[0]).toEqual(together[i]);
      expect(new RiskSimulation(task, tools).estimate([letters], '')[0]).toEqual(together[i]);
    }
  });

  test('has its shortages: each failing pool has at least one', () => {
    const [point] = new RiskSimulation(tinyTask({ simulations: 500 }), tools).estimate([4], '');
    const { tooFew, values, capped, together } = point!.shortages;
    const all = [tooFew, together, ...capped, ...values.flat()];
    expect(Math.max(...all)).toBeLessThanOrEqual(point!.unfillable);
    expect(all.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(point!.unfillable);
    expect(tooFew).toBeGreaterThan(0);
  });
});

test('The interval of a share is Wilson’s', () => {
  // Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3.
  const close = (count: number, of: number, low: number, high: number): void => {
    expect(wilson(count, of).low).toBeCloseTo(low, 4);
    expect(wilson(count, of).high).toBeCloseTo(high, 4);
  };
  close(81, 263, 0.2553, 0.3662);
  close(15, 148, 0.0624, 0.1605);
  close(0, 20, 0, 0.1611);
  close(1, 29, 0.0061, 0.1718);
});

/** 600 people, older ones fewer and slower to answer. */
const town = smallPool(
  { gender: { f: [5, 7], m: [5, 7] }, age: { y: [5, 8], o: [4, 7] } },
  Array.from({ length: 600 }, (_, i) => (i % 3 === 0 ? (i % 2 === 0 ? 'fo' : 'mo') : i % 2 === 0 ? 'fy' : 'my')),
);

const townTask = (more: Partial<Parameters<typeof prepareInvitation>[2]> = {}): InvitationTask =>
  prepareInvitation(nodeHash, town, {
    size: 12,
    onePerHousehold: false,
    strata: {},
    response: { overall: 0.1, by: { age: { o: 0.06 } } },
    risk: 0.05,
    simulations: 400,
    ...more,
  }).task;

describe('A plan', () => {
  test('recommends letters whose risk is as asked, where a hundredth fewer have more', () => {
    for (const risk of [0.5, 0.2, 0.05]) {
      const task = townTask({ risk });
      const plan = planInvitation(task, tools);
      expect(plan.most).toBe(600);
      const { letters = 0, risk: found = 1 } = plan.recommended ?? {};
      expect(found).toBeLessThanOrEqual(risk);
      const step = letters >= 200 ? 2 : 1;
      const [fewer] = new RiskSimulation(task, tools).estimate([letters - step], '');
      expect(fewer?.risk).toBeGreaterThan(risk);
      expect(plan.ifFewer?.risk).toBeGreaterThan(found);
      expect(plan.points.map((point) => point.letters)).toContain(letters);
      for (const point of plan.points) expect(point.risk <= risk).toBe(point.letters >= letters);
    }
  });

  test('is the same again, and says as much of any number of letters when asked for another risk', () => {
    const once = planInvitation(townTask({ letters: 333 }), tools);
    expect(planInvitation(townTask({ letters: 333 }), tools)).toEqual(once);
    const other = planInvitation(townTask({ letters: 333, risk: 0.4 }), tools);
    const of333 = ({ points }: typeof once) => points.find(({ letters }) => letters === 333);
    expect(of333(once)).toBeDefined();
    expect(of333(other)).toEqual(of333(once));
  });

  test('shares its letters out by the rates of the strata, and needs fewer where the slow get more', () => {
    const even = planInvitation(townTask(), tools).recommended;
    const more = planInvitation(townTask({ strata: { age: { o: 3 } } }), tools).recommended;
    const [y = 0, o = 0] = [more?.byStratum[0], more?.byStratum[1]].sort((a = 0, b = 0) => a - b);
    expect(y + o).toBe(more?.letters);
    expect(o / y).toBeCloseTo((200 * 3) / 400, 1);
    expect(more?.letters).toBeLessThan(even?.letters ?? 0);
  });

  test('recommends nothing where letters to everybody do not do, and says what is short', () => {
    const plan = planInvitation(townTask({ response: { overall: 0.1, by: { age: { o: 0.015 } } } }), tools);
    expect([plan.recommended, plan.ifFewer]).toEqual([undefined, undefined]);
    const last = plan.points.at(-1);
    expect(last?.letters).toBe(600);
    const age = townTask().quotas.findIndex(({ feature }) => feature === 'age');
    const o = townTask().quotas[age]!.quotas.findIndex(({ value }) => value === 'o');
    expect(last!.shortages.values[age]![o]).toBeGreaterThan(0.9 * last!.unfillable);
  });

  test('does not invite those who sit already, nor who lives with them', () => {
    const { task, people } = prepareInvitation(nodeHash, tiny, {
      size: 3,
      onePerHousehold: true,
      perHousehold: 1,
      seated: [0],
      strata: {},
      response: { overall: 0.7, by: {} },
      risk: 0.2,
      simulations: 100,
    });
    expect([task.k, task.rates.length, people]).toEqual([2, 5, [5]]);
    expect(planInvitation(task, tools).points.at(-1)?.letters).toBeLessThanOrEqual(4);
  });

  test('refuses more letters than can go out, and values that nobody has', () => {
    expect(() => tinyTask({ letters: 6 })).toThrow('There are 6 letters for 5 people who can be invited.');
    expect(() => tinyTask({ strata: { age: { elderly: 2 } } })).toThrow('invitation.strata speaks of “elderly”');
    expect(() => tinyTask({ response: { by: { age: { yy: 0.1 } } } })).toThrow('invitation.response.by speaks of “yy”');
  });
});
