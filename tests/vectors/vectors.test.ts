import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fromHex, lengthPrefixed, toHex, utf8 } from '../../src/core/bytes.js';
import { drawSeed, inOrderOfLots, numberBelow } from '../../src/core/lottery/draw-seed.js';
import { seatPeople } from '../../src/core/lottery/seat-people.js';
import { findAlternates } from '../../src/core/panel/alternates.js';
import type { Hash } from '../../src/core/ports.js';
import { canonicalJson, parseCanonicalJson } from '../../src/core/record/canonical-json.js';
import { saltedLeaf } from '../../src/core/record/canonical-pool.js';
import { CheckLines } from '../../src/core/record/check-lines.js';
import { timeOfRound } from '../../src/core/record/drand.js';
import { headOf, readLedger } from '../../src/core/record/ledger.js';
import { leafHash, merkleRoot } from '../../src/core/record/merkle.js';
import { readRecord } from '../../src/core/record/read-record.js';
import { readCsv } from '../../src/core/record/read-tables.js';
import { canonicalSeed, findMisfit, isSound, type Seed, type SeedSource } from '../../src/core/record/seed-source.js';
import { csvLine } from '../../src/core/record/tables.js';
import { checkProof } from '../../src/core/record/verify-lottery.js';
import type { Classes } from '../../src/core/register/classes.js';
import type { HouseholdRule } from '../../src/core/register/household-types.js';
import { NO_HOUSEHOLD, type Pool } from '../../src/core/register/pool.js';
import { checkCertificate, SCALE } from '../../src/core/selection/certificate.js';
import { buildInstance, type Instance } from '../../src/core/selection/instance.js';
import { compareUtf8 } from '../../src/core/text.js';
import { browserHash } from '../../src/random/browser-hash.js';
import { nodeHash } from '../../src/random/hash.js';

/**
 * building-blocks.json was written from docs/audit.md by somebody who did not see this code. Where the two differ, read the
 * document: it says who is wrong.
 */
const file = new URL('building-blocks.json', import.meta.url);
const vectors: Vectors = JSON.parse(readFileSync(file, 'utf8'));

interface Vectors {
  readonly lp: readonly { readonly parts: readonly ({ text: string } | { hex: string })[]; readonly hex: string }[];
  readonly canonical_json: {
    readonly written: readonly { readonly value: unknown; readonly text: string; readonly sha256: string }[];
    readonly refused: readonly Refused[];
    readonly refused_as_judged: readonly Refused[];
  };
  readonly canonical_csv: {
    readonly written: readonly { readonly rows: readonly string[][]; readonly text: string }[];
    readonly refused: readonly { readonly header: readonly string[]; readonly text: string; readonly why: string }[];
  };
  readonly order_of_bytes: readonly { readonly texts: readonly string[]; readonly sorted: readonly string[] }[];
  readonly hmac_sha256: readonly {
    readonly from: string;
    readonly key: string;
    readonly data: string;
    readonly mac: string;
  }[];
  readonly number: readonly NumberVector[];
  readonly lots: readonly LotsVector[];
  readonly merkle: readonly {
    readonly leaves: readonly string[];
    readonly leaf_hashes: readonly string[];
    readonly root: string;
  }[];
  readonly leaves: readonly LeafVector[];
  readonly drand_time: readonly { readonly round: number; readonly seconds: number; readonly time: string }[];
  readonly drand_randomness: readonly { readonly signature: string; readonly randomness: string }[];
  readonly seeds: readonly SeedVector[];
  readonly seeds_refused: readonly RefusedSeed[];
  readonly certificate: readonly CertificateVector[];
  readonly seating: readonly SeatingVector[];
  readonly alternates: readonly AlternatesVector[];
  readonly ledger: readonly { readonly text: string; readonly heads: readonly string[] }[];
}

/** Of bytes where they are no UTF-8, of a text otherwise. */
interface Refused {
  readonly text?: string;
  readonly hex?: string;
  readonly why: string;
}

interface NumberVector {
  readonly draw_seed: string;
  readonly label: string;
  readonly bound: number;
  readonly counter: number;
  readonly number: number;
}

