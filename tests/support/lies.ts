import { toHex, utf8 } from '../../src/core/bytes.js';
import { drawSeed, numberBelow } from '../../src/core/lottery/draw-seed.js';
import { panelOf } from '../../src/core/lottery/pick.js';
import { findAlternates } from '../../src/core/panel/alternates.js';
import { canonicalJson } from '../../src/core/record/canonical-json.js';
import { saltedLeaf } from '../../src/core/record/canonical-pool.js';
import type { DrawRecord } from '../../src/core/record/draw-record.js';
import { commitmentOf, digestOf, type Manifest } from '../../src/core/record/manifest.js';
import { leafHash, merkleRoot } from '../../src/core/record/merkle.js';
import { canonicalSeed, quicknetRound, type Seed } from '../../src/core/record/seed-source.js';
import { csvLine } from '../../src/core/record/tables.js';
import { NO_HOUSEHOLD } from '../../src/core/register/pool.js';
import { SCALE } from '../../src/core/selection/certificate.js';
import { nodeHash } from '../../src/random/hash.js';
import { BEACON, type FileMap, LEDGER, RECORD, type WholeDraw } from './whole-draws.js';

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;
// biome-ignore lint/suspicious/noExplicitAny: a liar keeps to no type.
type Loose = any;

interface Alteration {
  /** Files that the manifest names, by name. */
  readonly files?: FileMap;
  readonly pool?: string;
  /** Change these in place. */
  readonly manifest?: (manifest: Loose) => void;
  readonly record?: (record: Loose, draw: WholeDraw) => void;
  readonly seed?: Seed;
  readonly ledger?: readonly string[];
}

/** The files as a liar publishes them: every hash, commitment, draw seed, number, panel and alternates made anew. */
function remade(draw: WholeDraw, alteration: Alteration): FileMap {
  const { prepared } = draw;
  const own = { ...prepared.files, ...alteration.files };
  const manifest: Mutable<Manifest> = structuredClone(prepared.manifest) as Mutable<Manifest>;
  manifest.files = Object.fromEntries(Object.entries(own).map(([name, text]) => [name, digestOf(nodeHash, text)]));
  const pool = alteration.pool ?? draw.files['canonical-pool.csv'] ?? '';
  if ('digest' in manifest.pool) (manifest.pool as Loose).digest = digestOf(nodeHash, pool);
  alteration.manifest?.(manifest);
  const commitment = commitmentOf(nodeHash, manifest);
  const given = alteration.seed ?? draw.seed;
  const seed = drawSeed(nodeHash, commitment, canonicalSeed(nodeHash, given));
  const isNamed = prepared.lottery.form === 'named';
  const M = (prepared.lottery.form === 'named' && prepared.lottery.panels.length) || 1;
  const number =
    given.kind === 'pick'
      ? given.number
      : isNamed
        ? numberBelow(nodeHash, seed, 'ticket', M)
        : numberBelow(nodeHash, seed, 'composition', SCALE);
  const names = prepared.pool.pseudonyms;
  const ticket = isNamed ? (own['lottery.csv'] ?? '').split('\n')[number + 1]?.split(',')[1]?.split(' ') : undefined;
  const positions = ticket?.map((name) => names.indexOf(name));
  const panel =
    positions && !positions.includes(-1)
      ? Int32Array.from(positions)
      : panelOf(nodeHash, seed, number % (isNamed ? M : SCALE), prepared);
  const alternates = findAlternates(nodeHash, seed, { ...prepared, panel }, prepared.settings);
  const record: Mutable<DrawRecord> = {
    ...(structuredClone(draw.record) as Mutable<DrawRecord>),
    ...{ manifest, commitment, seed: given as Mutable<Seed>, draw_seed: toHex(seed), number },
    panel: ticket ?? Array.from(panel, (person) => names[person] ?? ''),
    alternates: alternates.map((person) => names[person] ?? ''),
  };
  alteration.record?.(record, draw);
  const ledger = alteration.ledger && { [LEDGER]: textOfRows(alteration.ledger) };
  return { ...draw.files, ...own, ...ledger, 'canonical-pool.csv': pool, [RECORD]: canonicalJson(record) };
}

export interface Lie {
  readonly name: string;
  /** The files, or undefined where a draw has nothing to lie about in this way. */
  readonly tell: (draw: WholeDraw) => FileMap | undefined;
}

const lie = (name: string, alter: (draw: WholeDraw) => Alteration | undefined): Lie => ({
  name,
  tell: (draw) => {
    const alteration = alter(draw);
    return alteration && remade(draw, alteration);
  },
});

const inRecord = (
  name: string,
  record: (record: Loose, draw: WholeDraw) => void,
  only = (_: WholeDraw): boolean => true,
): Lie => lie(name, (draw) => (only(draw) ? { record } : undefined));
const inManifest = (name: string, manifest: (manifest: Loose) => void, only = (_: WholeDraw): boolean => true): Lie =>
  lie(name, (draw) => (only(draw) ? { manifest } : undefined));

const isNamed = ({ prepared }: WholeDraw): boolean => prepared.lottery.form === 'named';
const isComposition = (draw: WholeDraw): boolean => !isNamed(draw);
const hasSalts = ({ prepared }: WholeDraw): boolean => prepared.pool.salts !== undefined;
const hasHomes = ({ prepared }: WholeDraw): boolean => prepared.settings.onePerHousehold;
const hasSeated = ({ prepared }: WholeDraw): boolean => prepared.seated.length > 0;
const exOfficioOf = ({ prepared }: WholeDraw): readonly string[] => prepared.settings.exOfficio ?? [];
const hasExOfficio = (draw: WholeDraw): boolean => exOfficioOf(draw).length > 0;
const isDice = ({ seed }: WholeDraw): boolean => seed.kind === 'public' && seed.dice !== undefined;
const isDrand = ({ seed }: WholeDraw): boolean => seed.kind === 'public' && seed.drand !== undefined;
const isPick = ({ seed }: WholeDraw): boolean => seed.kind === 'pick';
const hasLevels = ({ prepared }: WholeDraw): boolean => prepared.selection.certificate.levels.length > 0;
const hasLedger = ({ ledger }: WholeDraw): boolean => ledger !== undefined && ledger !== '';

