import { describe, expect, test } from 'vitest';
import type { Lottery } from '../../../src/core/lottery/lottery.js';
import { canonicalJson } from '../../../src/core/record/canonical-json.js';
import type { Check } from '../../../src/core/record/check-lines.js';
import { type PreparedDraw, prepareDraw } from '../../../src/core/record/draw.js';
import type { DrawRecord } from '../../../src/core/record/draw-record.js';
import { lotteryFiles } from '../../../src/core/record/manifest.js';
import { type Evidence, verifyDraw } from '../../../src/core/record/verify.js';
import { type CertificateLevel, expectedSeats, SCALE } from '../../../src/core/selection/certificate.js';
import { nodeHash } from '../../../src/random/hash.js';
import { noiseSource } from '../../../src/random/noise.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { anyTask } from '../../support/any-task.js';
import { drawn, prepare, provenance, resealed, textOf } from '../../support/draws.js';
import fc from '../../support/laws.js';
import { smallPool } from '../../support/small-pools.js';
import { type SmallTask, tightTask } from '../../support/tight-pools.js';

const solver = await loadHighsSolver();
const S = BigInt(SCALE);
const forms: readonly Lottery['form'][] = ['named', 'composition'];

const verify = (evidence: Evidence): Check[] => verifyDraw(nodeHash, evidence);
const failures = (evidence: Evidence): string[] =>
  verify(evidence).flatMap(({ subject, outcome }) => (outcome === 'fails' ? [subject] : []));

/** One seat for four juniors, of two kinds, one for ten seniors: chances 1/4 and 1/10. */
const fourteen: SmallTask = {
  pool: smallPool({ age: { junior: [1, 1], senior: [1, 1] }, place: { city: [0, 2], rural: [0, 2] } }, [
    ...['jc', 'jc', 'jr', 'jr'],
    ...new Array<string>(10).fill('sc'),
  ]),
  k: 2,
  onePerHousehold: false,
};

/** With homes and cuts (bench/exactness.ts): every kind of check has something to look at. */
const withCuts = tightTask(76, true);

describe('a fresh draw', () => {
  test.each(forms)('is accepted, %s form, whatever the pool', (lotteryForm) => {
    fc.assert(
      fc.property(anyTask, fc.string(), (task, seed) => {
        const { evidence } = drawn(prepare(task, solver, { lotteryForm, tickets: 50 }), solver, seed);
        expect(verify(evidence).filter(({ outcome }) => outcome !== 'holds')).toEqual([]);
      }),
      // How far tickets may be off is measured, not proved: the seed is fixed.
      { numRuns: 40, seed: 1 },
    );
  });

  test.each(forms)('is accepted without the pool, %s form, and what that leaves open is said', (lotteryForm) => {
    const { evidence } = drawn(prepare(withCuts, solver, { lotteryForm }), solver);
    const open = verify({ ...evidence, pool: undefined }).filter(({ outcome }) => outcome !== 'holds');
    expect(open.map(({ subject, outcome }) => [subject, outcome])).toEqual([['pool', 'not checked']]);
  });

  test('is accepted without a solver but for its cuts, which are not checked', () => {
    const { evidence } = drawn(prepare(withCuts, solver), solver);
    const open = verify({ ...evidence, solver: undefined }).filter(({ outcome }) => outcome !== 'holds');
    expect(open.map(({ subject, outcome }) => [subject, outcome])).toEqual([['cuts', 'not checked']]);
  });

  test('is accepted whatever features and values are called', () => {
    const odd = ['a,"b"', 'line\nfeed', ' ', 'carriage\rreturn'];
    const pool = {
      ...fourteen.pool,
      quotas: fourteen.pool.quotas.map(({ quotas }, f) => ({
        feature: `${odd[f]}${f}`,
        quotas: quotas.map((quota, v) => ({ ...quota, value: `${odd[2 + v]}${odd[1]}${v}` })),
      })),
    };
    expect(failures(drawn(prepare({ ...fourteen, pool }, solver), solver).evidence)).toEqual([]);
  });
});

