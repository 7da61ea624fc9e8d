import { describe, expect, test } from 'vitest';
import type * as Library from '../../src/index.js';
import { golfers } from '../support/seating-problems.js';
import { instanceOf, smallPool } from '../support/small-pools.js';
import { townTask } from '../support/town-pool.js';

// As a researcher gets it: the engine's thread is a file of the built package.
const built = '../../dist/index.js';
const { Engine, nodeHash, noiseSource, planDraw, seatPanel }: typeof Library = await import(built);

const settings = { objective: 'leximin', alternates: 0, onePerHousehold: false };
/** Several seconds of work. */
const hard = townTask({ people: 1700, k: 110, sizes: [2, 3, 4, 5, 3, 6, 4], room: 0, seed: 1 });
const hardPlan = planDraw(nodeHash, hard.pool, { ...settings, size: hard.k });
const easy = smallPool({ age: { young: [1, 1], old: [1, 1] } }, ['y', 'y', 'o']);
const easyPlan = planDraw(nodeHash, easy, { ...settings, size: 2 });

describe('The engine in its thread', () => {
  test('gives the distribution that the same instance has here', async () => {
    const engine = new Engine();
    try {
      const { probabilities } = await engine.select(easyPlan);
      expect(instanceOf(easy, 2).T).toBe(probabilities.length);
      expect([...probabilities].map((p) => p.toFixed(9)).sort()).toEqual(['0.500000000', '1.000000000']);
    } finally {
      await engine.close();
    }
  });

  test('tells its progress, in phases that run up to their total', async () => {
    const engine = new Engine();
    const told: (readonly [phase: string, done: number, total: number])[] = [];
    const controller = new AbortController();
    const solved = engine.select(hardPlan, {
      signal: controller.signal,
      onProgress: (phase, done, total) => {
        told.push([phase, done, total]);
        if (told.length === 20) controller.abort(new Error('seen enough'));
      },
    });
    await expect(solved).rejects.toThrow('seen enough');
    expect(told.length).toBeGreaterThanOrEqual(20);
    for (const [phase, done, total] of told) {
      expect(phase).not.toBe('');
      expect(done).toBeGreaterThanOrEqual(0);
      expect(done).toBeLessThanOrEqual(total);
    }
  });

  test('ends at once when its signal says so, with the reason of the signal, and answers no more', async () => {
    const engine = new Engine();
    const controller = new AbortController();
    const solved = engine.select(hardPlan, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 300);
    const started = performance.now();
    await expect(solved).rejects.toThrow('enough');
    expect(performance.now() - started).toBeLessThan(1300);
  });

  test('does not begin when the signal was given before', async () => {
    const engine = new Engine();
    await expect(engine.select(easyPlan, { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow(
      'too late',
    );
  });

  test('throws the coded error of quotas that cannot be met', async () => {
    const engine = new Engine();
    const pool = smallPool({ age: { young: [1, 1], old: [1, 1] }, place: { city: [2, 2], rural: [0, 0] } }, [
      'yc',
      'or',
    ]);
    try {
      const plan = planDraw(nodeHash, pool, { ...settings, size: 2 });
      await expect(engine.select(plan)).rejects.toMatchObject({ code: 'QUOTAS_CONFLICT' });
    } finally {
      await engine.close();
    }
  });

  test('seats a panel as the core does, with progress, and says which rules conflict', async () => {
    const engine = new Engine();
    const problem = { ...golfers(20, 5, 3), rules: [{ kind: 'together' as const, label: 'a couple', people: [0, 1] }] };
    const key = 'ab'.repeat(32);
    const phases = new Set<string>();
    try {
      const seated = await engine.seat(problem, key, { steps: 20_000, onProgress: (phase) => phases.add(phase) });
      expect(seated).toEqual(seatPanel(problem, noiseSource(key), { steps: 20_000 }));
      expect(phases.size).toBeGreaterThan(2);
      const rules = [{ kind: 'together' as const, label: 'a whole class', people: [0, 1, 2, 3, 4, 5] }];
      const conflict = { code: 'SEATING_CONFLICT', args: { round: 1, rules: ['a whole class'] } };
      await expect(engine.seat({ ...problem, rules }, key)).rejects.toMatchObject(conflict);
    } finally {
      await engine.close();
    }
  });

  test('ends a long seating at once when its signal says so', async () => {
    const engine = new Engine();
    const controller = new AbortController();
    const onProgress = (): void => controller.abort(new Error('enough'));
    const seated = engine.seat(golfers(100, 10, 12), 'ab'.repeat(32), {
      steps: 1e9,
      signal: controller.signal,
      onProgress,
    });
    await expect(seated).rejects.toThrow('enough');
  });
});