/** Lines between the header and the end. */
const rowsOf = (text: string): string[] => text.slice(0, -1).split('\n');
const textOfRows = (rows: readonly string[]): string => rows.map((row) => `${row}\n`).join('');
const sortedNames = (names: readonly string[]): string[] => [...names].sort();

/** Tickets, each changed or not; the first is ticket 0. */
const inTickets = (name: string, change: (tickets: string[][], draw: WholeDraw) => string[][] | undefined): Lie =>
  lie(name, (draw) => {
    if (!isNamed(draw)) return undefined;
    const [header = '', ...rows] = rowsOf(draw.prepared.files['lottery.csv'] ?? '');
    const tickets = change(
      rows.map((row) => row.split(',')[1]?.split(' ') ?? []),
      draw,
    );
    if (tickets === undefined) return undefined;
    return { files: { 'lottery.csv': textOfRows([header, ...tickets.map((panel, i) => `${i},${panel.join(' ')}`)]) } };
  });

const valuesOf = ({ prepared: { pool } }: WholeDraw, person: number): string => {
  const F = pool.quotas.length;
  return pool.values.subarray(person * F, person * F + F).join();
};
const homeOf = ({ prepared: { pool } }: WholeDraw, person: number): number => pool.households[person] ?? NO_HOUSEHOLD;
const isSeated = ({ prepared }: WholeDraw, person: number): boolean => prepared.seated.includes(person);

/** The first exchange of somebody on a ticket for somebody else that fits. */
function exchanged(
  tickets: string[][],
  draw: WholeDraw,
  fits: (out: number, other: number, panel: readonly number[]) => boolean,
): string[][] | undefined {
  const names = draw.prepared.pool.pseudonyms;
  for (const [i, ticket] of tickets.entries()) {
    const panel = ticket.map((name) => names.indexOf(name));
    for (const out of panel) {
      for (const other of names.keys()) {
        if (panel.includes(other) || isSeated(draw, out) || !fits(out, other, panel)) continue;
        return tickets.with(i, sortedNames([...ticket.filter((name) => name !== names[out]), names[other] ?? '']));
      }
    }
  }
  return undefined;
}

/** A panel with one person exchanged, against the quotas. */
function breaksQuota(draw: WholeDraw, panel: readonly number[]): boolean {
  const { pool } = draw.prepared;
  const F = pool.quotas.length;
  return pool.quotas.some(({ quotas }, f) =>
    quotas.some(({ min, max }, v) => {
      const seats = panel.filter((person) => pool.values[person * F + f] === v).length;
      return seats < min || seats > max;
    }),
  );
}

/** distribution.csv, or what stands for it. */
const inDistribution = (name: string, change: (rows: [number, number[]][], draw: WholeDraw) => boolean): Lie =>
  lie(name, (draw) => {
    const file = isNamed(draw) ? 'distribution.csv' : 'lottery.csv';
    const [header = '', ...lines] = rowsOf(draw.prepared.files[file] ?? '');
    const rows = lines.map((line): [number, number[]] => {
      const [weight = '', seats = ''] = line.split(',');
      return [Number(weight), seats.split(' ').map(Number)];
    });
    if (!change(rows, draw)) return undefined;
    // The certificate says what the compositions then are.
    const X = rows[0]?.[1].map((_, t) =>
      rows.reduce((sum, [weight, y]) => sum + BigInt(weight) * BigInt(y[t] ?? 0), 0n),
    );
    const certificate = JSON.parse(draw.prepared.files['certificate.json'] ?? '');
    certificate.seats = X?.map(String);
    return {
      files: {
        [file]: textOfRows([header, ...rows.map(([weight, y]) => `${weight},${y.join(' ')}`)]),
        'certificate.json': canonicalJson(certificate),
      },
    };
  });

const inCertificate = (name: string, change: (certificate: Loose, draw: WholeDraw) => boolean | undefined): Lie =>
  lie(name, (draw) => {
    const certificate = JSON.parse(draw.prepared.files['certificate.json'] ?? '');
    if (change(certificate, draw) === false) return undefined;
    return { files: { 'certificate.json': canonicalJson(certificate) } };
  });

const inClasses = (name: string, change: (rows: string[][], draw: WholeDraw) => boolean): Lie =>
  lie(name, (draw) => {
    const [header = '', ...lines] = rowsOf(draw.prepared.files['classes.csv'] ?? '');
    // Values with commas are quoted: the five numbers stand before them.
    const rows = lines.map((line) => {
      const numbers = line.split(',', 5);
      return [...numbers, line.slice(numbers.join(',').length + 1)];
    });
    if (!change(rows, draw)) return undefined;
    return { files: { 'classes.csv': textOfRows([header, ...rows.map((row) => row.join(','))]) } };
  });

