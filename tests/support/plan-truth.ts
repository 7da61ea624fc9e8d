import loadHighs from 'highs';

/**
 * Whole processes simulated by code that shares nothing with `sortition invite --plan`: its own random numbers, invitations by
 * sorting a random number for everybody, its own shares of strata and household rule, and quotas decided by a panel put together by hand, by an own flow
 * or by a model written out as text. What a plan promises is measured against it.
 */
export interface TruePerson {
  readonly values: readonly string[];
  readonly home: number;
  /** Known, as it never is. */
  readonly rate: number;
}

export interface TrueProcess {
  readonly people: readonly TruePerson[];
  readonly size: number;
  /** Feature by feature: value → least and most seats. */
  readonly quotas: readonly ReadonlyMap<string, readonly [min: number, max: number]>[];
  readonly perHousehold: number;
  readonly oneSeatPerHome: boolean;
  /** The feature of the strata, and the rates of its values beside the others. */
  readonly strata?: { readonly f: number; readonly rates: Readonly<Record<string, number>> };
}

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded with one number. */
export function sfc32(seed: number): () => number {
  let [a, b, c, d] = [seed >>> 0, 0x9e3779b9, 0x243f6a88, 1];
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 20; i++) next();
  return next;
}

/** Of so many simulated processes with so many letters: those whose pool cannot fill the quotas. */
export function countUnfillable(process: TrueProcess, letters: number, processes: number, seed: number): number {
  const random = sfc32(seed);
  let unfillable = 0;
  for (let i = 0; i < processes; i++) {
    const replied = inviteBySorting(process, letters, random).filter(({ rate }) => random() < rate);
    if (!canFill(process, replied)) unfillable++;
  }
  return unfillable;
}

function inviteBySorting(process: TrueProcess, letters: number, random: () => number): TruePerson[] {
  const { people, perHousehold, strata } = process;
  const stratumOf = (person: TruePerson): string => (strata === undefined ? '' : person.values[strata.f]!);
  const left = new Map(shareOut(process, letters, stratumOf));
  const homes = new Map<number, number>();
  const invited: TruePerson[] = [];
  const lots = people.map((person) => ({ person, lot: random() })).sort((a, b) => a.lot - b.lot);
  for (const { person } of lots) {
    const stratum = stratumOf(person);
    const atHome = homes.get(person.home) ?? 0;
    if ((left.get(stratum) ?? 0) === 0 || atHome === perHousehold) continue;
    left.set(stratum, left.get(stratum)! - 1);
    homes.set(person.home, atHome + 1);
    invited.push(person);
  }
  return invited;
}

/** By people × rate, rounded down; what is left to the largest remainders. */
function shareOut(
  { people, strata }: TrueProcess,
  letters: number,
  stratumOf: (person: TruePerson) => string,
): [string, number][] {
  const weights = new Map<string, number>();
  for (const person of people) {
    const stratum = stratumOf(person);
    weights.set(stratum, (weights.get(stratum) ?? 0) + (strata?.rates[stratum] ?? 1));
  }
  const sum = [...weights.values()].reduce((a, b) => a + b, 0);
  const due = [...weights].map(([stratum, weight]) => ({ stratum, exact: (letters * weight) / sum }));
  let rest = letters - due.reduce((total, { exact }) => total + Math.floor(exact), 0);
  return due
    .sort((a, b) => (b.exact % 1) - (a.exact % 1))
    .map(({ stratum, exact }) => [stratum, Math.floor(exact) + (rest-- > 0 ? 1 : 0)]);
}

function canFill(process: TrueProcess, replied: readonly TruePerson[]): boolean {
  if (replied.length < process.size) return false;
  if (isFilledGreedily(process, replied)) return true;
  return process.quotas.length === 2 && !process.oneSeatPerHome
    ? fillsByFlow(process, replied)
    : fillsByText(process, replied);
}

/** Takes the person whose values lack most, seat by seat; whether that made a panel. Mostly it does, in no time. */
function isFilledGreedily({ size, quotas, oneSeatPerHome }: TrueProcess, replied: readonly TruePerson[]): boolean {
  const seats = quotas.map(() => new Map<string, number>());
  let left = [...replied];
  for (let seat = 0; seat < size; seat++) {
    const worth = ({ values }: TruePerson): number =>
      quotas.reduce((sum, of, f) => {
        const [min, max] = of.get(values[f]!)!;
        const has = seats[f]!.get(values[f]!) ?? 0;
        if (has >= max) return sum - 1000;
        return sum + Math.max(0, min - has) / left.filter((other) => other.values[f] === values[f]).length;
      }, 0);
    const worths = new Map<string, number>();
    let best: { readonly person: TruePerson; readonly worth: number } | undefined;
    for (const person of left) {
      const key = person.values.join('|');
      const of = worths.get(key) ?? worth(person);
      worths.set(key, of);
      if (best === undefined || of > best.worth) best = { person, worth: of };
    }
    const chosen = best?.person;
    if (chosen === undefined) return false;
    left = left.filter((other) => other !== chosen && !(oneSeatPerHome && other.home === chosen.home));
    for (const [f, of] of seats.entries()) of.set(chosen.values[f]!, (of.get(chosen.values[f]!) ?? 0) + 1);
  }
  return quotas.every((of, f) =>
    [...of].every(([value, [min, max]]) => {
      const has = seats[f]!.get(value) ?? 0;
      return min <= has && has <= max;
    }),
  );
}

