import { createHash } from 'node:crypto';
import type { Noise } from '../../src/core/ports.js';
import { shuffle } from '../../src/core/register/synthetic/chance.js';
import {
  type SeatingProblem,
  type SeatingRound,
  type SeatingRule,
  tableSizes,
} from '../../src/core/sessions/seating/problem.js';
import { noiseSource } from '../../src/random/noise.js';
import fc from './laws.js';

export const noiseOf = (text: string): Noise => noiseSource(createHash('sha256').update(text).digest('hex'));

/** The same tables in all rounds, everybody there. */
export const allPresent = (people: number, tables: number, rounds: number): SeatingRound[] =>
  Array.from({ length: rounds }, () => ({ tables: tableSizes(people, tables), absent: [] }));

/** Nothing but people at tables: the social golfer problem. */
export const golfers = (people: number, tables: number, rounds: number): SeatingProblem => ({
  people,
  features: [],
  values: new Int32Array(0),
  rounds: allPresent(people, tables, rounds),
  rules: [],
});

/** So many people with each value, every feature mixed for itself. */
export function mixedPanel(
  tables: number,
  rounds: number,
  shares: readonly (readonly number[])[],
  text = 'panel',
): SeatingProblem {
  const noise = noiseOf(text);
  const columns = shares.map((counts) =>
    shuffle(
      counts.flatMap((count, v) => new Array<number>(count).fill(v)),
      noise,
    ),
  );
  const people = columns[0]!.length;
  return {
    people,
    features: shares.map((counts, f) => ({ name: `feature ${f}`, values: counts.map((_, v) => `value ${v}`) })),
    values: Int32Array.from({ length: people * shares.length }, (_, i) => {
      return columns[i % shares.length]![Math.floor(i / shares.length)]!;
    }),
    rounds: allPresent(people, tables, rounds),
    rules: [],
  };
}

/** Gender, age, nationality, language and quarter of the example's panel: examples/molenbeek/quotas.csv. */
export const MOLENBEEK = [
  [56, 56],
  [17, 23, 31, 24, 17],
  [78, 34],
  [102, 10],
  [25, 18, 11, 17, 15, 17, 9],
];

/** Features without regard to rules: a number of values, then the value of everybody. */
const features = (people: number): fc.Arbitrary<Pick<SeatingProblem, 'features' | 'values'>> =>
  fc.array(fc.integer({ min: 2, max: 4 }), { maxLength: 3 }).chain((counts) =>
    fc.record({
      features: fc.constant(
        counts.map((count, f) => ({ name: `feature ${f}`, values: Array.from({ length: count }, (_, v) => `${v}`) })),
      ),
      values: fc
        .tuple(...Array.from({ length: people * counts.length }, (_, i) => fc.nat(counts[i % counts.length]! - 1)))
        .map((values) => Int32Array.from(values)),
    }),
  );

const someOf = (numbers: readonly number[], minLength: number, maxLength: number): fc.Arbitrary<number[]> =>
  fc.subarray([...numbers], {
    minLength: Math.min(minLength, numbers.length),
    maxLength: Math.min(maxLength, numbers.length),
  });

const count = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

const rounds = (people: number, most: number): fc.Arbitrary<SeatingRound[]> =>
  fc.array(
    someOf(count(people), 0, Math.floor(people / 3)).chain((absent) => {
      const present = people - absent.length;
      return fc
        .integer({ min: 1, max: Math.max(1, Math.floor(present / 2)) })
        .map((tables) => ({ absent, tables: tableSizes(present, tables) }));
    }),
    { minLength: 1, maxLength: most },
  );

const LANGUAGES = ['Dutch', 'French', 'Arabic'];
const languages = fc.subarray(LANGUAGES, { minLength: 1 });