/** canonical-pool.csv, with leaves, roots and people.csv, or the digest, made anew. */
const inPool = (name: string, change: (rows: string[][], draw: WholeDraw) => boolean): Lie =>
  lie(name, (draw) => {
    const [header = '', ...lines] = rowsOf(draw.files['canonical-pool.csv'] ?? '');
    const rows = lines.map((line) => line.split(','));
    if (!change(rows, draw)) return undefined;
    const pool = textOfRows([header, ...rows.map((row) => row.join(','))]);
    if (!hasSalts(draw)) return { pool };
    const { pool: own, manifest } = draw.prepared;
    const published = (manifest.published ?? []).map((feature) => own.quotas.findIndex((q) => q.feature === feature));
    const number = (cell: string | undefined): number | null =>
      cell === '' || cell === undefined ? null : Number(cell);
    const leaves = rows.map(([pseudonym = '', salt = '', values = '', t, household, type = '']) => {
      const bytes = Uint8Array.from(salt.match(/../g) ?? [], (hex) => Number.parseInt(hex, 16));
      const numbers = values.split(' ').map(Number);
      return {
        ...{ pseudonym, numbers },
        leaf: saltedLeaf(nodeHash, bytes, [pseudonym, numbers, number(t)]),
        home: saltedLeaf(nodeHash, bytes, [pseudonym, number(household), Number(type)]),
      };
    });
    const people = leaves.map(({ pseudonym, numbers, leaf, home }) => {
      const values = published.map((f) => own.quotas[f]?.quotas[numbers[f] ?? 0]?.value ?? '');
      return [
        pseudonym,
        toHex(leaf),
        toHex(home),
        ...values.map((value) => (value.includes(',') ? `"${value}"` : value)),
      ];
    });
    const [peopleHeader = ''] = rowsOf(draw.files['people.csv'] ?? '');
    return {
      pool,
      files: { 'people.csv': textOfRows([peopleHeader, ...people.map((row) => row.join(','))]) },
      manifest: (m) => {
        m.pool.root = toHex(
          merkleRoot(
            nodeHash,
            leaves.map(({ leaf }) => leaf),
          ),
        );
        m.pool.homes_root = toHex(
          merkleRoot(
            nodeHash,
            leaves.map(({ home }) => home),
          ),
        );
      },
    };
  });

/** people.csv alone, with the roots of what then stands there. */
const inPeople = (name: string, change: (rows: string[][], draw: WholeDraw, header: string[]) => boolean): Lie =>
  lie(name, (draw) => {
    if (!hasSalts(draw)) return undefined;
    const [header = '', ...lines] = rowsOf(draw.files['people.csv'] ?? '');
    const columns = header.split(',');
    const rows = lines.map((line) => line.split(','));
    if (!change(rows, draw, columns)) return undefined;
    const root = (column: number): string =>
      toHex(
        merkleRoot(
          nodeHash,
          rows.map((row) => Uint8Array.from(row[column]?.match(/../g) ?? [], (hex) => Number.parseInt(hex, 16))),
        ),
      );
    return {
      files: { 'people.csv': textOfRows([columns, ...rows].map((row) => row.join(','))) },
      manifest: (m) => {
        m.pool.root = root(1);
        m.pool.homes_root = root(2);
      },
    };
  });

const swap = <T>(list: T[], i: number, j: number): void => {
  [list[i], list[j]] = [list[j] as T, list[i] as T];
};
const tight = (draw: WholeDraw, side: 'min' | 'max'): readonly [number, number] | undefined => {
  // A quota that some composition is at the very edge of.
  const { pool, lottery } = draw.prepared;
  if (lottery.form !== 'named') return undefined;
  const F = pool.quotas.length;
  for (const [f, { quotas }] of pool.quotas.entries()) {
    for (const [v, quota] of quotas.entries()) {
      const seats = lottery.panels.map((panel) => Array.from(panel).filter((i) => pool.values[i * F + f] === v).length);
      if (side === 'max' ? Math.max(...seats) === quota.max && quota.max > 0 : Math.min(...seats) === quota.min)
        return [f, v];
    }
  }
  return undefined;
};
const shiftedQuota = (name: string, side: 'min' | 'max', by: number): Lie =>
  lie(name, (draw) => {
    const place = tight(draw, side);
    return place && { manifest: (m) => (m.quotas[place[0]].values[place[1]][side] += by) };
  });

/** Entries of the ledger, the second changed; `isRemade`: each bound anew to the one before, and the head stated anew. */
const inLedger = (name: string, isRemade: boolean, change: (entry: Loose) => void): Lie =>
  lie(name, (draw) => {
    if (!hasLedger(draw)) return undefined;
    const lines = rowsOf(draw.ledger ?? '');
    if (lines.length < 3) return undefined;
    const changed: string[] = [];
    for (const [i, line] of lines.entries()) {
      const entry = JSON.parse(line);
      if (i === 1) change(entry);
      if (isRemade && i > 0) entry.previous = digestOf(nodeHash, changed[i - 1] ?? '');
      changed.push(canonicalJson(entry));
    }
    return {
      ledger: changed,
      record: (record) => {
        record.ledger.head = digestOf(nodeHash, changed[record.ledger.length - 1] ?? '');
      },
    };
  });