interface LotsVector {
  readonly draw_seed: string;
  readonly label: string;
  readonly people: readonly string[];
  readonly lots: readonly string[];
  readonly in_order: readonly string[];
}

interface LeafVector {
  readonly salt: string;
  readonly pseudonym: string;
  readonly values: readonly number[];
  readonly class: number | null;
  readonly household: number | null;
  readonly type: number;
  readonly leaf: string;
  readonly leaf_hash: string;
  readonly home_leaf: string;
  readonly home_leaf_hash: string;
}

interface SeedVector {
  readonly commitment: string;
  readonly seed_source: SeedSource;
  readonly seed: Seed;
  readonly tickets: number;
  readonly canonical_seed: string;
  readonly draw_seed: string;
  readonly number_named: number;
  readonly number_composition?: number;
}

interface RefusedSeed {
  readonly seed_source: SeedSource;
  readonly seed: unknown;
  readonly tickets: number;
  readonly why: string;
}

type TextPair = readonly [index: number, numerator: string];

interface CertificateVector {
  readonly what: string;
  readonly why?: string;
  readonly K: number;
  readonly quotas: readonly unknown[];
  readonly rows: readonly { readonly lower: number; readonly upper: number }[];
  readonly classes: readonly {
    readonly people: number;
    readonly homes: number;
    readonly household_group: number;
    readonly rows: readonly number[];
  }[];
  readonly groups: readonly { readonly household_group: number; readonly group_homes: number }[];
  readonly seats: readonly string[];
  readonly direction: 'raise' | 'lower';
  readonly cuts: readonly { readonly weights: readonly number[]; readonly bound: number }[];
  readonly levels: readonly (Readonly<Record<'y' | 'lambda' | 'kappa', readonly TextPair[]>> & {
    readonly fixed: readonly number[];
    readonly mu: string;
    readonly N: string;
    readonly D: string;
    readonly a: readonly [string, string];
    readonly gap: readonly [string, string];
  })[];
  readonly levels_hold: boolean;
}

interface SeatingVector {
  readonly says: string;
  readonly household_types: HouseholdRule;
  readonly draw_seed: string;
  readonly people: readonly Person[];
  readonly composition: readonly number[];
  readonly seated: readonly string[] | null;
}

interface AlternatesVector {
  readonly household_types: HouseholdRule;
  readonly draw_seed: string;
  readonly people: readonly (Person & { readonly values: readonly number[] })[];
  readonly panel: readonly string[];
  readonly alternates: number;
  readonly called: readonly string[];
}

interface Person {
  readonly pseudonym: string;
  readonly class: number | null;
  readonly household: number | null;
  readonly type?: number;
}

/** What is here, and checked below; a group that is new in the file must be entered, so that none is passed over. */
const CHECKED: readonly (keyof Vectors)[] = [
  'lp',
  'canonical_json',
  'canonical_csv',
  'order_of_bytes',
  'hmac_sha256',
  'number',
  'lots',
  'merkle',
  'leaves',
  'drand_time',
  'drand_randomness',
  'seeds',
  'seeds_refused',
  'certificate',
  'seating',
  'alternates',
  'ledger',
];

/** Vectors that the core has no counterpart of, and who answers for them. */
const WITHOUT_COUNTERPART = {
  'canonical_json.refused with hex':
    'the core reads texts: bytes that are no UTF-8 are for whoever decodes, bin/verify.py among them',
};

const hashes: readonly (readonly [string, Hash])[] = [
  ['Node’s hash', nodeHash],
  ['the browser’s hash', browserHash],
];

test('every group of vectors is checked here, or said to have no counterpart', () => {
  expect(Object.keys(vectors).sort()).toEqual(['about', ...CHECKED].sort());
  const { written, refused, refused_as_judged: judged } = vectors.canonical_json;
  expect(Object.keys(vectors.canonical_json)).toEqual(['written', 'refused', 'refused_as_judged']);
  expect(Object.keys(vectors.canonical_csv)).toEqual(['written', 'refused']);
  const inBytes = refused.filter(({ hex }) => hex !== undefined);
  expect([written.length, refused.length - inBytes.length, judged.length]).toEqual([19, 53, 4]);
  expect([inBytes.length, Object.keys(WITHOUT_COUNTERPART)]).toEqual([5, ['canonical_json.refused with hex']]);
});

