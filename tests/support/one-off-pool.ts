import { seededNoise } from './seeded-noise.js';

/** A person, or a quota: a cell a column. */
export type Row = Readonly<Record<string, string>>;

export interface OneOffPool {
  readonly people: readonly Row[];
  readonly quotas: readonly Row[];
}

export interface PoolShape {
  readonly seed: string;
  readonly people: number;
  readonly size: number;
  /** Feature → value → share of the population, in per cent. */
  readonly features?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** How far those who come forward differ from the population; 0 is not at all. */
  readonly skew?: number;
  /** Seats that a quota leaves below and above the population's share of the panel, which is rounded down and up. */
  readonly room?: number;
}

const town = {
  gender: { female: 50, male: 47, other: 3 },
  age: { '16–24': 15, '25–39': 27, '40–59': 33, '60+': 25 },
  district: { 'Alt-Stadt': 30, Hafen: 25, 'Sankt Jürgen': 25, Österfeld: 20 },
};

/**
 * A made-up pool, as it comes of replies: ids, names, addresses that a third of the people share with somebody and a few
 * leave blank. Features hang together, because the same leaning makes people come forward, and the pool differs from the
 * population that the quotas speak of. The same shape gives the same pool.
 */
export function oneOffPool({ seed, people, size, features = town, skew = 0.5, room = 1 }: PoolShape): OneOffPool {
  const noise = seededNoise(seed)('one-off pool');
  const rows: Row[] = [];
  let home = { address: '', postcode: '' };
  for (let i = 0; i < people; i++) {
    if (noise() > 0.35) home = noise() < 0.04 ? { address: '', postcode: '' } : newHome(i, noise);
    const leaning = noise();
    const values = Object.entries(features).map(([feature, shares], f) => {
      const at = (noise() < 0.4 ? leaning : noise()) ** (1 + skew);
      return [feature, valueAt(shares, f % 2 === 0 ? at : 1 - at)] as const;
    });
    // Ids that neither begin in the order of the rows nor have one length.
    const id = `${String.fromCharCode(65 + Math.floor(26 * noise()))}${i}`;
    rows.push({ nationbuilder_id: id, name: newName(noise), ...Object.fromEntries(values), ...home });
  }
  const quotas = Object.entries(features).flatMap(([feature, shares]) =>
    Object.entries(shares).map(([value, share]) => ({
      feature,
      value,
      min: String(Math.max(0, Math.floor((share * size) / 100) - room)),
      max: String(Math.ceil((share * size) / 100) + room),
    })),
  );
  return { people: rows, quotas };
}

/** The value that a place between 0 and 1 falls in. */
function valueAt(shares: Readonly<Record<string, number>>, at: number): string {
  let upTo = 0;
  for (const [value, share] of Object.entries(shares)) {
    upTo += share / 100;
    if (at < upTo) return value;
  }
  return Object.keys(shares).at(-1) ?? '';
}

type Noise = () => number;

const oneOf = (words: readonly string[], noise: Noise): string => words[Math.floor(words.length * noise())] ?? '';
const newHome = (i: number, noise: Noise) => ({
  address: `${oneOf(['Deichstraße', 'Am Markt', 'Kleine Gasse, Hof'], noise)} ${i + 1}`,
  postcode: oneOf(['24103', '24105'], noise),
});
const newName = (noise: Noise): string =>
  `${oneOf(['Ana', 'Björn', 'Chloë', 'Émile'], noise)} ${oneOf(['“Kalle” Ohm', "D'Or", 'Müller; jun.', 'O"Neil'], noise)}`;

export interface CsvForm {
  readonly delimiter?: string;
  readonly lineEnd?: string;
  /** Default: as in the first row. */
  readonly columns?: readonly string[];
}

/** A CSV text; cells are quoted where they must be. */
export function csv(rows: readonly Row[], { delimiter = ',', lineEnd = '\n', columns }: CsvForm = {}): string {
  const header = columns ?? Object.keys(rows[0] ?? {});
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell) => (/["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell))
      .join(delimiter) + lineEnd;
  return line(header) + rows.map((row) => line(header.map((column) => row[column] ?? ''))).join('');
}

/** The same rows in another order. */
export function shuffled<T>(rows: readonly T[], seed: string): T[] {
  const noise = seededNoise(seed)('shuffle');
  const result = [...rows];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor((i + 1) * noise());
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}
