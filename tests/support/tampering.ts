import { canonicalJson } from '../../src/core/record/canonical-json.js';
import { numbersFor } from './tight-pools.js';
import { type FileMap, LEDGER, RECORD, type WholeDraw } from './whole-draws.js';

/** One change to the files of a draw. */
export interface Tampering {
  readonly draw: string;
  /** What was changed: a file, or a part of the record. */
  readonly target: string;
  readonly kind: string;
  readonly files: FileMap;
}

type Below = (n: number) => number;
/** Another text, or undefined where there is nothing of that kind to change. */
type Change = (text: string, below: Below) => string | undefined;

const at = (text: string, from: number, to: number, put: string): string => text.slice(0, from) + put + text.slice(to);

const anyMatch = (text: string, pattern: RegExp, below: Below): RegExpExecArray | undefined => {
  const all = [...text.matchAll(pattern)];
  return all[below(all.length)];
};

/** Replaces one match of a pattern. */
const oneMatch =
  (pattern: RegExp, by: (found: string, below: Below) => string): Change =>
  (text, below) => {
    const match = anyMatch(text, pattern, below);
    return match && at(text, match.index, match.index + match[0].length, by(match[0], below));
  };

const otherOf =
  (alphabet: string) =>
  (found: string, below: Below): string =>
    alphabet[(alphabet.indexOf(found) + 1 + below(alphabet.length - 1)) % alphabet.length] ?? '';

/** Changes to any text, or any part of one. */
const ANYWHERE: Readonly<Record<string, Change>> = {
  'a digit changed': oneMatch(/\d/g, otherOf('0123456789')),
  'a letter changed': oneMatch(/[a-z]/g, otherOf('abcdefghijklmnopqrstuvwxyz')),
  'a letter in the other case': oneMatch(/[a-z]/g, (found) => found.toUpperCase()),
  'characters swapped': oneMatch(/(.)(?!\1)./g, ([a = '', b = '']) => b + a),
  'a character dropped': oneMatch(/./g, () => ''),
  'a character doubled': oneMatch(/./g, (found) => found + found),
  'white space added': (text, below) => {
    const place = below(text.length);
    return at(text, place, place, [' ', '\t', '\n', '\u00a0'][below(4)] ?? '');
  },
};

/** Changes to a whole file. */
const WHOLE: Readonly<Record<string, Change>> = {
  'a byte order mark': (text) => `\ufeff${text}`,
  'line ends of another kind': (text) => (text.includes('\n') ? text.replaceAll('\n', '\r\n') : undefined),
  'cut short': (text, below) => text.slice(0, below(text.length - 1)),
  'last character cut off': (text) => text.slice(0, -1),
  emptied: () => '',
};

const overRows =
  (change: (rows: string[], below: Below) => string[] | undefined): Change =>
  (text, below) => {
    const rows = text.slice(0, -1).split('\n');
    if (rows.length < 3) return undefined;
    return change(rows, below)
      ?.map((row) => `${row}\n`)
      .join('');
  };

const swapped = <T>(list: readonly T[], i: number, j: number): T[] =>
  list.map((one, place) => (place === i ? list[j] : place === j ? list[i] : one) as T);

/** Changes to rows: never to the last of them alone, which for a ledger may be its end. */
const ROWS: Readonly<Record<string, Change>> = {
  'rows swapped': overRows((rows, below) => {
    const i = 1 + below(rows.length - 2);
    return swapped(rows, i, i + 1);
  }),
  'a row dropped': overRows((rows, below) => rows.toSpliced(1 + below(rows.length - 1), 1)),
  'a row doubled': overRows((rows, below) => {
    const i = below(rows.length - 1);
    return rows.toSpliced(i, 0, rows[i] ?? '');
  }),
  'an empty row': overRows((rows, below) => rows.toSpliced(below(rows.length), 0, '')),
};

const overCells =
  (change: (cells: string[], row: number, below: Below) => string[]): Change =>
  (text, below) => {
    const rows = text.slice(0, -1).split('\n');
    const row = below(rows.length);
    return `${rows.map((line, i) => (i === row ? change(line.split(','), i, below).join(',') : line)).join('\n')}\n`;
  };

