import { expectedSeats, SCALE } from '../../selection/certificate.js';
import type { PanelDistribution } from '../../selection/distribution.js';
import { geometricMean } from './geometric-mean.js';

/** So many people have the same chance. */
export interface ChanceStep {
  readonly chance: number;
  readonly people: number;
}

/** What a list of chances comes to. Numbers to be read: nothing is decided by them. */
export interface ChanceFigures {
  readonly people: number;
  readonly least: number;
  readonly greatest: number;
  /** Of everybody: seats / people, what plain random selection would give each. */
  readonly mean: number;
  /** 0 where all chances are equal; near 1 where one person has all there is. */
  readonly gini: number;
  /** 0 where somebody has no chance. */
  readonly geometricMean: number;
  readonly withoutChance: number;
}

/** Ascending, each chance once, and nobody left over. */
export function sortSteps(steps: readonly ChanceStep[]): ChanceStep[] {
  const people = new Map<number, number>();
  for (const step of steps) if (step.people > 0) people.set(step.chance, (people.get(step.chance) ?? 0) + step.people);
  return [...people].map(([chance, count]) => ({ chance, people: count })).sort((a, b) => a.chance - b.chance);
}

/**
 * With n people of chances x₁ ≤ … ≤ xₙ: Gini = Σᵢ (2i − n − 1)·xᵢ / (n·Σᵢ xᵢ), which is half the mean difference between two of
 * them, over the mean; geometric mean = (Πᵢ xᵢ)^(1/n).
 */
export function chanceFigures(given: readonly ChanceStep[]): ChanceFigures {
  const steps = sortSteps(given);
  const n = steps.reduce((sum, { people }) => sum + people, 0);
  let [before, total, spread] = [0, 0, 0];
  for (const { chance, people } of steps) {
    total += people * chance;
    spread += people * (2 * before + people - n) * chance;
    before += people;
  }
  const least = steps[0]?.chance ?? 0;
  return {
    people: n,
    least,
    greatest: steps.at(-1)?.chance ?? 0,
    mean: n === 0 ? 0 : total / n,
    gini: total === 0 ? 0 : Math.max(0, spread / (n * total)),
    geometricMean: n === 0 || least === 0 ? 0 : geometricMean(steps),
    withoutChance: steps.reduce((sum, { chance, people }) => (chance === 0 ? sum + people : sum), 0),
  };
}

/** The chances that a distribution gives. `people`: how many there are of each class. */
export function stepsOfDistribution(distribution: PanelDistribution, people: readonly number[]): ChanceStep[] {
  return expectedSeats(distribution, people.length).map((seats, t) => {
    const count = people[t] ?? 0;
    return { chance: count === 0 ? 0 : Number(seats) / SCALE / count, people: count };
  });
}

/** The chances that numbered tickets give to `n` people, of whom some may stand on none. */
export function stepsOfTickets(tickets: readonly (readonly string[])[], n: number): ChanceStep[] {
  const held = new Map<string, number>();
  for (const panel of tickets) for (const person of panel) held.set(person, (held.get(person) ?? 0) + 1);
  const steps = [...held.values()].map((count) => ({ chance: count / tickets.length, people: 1 }));
  return sortSteps([...steps, { chance: 0, people: n - held.size }]);
}

/** Objectives under which somebody may be left without a chance who could be on a panel. */
const MAY_LEAVE_OUT: ReadonlySet<string> = new Set(['minimax', 'diversimax', 'legacy']);

/**
 * Whoever is in no panel that meets the quotas has no chance under any objective, and is not counted: `unseatable` people of
 * those without a chance.
 */
export function withoutUnseatable(steps: readonly ChanceStep[], unseatable: number): ChanceStep[] {
  return sortSteps(steps).map((step) =>
    step.chance === 0 ? { ...step, people: Math.max(0, step.people - unseatable) } : step,
  );
}

/** How many people that are, as far as a distribution tells. */
export function unseatableUnder(objective: string, steps: readonly ChanceStep[]): number {
  if (MAY_LEAVE_OUT.has(objective)) return 0;
  return steps.reduce((sum, { chance, people }) => (chance === 0 ? sum + people : sum), 0);
}