/** Everything in a JSON value that can be changed alone, as a path. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (value === null || typeof value !== 'object') return [path];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => [[...path, key], ...pathsOf((value as Record<string, unknown>)[key], [...path, key])]);
}

type Edit = (parent: Record<string | number, unknown>, key: string | number) => void;

const changedLeaf = (value: unknown): unknown => {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  // The last character: hex stays hex, a pseudonym becomes another one.
  if (typeof value === 'string') return value.endsWith('0') ? `${value.slice(0, -1)}1` : `${value.slice(0, -1)}0`;
  return null;
};

const edits: Readonly<Record<string, Edit>> = {
  changes: (parent, key) => {
    parent[key] = changedLeaf(parent[key]);
  },
  leaves_out: (parent, key) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  },
  repeats: (parent, key) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 0, parent[Number(key)]);
    else parent[`${key}_`] = parent[key];
  },
  swaps: (parent, key) => {
    if (!Array.isArray(parent)) parent[key] = changedLeaf(parent[key]);
    else {
      const other = (Number(key) + 1) % parent.length;
      [parent[Number(key)], parent[other]] = [parent[other], parent[Number(key)]];
    }
  },
};

function mutatedRecord(record: string, pick: number, kind: string): string {
  const value = JSON.parse(record);
  // What the status says is bound by nothing but the seed source: see below.
  const paths = pathsOf(value).filter(([first]) => first !== 'status');
  const path = paths[pick % paths.length]!;
  const parent = path.slice(0, -1).reduce((at, key) => at[key], value);
  edits[kind]!(parent, path.at(-1)!);
  return canonicalJson(value);
}

function mutatedText(text: string, pick: number, kind: string): string {
  const at = pick % text.length;
  if (kind === 'leaves_out') return text.slice(0, at) + text.slice(at + 1);
  if (kind === 'repeats') return text.slice(0, at + 1) + text.slice(at);
  if (kind === 'swaps') return text.slice(0, at) + (text[at + 1] ?? '') + text[at] + text.slice(at + 2);
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
}

const anyMutation = fc.record({ pick: fc.nat(), kind: fc.constantFrom(...Object.keys(edits)) });

describe.each(forms)('a draw of the %s form with one thing changed is refused', (lotteryForm) => {
  const { evidence } = drawn(prepare(withCuts, solver, { lotteryForm, tickets: 60 }), solver);

  test('a member of the record', () => {
    fc.assert(
      fc.property(anyMutation, ({ pick, kind }) => {
        const record = mutatedRecord(evidence.record, pick, kind);
        fc.pre(record !== evidence.record);
        expect(failures({ ...evidence, record })).not.toEqual([]);
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  test('a character of the record', () => {
    fc.assert(
      fc.property(anyMutation, ({ pick, kind }) => {
        const record = mutatedText(evidence.record, pick, kind);
        fc.pre(record !== evidence.record);
        expect(failures({ ...evidence, record })).not.toEqual([]);
      }),
      { numRuns: 150, seed: 2 },
    );
  });

  test('a character of a file, or the file itself', () => {
    fc.assert(
      fc.property(anyMutation, fc.constantFrom(...evidence.files.keys()), ({ pick, kind }, name) => {
        const text = mutatedText(evidence.files.get(name)!, pick, kind);
        fc.pre(text !== evidence.files.get(name));
        expect(failures({ ...evidence, files: new Map([...evidence.files, [name, text]]) })).toContain(name);
      }),
      { numRuns: 100, seed: 3 },
    );
    for (const name of evidence.files.keys()) {
      const files = new Map([...evidence.files].filter(([other]) => other !== name));
      expect(failures({ ...evidence, files })).toContain(name);
    }
  });

  test('a person of the pool', () => {
    const pool = evidence.pool!;
    for (let person = 0; person < pool.pseudonyms.length; person++) {
      const values = pool.values.slice();
      values[person * pool.quotas.length]! ^= 1;
      expect(failures({ ...evidence, pool: { ...pool, values } })).toContain('pool');
      const households = pool.households.slice();
      households[person] = 99;
      expect(failures({ ...evidence, pool: { ...pool, households } })).toContain('pool');
    }
  });

  test('a quota of the pool in hand', () => {
    const pool = evidence.pool!;
    const [{ feature, quotas }, ...rest] = pool.quotas as [(typeof pool.quotas)[number]];
    const looser = { feature, quotas: quotas.map((quota) => ({ ...quota, max: quota.max + 1 })) };
    expect(failures({ ...evidence, pool: { ...pool, quotas: [looser, ...rest] } })).toContain('quotas');
  });
});

describe('a liar who makes every hash anew is refused', () => {
  const honest = prepare(fourteen, solver);
  const composition = prepare(fourteen, solver, { lotteryForm: 'composition' });
  const lied = (selection: Partial<PreparedDraw['selection']>): Evidence =>
    drawn(
      prepareDraw(honest, { ...honest.selection, ...selection }, { hash: nodeHash, noise: noiseSource }, provenance),
      solver,
    ).evidence;
  const { certificate, distribution } = honest.selection;
  const withFile = (given: PreparedDraw, name: string, change: (text: string) => string): Evidence =>
    drawn(resealed(given, { files: { [name]: change(given.files[name]!) } }), solver).evidence;
  const withRecord = (change: Partial<DrawRecord>): Evidence => {
    const { evidence, draw } = drawn(honest, solver);
    return { ...evidence, record: textOf({ ...draw.record, ...change }) };
  };

  test('who says what is true is not', () => {
    expect(failures(lied({}))).toEqual([]);
    expect(failures(withFile(honest, 'lottery.csv', (text) => text))).toEqual([]);
  });

  test('seats that are not those of the compositions', () => {
    const seats = certificate.seats.map((X, t) => (t === 0 ? X + 1n : X));
    expect(failures(lied({ certificate: { ...certificate, seats } }))).toEqual(['certificate']);
  });

  test('levels that leave a class out, or have one twice', () => {
    const [first, ...rest] = certificate.levels as [CertificateLevel];
    for (const fixed of [first.fixed.slice(1), [...first.fixed, first.fixed[0]!]]) {
      expect(failures(lied({ certificate: { ...certificate, levels: [{ ...first, fixed }, ...rest] } }))).toEqual([
        'certificate',
      ]);
    }
  });

  test('a multiplier stated twice, which could prove anything', () => {
    // All seats go to classes 0 and 2: class 1 has no chance. Its weight counts 2^40 in the denominator, then 0.
    const unfair = { compositions: [Int32Array.of(1, 0, 1)], weights: [SCALE] };
    const level = (fixed: number, mu: bigint): CertificateLevel => ({
      fixed: [fixed],
      y: [
        [fixed, S],
        [fixed, 0n],
      ],
      lambda: [],
      mu,
      kappa: [],
    });
    const forged = {
      ...certificate,
      seats: expectedSeats(unfair, 3),
      levels: [level(1, 0n), level(2, S / 2n), level(0, S / 2n)],
    };
    expect(failures(lied({ distribution: unfair, certificate: forged }))).toEqual(['certificate']);
  });

  test('negative weights of classes', () => {
    const levels = certificate.levels.map((level) => ({ ...level, y: level.y.map(([t, y]) => [t, -y] as const) }));
    expect(failures(lied({ certificate: { ...certificate, levels } }))).toEqual(['certificate']);
  });

  test('an unfair distribution under the honest certificate', () => {
    const unfair = { ...distribution, weights: [SCALE / 4, (SCALE / 4) * 3] };
    const seats = expectedSeats(unfair, 3);
    expect(failures(lied({ distribution: unfair, certificate: { ...certificate, seats } }))).toContain('leximin');
  });

  test('a certificate that proves the least chance only and fixes everyone', () => {
    const unfair = { ...distribution, weights: [SCALE / 4, (SCALE / 4) * 3] };
    const [first] = certificate.levels as [CertificateLevel];
    const forged = { ...certificate, seats: expectedSeats(unfair, 3), levels: [{ ...first, fixed: [0, 1, 2] }] };
    expect(failures(lied({ distribution: unfair, certificate: forged }))).toContain('leximin');
  });

  // Known gap: a weight of 2^-40 is a weight, and what it leaves open (the excess of the level) is not held against it.
  test('a certificate that fixes a class by a weight of almost nothing', () => {
    // The first two juniors are kept down at 1/10 although they could have 1/4; the others get 4/10.
    const unfair = { ...distribution, weights: [Math.round(SCALE / 5), SCALE - Math.round(SCALE / 5)] };
    const [first] = certificate.levels as [CertificateLevel];
    const juniorRow = honest.pool.quotas[0]!.quotas.findIndex(({ value }) => value === 'junior');
    const half = S / 2n;
    const forged = {
      ...certificate,
      seats: expectedSeats(unfair, 3),
      levels: [
        { ...first, fixed: [0, 2], y: [[0, 1n] as const, ...first.y.filter(([t]) => t > 0)] },
        {
          fixed: [1],
          y: [[0, half] as const, [1, half] as const],
          lambda: [[juniorRow, half] as const],
          mu: 0n,
          kappa: [],
        },
      ],
    };
    expect(failures(lied({ distribution: unfair, certificate: forged }))).toContain('leximin');
  });

  test('tickets that always hold the same people', () => {
    const lottery = { form: 'named' as const, panels: Array.from({ length: 1000 }, () => Int32Array.of(0, 4)) };
    const files = lotteryFiles({ ...honest, distribution, certificate, lottery });
    const rigged = { ...resealed(honest, { files }), lottery };
    expect(failures(drawn(rigged, solver).evidence)).not.toEqual([]);
  });

  test('a composition that breaks a quota', () => {
    expect(failures(withFile(composition, 'lottery.csv', (text) => text.replace('0 1 1\n', '1 1 0\n')))).toContain(
      'compositions',
    );
  });

  test.each([
    ['too little', '\n0,'],
    ['too much', '\n999999999999999,'],
  ])('weights that sum to %s', (_, weight) => {
    expect(failures(withFile(composition, 'lottery.csv', (text) => text.replaceAll(/\n\d+,/g, weight)))).toContain(
      'weights',
    );
  });

  test('no composition at all', () => {
    expect(failures(withFile(composition, 'lottery.csv', () => 'weight,composition\n'))).toContain('compositions');
  });

  test.each([
    ['a ticket of two seniors', 'panels', (text: string) => text.replace(/^0,.*$/m, '0,p0004 p0005')],
    ['a ticket of one person', 'tickets', (text: string) => text.replace(/^0,.*$/m, '0,p0004')],
    ['somebody twice on a ticket', 'tickets', (text: string) => text.replace(/^0,.*$/m, '0,p0004 p0004')],
    ['a stranger on a ticket', 'panels', (text: string) => text.replace(/^0,.*$/m, '0,nobody p0004')],
    ['a ticket too few', 'tickets', (text: string) => text.replace(/^999,.*\n/m, '')],
    ['a ticket too many', 'tickets', (text: string) => `${text}1000,p0000 p0004\n`],
  ])('%s', (_, subject, change) => {
    expect(failures(withFile(honest, 'lottery.csv', change))).toContain(subject);
  });

  test.each([
    ['a class of one more', (text: string) => text.replace('0,2,2,0,14', '0,3,3,0,14')],
    ['a class of nobody', (text: string) => text.replace('0,2,2,0,14', '0,0,0,0,14')],
    ['a class more', (text: string) => `${text}3,1,1,0,14,senior,rural\n`],
    ['other household groups', (text: string) => text.replace('0,2,2,0,14', '0,2,2,1,14')],
  ])('%s', (_, change) => {
    const found = failures(withFile(honest, 'classes.csv', change));
    expect(found.some((subject) => subject === 'classes' || subject === 'compositions')).toBe(true);
  });

  test.each([
    ['another number', 'number', { number: 1001 }],
    ['another panel', 'panel', { panel: ['p0000', 'p0009'] }],
    ['the panel in another order', 'panel', { panel: drawn(honest, solver).draw.record.panel.toReversed() }],
    ['other alternates', 'alternates', { alternates: ['p0000', 'p0001'] }],
    ['an alternate fewer', 'alternates', { alternates: drawn(honest, solver).draw.record.alternates.slice(1) }],
    ['another seed', 'number', { seed: { kind: 'text', text: 'another' } as const }],
    ['an official draw by free text', 'record', { status: 'official' as const }],
  ])('%s', (_, subject, change) => {
    expect(failures(withRecord(change))).toContain(subject);
  });

  test.each([
    ['another size', { size: 3 }],
    ['another objective', { objective: 'nash' }],
    ['an objective nobody knows', { objective: 'best' }],
    ['no household rule', { household_types: 'size' as const }],
    ['no tickets', { tickets: 0 }],
    ['more tickets than numbers', { tickets: 2 ** 52 }],
    ['another form', { lottery_form: 'composition' as const }],
  ])('%s in the manifest', (_, change) => {
    const manifest = { settings: { ...honest.manifest.settings, ...change } };
    const { draw, evidence } = drawn(honest, solver);
    const altered = resealed(honest, { manifest });
    const record = textOf({ ...draw.record, manifest: altered.manifest, commitment: altered.commitment });
    expect(failures({ ...evidence, record })).not.toEqual([]);
  });

  test('a cut that a panel breaks', () => {
    const given = prepare(withCuts, solver);
    const proof = given.selection.certificate;
    const cuts = proof.cuts.map(({ weights, bound }) => ({ weights, bound: bound - 1 }));
    const selection = { ...given.selection, certificate: { ...proof, cuts } };
    const lie = prepareDraw(given, selection, { hash: nodeHash, noise: noiseSource }, provenance);
    expect(failures(drawn(lie, solver).evidence)).toContain('cuts');
  });
});

describe('no evidence, however broken, makes the verifier throw', () => {
  test.each(forms)('files with edits under fresh hashes, %s form', (lotteryForm) => {
    const given = prepare(withCuts, solver, { lotteryForm, tickets: 20 });
    const edit = fc.record({
      name: fc.constantFrom(...Object.keys(given.files)),
      at: fc.nat(),
      with: fc.constantFrom('', '0', '-', '9', '99999999', ',', ' ', '"', '\n', '1', '[', 'x'),
      cut: fc.nat(3),
    });
    fc.assert(
      fc.property(edit, ({ name, at, with: inserted, cut }) => {
        const text = given.files[name]!;
        const place = at % text.length;
        const files = { [name]: text.slice(0, place) + inserted + text.slice(place + cut) };
        verify(drawn(resealed(given, { files }), solver).evidence);
      }),
      { numRuns: 200 },
    );
  });

  test('records that are no records', () => {
    const { evidence } = drawn(prepare(fourteen, solver), solver);
    for (const record of [
      '',
      '{}',
      '[]',
      'null',
      '"x"',
      '['.repeat(100_000),
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    ]) {
      expect(failures({ ...evidence, record })).toEqual(['record']);
    }
  });
});
