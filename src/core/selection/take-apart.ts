import type { Noise } from '../ports.js';
import type { Composition, Instance } from './instance.js';
import { boxAround, Rounder } from './rounding.js';

/** Panels put back at once, and how often, before giving up. */
const PUT_BACK = 6;
const RETREATS = 60;

/**
 * L panels that sum to `sum`, taken off it one by one: each within floor and ceiling of an even share of what is left, so
 * that the rest stays within the bounds of as many panels as are missing. Where one is not found, panels taken before are
 * put back and the order changed. Undefined where that leads nowhere, which proves nothing. `suits`: what else a panel must be.
 */
export function takeApart(
  instance: Instance,
  sum: Composition,
  L: number,
  noise: Noise,
  suits: (y: Composition) => boolean = () => true,
): Composition[] | undefined {
  const target = sum.slice();
  const panels: Composition[] = [];
  for (let retreats = 0; panels.length < L; ) {
    const x = Float64Array.from(target, (seats) => seats / (L - panels.length));
    const y = roundWithin(instance, x, noise);
    if (y !== undefined && suits(y)) {
      panels.push(y);
      for (let t = 0; t < y.length; t++) target[t]! -= y[t]!;
      continue;
    }
    if (retreats++ === RETREATS || panels.length === 0) return undefined;
    for (let i = 0; i < PUT_BACK && panels.length > 0; i++) {
      const [back] = panels.splice(Math.floor(noise() * panels.length), 1);
      for (let t = 0; t < target.length; t++) target[t]! += back![t]!;
    }
  }
  return panels;
}

/** A panel within floor and ceiling of x. */
export function roundWithin(instance: Instance, x: Float64Array, noise: Noise): Composition | undefined {
  const rounder = new Rounder(boxAround(instance, x), instance.k, noise);
  rounder.prepare(x, new Float64Array(x.length));
  return rounder.round(x.length);
}
