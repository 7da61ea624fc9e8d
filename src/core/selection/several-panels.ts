import type { Noise } from '../ports.js';
import type { PanelDistribution } from './distribution.js';
import { type Composition, type Instance, isPanel } from './instance.js';
import { takeApart } from './take-apart.js';

/**
 * Several panels at once that share nobody. With x_{t,p} the seats of class t on panel p, and y_t = Σ_p x_{t,p} ≤ cap_t,
 * the chance of a person of class t to be on any of them is the expected y_t / n_t. If seats need not be whole, every y
 * within P times the bounds of one panel splits into P equal parts that meet them, so that the relaxation, its levels and
 * its proof are those of one panel of P·k seats. In whole seats a y may not split: it is then no composition.
 */

/** Seats of one of the panels. */
export const sizeOfOne = ({ k, panels = 1 }: Instance): number => k / panels;

/** What each of the panels must meet by itself. */
export function oneOf(instance: Instance): Instance {
  const { panels = 1, ...all } = instance;
  if (panels === 1) return instance;
  const size = sizeOfOne(instance);
  const { cap, lower, upper, freeRow } = all;
  // The panels share the homes of a group; what of them one may use is left to the sum.
  const ofOne = (bound: number, r: number): number => (r < freeRow ? bound / panels : Math.min(bound, size));
  return {
    ...all,
    k: size,
    cap: cap.map((seats) => Math.min(seats, size)),
    lower: lower.map((bound, r) => Math.ceil(ofOne(bound, r))),
    upper: upper.map((bound, r) => (r === freeRow ? size + 1 : Math.floor(ofOne(bound, r)))),
  };
}

/** Whether the parts are as many panels, each meeting the quotas, and together within the homes there are. */
export function arePanels(instance: Instance, parts: readonly Composition[]): boolean {
  const one = oneOf(instance);
  return (
    parts.length === (instance.panels ?? 1) &&
    parts.every((part) => isPanel(one, part)) &&
    isPanel(instance, sumOf(parts, instance.T))
  );
}

export function sumOf(parts: readonly Composition[], T: number): Composition {
  const y = new Int32Array(T);
  for (const part of parts) for (let t = 0; t < T; t++) y[t]! += part[t]!;
  return y;
}

/** Splits compositions into panels, each composition once: what was found is kept. */
export class Splitter {
  private readonly instance: Instance;
  private readonly one: Instance;
  private readonly noise: Noise;
  private readonly found = new Map<string, readonly Composition[] | undefined>();

  constructor(instance: Instance, noise: Noise, known: readonly (readonly Composition[])[] = []) {
    this.instance = instance;
    this.one = oneOf(instance);
    this.noise = noise;
    for (const parts of known) this.learn(parts);
  }

  /** A way to split y; undefined where none was found, though there may be one: the integer program is the judge. */
  split(y: Composition): readonly Composition[] | undefined {
    const key = y.join();
    if (!this.found.has(key)) {
      const parts = takeApart(this.one, y, this.instance.panels ?? 1, this.noise);
      this.found.set(key, parts && arePanels(this.instance, parts) ? inOrder(parts) : undefined);
    }
    return this.found.get(key);
  }

  /** Parts that somebody else found; their sum. */
  learn(parts: readonly Composition[]): Composition {
    const y = sumOf(parts, this.instance.T);
    this.found.set(y.join(), inOrder(parts));
    return y;
  }

  /** The distribution with the parts of each composition. */
  splitAll(distribution: PanelDistribution): PanelDistribution {
    const parts = distribution.compositions.map((y) => this.split(y) ?? []);
    return { ...distribution, parts };
  }
}

/** More seats in the first class that differs come first: the panels have no order of their own. */
const inOrder = (parts: readonly Composition[]): Composition[] =>
  parts.slice().sort((a, b) => {
    const t = a.findIndex((seats, s) => seats !== b[s]);
    return t < 0 ? 0 : b[t]! - a[t]!;
  });
