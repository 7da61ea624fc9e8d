import { describe, expect, test } from 'vitest';
import {
  type Certificate,
  type CertificateLevel,
  checkCertificate,
  expectedSeats,
  type Pair,
  SCALE,
} from '../../../src/core/selection/certificate.js';
import type { Instance } from '../../../src/core/selection/instance.js';
import type { Selection } from '../../../src/core/selection/selection.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { anyTask } from '../../support/any-task.js';
import { leximinOf } from '../../support/exactness.js';
import fc from '../../support/laws.js';
import { instanceOf, smallPool } from '../../support/small-pools.js';
import { instanceOfTask, tightTask } from '../../support/tight-pools.js';

const solver = await loadHighsSolver();
const S = BigInt(SCALE);

interface Solved {
  readonly instance: Instance;
  readonly selection: Selection;
}

function solved(instance: Instance): Solved {
  const selection = leximinOf(instance, solver);
  if (selection === undefined) throw new Error('no panel');
  return { instance, selection };
}

/** Pools with certificates of some levels; the last seven need cuts (bench/exactness.ts). */
const cases: readonly Solved[] = [
  ...fc.sample(anyTask, { numRuns: 25, seed: 1 }).map(instanceOfTask),
  ...[7, 61, 82, 95].map((seed) => instanceOfTask(tightTask(seed, false))),
  ...[76, 110, 116].map((seed) => instanceOfTask(tightTask(seed, true))),
].map(solved);

const anyCase = fc.constantFrom(...cases);

test('the inequality of every level holds, and the gaps are within 1e-6', () => {
  for (const { instance, selection } of cases) {
    const proofs = checkCertificate(instance, selection.certificate);
    expect(proofs.length).toBeGreaterThan(0);
    for (const { gap, bound, attained } of proofs) {
      expect(gap).toBeGreaterThanOrEqual(0);
      expect(gap).toBeLessThan(1e-6);
      expect(bound).toBeGreaterThanOrEqual(attained);
    }
    expect(selection.certificate.levels.flatMap(({ fixed }) => fixed).length).toBe(instance.T);
  }
});

test('the seats stated are those of the distribution, and sum to k', () => {
  for (const { instance, selection } of cases) {
    const { distribution, certificate } = selection;
    expect(certificate.seats).toEqual(expectedSeats(distribution, instance.T));
    expect(certificate.seats.reduce((sum, X) => sum + X, 0n)).toBe(S * BigInt(instance.k));
    expect(distribution.weights.reduce((sum, weight) => sum + weight, 0)).toBe(SCALE);
  }
});

test('a level is worked out by hand for four people of one class and six of another', () => {
  // One seat of each: chances 1/4 and 1/6. Level 1: y = 1/6 on the six, the quota's multiplier 1/6: bound 1/6·1 = 1/6.
  const instance = instanceOf(smallPool({ age: { young: [1, 1], old: [1, 1] } }, [...'yyyyoooooo']), 2);
  const sixth = S / 6n;
  const certificate: Certificate = {
    direction: 'raise',
    seats: [S, S],
    cuts: [],
    levels: [
      { fixed: [1], y: [[1, sixth]], lambda: [[1, sixth]], mu: 0n, kappa: [] },
      { fixed: [0], y: [[0, S]], lambda: [[0, S]], mu: 0n, kappa: [] },
    ],
  };
  expect(checkCertificate(instance, certificate)).toEqual([
    { bound: 1 / 6, attained: 1 / 6, gap: 0, excess: 0 },
    { bound: 1 / 4, attained: 1 / 4, gap: 0, excess: 0 },
  ]);
  // Without its multiplier the inequality still holds for every panel, but only that the six cannot have more than both seats.
  const weaker = { ...certificate, levels: [{ ...certificate.levels[0]!, lambda: [] }] };
  expect(checkCertificate(instance, weaker)[0]).toMatchObject({ bound: 2 / 6, attained: 1 / 6 });
});

/** One multiplier of one level, changed to anything that a certificate may state. */
const anyChange = fc.record({
  level: fc.nat(),
  part: fc.constantFrom('y', 'lambda', 'mu', 'kappa'),
  index: fc.nat(),
  change: fc.oneof(
    fc.bigInt({ min: -S, max: S }),
    fc.constantFrom(-1n, 1n, -1000n, 1000n),
    fc.bigInt({ min: -1000n * S, max: 1000n * S }),
  ),
});

function changed(
  { instance, selection }: Solved,
  { level, part, index, change }: { level: number; part: string; index: number; change: bigint },
): Certificate {
  const { certificate } = selection;
  const j = level % certificate.levels.length;
  const size = { y: instance.T, lambda: instance.lower.length, kappa: certificate.cuts.length, mu: 0 }[part] ?? 0;
  const levels = certificate.levels.map((old, i): CertificateLevel => {
    if (i !== j) return old;
    if (part === 'mu') return { ...old, mu: old.mu + change };
    if (size === 0) return old;
    return { ...old, [part]: withChange(old[part as 'y'], index % size, change, part === 'lambda') };
  });
  return { ...certificate, levels };
}

/** Pairs in ascending order, one of them changed; y and κ are kept from falling below 0. */
function withChange(pairs: readonly Pair[], index: number, change: bigint, mayBeNegative: boolean): Pair[] {
  const old = pairs.find(([i]) => i === index)?.[1] ?? 0n;
  const value = old + change;
  const others = pairs.filter(([i]) => i !== index);
  const all: Pair[] = [...others, [index, !mayBeNegative && value < 0n ? -value : value]];
  return all.sort(([i], [j]) => i - j);
}

describe('a certificate with one multiplier changed', () => {
  test('proves no bound below what is attained, so none that beats the true one by more than its gap', () => {
    fc.assert(
      fc.property(anyCase, anyChange, (given, change) => {
        for (const { bound, attained, gap } of checkCertificate(given.instance, changed(given, change))) {
          // Exact integers but for the last division, of 60 bits.
          expect(gap).toBeGreaterThanOrEqual(-1e-15);
          expect(bound).toBeGreaterThanOrEqual(attained - 1e-15);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

test('a certificate of other people’s numbers proves nothing false: multipliers made up at random', () => {
  const fraction = fc.bigInt({ min: 0n, max: S });
  fc.assert(
    fc.property(anyCase, fc.infiniteStream(fraction), (given, stream) => {
      const { instance, selection } = given;
      const next = (): bigint => stream.next().value ?? 0n;
      const all = (size: number, sign: () => bigint): Pair[] =>
        Array.from({ length: size }, (_, i) => [i, sign() * next()]);
      const level: CertificateLevel = {
        fixed: [],
        y: all(instance.T, () => 1n),
        lambda: all(instance.lower.length, () => (next() % 2n === 0n ? 1n : -1n)),
        mu: next() - S / 2n,
        kappa: all(selection.certificate.cuts.length, () => 1n),
      };
      const [proof] = checkCertificate(instance, { ...selection.certificate, levels: [level] });
      expect(proof!.gap).toBeGreaterThanOrEqual(-1e-15);
    }),
    { numRuns: 300 },
  );
});

test('without weights a level proves nothing', () => {
  const { instance, selection } = cases[0]!;
  const level = { fixed: [...instance.count.keys()], y: [], lambda: [], mu: 0n, kappa: [] };
  const [proof] = checkCertificate(instance, { ...selection.certificate, levels: [level] });
  expect(proof).toMatchObject({ bound: Number.POSITIVE_INFINITY, gap: Number.POSITIVE_INFINITY });
});
