import { resolve } from 'node:path';
import type { z } from 'zod';
import type { WrittenBlock } from '../core/sessions/written.js';
import type { sessionsSchema } from './sessions-schema.js';
import type { DaySpec, SeatingSpec, SessionsSpec } from './sessions-spec.js';

export type WrittenSessions = z.output<typeof sessionsSchema>;

/** The days of a process: paths absolute, defaults filled in. */
export function toSessions(written: WrittenSessions, folder: string, file: string): SessionsSpec {
  const { template, date, time_zone, place, language, start, tables, names, people, badges } = written;
  return {
    file,
    ...defined({ template, date, start, tables }),
    timeZone: time_zone,
    place,
    language: language ?? 'en',
    days: toDays(written),
    names: names ?? 'given',
    people: defined({ givenName: people?.given_name, surname: people?.surname }),
    badges: badges ?? 'cut',
    seating: toSeating(written.seating ?? {}, folder),
  };
}

export const toDays = ({ days = [] }: WrittenSessions): DaySpec[] =>
  days.map(({ time_zone, blocks, ...day }) => ({
    ...defined({ ...day, timeZone: time_zone }),
    blocks: blocks.map(toBlock),
  }));

const toBlock = ({ speakers = [], materials = [], kind, ...block }: WrittenDay['blocks'][number]): WrittenBlock => ({
  kind,
  speakers,
  materials,
  ...defined(block),
});

type WrittenDay = NonNullable<WrittenSessions['days']>[number];

function toSeating(written: NonNullable<WrittenSessions['seating']>, folder: string): SeatingSpec {
  const { seed, balance, together, apart, fixed, accessible, facilitators, spoken, absences } = written;
  const inFolder = <T>(named: string | T): string | T => (typeof named === 'string' ? resolve(folder, named) : named);
  return {
    ...defined({ seed, balance, spoken }),
    ...(together !== undefined && { together: inFolder(together) }),
    ...(apart !== undefined && { apart: inFolder(apart) }),
    ...(fixed !== undefined && { fixed: inFolder(fixed) }),
    ...(accessible !== undefined && {
      accessible: {
        tables: accessible.tables,
        yes: accessible.yes ?? [],
        ...(accessible.people !== undefined && { people: inFolder(accessible.people) }),
        ...defined({ column: accessible.column }),
      },
    }),
    facilitators: (facilitators ?? []).map(({ name, table, languages, rounds }) => ({
      ...{ name, table, languages: languages ?? [] },
      ...defined({ rounds }),
    })),
    ...(absences !== undefined && { absences: resolve(folder, absences) }),
  };
}

type Kept<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
/** Keys that are not given are not there, rather than there and undefined. */
const defined = <T extends object>(group: T): Kept<T> =>
  Object.fromEntries(Object.entries(group).filter(([, value]) => value !== undefined)) as Kept<T>;
