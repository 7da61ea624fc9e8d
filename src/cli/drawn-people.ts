import { type Draw, type DrawRecord, type People, type PersonChance, shareOfUnit, type UnitRule } from '../index.js';

/** Somebody who can be drawn, and their row of the file. */
export interface DrawnPerson {
  readonly id: string;
  readonly row: number;
}

/** Who is on the panel and who are the alternates: those drawn, or those who come for the units drawn. */
export interface DrawnPeople {
  /** In the order of the record. */
  readonly panel: readonly DrawnPerson[];
  /** Where several panels are drawn at once: each of them, and then those in reserve. */
  readonly panels: readonly (readonly DrawnPerson[])[];
  readonly alternates: readonly DrawnPerson[];
  /** Everybody who could be drawn and was not, nor sits ex officio or belongs to a unit that was: a row of the file each. */
  readonly isRemaining: (row: number) => boolean;
}

export function drawnPeople(
  { people, exOfficio }: { readonly people: People; readonly exOfficio: readonly number[] },
  { panel, panels, alternates }: Pick<Draw, 'panel' | 'panels' | 'alternates'>,
  { chosen }: Pick<DrawRecord, 'chosen'>,
): DrawnPeople {
  const { ids, sourceRows, units } = people;
  const membersOf = (position: number): readonly DrawnPerson[] =>
    units?.[position] ?? [{ id: ids[position] ?? '', row: sourceRows[position] ?? 0 }];
  const find = (positions: ArrayLike<number>, names: readonly string[] | undefined): DrawnPerson[] =>
    Array.from(positions, (position, i) => {
      const member = units?.[position]?.find(({ pseudonym }) => pseudonym === names?.[i]);
      return member ?? { id: ids[position] ?? '', row: sourceRows[position] ?? 0 };
    });
  let last = 0;
  for (let i = 0; i < ids.length; i++) for (const { row } of membersOf(i)) last = Math.max(last, row);
  const remaining = new Uint8Array(last + 1);
  for (let i = 0; i < ids.length; i++) for (const { row } of membersOf(i)) remaining[row] = 1;
  for (const positions of [...panels, alternates, exOfficio])
    for (const position of Array.from(positions)) for (const { row } of membersOf(position)) remaining[row] = 0;
  return {
    panel: find(panel, chosen?.panel),
    panels: panels.map((positions) => find(positions, undefined)),
    alternates: find(alternates, chosen?.alternates),
    isRemaining: (row) => remaining[row] === 1,
  };
}

/** Ids and chances, a person a row; of units, everybody of each. */
export function chancesByPerson(
  { ids, units }: People,
  rule: UnitRule | undefined,
  chances: readonly PersonChance[],
): { readonly ids: readonly string[]; readonly chances: readonly PersonChance[] } {
  if (units === undefined || rule === undefined) return { ids, chances };
  const all = units.flatMap((members, unit) =>
    members.map(({ id }, place) => {
      const { tickets, probability, exact } = chances[unit] ?? { tickets: undefined, probability: 0, exact: 0 };
      const share = shareOfUnit(rule, place, members.length);
      return { id, chance: { tickets, probability: probability * share, exact: exact * share } };
    }),
  );
  return { ids: all.map(({ id }) => id), chances: all.map(({ chance }) => chance) };
}