/**
 * Two features: seats are a flow from the values of one to those of the other, through as many people as have both. A flow with
 * least and most on its ends exists if one fills all the minima (Hoffman): source → minima first, by augmenting paths
 * over the network with the usual extra source and sink.
 */
function fillsByFlow({ size, quotas }: TrueProcess, replied: readonly TruePerson[]): boolean {
  const [rows = [], columns = []]: Ends[] = quotas.map((of) => [...of.entries()]);
  const [R, C] = [rows.length, columns.length];
  // Nodes: 0 source, 1 … R rows, R + 1 … R + C columns, then sink, extra source, extra sink.
  const [sink, extraSource, extraSink] = [R + C + 1, R + C + 2, R + C + 3];
  const capacity = Array.from({ length: R + C + 4 }, () => new Array<number>(R + C + 4).fill(0));
  const edge = (from: number, to: number, least: number, most: number): void => {
    capacity[from]![to]! += most - least;
    capacity[extraSource]![to]! += least;
    capacity[from]![extraSink]! += least;
  };
  rows.forEach(([, [min, max]], r) => {
    edge(0, 1 + r, min, max);
  });
  columns.forEach(([, [min, max]], c) => {
    edge(1 + R + c, sink, min, max);
  });
  for (const { values } of replied) {
    const r = rows.findIndex(([value]) => value === values[0]);
    const c = columns.findIndex(([value]) => value === values[1]);
    edge(1 + r, 1 + R + c, 0, 1);
  }
  edge(sink, 0, size, size);
  let needed = capacity[extraSource]!.reduce((a, b) => a + b, 0);
  while (needed > 0) {
    const flow = augment(capacity, extraSource, extraSink);
    if (flow === 0) return false;
    needed -= flow;
  }
  return true;
}

type Ends = readonly (readonly [value: string, range: readonly [min: number, max: number]])[];

/** One shortest augmenting path (Edmonds and Karp); 0 where there is none. */
function augment(capacity: number[][], from: number, to: number): number {
  const before = new Map<number, number>([[from, from]]);
  const queue = [from];
  for (const node of queue) {
    capacity[node]!.forEach((room, next) => {
      if (room <= 0 || before.has(next)) return;
      before.set(next, node);
      queue.push(next);
    });
  }
  if (!before.has(to)) return 0;
  let room = Number.POSITIVE_INFINITY;
  for (let node = to; node !== from; node = before.get(node)!) {
    room = Math.min(room, capacity[before.get(node)!]![node]!);
  }
  for (let node = to; node !== from; node = before.get(node)!) {
    capacity[before.get(node)!]![node]! -= room;
    capacity[node]![before.get(node)!]! += room;
  }
  return room;
}

// The package's types describe its CommonJS build; the ES module's default export is the loader itself.
const highs = await (loadHighs as unknown as (typeof loadHighs)['default'])();

/** A variable for each person, or for all who are alike where homes do not matter, in the text format of CPLEX. */
function fillsByText({ size, quotas, oneSeatPerHome }: TrueProcess, replied: readonly TruePerson[]): boolean {
  const groups = new Map<string, { readonly person: TruePerson; count: number }>();
  replied.forEach((person, i) => {
    const key = oneSeatPerHome ? String(i) : person.values.join('|');
    const group = groups.get(key) ?? { person, count: 0 };
    group.count++;
    groups.set(key, group);
  });
  const all = [...groups.values()];
  const sumOf = (has: (person: TruePerson) => boolean): string =>
    all.flatMap(({ person }, i) => (has(person) ? [`x${i}`] : [])).join(' + ');
  const rows = [`${sumOf(() => true)} = ${size}`];
  for (const [f, values] of quotas.entries()) {
    for (const [value, [min, max]] of values) {
      const sum = sumOf((person) => person.values[f] === value);
      if (sum === '' && min > 0) return false;
      if (sum !== '') rows.push(`${sum} >= ${min}`, `${sum} <= ${max}`);
    }
  }
  if (oneSeatPerHome) {
    for (const home of new Set(replied.map((person) => person.home)))
      rows.push(`${sumOf((p) => p.home === home)} <= 1`);
  }
  const bounds = all.map(({ count }, i) => `0 <= x${i} <= ${count}`);
  const text = `Minimize\n x0\nSubject To\n ${rows.join('\n ')}\nBounds\n ${bounds.join('\n ')}\nGeneral\n ${all.map((_, i) => `x${i}`).join(' ')}\nEnd`;
  const { Status } = highs.solve(text);
  if (Status !== 'Optimal' && Status !== 'Infeasible') throw new Error(`the truth is ${Status}`);
  return Status === 'Optimal';
}

/** How far two shares are apart, in standard errors of their difference. */
export function sigmas(a: number, ofA: number, b: number, ofB: number): number {
  const pooled = (a + b) / (ofA + ofB);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / ofA + 1 / ofB));
  return error === 0 ? 0 : (a / ofA - b / ofB) / error;
}
