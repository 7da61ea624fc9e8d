import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Check } from '../../../src/core/record/check-lines.js';
import { planDraw, prepareDraw } from '../../../src/core/record/draw.js';
import { lotteryFiles } from '../../../src/core/record/manifest.js';
import { verifyDraw } from '../../../src/core/record/verify.js';
import { buildCertificate, SCALE } from '../../../src/core/selection/certificate.js';
import { toDistribution } from '../../../src/core/selection/distribution.js';
import { crowdingOf, findLeastCrowded } from '../../../src/core/selection/diversimax.js';
import type { Instance } from '../../../src/core/selection/instance.js';
import { findSelection } from '../../../src/core/selection/selection.js';
import { nodeHash } from '../../../src/random/hash.js';
import { noiseSource } from '../../../src/random/noise.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { loadJsSolver } from '../../../src/solver/javascript-lp-solver.js';
import { enumeratePanels } from '../../support/brute-force.js';
import { drawn, provenance, resealed } from '../../support/draws.js';
import { instanceOf, smallPool } from '../../support/small-pools.js';
import { instanceOfTask, tightTask } from '../../support/tight-pools.js';

const solvers = [await loadHighsSolver(), await loadJsSolver()];
const key = createHash('sha256').update('test').digest('hex');

/** 2·C(x) from the definition: Σ |s_c − k/m| over all combinations of values, cells that nobody is in included. */
function distance(instance: Instance, x: Int32Array): number {
  const { k, T, count, width, rowsOf } = instance;
  const n = count.reduce((sum, people) => sum + people, 0);
  const row = (t: number, f: number): number => rowsOf[t * width + f]!;
  const valuesOf = (f: number): number[] => [...new Set(Array.from({ length: T }, (_, t) => row(t, f)))];
  let total = 0;
  for (let f = 0; f < width - 1; f++) {
    for (let g = f; g < width - 1; g++) {
      const cells = valuesOf(f).flatMap((v) => (g === f ? [[v, v]] : valuesOf(g).map((w) => [v, w])));
      const m = cells.length;
      if (m > k || n / m < 2) continue;
      for (const [v, w] of cells) {
        const seats = x.reduce((sum, s, t) => (row(t, f) === v && row(t, g) === w ? sum + s : sum), 0);
        total += Math.abs(seats - k / m);
      }
    }
  }
  return total;
}

const tasks = Array.from({ length: 200 }, (_, seed) => instanceOfTask(tightTask(seed, seed % 3 === 0)))
  .map((instance) => ({ instance, panels: enumeratePanels(instance) }))
  .filter(({ instance, panels }) => new Set(panels.map((x) => distance(instance, x).toFixed(6))).size > 1)
  .slice(0, 30);

describe('against every panel of a small pool', () => {
  test('there are pools to try, where panels differ', () => {
    expect(tasks.length).toBe(30);
  });

  test('the whole number is half the distance from even shares, in one unit', () => {
    for (const { instance, panels } of tasks) {
      const crowding = crowdingOf(instance);
      const units = panels.filter((x) => distance(instance, x) > 1e-9).map((x) => crowding(x) / distance(instance, x));
      for (const unit of units) expect(Math.abs(unit / units[0]! - 1)).toBeLessThan(1e-9);
      for (const x of panels) expect(Number.isInteger(crowding(x))).toBe(true);
    }
  });

  test.each(solvers.map((solver) => [solver.name, solver] as const))(
    'every composition is one of the most diverse panels, and whoever is in one of those has a chance, with %s',
    (_name, solver) => {
      for (const { instance, panels } of tasks) {
        const { distribution, probabilities, certificate } = findSelection(
          instance,
          { objective: 'diversimax' },
          { solver, noise: noiseSource(key) },
        )!;
        const least = Math.min(...panels.map((x) => distance(instance, x)));
        for (const x of distribution.compositions) expect(Math.abs(distance(instance, x) - least)).toBeLessThan(1e-9);
        const best = panels.filter((x) => distance(instance, x) < least + 1e-9);
        const inOne = Array.from(instance.count, (_people, t) => best.some((x) => x[t]! > 0));
        expect(Array.from(probabilities, (chance) => chance > 0)).toEqual(inOne);
        const seats = probabilities.reduce((sum, chance, t) => sum + chance * instance.count[t]!, 0);
        expect(Math.abs(seats - instance.k)).toBeLessThan(1e-9);
        expect(certificate.seats.reduce((sum, X) => sum + X, 0n)).toBe(BigInt(SCALE) * BigInt(instance.k));
        expect(crowdingOf(instance)(distribution.compositions[0]!)).toBe(findLeastCrowded(instance, solver)?.crowding);
      }
    },
  );
});

test('the weights give a higher least chance than equal ones where they can, and never a lower one', () => {
  let higher = 0;
  for (const { instance } of tasks) {
    const tools = { solver: solvers[0]!, noise: noiseSource(key) };
    const { distribution, probabilities } = findSelection(instance, { objective: 'diversimax' }, tools)!;
    const { compositions } = distribution;
    const equal = Array.from(
      instance.count,
      (people, t) => compositions.reduce((sum, x) => sum + x[t]!, 0) / compositions.length / people,
    );
    const least = (chances: readonly number[]): number => Math.min(...chances.filter((chance) => chance > 0));
    const gain = least(Array.from(probabilities)) - least(equal);
    expect(gain).toBeGreaterThan(-1e-9);
    if (gain > 1e-3) higher++;
  }
  expect(higher).toBeGreaterThan(0);
});