test('a part is preceded by its length', () => {
  for (const { parts, hex } of vectors.lp) {
    const given = parts.map((part) => ('text' in part ? part.text : fromHex(part.hex)));
    expect(toHex(lengthPrefixed(...given))).toBe(hex);
  }
});

describe('canonical JSON', () => {
  test.each(vectors.canonical_json.written)('is written and read: $text', ({ value, text, sha256 }) => {
    expect(canonicalJson(value)).toBe(text);
    expect(parseCanonicalJson(text, 'x.json')).toEqual(value);
    expect(toHex(nodeHash.sha256(utf8(text)))).toBe(sha256);
  });

  const texts = [...vectors.canonical_json.refused, ...vectors.canonical_json.refused_as_judged].filter(
    ({ text }) => text !== undefined,
  );
  test.each(texts.map(({ text = '', why }) => [why, text.slice(0, 40), text]))(
    'is not what %s: %j',
    (_why, _short, text) => {
      expect(() => parseCanonicalJson(text, 'x.json')).toThrow(expect.objectContaining({ code: 'NOT_CANONICAL' }));
    },
  );
});

describe('canonical CSV', () => {
  test.each(vectors.canonical_csv.written)('is written and read: $text', ({ rows, text }) => {
    expect(rows.map((row) => csvLine(row)).join('')).toBe(text);
    expect(readCsv(text, 'x.csv', rows[0] ?? [])).toEqual(rows.slice(1));
  });

  test.each(vectors.canonical_csv.refused)('is not what has $why: $text', ({ header, text }) => {
    expect(() => readCsv(text, 'x.csv', header)).toThrow(expect.objectContaining({ code: 'TABLE_SHAPE' }));
  });
});

test('texts are in the order of their bytes', () => {
  for (const { texts, sorted } of vectors.order_of_bytes) expect(texts.toSorted(compareUtf8)).toEqual(sorted);
});

