import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { LocateBlock } from '../core/sessions/agenda.js';
import { dayAfter } from '../core/sessions/clock.js';
import type { Worded, WrittenSession } from '../core/sessions/written.js';
import { sessionsSchema } from './sessions-schema.js';
import { toDays } from './sessions-settings.js';
import type { DaySpec, SessionsSpec, SessionTemplate } from './sessions-spec.js';
import { readYaml } from './yaml-document.js';
import { YamlPlaces } from './yaml-places.js';

/** As far from here as from the command’s bundle. */
const SHIPPED = fileURLToPath(new URL('../../templates/sessions/', import.meta.url));
const templateSchema = z.strictObject({ sessions: sessionsSchema });

/** The days of a process as they are written down, a template’s in their place, and where each block stands. */
export interface WrittenDays {
  readonly sessions: readonly WrittenSession[];
  readonly locate: LocateBlock;
  /** The template’s tables, where the process has none of its own. */
  readonly tables: SessionsSpec['tables'];
}

/** `titles`: what the panel is called, by language. */
export async function readDays(spec: SessionsSpec, titles: Readonly<Record<string, string>>): Promise<WrittenDays> {
  const file = spec.template === undefined ? spec.file : templateFile(spec.template);
  const template = spec.template === undefined ? undefined : (await readYaml(file, templateSchema)).sessions;
  // A template’s days end with their last block, so that they can start at any time.
  const days = template === undefined ? spec.days : toDays(template).map(({ end: _, ...day }) => day);
  const start = spec.start ?? template?.start;
  const tables = spec.tables ?? template?.tables;
  return {
    sessions: days.map((day, i) => toSession(day, i, { spec, start, titles, count: days.length })),
    locate: await locator(file),
    tables,
  };
}

/** The text of a template, to be pasted into a process file. */
export const sessionTemplateText = (name: SessionTemplate): Promise<string> => readFile(templateFile(name), 'utf8');

const templateFile = (name: SessionTemplate): string => `${SHIPPED}${name}.yaml`;

interface Around {
  readonly spec: SessionsSpec;
  readonly start: number | undefined;
  readonly titles: Readonly<Record<string, string>>;
  readonly count: number;
}

function toSession(day: DaySpec, i: number, { spec, start, titles, count }: Around): WrittenSession {
  const begin = day.start ?? start;
  return {
    id: day.id ?? `session-${i + 1}`,
    title: day.title ?? (count === 1 ? titles : numbered(titles, i + 1, count)),
    date: day.date ?? dayAfter(spec.date ?? '', (day.day ?? 1) - 1),
    timeZone: day.timeZone ?? spec.timeZone,
    place: day.place ?? spec.place,
    // A first block with a time of its own says when the session starts.
    ...(begin !== undefined && (day.start !== undefined || day.blocks[0]?.at === undefined) && { start: begin }),
    ...(day.end !== undefined && { end: day.end }),
    blocks: day.blocks,
  };
}

/** The panel, 2/6 */
const numbered = (titles: Readonly<Record<string, string>>, number: number, count: number): Worded =>
  Object.fromEntries(Object.entries(titles).map(([language, title]) => [language, `${title}, ${number}/${count}`]));

async function locator(file: string): Promise<LocateBlock> {
  const lines = new LineCounter();
  const document = parseDocument(await readFile(file, 'utf8'), { schema: 'failsafe', lineCounter: lines });
  const places = new YamlPlaces(document, lines, file);
  return (session, block) =>
    places.where(['sessions', 'days', session, ...(block === undefined ? [] : ['blocks', block])]);
}