const CSV: Readonly<Record<string, Change>> = {
  'a column renamed': (text, below) => {
    const [header = '', ...rows] = text.split('\n');
    const cells = header.split(',');
    const column = below(cells.length);
    return [cells.map((cell, i) => (i === column ? `${cell}s` : cell)).join(','), ...rows].join('\n');
  },
  'a column added': (text) => text.replaceAll('\n', ',\n'),
  'a column removed': (text) => text.replaceAll(/,[^,\n]*\n/g, '\n'),
  'a cell quoted': overCells((cells, _, below) => {
    const column = below(cells.length);
    return cells.map((cell, i) => (i === column ? `"${cell}"` : cell));
  }),
  'a cell emptied': overCells((cells, _, below) => {
    const filled = cells.flatMap((cell, i) => (cell === '' ? [] : [i]));
    const column = filled[below(filled.length)];
    return cells.map((cell, i) => (i === column ? '' : cell));
  }),
  'a leading zero': oneMatch(/(?<=[\n, ])\d/g, (found) => `0${found}`),
};

const PSEUDONYM = /\b[0-9a-f]{10}\b/g;
const pseudonymChanged: Change = oneMatch(
  PSEUDONYM,
  (found) => otherOf('0123456789abcdef')(found[0] ?? '', () => 0) + found.slice(1),
);
const weightChanged: Change = oneMatch(/(?<=\n)\d+(?=,)/g, (found) => String(Number(found) + 1));

type Members = Record<string | number, unknown>;

/** Every object and list in a value, in order. */
function insidesOf(value: unknown): Members[] {
  if (value === null || typeof value !== 'object') return [];
  return [value as Members, ...Object.values(value).flatMap(insidesOf)];
}

/** Changes one object or list of canonical JSON; the rest is written as before. */
const inside =
  (fits: (members: Members) => boolean, change: (members: Members, below: Below) => void): Change =>
  (text, below) => {
    const value = JSON.parse(text);
    const all = insidesOf(value).filter(fits);
    const chosen = all[below(all.length)];
    if (chosen === undefined) return undefined;
    change(chosen, below);
    return canonicalJson(value);
  };

const isObject = (members: Members): boolean => !Array.isArray(members) && Object.keys(members).length > 0;
const isList = (members: Members): boolean => Array.isArray(members) && members.length > 0;
const keyOf = (members: Members, below: Below): string =>
  Object.keys(members)[below(Object.keys(members).length)] ?? '';
const hasNumber = (members: Members): boolean => Object.values(members).some((value) => typeof value === 'number');
const numberIn = (members: Members, below: Below): string => {
  const keys = Object.keys(members).filter((key) => typeof members[key] === 'number');
  return keys[below(keys.length)] ?? '';
};

/** The value as canonical JSON, but for one object, whose first member comes last. */
function firstMadeLast(value: unknown, chosen: Members): string {
  const [first = ''] = Object.keys(chosen);
  const member = chosen[first];
  delete chosen[first];
  chosen[first] = member;
  return JSON.stringify(value);
}

const JSON_KINDS: Readonly<Record<string, Change>> = {
  'a member removed': inside(isObject, (members, below) => delete members[keyOf(members, below)]),
  'a member added': inside(isObject, (members) => {
    members['zz'] = 0;
  }),
  'a key renamed': inside(isObject, (members, below) => {
    const key = keyOf(members, below);
    members[`${key}_`] = members[key];
    delete members[key];
  }),
  'members in another order': (text, below) => {
    const value = JSON.parse(text);
    const all = insidesOf(value).filter((members) => isObject(members) && Object.keys(members).length > 1);
    const chosen = all[below(all.length)];
    return chosen && firstMadeLast(value, chosen);
  },
  'a key twice': oneMatch(/"\w+":(?:"[^"]*"|-?\d+|true|false)/g, (found) => `${found},${found}`),
  'a number as text': inside(hasNumber, (members, below) => {
    const key = numberIn(members, below);
    members[key] = String(members[key]);
  }),
  'a number changed': inside(hasNumber, (members, below) => {
    const key = numberIn(members, below);
    members[key] = Number(members[key]) + 1;
  }),
  'a number as a fraction': oneMatch(/(?<=[:[,])\d+(?=[,\]}])/g, (found) => `${found}.0`),
  'another version text': oneMatch(/sortition-[a-z-]+\/1/g, (found) => `${found.slice(0, -1)}2`),
  'an item dropped': inside(isList, (members, below) =>
    (members as unknown as unknown[]).splice(below(Number(members['length'])), 1),
  ),
  'an item doubled': inside(isList, (members, below) => {
    const list = members as unknown as unknown[];
    const i = below(list.length);
    list.splice(i, 0, list[i]);
  }),
  'items swapped': inside(
    (members) => isList(members) && new Set((members as unknown as unknown[]).map(canonicalJson)).size > 1,
    (members) => {
      const list = members as unknown as unknown[];
      const i = list.findIndex((item, place) => place > 0 && canonicalJson(item) !== canonicalJson(list[place - 1]));
      [list[i - 1], list[i]] = [list[i], list[i - 1]];
    },
  ),
  'a list for a member': inside(isObject, (members, below) => {
    const key = keyOf(members, below);
    members[key] = [members[key]];
  }),
};