describe.each(hashes)('%s', (_, hash) => {
  test.each(vectors.hmac_sha256)('gives the HMAC of $from', ({ key, data, mac }) => {
    expect(toHex(hash.hmac(fromHex(key), fromHex(data)))).toBe(mac);
  });

  test('gives the numbers below a bound, by as many tries', () => {
    for (const { draw_seed, label, bound, counter, number } of vectors.number) {
      const messages: Uint8Array[] = [];
      const counting: Hash = {
        ...hash,
        hmac: (key, message) => {
          messages.push(message);
          return hash.hmac(key, message);
        },
      };
      expect(numberBelow(counting, fromHex(draw_seed), label, bound)).toBe(number);
      expect(messages.map(toHex).at(-1)).toBe(toHex(lengthPrefixed(label, String(counter))));
    }
  });

  test('gives the lots, and their order', () => {
    for (const { draw_seed, label, people, lots, in_order: inOrder } of vectors.lots) {
      const seed = fromHex(draw_seed);
      expect(people.map((person) => toHex(hash.hmac(seed, lengthPrefixed(label, person))))).toEqual(lots);
      const order = inOrderOfLots(hash, seed, label, [...people.keys()], people);
      expect(order.map((person) => people[person])).toEqual(inOrder);
    }
  });

  test('gives the leaves and roots of Merkle trees', () => {
    for (const { leaves, leaf_hashes: leafHashes, root } of vectors.merkle) {
      const found = leaves.map((leaf) => leafHash(hash, fromHex(leaf)));
      expect(found.map(toHex)).toEqual(leafHashes);
      expect(toHex(merkleRoot(hash, found))).toBe(root);
    }
  });

  test('gives the leaves of people', () => {
    for (const vector of vectors.leaves) {
      const salt = fromHex(vector.salt);
      const row = [vector.pseudonym, vector.values, vector.class] as const;
      const homeRow = [vector.pseudonym, vector.household, vector.type] as const;
      expect([row, homeRow].map((one) => vector.salt + toHex(utf8(canonicalJson(one))))).toEqual([
        vector.leaf,
        vector.home_leaf,
      ]);
      expect(toHex(saltedLeaf(hash, salt, row))).toBe(vector.leaf_hash);
      expect(toHex(saltedLeaf(hash, salt, homeRow))).toBe(vector.home_leaf_hash);
    }
  });

  test('gives canonical seeds, draw seeds and numbers', () => {
    for (const vector of vectors.seeds) {
      const { commitment, seed_source: source, seed, tickets } = vector;
      expect(isSound(source)).toBe(true);
      expect(findMisfit(source, seed, tickets)).toBeUndefined();
      expect(canonicalSeed(hash, seed)).toBe(vector.canonical_seed);
      const drawn = drawSeed(hash, commitment, canonicalSeed(hash, seed));
      expect(toHex(drawn)).toBe(vector.draw_seed);
      const named = seed.kind === 'pick' ? seed.number : numberBelow(hash, drawn, 'ticket', tickets);
      expect(named).toBe(vector.number_named);
      expect(seed.kind === 'pick').toBe(vector.number_composition === undefined);
      if (vector.number_composition !== undefined) {
        expect(numberBelow(hash, drawn, 'composition', SCALE)).toBe(vector.number_composition);
      }
    }
  });

  test('gives the randomness of a beacon', () => {
    for (const { signature, randomness } of vectors.drand_randomness) {
      const seed: Seed = { kind: 'public', drand: { round: 7, signature } };
      expect(canonicalSeed(hash, seed)).toBe(`drand 7 ${randomness}`);
    }
  });

  test('gives the heads of a ledger, line by line', () => {
    for (const { text, heads } of vectors.ledger) {
      const { lines } = readLedger(hash, text);
      expect(heads.map((_, length) => headOf(hash, lines.slice(0, length)))).toEqual(
        heads.map((head, length) => ({ length, head })),
      );
      expect(lines.length).toBe(heads.length - 1);
    }
  });
});

test('a round of drand comes at its time', () => {
  for (const { round, seconds, time } of vectors.drand_time) {
    expect(timeOfRound(round)).toBe(time);
    expect(Date.parse(time) / 1000).toBe(seconds);
  }
});

describe('a seed that the manifest did not ask for is refused', () => {
  test.each(vectors.seeds_refused)('$why', ({ seed_source, seed, tickets }) => {
    expect(() => {
      const { manifest, seed: read } = readRecord(canonicalJson(recordWith(seed_source, seed, tickets)));
      const misfit = findMisfit(manifest.seed_source, read, manifest.settings.tickets);
      if (misfit !== undefined) throw new Error(`misfit: ${misfit}`);
    }).toThrow(/^misfit: .|should be/);
  });

  test('and nothing else in these records is', () => {
    for (const { seed_source, seed, tickets } of vectors.seeds) {
      expect(() => readRecord(canonicalJson(recordWith(seed_source, seed, tickets)))).not.toThrow();
    }
  });
});

/** A record that is sound but for its seed, as far as reading it goes. */
function recordWith(seed_source: unknown, seed: unknown, tickets: number) {
  const zeros = '0'.repeat(64);
  return {
    format: 'sortition-draw-record/1',
    status: 'official',
    manifest: {
      format: 'sortition-manifest/1',
      title: '',
      purpose: 'draw',
      software: { name: '', version: '' },
      pool: { people: 1, digest: zeros },
      reading: { id: 'id', household: [] },
      quotas: [{ feature: 'f', values: [{ value: 'v', min: 1, max: 1 }] }],
      settings: {
        size: 1,
        objective: 'leximin',
        one_per_household: false,
        household_types: 'none',
        solver: 'js',
        alternates: 0,
        lottery_form: 'named',
        tickets,
      },
      files: {},
      seed_source,
    },
    commitment: zeros,
    seed,
    draw_seed: zeros,
    number: 0,
    panel: ['a'],
    alternates: [],
  };
}

