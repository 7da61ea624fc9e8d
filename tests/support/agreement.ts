import { SortitionError } from '../../src/core/errors.js';
import { ALTERNATES_RULES } from '../../src/core/panel/alternates.js';
import type { Solver } from '../../src/core/ports.js';
import type { Check } from '../../src/core/record/check-lines.js';
import type { DrawSettings } from '../../src/core/record/manifest.js';
import { LEAST_SHARED, rarestProfile } from '../../src/core/record/publication.js';
import type { Pool } from '../../src/core/register/pool.js';
import { anyTask } from './any-task.js';
import type { PyVerdict } from './ask-verify-py.js';
import fc from './laws.js';
import { numbersFor } from './tight-pools.js';
import { salted, type Terms, type WholeDraw, wholeDraw } from './whole-draws.js';

const OBJECTIVES = ['leximin', 'maximin', 'minimax', 'nash', 'goldilocks', 'diversimax', 'legacy'];

/** `count` draws of everything that settings allow; tasks without a panel are left out. The same every time. */
export function generatedDraws(count: number, solver: Solver): WholeDraw[] {
  const draws: WholeDraw[] = [];
  // Half as many again: some find no panel beside the seated.
  for (const [i, task] of fc.sample(anyTask, { numRuns: 2 * count, seed: 1 }).entries()) {
    if (draws.length === count) break;
    const below = numbersFor(`generated draw ${i}`);
    const pool = below(2) === 0 ? task.pool : salted(task.pool);
    const draw = drawn(`draw ${i}`, termsOf({ ...task, pool }, i, below), solver);
    if (draw !== undefined) draws.push(draw);
  }
  return draws;
}

function termsOf(
  { pool, k, onePerHousehold }: { readonly pool: Pool; readonly k: number; readonly onePerHousehold: boolean },
  i: number,
  below: (n: number) => number,
): Terms {
  // Each of these in turn; the rest by lot.
  const objective = OBJECTIVES[i % OBJECTIVES.length] ?? 'leximin';
  const lotteryForm = objective === 'legacy' || below(2) === 0 ? 'named' : 'composition';
  const kinds = ['text', 'dice', 'drand', 'both', ...(lotteryForm === 'named' ? (['pick'] as const) : [])] as const;
  const seated = k > 2 && below(3) === 0 ? seatedOf(pool, 1 + below(2)) : [];
  const settings: DrawSettings = {
    ...{ size: k, objective, onePerHousehold, lotteryForm, alternates: below(4) },
    ...anyRule(pool, numbersFor(`alternates ${i}`)),
    ...(lotteryForm === 'named' && { tickets: 20 + below(100) }),
    ...(seated.length > 0 && { seated }),
    // Now and then for another objective, for which it means nothing.
    ...((objective === 'goldilocks' || below(10) === 0) && below(2) === 0 && { gamma: [0.5, 2, 1e-7][below(3)] ?? 1 }),
  };
  const publishable = pool.quotas.flatMap(({ feature }, f) =>
    rarestProfile(pool, [f]) >= LEAST_SHARED ? [feature] : [],
  );
  return {
    ...{ pool, settings, kind: kinds[below(kinds.length)] ?? 'text', ledger: below(4) },
    published: publishable.slice(0, below(2)),
    purpose: below(5) === 0 ? 'rehearsal' : 'draw',
  };
}

/** One of the rules for alternates; now and then with rates for a value or two. */
function anyRule(pool: Pool, below: (n: number) => number): Partial<DrawSettings> {
  const rated = pool.quotas.filter(() => below(3) === 0);
  return {
    alternatesRule: ALTERNATES_RULES[below(ALTERNATES_RULES.length)] ?? 'ranked',
    dropout: {
      overall: [0, 100, 200, 1000][below(4)] ?? 0,
      by: rated.map(({ feature, quotas }) => ({
        feature,
        values: quotas.slice(below(quotas.length)).map(({ value }) => ({ value, rate: below(1001) })),
      })),
    },
  };
}

/** The first people whose values the quotas ask for, at most one a home. */
function seatedOf(pool: Pool, many: number): string[] {
  const F = pool.quotas.length;
  const taken: number[] = [];
  for (const person of pool.pseudonyms.keys()) {
    const fits = pool.quotas.every(({ quotas }, f) => {
      const value = pool.values[person * F + f] ?? 0;
      return taken.filter((other) => pool.values[other * F + f] === value).length < (quotas[value]?.max ?? 0);
    });
    const home = pool.households[person];
    if (taken.length < many && fits && taken.every((other) => home === -1 || pool.households[other] !== home))
      taken.push(person);
  }
  return taken.map((person) => pool.pseudonyms[person] ?? '');
}

function drawn(name: string, terms: Terms, solver: Solver): WholeDraw | undefined {
  try {
    return wholeDraw(name, terms, solver);
  } catch (error) {
    // The greedy method finds none, or there is none.
    if (error instanceof SortitionError && error.code === 'LEGACY_STUCK') return undefined;
    throw error;
  }
}

/** What each verifier calls the same thing; `detail` tells apart what verify.py says under one subject. */
interface Shared {
  readonly what: string;
  readonly ts: RegExp;
  readonly py: RegExp;
  /** verify.py says that it does not check it. */
  readonly onlyTs?: boolean;
}