/** Any rules at all: often they cannot all be kept. */
function anyRule(people: number, tables: number, rounds: number): fc.Arbitrary<SeatingRule> {
  const [everybody, all] = [count(people), count(tables)];
  return fc
    .tuple(
      fc.oneof(
        fc.record({ kind: fc.constantFrom('together' as const, 'apart' as const), people: someOf(everybody, 2, 4) }),
        fc.record({ kind: fc.constant('fixed' as const), person: fc.nat(people - 1), table: fc.nat(tables - 1) }),
        fc.record({ kind: fc.constant('tables' as const), people: someOf(everybody, 1, 4), tables: someOf(all, 1, 2) }),
        fc.record({ kind: fc.constant('speaks' as const), table: fc.nat(tables - 1), languages }),
        fc.record({ kind: fc.constant('understands' as const), people: someOf(everybody, 1, people), languages }),
      ),
      fc.option(someOf(count(rounds), 1, rounds), { nil: undefined }),
    )
    .map(
      ([rule, inRounds]) =>
        ({ ...rule, label: '', ...(inRounds !== undefined && { rounds: inRounds }) }) as SeatingRule,
    );
}

const labelled = (rules: readonly SeatingRule[]): SeatingRule[] =>
  rules.map((rule, i) => ({ ...rule, label: `rule ${i}` }));

/** Small enough for every seating of a round to be tried. */
export const smallProblems = (people: number, mostRounds: number): fc.Arbitrary<SeatingProblem> =>
  fc.tuple(features(people), rounds(people, mostRounds)).chain(([ofPeople, ofRounds]) =>
    fc
      .array(anyRule(people, Math.max(...ofRounds.map(({ tables }) => tables.length)), ofRounds.length), {
        maxLength: 7,
      })
      .map((rules) => ({ people, ...ofPeople, rounds: ofRounds, rules: labelled(rules) })),
  );

/** Rules that a seating hidden in the problem keeps: there is one. */
export const plantedProblems = (mostPeople: number): fc.Arbitrary<SeatingProblem> =>
  fc.integer({ min: 6, max: mostPeople }).chain((people) =>
    fc
      .tuple(features(people), rounds(people, 4), fc.nat(1_000_000), fc.nat(30))
      .map(([ofPeople, ofRounds, seed, size]) => {
        const noise = noiseOf(`planted ${seed}`);
        const rules = Array.from({ length: size }, () => plantedRule(people, ofRounds, seed, noise));
        return { people, ...ofPeople, rounds: ofRounds, rules: labelled(rules) };
      }),
  );

function plantedRule(n: number, ofRounds: readonly SeatingRound[], seed: number, noise: Noise): SeatingRule {
  const pick = (length: number): number => Math.floor(noise() * length);
  const r = pick(ofRounds.length);
  const { tables, absent } = ofRounds[r]!;
  const left = shuffle(
    count(n).filter((p) => !absent.includes(p)),
    noiseOf(`hidden ${seed} ${r}`),
  );
  const seated = tables.map((size) => left.splice(0, size));
  const t = pick(tables.length);
  const at = seated[t]!;
  const common = { label: '', rounds: [r] };
  const kind = pick(6);
  if (kind === 0) return { ...common, kind: 'together', people: shuffle([...at], noise).slice(0, 2 + pick(2)) };
  if (kind === 1) {
    const people = seated.map((some) => some[pick(some.length)]!);
    return { ...common, kind: 'apart', people: shuffle(people, noise).slice(0, 2 + pick(3)) };
  }
  if (kind === 2) return { ...common, kind: 'fixed', person: at[pick(at.length)]!, table: t };
  if (kind === 3)
    return { ...common, kind: 'tables', people: at.slice(0, 1 + pick(3)), tables: [t, pick(tables.length)] };
  // Every table of a round has its language, which everybody at it understands.
  const language = LANGUAGES[t % LANGUAGES.length]!;
  if (kind === 4) return { ...common, kind: 'speaks', table: t, languages: [language] };
  const people = seated.filter((_, table) => table % LANGUAGES.length === t % LANGUAGES.length).flat();
  return { ...common, kind: 'understands', people: people.slice(pick(2)), languages: [language] };
}

/** Every way to seat a round: people by table. */
export function* everySeating(people: readonly number[], sizes: readonly number[]): Generator<number[][]> {
  const [size, ...others] = sizes;
  if (size === undefined) {
    yield [];
    return;
  }
  for (const chosen of choices(people, size))
    for (const rest of everySeating(
      people.filter((p) => !chosen.includes(p)),
      others,
    ))
      yield [chosen, ...rest];
}

function* choices(people: readonly number[], size: number): Generator<number[]> {
  if (size === 0) yield [];
  else
    for (const [i, p] of people.entries())
      for (const others of choices(people.slice(i + 1), size - 1)) yield [p, ...others];
}