describe('a certificate', () => {
  const cases = vectors.certificate.map((vector, i) => ({ ...vector, name: `${i}, ${vector.why ?? 'it holds'}` }));

  test.each(cases)('has the bounds, chances and gaps of its levels: $name', (vector) => {
    const proofs = checkCertificate(instanceOf(vector), {
      direction: vector.direction,
      seats: vector.seats.map(BigInt),
      cuts: vector.cuts.map(({ weights, bound }) => ({ weights: Int32Array.from(weights), bound })),
      levels: vector.levels.map(({ fixed, y, lambda, mu, kappa }) => ({
        fixed,
        y: y.map(pair),
        lambda: lambda.map(pair),
        mu: BigInt(mu),
        kappa: kappa.map(pair),
      })),
    });
    expect(proofs.length).toBe(vector.levels.length);
    for (const [j, { N, D, a, gap }] of vector.levels.entries()) {
      const { bound, attained, gap: found } = proofs[j] ?? NO_PROOF;
      expect(bound).toBeCloseTo(Number((BigInt(N) << 40n) / (BigInt(D) * BigInt(SCALE))) / SCALE, 9);
      expect(attained).toBeCloseTo(Number(a[0]) / Number(a[1]), 9);
      expect(found).toBeCloseTo(Number(gap[0]) / Number(gap[1]), 9);
    }
  });

  test.each(cases)('is accepted or not: $name', (vector) => {
    const { direction, seats, cuts, levels, levels_hold: hold } = vector;
    const lines = new CheckLines();
    const T = seats.length;
    const text = canonicalJson({
      format: 'sortition-certificate/1',
      direction,
      seats,
      cuts,
      levels: levels.map(({ fixed, y, lambda, mu, kappa }) => ({ fixed, y, lambda, mu, kappa })),
    });
    // A seat of each class, as heavy as the class's expected seats: what a certificate sees of a distribution.
    const distribution = {
      compositions: seats.map((_, t) => Int32Array.from({ length: T }, (__, other) => (other === t ? 1 : 0))),
      weights: seats.map(Number),
    };
    const fixesAll = levels.flatMap(({ fixed }) => fixed).length === T;
    const objective = direction === 'lower' ? 'minimax' : fixesAll ? 'leximin' : 'maximin';
    const settings = { ...recordWith({}, {}, 1).manifest.settings, objective } as const;
    checkProof(lines, instanceOf(vector), distribution, { text, settings: settings as never, solver: undefined });
    const failing = lines.checks.filter(({ outcome }) => outcome === 'fails').map(({ subject }) => subject);
    if (hold) expect(failing).toEqual([]);
    else expect(failing).not.toEqual([]);
  });
});

test('a household group has a row in the instance where classes are of it, and only there', () => {
  const withoutQuotas = vectors.certificate.filter(({ quotas }) => quotas.length === 0);
  expect(withoutQuotas.some(({ groups }) => groups.length > 1)).toBe(true);
  for (const { K, rows, classes, groups } of withoutQuotas) {
    const total = classes.reduce((sum, { people }) => sum + people, 0);
    const homesOf = new Map(groups.map((one) => [one.household_group, one.group_homes]));
    const limits = Array.from({ length: Math.max(0, ...homesOf.keys()) + 1 }, (_, group) => homesOf.get(group) ?? 0);
    const starts = Int32Array.from([0, ...classes.map((_, t) => sumOf(classes.slice(0, t + 1)))]);
    const table = {
      profiles: new Uint16Array(0),
      starts,
      homes: Int32Array.from(classes, ({ homes }) => homes),
      groups: Int32Array.from(classes, (one) => one.household_group),
      limits: limits.with(0, total),
    };
    const { lower, upper, rowsOf } = buildInstance(table, [], K);
    expect([[...lower], [...upper]]).toEqual([rows.map((row) => row.lower), rows.map((row) => row.upper)]);
    expect([...rowsOf]).toEqual(classes.map((one) => one.rows[0] ?? 0));
  }
});

const sumOf = (classes: CertificateVector['classes']): number => classes.reduce((sum, { people }) => sum + people, 0);

const NO_PROOF = { bound: Number.NaN, attained: Number.NaN, gap: Number.NaN };
const pair = ([index, numerator]: TextPair): readonly [number, bigint] => [index, BigInt(numerator)];

