import { csv, type Row } from './one-off-pool.js';
import { sfc32, type TruePerson, type TrueProcess } from './plan-truth.js';

/** A process whose true rates are known, and its files with what an organiser would know of them. */
export interface Situation {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly process: TrueProcess;
}

/** Feature → value → share, and how a value goes with the last feature's. */
type Shares = Readonly<Record<string, Readonly<Record<string, number>>>>;

interface Shape {
  readonly people: number;
  readonly size: number;
  readonly shares: Shares;
  /** Seats that quotas leave below and above the share. */
  readonly room: number;
  readonly homes: readonly number[];
  readonly rate: (values: readonly string[]) => number;
  readonly perHousehold?: number;
  readonly oneSeatPerHome?: boolean;
  readonly strata?: TrueProcess['strata'];
}

function makeProcess(seed: number, shape: Shape): TrueProcess {
  const random = sfc32(seed);
  const features = Object.values(shape.shares);
  const people: TruePerson[] = [];
  for (let home = 0; people.length < shape.people; home++) {
    const members = shape.homes[Math.floor(random() * shape.homes.length)]!;
    for (let m = 0; m < members && people.length < shape.people; m++) {
      const leaning = random();
      const values = features.map((of) => pick(of, random() < 0.35 ? leaning : random()));
      people.push({ values, home, rate: shape.rate(values) });
    }
  }
  const quotas = features.map((of, f) => {
    const range = (value: string): [number, number] => {
      const due = (shape.size * people.filter((person) => person.values[f] === value).length) / people.length;
      return [Math.max(0, Math.floor(due) - shape.room), Math.ceil(due) + shape.room];
    };
    return new Map(Object.keys(of).map((value) => [value, range(value)] as const));
  });
  const { size, perHousehold = Number.POSITIVE_INFINITY, oneSeatPerHome = false, strata } = shape;
  return { people, size, quotas, perHousehold, oneSeatPerHome, ...(strata !== undefined && { strata }) };
}

function pick(shares: Readonly<Record<string, number>>, at: number): string {
  let upTo = 0;
  for (const [value, share] of Object.entries(shares)) {
    upTo += share;
    if (at < upTo) return value;
  }
  return Object.keys(shares).at(-1) ?? '';
}

/** The files of a process folder; `invitation` are the lines that a plan reads. */
function toFiles({ people, size, quotas, oneSeatPerHome }: TrueProcess, names: readonly string[], invitation: string) {
  const rows = people.map(
    ({ values, home }, i): Row => ({
      id: `p${i}`,
      ...Object.fromEntries(names.map((name, f) => [name, values[f] ?? ''])),
      home: String(home),
    }),
  );
  const seats = quotas.flatMap((of, f) =>
    [...of].map(([value, [min, max]]): Row => ({ feature: names[f]!, value, min: String(min), max: String(max) })),
  );
  return {
    'register.csv': csv(rows),
    'quotas.csv': csv(seats),
    'sortition.yaml': `title: The truth
register: { file: register.csv, id: id, household: [home] }
quotas: quotas.csv
panel: { size: ${size}, one_per_household: ${oneSeatPerHome} }
invitation: { letters: 100, ${invitation} }
`,
  };
}

/** The true share of yes among some people, as sortition.yaml has it. */
function rateOf({ people }: TrueProcess, has: (person: TruePerson) => boolean): string {
  const some = people.filter(has);
  return `${((100 * some.reduce((sum, { rate }) => sum + rate, 0)) / some.length).toFixed(4)}%`;
}

const byValue = (process: TrueProcess, f: number, values: readonly string[]): string =>
  values.map((value) => `${value}: ${rateOf(process, (person) => person.values[f] === value)}`).join(', ');

const gender = { woman: 0.51, man: 0.49 };
const age = { young: 0.3, middle: 0.45, old: 0.25 };
const education = { low: 0.35, middle: 0.4, high: 0.25 };
const quarter = { harbour: 0.2, centre: 0.3, hill: 0.5 };

/** Registers of a few thousand people whose true rates are known, and what an organiser would know of them. */
export function situations(): Situation[] {
  const byAge = makeProcess(1, {
    people: 4000,
    size: 24,
    shares: { gender, age },
    room: 0,
    homes: [1, 2, 3],
    rate: ([, of]) => ({ young: 0.03, middle: 0.07, old: 0.09 })[of ?? ''] ?? 0,
  });
  const effects: Readonly<Record<string, number>> = { young: 0.6, middle: 1, old: 1.3, low: 0.5, high: 1.9 };
  const byTwo = makeProcess(2, {
    people: 4000,
    size: 30,
    shares: { age, education, gender },
    room: 1,
    homes: [1, 2],
    rate: ([a = '', e = '']) => 0.06 * (effects[a] ?? 1) * (e === 'middle' ? 1 : (effects[e] ?? 1)),
  });
  const byStrata = makeProcess(3, {
    people: 4000,
    size: 28,
    shares: { quarter, age, gender },
    room: 0,
    homes: [1, 1, 2, 3, 5],
    rate: ([q]) => (q === 'harbour' ? 0.03 : 0.08),
    perHousehold: 1,
    strata: { f: 0, rates: { harbour: 4 } },
  });
  const byHomes = makeProcess(4, {
    people: 400,
    size: 16,
    shares: { gender, age },
    room: 0,
    homes: [4, 5, 6],
    rate: () => 0.25,
    oneSeatPerHome: true,
  });
  const plain = 'per_household: 999, ';
  return [
    {
      name: 'rates by age',
      process: byAge,
      files: toFiles(
        byAge,
        ['gender', 'age'],
        `${plain}response: { overall: 5%, by: { age: { ${byValue(byAge, 1, ['young', 'middle', 'old'])} } } }`,
      ),
    },
    {
      name: 'rates by age and education',
      process: byTwo,
      files: toFiles(
        byTwo,
        ['age', 'education', 'gender'],
        `${plain}response: { overall: ${rateOf(byTwo, () => true)}, by: { age: { ${byValue(byTwo, 0, ['young', 'old'])} }, education: { ${byValue(byTwo, 1, ['low', 'high'])} } } }`,
      ),
    },
    {
      name: 'strata 4 : 1, one letter a household',
      process: byStrata,
      files: toFiles(
        byStrata,
        ['quarter', 'age', 'gender'],
        `per_household: 1, strata: { quarter: { harbour: 4 } }, response: { overall: ${rateOf(byStrata, () => true)}, by: { quarter: { ${byValue(byStrata, 0, ['harbour'])} } } }`,
      ),
    },
    {
      name: 'any letters, one seat a household',
      process: byHomes,
      files: toFiles(byHomes, ['gender', 'age'], `${plain}response: { overall: 25% }`),
    },
  ];
}