export const LIES: readonly Lie[] = [
  inTickets('a ticket that breaks a quota', (tickets, draw) =>
    exchanged(
      tickets,
      draw,
      (out, other, panel) =>
        breaksQuota(draw, [...panel.filter((i) => i !== out), other]) &&
        (!hasHomes(draw) ||
          panel.every((i) => homeOf(draw, i) !== homeOf(draw, other) || homeOf(draw, i) === NO_HOUSEHOLD)),
    ),
  ),
  inTickets('a ticket with two of a household', (tickets, draw) =>
    hasHomes(draw)
      ? exchanged(
          tickets,
          draw,
          (out, other, panel) =>
            !breaksQuota(draw, [...panel.filter((i) => i !== out), other]) &&
            homeOf(draw, other) !== NO_HOUSEHOLD &&
            panel.some((i) => i !== out && !isSeated(draw, i) && homeOf(draw, i) === homeOf(draw, other)),
        )
      : undefined,
  ),
  inTickets('a ticket with somebody who lives with a seated person', (tickets, draw) =>
    hasHomes(draw) && hasSeated(draw)
      ? exchanged(
          tickets,
          draw,
          (out, other, panel) =>
            !breaksQuota(draw, [...panel.filter((i) => i !== out), other]) &&
            draw.prepared.seated.some(
              (i) => homeOf(draw, i) === homeOf(draw, other) && homeOf(draw, i) !== NO_HOUSEHOLD,
            ),
        )
      : undefined,
  ),
  inTickets('a ticket without a seated person', (tickets, draw) => {
    const [seated] = draw.prepared.seated;
    if (seated === undefined) return undefined;
    const names = draw.prepared.pool.pseudonyms;
    const like = names.findIndex(
      (name, i) => i !== seated && valuesOf(draw, i) === valuesOf(draw, seated) && !tickets[0]?.includes(name),
    );
    const name = names[like < 0 ? names.findIndex((other) => !tickets[0]?.includes(other)) : like] ?? '';
    return tickets.with(0, sortedNames([...(tickets[0] ?? []).filter((one) => one !== names[seated]), name]));
  }),
  inTickets('a ticket with somebody who sits ex officio', ([first = [], ...rest], draw) => {
    const [name] = exOfficioOf(draw);
    return name === undefined ? undefined : [sortedNames([...first.slice(1), name]), ...rest];
  }),
  inRecord(
    'an alternate who sits ex officio',
    (record, draw) => record.alternates.splice(0, 1, exOfficioOf(draw)[0]),
    hasExOfficio,
  ),
  inTickets('somebody twice on a ticket', ([first = [], ...rest]) => [
    [first[0] ?? '', ...first.slice(0, -1)],
    ...rest,
  ]),
  inTickets('a stranger on a ticket', ([first = [], ...rest]) => [
    sortedNames([...first.slice(1), 'zzzzzzzzzz']),
    ...rest,
  ]),
  inTickets('a ticket with a person too few', ([first = [], ...rest]) => [first.slice(1), ...rest]),
  inTickets('a ticket with a person too many', ([first = [], ...rest], draw) => [
    sortedNames([...first, draw.prepared.pool.pseudonyms.find((name) => !first.includes(name)) ?? '']),
    ...rest,
  ]),
  inTickets('a ticket out of order', ([first = [], ...rest]) => [first.toReversed(), ...rest]),
  inTickets('a ticket too few', (tickets) => tickets.slice(0, -1)),
  inTickets('a ticket too many', (tickets) => [...tickets, tickets[0] ?? []]),
  inTickets('every ticket the same', (tickets) => tickets.map(() => tickets[0] ?? [])),
  inTickets('a person’s tickets given to a classmate', (tickets, draw) => {
    const names = draw.prepared.pool.pseudonyms;
    const count = (name: string): number => tickets.filter((panel) => panel.includes(name)).length;
    for (const [i, name] of names.entries()) {
      if (isSeated(draw, i) || count(name) < 8) continue;
      const mate = names.findIndex(
        (other, j) =>
          j !== i &&
          valuesOf(draw, j) === valuesOf(draw, i) &&
          homeOf(draw, i) === NO_HOUSEHOLD &&
          homeOf(draw, j) === NO_HOUSEHOLD &&
          count(other) > 0,
      );
      if (mate < 0) continue;
      return tickets.map((panel) =>
        panel.includes(name) && !panel.includes(names[mate] ?? '')
          ? sortedNames([...panel.filter((one) => one !== name), names[mate] ?? ''])
          : panel,
      );
    }
    return undefined;
  }),
  lie('tickets numbered from 1', (draw) =>
    isNamed(draw)
      ? {
          files: {
            'lottery.csv': (draw.prepared.files['lottery.csv'] ?? '').replaceAll(/^\d+/gm, (n) =>
              String(Number(n) + 1),
            ),
          },
        }
      : undefined,
  ),

  inRecord(
    'a panel of the next ticket',
    (record, { prepared: { lottery, pool } }) => {
      if (lottery.form !== 'named') return;
      const i = lottery.panels.findIndex(
        (panel) => Array.from(panel, (p) => pool.pseudonyms[p]).join() !== record.panel.join(),
      );
      record.panel = Array.from(lottery.panels[i] ?? [], (person) => pool.pseudonyms[person]);
    },
    isNamed,
  ),
  inRecord(
    'another number, with its own panel',
    (record, { prepared: { lottery, pool } }) => {
      if (lottery.form !== 'named') return;
      record.number = (record.number + 1) % lottery.panels.length;
      record.panel = Array.from(lottery.panels[record.number] ?? [], (person) => pool.pseudonyms[person]);
    },
    isNamed,
  ),
  inRecord(
    'another number, in a list of weights',
    (record) => {
      record.number = (record.number + SCALE / 2) % SCALE;
    },
    isComposition,
  ),
  inRecord('one of the panel exchanged for somebody of the class', (record, draw) => {
    const names = draw.prepared.pool.pseudonyms;
    for (const name of record.panel as string[]) {
      const i = names.indexOf(name);
      const mate = names.findIndex(
        (other, j) =>
          valuesOf(draw, j) === valuesOf(draw, i) &&
          !record.panel.includes(other) &&
          !record.alternates.includes(other) &&
          !isSeated(draw, i),
      );
      if (mate < 0) continue;
      record.panel = sortedNames([...record.panel.filter((one: string) => one !== name), names[mate] ?? '']);
      return;
    }
  }),
  inRecord('one of the panel exchanged for an alternate', (record) => {
    [record.panel[0], record.alternates[0]] = [record.alternates[0], record.panel[0]];
    record.panel = sortedNames(record.panel);
  }),
  inRecord('a panel with a person too few', (record) => record.panel.pop()),
  inRecord('a panel with a stranger', (record) => record.panel.splice(-1, 1, 'zzzzzzzzzz')),
  inRecord('a panel out of order', (record) => record.panel.reverse()),
  inRecord('alternates swapped', (record) => record.alternates.reverse()),
  inRecord('an alternate left out', (record) => record.alternates.pop()),
  inRecord('an alternate too many', (record, { prepared }) =>
    record.alternates.push(
      prepared.pool.pseudonyms.find((name) => !record.panel.includes(name) && !record.alternates.includes(name)),
    ),
  ),
  inRecord('somebody of the panel as alternate', (record) => record.alternates.splice(0, 1, record.panel[0])),
  inRecord('another draw seed', (record) => {
    record.draw_seed = toHex(leafHash(nodeHash, utf8('another')));
  }),
  inRecord(
    'a text passed off as an official draw',
    (record) => {
      record.status = 'official';
    },
    ({ record }) => record.status !== 'official',
  ),
  inRecord(
    'a rehearsal passed off as a draw',
    (record) => {
      record.status = 'uncommitted';
    },
    ({ record }) => record.status === 'rehearsal',
  ),
  inRecord(
    'an official draw passed off as a rehearsal',
    (record) => {
      record.status = 'rehearsal';
    },
    ({ record }) => record.status === 'official',
  ),
  inRecord(
    'no ledger',
    (record) => delete record.ledger,
    ({ ledger }) => ledger !== undefined,
  ),
  inRecord(
    'a ledger where there is none',
    (record) => {
      record.ledger = { length: 0, head: '0'.repeat(64) };
    },
    ({ ledger }) => ledger === undefined,
  ),
  inRecord(
    'a ledger of more lines than there are',
    (record) => {
      record.ledger.length += 1;
    },
    hasLedger,
  ),
  inRecord(
    'a ledger of fewer lines under the same head',
    (record) => {
      record.ledger.length -= 1;
    },
    hasLedger,
  ),
  inLedger('an earlier entry of the ledger with another digest', false, (entry) => {
    entry.outputs = { 'invitations.csv': '0'.repeat(64) };
  }),
  inLedger('an entry of the ledger at no time', true, (entry) => {
    entry.time = '2026-02-30T12:00:00Z';
  }),
  inLedger('an entry of the ledger with another number', true, (entry) => {
    entry.entry += 1;
  }),
  inLedger('an entry of the ledger with something more', true, (entry) => {
    entry.note = '';
  }),
  lie('salts in a pool that has none, under its own digest', (draw) =>
    hasSalts(draw)
      ? undefined
      : {
          pool: (draw.files['canonical-pool.csv'] ?? '').replaceAll(/(?<=\n[^,\n]*,),/g, `${'ab'.repeat(16)},`),
          manifest: (m) => {
            m.pool = draw.prepared.manifest.pool;
          },
        },
  ),

  lie('a die too few', (draw) =>
    isDice(draw) ? { seed: { ...draw.seed, dice: (draw.seed as Loose).dice.slice(1) } as Seed } : undefined,
  ),
  lie('a die that shows too much', (draw) =>
    isDice(draw) ? { seed: { ...draw.seed, dice: (draw.seed as Loose).dice.with(3, 7) } as Seed } : undefined,
  ),
  lie('a die that shows nothing', (draw) =>
    isDice(draw) ? { seed: { ...draw.seed, dice: (draw.seed as Loose).dice.with(3, 0) } as Seed } : undefined,
  ),
  inManifest(
    'too few dice',
    (m) => {
      m.seed_source.dice = { count: 10, sides: 6 };
    },
    isDice,
  ),
  lie('too few dice, rolled', (draw) =>
    isDice(draw)
      ? {
          seed: { ...draw.seed, dice: [1, 2, 3] } as Seed,
          manifest: (m) => (m.seed_source.dice = { count: 3, sides: 6 }),
        }
      : undefined,
  ),
  lie('an earlier round', (draw) =>
    isDrand(draw) ? { seed: { ...draw.seed, drand: { ...BEACON, round: BEACON.round - 1 } } as Seed } : undefined,
  ),
  lie('a signature that is not the beacon’s', (draw) =>
    isDrand(draw)
      ? { seed: { ...draw.seed, drand: { ...BEACON, signature: `${BEACON.signature.slice(0, -1)}c` } } as Seed }
      : undefined,
  ),
  inManifest(
    'a round at another time',
    (m) => {
      m.seed_source.drand.time = quicknetRound(BEACON.round + 1000).time;
    },
    isDrand,
  ),
  inManifest(
    'another chain',
    (m) => {
      m.seed_source.drand.chain = '0'.repeat(64);
    },
    isDrand,
  ),
  lie('a text in place of dice', (draw) => (isDice(draw) ? { seed: { kind: 'text', text: 'dice 1 2 3' } } : undefined)),
  lie('a picked number in place of a text', (draw) =>
    isNamed(draw) && !isPick(draw) ? { seed: { kind: 'pick', number: 0 } } : undefined,
  ),
  inManifest(
    'a number picked where there are no tickets',
    (m) => {
      m.seed_source = { kind: 'pick' };
    },
    isComposition,
  ),
  lie('a number picked beyond the last ticket', (draw) =>
    isPick(draw) ? { seed: { kind: 'pick', number: 120 } } : undefined,
  ),
  inRecord(
    'a number picked and another ticket',
    (record) => {
      record.number += 1;
    },
    isPick,
  ),

  inDistribution('weight moved from one composition to another', (rows) => {
    if (rows.length < 2 || (rows[0]?.[1].join() ?? '') === rows[1]?.[1].join()) return false;
    const moved = Math.floor((rows[0]?.[0] ?? 0) / 2);
    rows[0]![0] -= moved;
    rows[1]![0] += moved;
    return true;
  }),
  inDistribution('weights that sum to one too many', (rows) => {
    rows[0]![0] += 1;
    return true;
  }),
  inDistribution(
    'a composition of weight that is not there',
    (rows) => rows.length > 1 && rows.splice(0, 1).length > 0,
  ),
  inDistribution('a seat too many', (rows) => {
    rows[0]![1][0]! += 1;
    return true;
  }),
  inDistribution('a class with more seats than homes', (rows, draw) => {
    const homes = draw.prepared.classes.homes;
    const t = homes.findIndex((n) => n < draw.prepared.left.k);
    if (t < 0) return false;
    const row = rows[0]![1];
    let need = homes[t]! + 1 - row[t]!;
    for (let other = 0; other < row.length && need > 0; other++) {
      if (other === t) continue;
      const taken = Math.min(need, row[other]!);
      row[other]! -= taken;
      row[t]! += taken;
      need -= taken;
    }
    return need === 0;
  }),
  inDistribution('a composition that breaks a quota', (rows, draw) => {
    const { instance } = draw.prepared;
    for (const [, y] of rows) {
      for (let a = 0; a < y.length; a++) {
        for (let b = 0; b < y.length; b++) {
          if (a === b || y[a] === 0 || (y[b] ?? 0) >= (instance.cap[b] ?? 0)) continue;
          y[a]!--;
          y[b]!++;
          const seats = new Int32Array(instance.lower.length);
          y.forEach((count, t) => {
            for (let i = 0; i < instance.width; i++) seats[instance.rowsOf[t * instance.width + i]!]! += count;
          });
          if (
            seats.some((count, r) => r < instance.freeRow && (count < instance.lower[r]! || count > instance.upper[r]!))
          )
            return true;
          y[a]!++;
          y[b]!--;
        }
      }
    }
    return false;
  }),

  inCertificate(
    'a level left out',
    (c, draw) => hasLevels(draw) && c.levels.shift() !== undefined && c.levels.length > 0,
  ),
  inCertificate('no levels', (c, draw) => {
    c.levels = [];
    return hasLevels(draw);
  }),
  inCertificate(
    'a level that fixes a class fewer',
    (c, draw) =>
      hasLevels(draw) && draw.prepared.settings.objective !== 'maximin' && c.levels[0].fixed.shift() !== undefined,
  ),
  inCertificate(
    'a class fixed twice',
    (c, draw) => hasLevels(draw) && c.levels[0].fixed.push(c.levels[0].fixed.at(-1)) > 0,
  ),
  inCertificate('the first level fixes everybody', (c, draw) => {
    const T = draw.prepared.instance.T;
    if (c.levels.length < 2) return false;
    c.levels = [{ ...c.levels[0], fixed: Array.from({ length: T }, (_, t) => t) }];
    return true;
  }),
  inCertificate('a larger μ', (c, draw) => {
    if (!hasLevels(draw)) return false;
    c.levels[0].mu = String(BigInt(c.levels[0].mu) + BigInt(SCALE) / 10n);
    return true;
  }),
  inCertificate('smaller weights', (c, draw) => {
    if (!hasLevels(draw)) return false;
    c.levels[0].y = c.levels[0].y.map(([t, y]: [number, string]) => [t, String(BigInt(y) / 2n)]);
    return true;
  }),
  inCertificate('negative weights', (c, draw) => {
    if (!hasLevels(draw)) return false;
    c.levels[0].y = c.levels[0].y.map(([t, y]: [number, string]) => [t, `-${y}`]);
    return true;
  }),
  inCertificate('a multiplier twice', (c, draw) => hasLevels(draw) && c.levels[0].y.push(c.levels[0].y.at(-1)) > 0),
  inCertificate(
    'a multiplier of a row that is not there',
    (c, draw) => hasLevels(draw) && c.levels[0].lambda.push([100_000, '0']) > 0,
  ),
  inCertificate('expected seats of one class more', (c) => {
    c.seats[0] = String(BigInt(c.seats[0]) + 1n);
    return true;
  }),
  inCertificate('the other direction', (c) => {
    c.direction = c.direction === 'raise' ? 'lower' : 'raise';
    return true;
  }),
  inCertificate(
    'a cut that these compositions break',
    (c, draw) => c.cuts.push({ weights: Array.from({ length: draw.prepared.instance.T }, () => 1), bound: 1 }) > 0,
  ),
  inCertificate('a cut of another length', (c) => c.cuts.push({ weights: [1], bound: 100 }) > 0),

  inClasses('a class of one person more', (rows) => {
    rows[0]![1] = String(Number(rows[0]![1]) + 1);
    return true;
  }),
  inClasses('a person moved from one class to another', (rows) => {
    const i = rows.findIndex((row) => Number(row[1]) > 1 && Number(row[2]) < Number(row[1]));
    if (i < 0 || rows.length < 2) return false;
    rows[i]![1] = String(Number(rows[i]![1]) - 1);
    rows[(i + 1) % rows.length]![1] = String(Number(rows[(i + 1) % rows.length]![1]) + 1);
    return true;
  }),
  inClasses('a class in one home fewer', (rows) => {
    const row = rows.find((one) => Number(one[2]) > 1);
    if (row === undefined) return false;
    row[2] = String(Number(row[2]) - 1);
    return true;
  }),
  inClasses('a class in no home', (rows) => {
    rows[0]![2] = '0';
    return true;
  }),
  inClasses('another number of people in group 0', (rows) => {
    const free = rows.filter((row) => row[3] === '0');
    for (const row of free) row[4] = String(Number(row[4]) + 1);
    return free.length > 0;
  }),
  inClasses('two classes with each other’s values', (rows) => {
    if (rows.length < 2 || rows[0]![5] === rows[1]![5]) return false;
    const [a, b] = [rows[0]!, rows[1]!];
    [a[5], b[5]] = [b[5]!, a[5]!];
    return true;
  }),
  inClasses('a household group of one home more', (rows, draw) => {
    const group = rows.find((row) => row[3] !== '0')?.[3];
    if (group === undefined || !hasHomes(draw)) return false;
    for (const row of rows) if (row[3] === group) row[4] = String(Number(row[4]) + 1);
    return true;
  }),
  inClasses('a household group left without a limit', (rows) => {
    const row = rows.find((one) => one[3] !== '0');
    const total = rows.reduce((sum, one) => sum + Number(one[1]), 0);
    if (row === undefined) return false;
    row[3] = '0';
    row[4] = String(total);
    return true;
  }),

  inPool('somebody with another value', (rows, { prepared }) => {
    // Not of whoever sits ex officio: in no class and no quota, they may be told to have any from the start.
    const beside = prepared.manifest.settings.ex_officio ?? [];
    const row = rows.find(([name = '']) => !beside.includes(name))!;
    const values = row[2]!.split(' ');
    values[0] = values[0] === '0' ? '1' : '0';
    row[2] = values.join(' ');
    return true;
  }),
  inPool('somebody in another class', (rows) => {
    const row = rows.find((one) => one[3] !== '')!;
    row[3] = row[3] === '0' ? '1' : '0';
    return true;
  }),
  inPool('two people in each other’s class', (rows) => {
    const [a, b] = [rows.find((row) => row[3] === '0'), rows.find((row) => row[3] === '1')];
    if (a === undefined || b === undefined) return false;
    [a[3], b[3]] = [b[3]!, a[3]!];
    return true;
  }),
  inPool('somebody without a class', (rows) => {
    rows.find((row) => row[3] !== '')![3] = '';
    return true;
  }),
  inPool('a class for somebody who is seated', (rows, draw) => {
    const row = rows[draw.prepared.seated[0] ?? -1];
    if (row === undefined) return false;
    row[3] = '0';
    return true;
  }),
  inPool('two people in each other’s place', (rows) => {
    swap(rows, 0, 1);
    return true;
  }),
  inPool('a salt for some, none for others', (rows, draw) => {
    if (hasSalts(draw)) rows[0]![1] = '';
    else rows[0]![1] = 'ab'.repeat(16);
    return true;
  }),
  inPool('a household numbered out of turn', (rows) => {
    const row = rows.find((one) => one[4] !== '');
    if (row === undefined) return false;
    row[4] = String(rows.length - 1);
    return true;
  }),
  inPool('two of a class and home told apart', (rows, draw) => {
    if (!hasHomes(draw)) return false;
    const i = rows.findIndex(
      (row, at) =>
        row[4] !== '' && row[3] !== '' && rows.some((other, j) => j < at && other[4] === row[4] && other[3] === row[3]),
    );
    if (i < 0) return false;
    rows[i]![4] = '';
    return true;
  }),
  inPool('two people in each other’s household', (rows, draw) => {
    if (!hasHomes(draw)) return false;
    const i = rows.findIndex(
      (row) => row[4] !== '' && row[3] !== '' && rows.filter((other) => other[4] === row[4]).length > 1,
    );
    const j = rows.findIndex((row) => row[4] === '' && row[3] !== '' && row[3] !== rows[i]?.[3]);
    if (i < 0 || j < 0) return false;
    [rows[i]![4], rows[j]![4]] = [rows[j]![4]!, rows[i]![4]!];
    return true;
  }),

  inPeople('a published value of somebody', (rows, draw, header) => {
    if (header.length < 4) return false;
    const row = rows.find((one) => one[3] !== rows[0]![3]);
    if (row === undefined || draw.prepared.pool.quotas.length === 0) return false;
    row[3] = rows[0]![3]!;
    return true;
  }),
  inPeople('another leaf', (rows) => {
    rows[0]![1] = toHex(leafHash(nodeHash, utf8('another')));
    return true;
  }),
  inPeople('another home leaf', (rows) => {
    rows[0]![2] = toHex(leafHash(nodeHash, utf8('another')));
    return true;
  }),
  inPeople('somebody left out', (rows) => rows.splice(1, 1).length > 0),
  inPeople('somebody added', (rows) => rows.push(['zzzzzzzzzz', ...rows[0]!.slice(1)]) > 0),
  inPeople('two people in each other’s place, in people.csv', (rows) => {
    swap(rows, 0, 1);
    return true;
  }),
  lie('every feature published, however rare', (draw) => {
    if (!hasSalts(draw)) return undefined;
    const { quotas, values } = draw.prepared.pool;
    const F = quotas.length;
    const [, ...rows] = rowsOf(draw.files['people.csv'] ?? '');
    const cells = rows.map((row, i) => [
      ...row.split(',').slice(0, 3),
      ...quotas.map((quota, f) => quota.quotas[values[i * F + f] ?? 0]?.value ?? ''),
    ]);
    const names = quotas.map(({ feature }) => feature);
    return {
      files: {
        'people.csv': [['pseudonym', 'leaf', 'home_leaf', ...names], ...cells].map((row) => csvLine(row)).join(''),
      },
      manifest: (m) => {
        m.published = names;
      },
    };
  }),
  inPeople('values so rare that people can be known by them', (rows, _, header) => {
    if (header.length < 4) return false;
    rows.forEach((row, i) => {
      if (i > 1) row[3] = rows[0]![3]!;
    });
    return rows[1]![3] !== rows[0]![3];
  }),

  shiftedQuota('a quota whose max is one less', 'max', -1),
  shiftedQuota('a quota whose min is one more', 'min', 1),
  inManifest('quotas out of order', (m) => m.quotas.reverse()),
  inManifest('values of a quota out of order', (m) => m.quotas[0].values.reverse()),
  inManifest('another size', (m) => {
    m.settings.size += 1;
  }),
  inManifest('another objective', (m) => {
    m.settings.objective = m.settings.objective === 'minimax' ? 'leximin' : 'minimax';
  }),
  inManifest(
    'an objective without proof',
    (m) => {
      m.settings.objective = 'legacy';
    },
    hasLevels,
  ),
  inManifest('an objective nobody knows', (m) => {
    m.settings.objective = 'best';
  }),
  inManifest('other household types', (m) => {
    m.settings.household_types = m.settings.household_types === 'size' ? 'profiles' : 'size';
  }),
  inManifest(
    'no household types, but a household rule',
    (m) => {
      m.settings.household_types = 'none';
    },
    hasHomes,
  ),
  inManifest(
    'no household rule, but household types',
    (m) => {
      m.settings.one_per_household = false;
    },
    hasHomes,
  ),
  inManifest(
    'a household rule, but no types',
    (m) => {
      m.settings.one_per_household = true;
    },
    (draw) => !hasHomes(draw),
  ),
  inManifest('a rule that the alternates were not found by', (m) => {
    m.settings.alternates_rule = m.settings.alternates_rule === 'ranked' ? 'least-violation' : 'ranked';
  }),
  inManifest('drop-out rates that no rule asks for', (m) => {
    m.settings.alternates_rule = 'ranked';
    m.settings.dropout = { overall: 200, by: [] };
  }),
  inManifest('drop-out rates of a value that nobody has', (m) => {
    m.settings.alternates_rule = 'least-violation';
    m.settings.dropout = { overall: 200, by: [{ feature: m.quotas[0].feature, values: [{ value: '?', rate: 1 }] }] };
  }),
  inManifest('a drop-out rate above 1', (m) => {
    m.settings.alternates_rule = 'least-violation';
    m.settings.dropout = { overall: 1001, by: [] };
  }),
  inManifest('more alternates than were called', (m) => {
    m.settings.alternates += 1;
  }),
  inManifest(
    'more tickets',
    (m) => {
      m.settings.tickets += 1;
    },
    isNamed,
  ),
  inManifest(
    'tickets in a list of weights',
    (m) => {
      m.settings.tickets = 120;
    },
    isComposition,
  ),
  inManifest('the other form', (m) => {
    m.settings.lottery_form = m.settings.lottery_form === 'named' ? 'composition' : 'named';
  }),
  inManifest('a γ that is no number', (m) => {
    m.settings.gamma = 'much';
  }),
  inManifest('a person more in the pool', (m) => {
    m.pool.people += 1;
  }),
  inManifest('seated people out of order', (m) => m.settings.seated.reverse(), hasSeated),
  inManifest('a seated person fewer', (m) => m.settings.seated.pop(), hasSeated),
  inManifest('seated people who are nobody', (m) => m.settings.seated.splice(-1, 1, 'zzzzzzzzzz'), hasSeated),
  inManifest(
    'a seated person counted with another value',
    (m) => {
      const values = m.quotas[0].values;
      const i = values.findIndex((value: Loose) => value.seated > 0);
      values[i].seated -= 1;
      values[(i + 1) % values.length].seated += 1;
    },
    hasSeated,
  ),
  inManifest('people ex officio out of order', (m) => m.settings.ex_officio.reverse(), hasExOfficio),
  inManifest('somebody ex officio fewer', (m) => m.settings.ex_officio.pop(), hasExOfficio),
  inManifest('nobody ex officio', (m) => m.settings.ex_officio.splice(0), hasExOfficio),
  inManifest(
    'somebody ex officio who is nobody',
    (m) => m.settings.ex_officio.splice(-1, 1, 'zzzzzzzzzz'),
    hasExOfficio,
  ),
  inManifest(
    'somebody both seated and ex officio',
    (m) => m.settings.ex_officio.splice(0, 1, m.settings.seated[0]),
    (draw) => hasExOfficio(draw) && hasSeated(draw),
  ),
  inManifest(
    'seated counts where nobody is seated',
    (m) => {
      m.quotas[0].values[0].seated = 0;
    },
    (draw) => !hasSeated(draw),
  ),
  inManifest(
    'something published that is not there',
    (m) => {
      m.published = [...m.published, 'zodiac'];
    },
    hasSalts,
  ),
  inManifest('nothing said of what is published', (m) => delete m.published, hasSalts),
  inManifest(
    'something published without salts',
    (m) => {
      m.published = [];
    },
    (draw) => !hasSalts(draw),
  ),
  inManifest('another file in the manifest', (m) => {
    m.files['more.csv'] = '0'.repeat(64);
  }),
  inManifest('a file left out of the manifest', (m) => delete m.files['certificate.json']),
];

