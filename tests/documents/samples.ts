import { createHash } from 'node:crypto';
import { quicknetRound } from '../../src/core/record/seed-source.js';
import type { Ceremony } from '../../src/documents/ceremony-sheet.js';
import type { PanelTable } from '../../src/documents/panel-table.js';

/** Ceremonies and tables as they come, and some that hardly ever will. Nobody in them exists. */

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
export const commitment = digest('a lottery');

/** Ten characters, as pseudonyms are; or as many as asked. */
export function names(count: number, length: (i: number) => number = () => 10): string[] {
  return Array.from({ length: count }, (_, i) => digest(`person ${i}`).slice(0, length(i)));
}

const feature = (name: string, ...values: readonly (readonly [value: string, min: number, max: number])[]) => ({
  feature: name,
  values: values.map(([value, min, max]) => ({ value, min, max })),
});

/** 12 features of 12 values. */
const MANY_QUOTAS = Array.from({ length: 12 }, (_, f) =>
  feature(
    `Feature ${f + 1} <of & “twelve”>`,
    ...Array.from({ length: 12 }, (_, v) => {
      const tail = v === 5 ? ', whose name is so long that it takes several lines of its column' : '';
      return [`value ${v + 1} of ${f + 1}${tail}`, 1000 * v, 1000 * v + f] as const;
    }),
  ),
);

export const town: Ceremony = {
  title: 'We are Molenbeek',
  commitment,
  purpose: 'draw',
  size: 112,
  people: 74_184,
  objective: 'leximin',
  lottery: { form: 'composition', compositions: 226 },
  alternates: 28,
  seedSource: { kind: 'public', dice: { count: 30, sides: 6 } },
  quotas: [
    feature('gender', ['man', 55, 56], ['woman', 56, 57]),
    feature('age', ['16-24', 17, 18], ['25-34', 22, 23], ['35-49', 31, 32], ['50-64', 23, 24], ['65+', 17, 18]),
    feature('nationality', ['Belgian', 77, 78], ['other', 34, 35]),
    feature('language', ['French', 102, 103], ['Dutch', 10, 10]),
    feature('quarter', ['Molenbeek historique', 25, 26], ['Gare de l’Ouest', 16, 17], ['Karreveld', 15, 16]),
  ],
  published: ['age', 'gender'],
  software: { name: 'sortition-toolkit', version: '0.2.0' },
};

const drand = quicknetRound(30_285_012);

export const ceremonies: Readonly<Record<string, Ceremony>> = {
  'thirty dice': town,
  'a rehearsal with 25 dice and ids': {
    ...town,
    title: 'Burgerraad 2026: wonen, mobiliteit en groen in onze stad',
    purpose: 'rehearsal',
    lottery: { form: 'named', tickets: 1000 },
    published: undefined,
    seedSource: { kind: 'public', dice: { count: 25, sides: 6 } },
  },
  'sixty dice and a beacon': { ...town, seedSource: { kind: 'public', dice: { count: 60, sides: 10 }, drand } },
  'a beacon': { ...town, seedSource: { kind: 'public', drand }, published: [] },
  'a number': { ...town, lottery: { form: 'named', tickets: 1000 }, seedSource: { kind: 'pick' } },
  'a number below 997': { ...town, lottery: { form: 'named', tickets: 997 }, seedSource: { kind: 'pick' } },
  'a text and taken seats': { ...town, seedSource: { kind: 'text' }, seated: 10 },
  'many quotas and a long title': {
    ...town,
    title: 'An assembly whose name nobody can remember & <does not fit>, '.repeat(8),
    seedSource: { kind: 'public', dice: { count: 60, sides: 6 }, drand },
    quotas: MANY_QUOTAS,
    published: MANY_QUOTAS.map(({ feature }) => feature),
  },
  'names without spaces and 300 dice': {
    ...town,
    title: 'x'.repeat(400),
    objective: 'another objective',
    seedSource: { kind: 'public', dice: { count: 300, sides: 2 } },
    quotas: [
      feature('ü'.repeat(90), ...Array.from({ length: 200 }, (_, v) => [`${v}${'w'.repeat(40)}`, v, v] as const)),
    ],
  },
  'next to nothing': {
    ...town,
    title: '',
    people: 1,
    size: 1,
    alternates: 0,
    lottery: { form: 'named', tickets: 1 },
    seedSource: { kind: 'pick' },
    quotas: [],
    published: [],
  },
  'letters that no font has': { ...town, title: '市民会議 🎲 \u0007\ufffe', quotas: [feature('年齢', ['若い', 1, 2])] },
};

/** `size` names of a pool on each of so many panels, sorted as the lottery's are. */
function panels(tickets: number, size: number, pool: readonly string[]): string[][] {
  return Array.from({ length: tickets }, (_, ticket) =>
    Array.from({ length: size }, (_, seat) => pool[(ticket * 7919 + seat * 104_729) % pool.length] ?? '').sort(),
  );
}

const table = (panels: PanelTable['panels'], purpose: PanelTable['purpose'] = 'draw'): PanelTable => ({
  title: 'We are Molenbeek',
  commitment,
  purpose,
  panels,
});

export const tables: Readonly<Record<string, PanelTable>> = {
  'small panels': table(panels(1000, 22, names(380)), 'rehearsal'),
  'long ids': {
    ...table(
      panels(
        120,
        30,
        names(300, (i) => 5 + (i % 36)),
      ),
    ),
    title: town.title.repeat(20),
  },
  'panels longer than a page': table(panels(3, 1500, names(3000))),
  'ids longer than a line': table([['y'.repeat(300), 'z']]),
  'one empty panel': table([[]]),
  'no panel': table([]),
};

export const largeTable = (): PanelTable => table(panels(1000, 112, names(74_184)));
