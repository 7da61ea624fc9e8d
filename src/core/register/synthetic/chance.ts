import type { Noise } from '../../ports.js';

/** Repeatable noise for one purpose; streams of different labels are unrelated, so one part can change without the rest. */
export type NoiseFor = (label: string) => Noise;

/** A whole number in 0 … n − 1. */
export const below = (n: number, noise: Noise): number => Math.floor(noise() * n);

/** True in so many per cent of cases. */
export const happens = (percent: number, noise: Noise): boolean => noise() * 100 < percent;

/** Puts items in random order, in place (Fisher and Yates). */
export function shuffle<T extends Int32Array | Uint16Array | Uint8Array | number[]>(items: T, noise: Noise): T {
  for (let i = items.length - 1; i > 0; i--) {
    const j = below(i + 1, noise);
    const swapped = items[i] as number;
    items[i] = items[j] as number;
    items[j] = swapped;
  }
  return items;
}

/** The numbers 0 … n − 1 in random order. */
export function permutation(n: number, noise: Noise): Int32Array {
  return shuffle(
    Int32Array.from({ length: n }, (_, i) => i),
    noise,
  );
}

/** An index into `weights`, each as likely as its weight. */
export function weighted(weights: readonly number[], noise: Noise): number {
  let left = noise() * weights.reduce((a, b) => a + b, 0);
  for (const [i, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return i;
  }
  return weights.findLastIndex((weight) => weight > 0);
}