/** The instance that the vector's numbers say; whoever is in fewer rows than others is in the free row. */
function instanceOf({ K, quotas, rows, classes }: CertificateVector): Instance {
  const width = Math.max(...classes.map((one) => one.rows.length)) + 1;
  const freeRow = quotas.length;
  return {
    k: K,
    T: classes.length,
    count: Int32Array.from(classes, ({ people }) => people),
    cap: Int32Array.from(classes, ({ homes }) => Math.min(homes, K)),
    width,
    rowsOf: Int32Array.from(
      classes.flatMap((one) => [...one.rows, ...new Array<number>(width - one.rows.length).fill(freeRow)]),
    ),
    freeRow,
    lower: Int32Array.from(rows, ({ lower }) => lower),
    upper: Int32Array.from(rows, ({ upper }) => upper),
  };
}

describe('the people of a composition', () => {
  const cases = vectors.seating.map((vector, i) => ({ ...vector, name: `${i}, ${vector.says.slice(0, 60)}` }));

  test.each(cases)('are those of the vector: $name', ({ people, household_types, draw_seed, composition, seated }) => {
    const pool = poolOf(people, () => []);
    const T = composition.length;
    const classes = classesOf(
      people,
      household_types,
      T,
      people.map(({ class: t }) => t),
    );
    const seat = () => seatPeople(nodeHash, fromHex(draw_seed), pool, classes, Int32Array.from(composition));
    if (seated === null) expect(seat).toThrow(expect.objectContaining({ code: 'HOUSEHOLDS_EXHAUSTED' }));
    else expect(Array.from(seat(), (person) => pool.pseudonyms[person])).toEqual(seated);
  });
});

test('alternates are called as in the vectors', () => {
  for (const { people, household_types, draw_seed, panel, alternates, called } of vectors.alternates) {
    const pool = poolOf(people, ({ values }) => values);
    // Profiles are the classes' here: everybody who can be called is a class of their own.
    let T = 0;
    const classes = {
      ...classesOf(
        people,
        household_types,
        people.length,
        people.map(({ class: t }) => (t === null ? null : T++)),
      ),
      profiles: Uint16Array.from(people.filter(({ class: t }) => t !== null).flatMap(({ values }) => values)),
    };
    const groups = classes.groups.subarray(0, T);
    const positions = Int32Array.from(panel, (name) => pool.pseudonyms.indexOf(name));
    const drawn = { pool, classes: { ...classes, groups }, panel: positions };
    const found = findAlternates(nodeHash, fromHex(draw_seed), drawn, { alternates });
    expect(found.map((person) => pool.pseudonyms[person])).toEqual(called);
  }
});

function poolOf<P extends Person>(people: readonly P[], valuesOf: (person: P) => readonly number[]): Pool {
  const F = valuesOf(people[0] as P).length;
  return {
    quotas: Array.from({ length: F }, (_, f) => ({ feature: `f${f}`, quotas: [] })),
    pseudonyms: people.map(({ pseudonym }) => pseudonym),
    values: Uint16Array.from(people.flatMap(valuesOf)),
    households: Int32Array.from(people, ({ household }) => household ?? NO_HOUSEHOLD),
  };
}

/** The classes that `classOf` gives people, by type and then position. */
function classesOf(
  people: readonly Person[],
  rule: HouseholdRule,
  T: number,
  classOf: readonly (number | null)[],
): Classes {
  const types = Int32Array.from(people, ({ type }) => type ?? 0);
  const members = Array.from({ length: T }, (_, t) =>
    [...people.keys()].filter((i) => classOf[i] === t).sort((a, b) => (types[a] ?? 0) - (types[b] ?? 0) || a - b),
  );
  let end = 0;
  return {
    rule,
    members: Int32Array.from(members.flat()),
    types,
    profiles: new Uint16Array(0),
    starts: Int32Array.from([0, ...members.map((some) => (end += some.length))]),
    homes: Int32Array.from(members, (some) => some.length),
    groups: new Int32Array(T),
    limits: [people.length],
  };
}