const FILES = ['certificate.json', 'classes.csv', 'distribution.csv', 'lottery.csv', 'people.csv'];
const OPTIMUM = /^(nash|goldilocks|diversimax): /;

/** Against `subject: detail`. */
export const SHARED: readonly Shared[] = [
  { what: 'the record and its status', ts: /^record: /, py: /^record: / },
  { what: 'the commitment', ts: /^commitment: /, py: /^commitment: / },
  ...FILES.map((file) => ({
    what: `the hash of ${file}`,
    ts: new RegExp(`^${file}: SHA-256`),
    py: new RegExp(`^files: ${file} `),
  })),
  { what: 'people.csv and the roots', ts: /^people: /, py: /^people: / },
  { what: 'what is published', ts: /^published: /, py: /^anonymity: / },
  { what: 'the pool', ts: /^(pool|canonical-pool\.csv): |^people\.csv: comp/, py: /^pool: / },
  { what: 'the classes against the pool', ts: /^classes: .*from the pool/, py: /^classes: .*of the canonical pool/ },
  { what: 'compositions and weights', ts: /^(compositions|weights): /, py: /^lottery: / },
  { what: 'the certificate', ts: /^(certificate|leximin|maximin|minimax|legacy): /, py: /^certificate: / },
  { what: 'the optimum without levels', ts: OPTIMUM, py: /^optimality: /, onlyTs: true },
  { what: 'the cuts', ts: /^cuts: /, py: /^cuts: .*integer program/, onlyTs: true },
  { what: 'the tickets', ts: /^tickets: /, py: /^tickets: .*different people/ },
  { what: 'the quotas of every ticket', ts: /^(panels|published quotas): all/, py: /^quotas: .*met by all tickets/ },
  { what: 'the shares', ts: /^shares: /, py: /^shares: (?!not compared: legacy)/ },
  { what: 'the seed', ts: /^seed: /, py: /^seed: / },
  { what: 'the beacon’s signature', ts: /^beacon: /, py: /^drand: /, onlyTs: true },
  { what: 'the draw seed', ts: /^draw seed: /, py: /^draw seed: / },
  { what: 'the number', ts: /^number: /, py: /^number: / },
  { what: 'the panel', ts: /^panel: /, py: /^panel: / },
  { what: 'the alternates', ts: /^alternates: /, py: /^alternates: / },
  { what: 'the ledger', ts: /^ledger: /, py: /^ledger: / },
];

/** Figures that both print. */
const FIGURES: readonly { readonly what: string; readonly ts: RegExp; readonly py: RegExp }[] = [
  { what: 'compositions', ts: /^compositions: ([\d,]+),/, py: /^lottery: (\d+) compositions/ },
  { what: 'classes', ts: /^classes: ([\d,]+), recomputed/, py: /^classes: (\d+) classes/ },
  { what: 'levels', ts: /^\w+: (\d+) levels?, /, py: /^certificate: \w+: (\d+) levels/ },
  { what: 'cuts', ts: /^cuts: (\d+)/, py: /^cuts: (\d+), met/ },
  { what: 'tickets', ts: /^tickets: ([\d,]+),/, py: /^tickets: (\d+) tickets/ },
  { what: 'number', ts: /^number: (\d+)/, py: /^number: (\d+)/ },
  { what: 'alternates', ts: /^alternates: ([\d,]+),/, py: /^alternates: (\d+) of/ },
  { what: 'ledger', ts: /^ledger: (\d+)/, py: /^ledger: (\d+)/ },
];

export type Outcome = Check['outcome'] | 'not there';

export interface Agreement {
  readonly what: string;
  readonly ts: Outcome;
  readonly py: Outcome;
  readonly agree: boolean;
}

type Lines = PyVerdict['checks'];

/** Both verdicts on one folder, subject by subject, and figure by figure. */
export function compareVerdicts(ts: Lines, py: Lines): Agreement[] {
  const subjects = SHARED.map(({ what, ts: ofTs, py: ofPy, onlyTs = false }): Agreement => {
    const [a, b] = [outcomeOf(ts, ofTs), outcomeOf(py, ofPy)];
    return { what, ts: a, py: b, agree: a === b || (b === 'not checked' && (onlyTs || a === 'not there')) };
  });
  const figures = FIGURES.map(({ what, ts: ofTs, py: ofPy }): Agreement => {
    const [a, b] = [figureOf(ts, ofTs), figureOf(py, ofPy)];
    const outcome = (figure: string | undefined): Outcome => (figure === undefined ? 'not there' : 'holds');
    return { what: `${what}, the figure`, ts: outcome(a), py: outcome(b), agree: a === b || a === undefined };
  });
  return [...subjects, ...figures];
}

const wordsOf = ({ subject, detail }: Lines[number]): string => `${subject}: ${detail}`;

/** The worst of the lines that speak of it; “not checked” only where none says more. */
function outcomeOf(lines: Lines, of: RegExp): Outcome {
  const outcomes = lines.filter((line) => of.test(wordsOf(line))).map(({ outcome }) => outcome as Check['outcome']);
  if (outcomes.length === 0) return 'not there';
  if (outcomes.includes('fails')) return 'fails';
  return outcomes.includes('holds') ? 'holds' : 'not checked';
}

function figureOf(lines: Lines, of: RegExp): string | undefined {
  const figure = lines.map((line) => of.exec(wordsOf(line))?.[1]).find((found) => found !== undefined);
  return figure?.replaceAll(',', '');
}