/** What bin/verify.py cannot see for want of a solver, of pairings or of a replay: the line in which it says so. */
export const OPEN_IN_PYTHON: ReadonlyMap<string, { readonly subject: string; readonly why: string }> = new Map([
  [
    'weight moved from one composition to another',
    { subject: 'optimality', why: 'the optimum of nash takes a solver' },
  ],
  ['a person moved from one class to another', { subject: 'optimality', why: 'the optimum of nash takes a solver' }],
  ['other household types', { subject: 'types', why: 'whether types are by profiles or by size takes a replay' }],
  ['a signature that is not the beacon’s', { subject: 'drand', why: 'the signature takes pairings' }],
]);

/** What no file can show, and docs/audit.md says so: both verifiers accept it. */
export const BEYOND_FILES: readonly (Lie & { readonly why: string })[] = [
  {
    ...lie('another roll', (draw) =>
      isDice(draw) ? { seed: { ...draw.seed, dice: (draw.seed as Loose).dice.toReversed() } as Seed } : undefined,
    ),
    why: 'whether the roll in the record is the roll that was seen: be there, or watch the film',
  },
  {
    ...inManifest('another title', (m) => {
      m.title = 'another jury';
    }),
    why: 'it is another commitment: compare it with the one that was public',
  },
  {
    ...inRecord(
      'a ledger of fewer lines under their own head',
      (record, { ledger }) => {
        const lines = ledger?.split('\n').slice(0, -2) ?? [];
        record.ledger = { length: lines.length - 1, head: digestOf(nodeHash, lines.at(-2) ?? '') };
      },
      ({ record }) => (record.ledger?.length ?? 0) > 2,
    ),
    why: 'the head stands in the record alone, not under the commitment: lines past it count as later ones',
  },
];