const firstOfAllMadeLast: Change = (text) => {
  const value = JSON.parse(text) as Members;
  return firstMadeLast(value, value);
};

/** A part of the record that is changed alone. */
interface Part {
  readonly target: string;
  readonly file: string;
  readonly text: string;
  readonly put: (text: string) => string;
  readonly kinds: Readonly<Record<string, Change>>;
}

function partsOfRecord({ files }: WholeDraw): Part[] {
  const whole = files[RECORD] ?? '';
  const { manifest, ...rest } = JSON.parse(whole) as { manifest: Record<string, unknown> };
  const kinds = { ...ANYWHERE, ...JSON_KINDS };
  const part = (target: string, value: unknown): Part => {
    const text = canonicalJson(value);
    const start = whole.indexOf(text);
    return { target, file: RECORD, text, put: (put) => at(whole, start, start + text.length, put), kinds };
  };
  const { quotas, settings, ...head } = manifest;
  // Members that do not stand side by side are taken apart and put together again; so only what is still JSON can be.
  const apart = (target: string, value: object, join: (changed: object) => unknown): Part => ({
    ...{ target, file: RECORD, text: canonicalJson(value), kinds: JSON_KINDS },
    put: (put) => {
      try {
        return canonicalJson(join(JSON.parse(put)));
      } catch {
        return whole;
      }
    },
  });
  return [
    {
      ...{ target: 'record', file: RECORD, text: whole, put: (text) => text },
      kinds: { ...ANYWHERE, ...WHOLE, 'members in another order': firstOfAllMadeLast },
    },
    apart('record', rest, (changed) => ({ ...changed, manifest })),
    { ...part('manifest', manifest), kinds: ANYWHERE },
    apart('manifest', head, (changed) => ({ ...rest, manifest: { ...changed, quotas, settings } })),
    part('quotas', quotas),
    part('settings', settings),
  ];
}

function partsOfFiles({ files }: WholeDraw): Part[] {
  return Object.entries(files).flatMap(([file, text]): Part[] => {
    if (file === RECORD) return [];
    const own =
      file === 'certificate.json'
        ? JSON_KINDS
        : file === LEDGER
          ? ROWS
          : {
              ...{ ...ROWS, ...CSV },
              ...(PSEUDONYM.test(text) && { 'a pseudonym changed': pseudonymChanged }),
              ...(text.startsWith('weight') && { 'a weight changed': weightChanged }),
            };
    PSEUDONYM.lastIndex = 0;
    const whole: Part = { target: file, file, text, put: (put) => put, kinds: { ...ANYWHERE, ...WHOLE, ...own } };
    if (file !== LEDGER) return [whole];
    const lines = text.slice(0, -1).split('\n');
    const line = lines[Math.floor(lines.length / 2)] ?? '';
    return [whole, { ...whole, text: line, put: (put) => text.replace(line, () => put), kinds: JSON_KINDS }];
  });
}

/** `times` changes of every kind to every part of a draw's files; the same every time. */
export function tamperings(draw: WholeDraw, times: number): Tampering[] {
  return [...partsOfRecord(draw), ...partsOfFiles(draw)].flatMap(({ target, file, text, put, kinds }) =>
    Object.entries(kinds).flatMap(([kind, change]) => {
      const below = numbersFor(`${draw.name} ${target} ${kind} ${text.length}`);
      const texts = new Set<string>();
      for (let i = 0; i < times; i++) {
        const changed = change(text, below);
        if (changed !== undefined) texts.add(put(changed));
      }
      texts.delete(draw.files[file] ?? '');
      return [...texts].map((changed) => ({
        ...{ draw: draw.name, target, kind },
        files: { ...draw.files, [file]: changed },
      }));
    }),
  );
}

/** What a failing line should name where this was changed. */
export const NAMED: Readonly<Record<string, RegExp>> = {
  record: /^(draw-record\.json|record|manifest|commitment|seed|draw seed|number|panel|alternates|ledger|beacon)\b/,
  manifest: /manifest|commitment|record/,
  quotas: /manifest|commitment|record/,
  settings: /manifest|commitment|record/,
  'canonical-pool.csv': /pool/,
  [LEDGER]: /ledger/,
};

export const isNamed = (target: string, lines: readonly string[]): boolean =>
  lines.some(
    (line) => (NAMED[target] ? NAMED[target].test(line) : line.includes(target)) && !/makes no sense/.test(line),
  );