test('where no set of features is small enough for the panel, every panel is as diverse', () => {
  const pool = smallPool({ age: { young: [0, 1], old: [0, 1] } }, ['y', 'o', 'o']);
  const instance = instanceOf(pool, 1);
  const tools = { solver: solvers[0]!, noise: noiseSource(key) };
  const { probabilities } = findSelection(instance, { objective: 'diversimax' }, tools)!;
  for (const chance of probabilities) expect(chance).toBeCloseTo(1 / 3, 9);
  expect(findLeastCrowded(instance, solvers[0]!)?.crowding).toBe(0);
});

test('without a panel there is nothing', () => {
  const instance = instanceOf(smallPool({ age: { young: [2, 2], old: [0, 1] } }, ['y', 'o', 'o']), 2);
  const tools = { solver: solvers[0]!, noise: noiseSource(key) };
  expect(findSelection(instance, { objective: 'diversimax' }, tools)).toBeUndefined();
});

describe('a verifier', () => {
  const [solver] = solvers;
  const tight = Array.from({ length: 200 }, (_, seed) => tightTask(seed, false));
  /** Pools with two panels that are as diverse as can be, and one that is not. */
  const pools = tight
    .map((task) => {
      const instance = instanceOfTask(task);
      const panels = enumeratePanels(instance).map((x) => ({ x, crowding: crowdingOf(instance)(x) }));
      const least = Math.min(...panels.map(({ crowding }) => crowding));
      const best = panels.filter(({ crowding }) => crowding === least).map(({ x }) => x);
      const worse = panels.filter(({ crowding }) => crowding > least).map(({ x }) => x);
      return { task, instance, best, worse };
    })
    .filter(({ best, worse }) => best.length > 1 && worse.length > 0);
  const [first] = pools;
  const { best, worse } = first!;

  const prepareWith = (
    compositions: readonly Int32Array[],
    lotteryForm: 'named' | 'composition',
    { task, instance } = first!,
  ) => {
    const settings = {
      ...{ size: task.k, onePerHousehold: false, objective: 'diversimax', alternates: 1 },
      ...{ lotteryForm, tickets: 7, solver: 'highs' },
    };
    const plan = planDraw(nodeHash, task.pool, settings);
    const weights = new Float64Array(compositions.length).fill(1 / compositions.length);
    const distribution = toDistribution({ compositions, weights });
    const certificate = buildCertificate({ direction: 'raise', levels: [], cuts: [] }, distribution, instance.T);
    const probabilities = new Float64Array(instance.T);
    return prepareDraw(
      plan,
      { objective: 'diversimax', distribution, certificate, probabilities },
      { hash: nodeHash, noise: noiseSource },
      provenance,
    );
  };
  const open = (checks: readonly Check[]): string[][] =>
    checks.filter(({ outcome }) => outcome !== 'holds').map(({ subject, outcome }) => [subject, outcome]);
  const verify = (prepared: ReturnType<typeof prepareWith>, withSolver = true): string[][] => {
    const { evidence } = drawn(prepared, solver!);
    return open(verifyDraw(nodeHash, { ...evidence, solver: withSolver ? solver : undefined }));
  };

  test.each(['named', 'composition'] as const)('accepts the most diverse panels, %s form', (form) => {
    expect(verify(prepareWith(best, form))).toEqual([]);
  });

  test('says without a solver that more diverse panels were not looked for', () => {
    expect(verify(prepareWith(best, 'composition'), false)).toEqual([['diversimax', 'not checked']]);
  });

  test('refuses a less diverse composition among others, even without a solver', () => {
    const mixed = prepareWith([...best, worse[0]!], 'composition');
    expect(verify(mixed, false)).toEqual([['diversimax', 'fails']]);
  });

  test('refuses compositions that are as diverse as each other and less than another panel', () => {
    expect(verify(prepareWith([worse[0]!], 'composition'))).toEqual([['diversimax', 'fails']]);
  });

  test('refuses tickets with another composition, or in other numbers', () => {
    const honest = prepareWith(best, 'named');
    const { pool, classes, selection } = honest;
    const [b0, b1, w] = [best[0]!, best[1]!, worse[0]!];
    for (const compositions of [[w], [b0], [b0, b0, b0, b1, b1, b1, w]]) {
      const { lottery } = prepareWith(compositions, 'named');
      const files = lotteryFiles({ pool, classes, ...selection, lottery });
      const liar = resealed({ ...honest, lottery }, { files });
      expect(verify(liar)).toContainEqual(['ticket seats', 'fails']);
    }
  });

  test('accepts the tickets of every draw: none has a panel that is rounded to and less diverse', () => {
    for (const pool of pools.slice(0, 40)) {
      const tools = { solver: solver!, noise: noiseSource(key) };
      const { compositions } = findSelection(pool.instance, { objective: 'diversimax' }, tools)!.distribution;
      expect(verify(prepareWith(compositions, 'named', pool))).toEqual([]);
    }
  });
});
