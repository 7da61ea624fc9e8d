import type { FaultList } from '../../errors.js';
import { isDatePattern } from './calendar.js';
import { Check, type Locate, type SpecPath } from './check-population.js';
import type { PopulationSpec } from './population-spec.js';
import { type Column, type Content, contents, defaultIdFormat, type RegisterLayout } from './register-layout.js';
import { idRoom } from './register-rows.js';

/** The part of a specification that a content comes from. */
const partOf: Readonly<Record<Content, readonly [keyof PopulationSpec, string] | undefined>> = {
  id: undefined,
  surname: ['names', 'names'],
  given_name: ['names', 'names'],
  birth_date: ['birthDates', 'birth_dates'],
  age_in_years: ['birthDates', 'birth_dates'],
  street: ['addresses', 'addresses'],
  number: ['addresses', 'addresses'],
  box: ['addresses', 'addresses'],
  postcode: ['addresses', 'addresses'],
  household: ['households', 'households'],
  household_size: ['households', 'households'],
  household_role: ['households', 'households'],
};

/** Faults of a register's layout: contents that the population does not have, formats that hold nothing, names twice. */
export function checkLayout(spec: PopulationSpec, layout: RegisterLayout, locate: Locate): FaultList {
  const check = new Check(spec, locate);
  const names = layout.columns.map((column) => column.name);
  for (const [i, column] of layout.columns.entries()) {
    const first = names.indexOf(column.name);
    if (first !== i)
      check.add(['columns', i, 'name'], 'COLUMN_TWICE', { name: column.name, first: first + 1, again: i + 1 });
    checkColumn(check, spec, ['columns', i], column);
  }
  const { quotes } = layout.export;
  for (const [i, name] of (typeof quotes === 'string' ? [] : quotes).entries()) {
    if (!names.includes(name)) check.unknown(['export', 'quotes', i], 'column', name, names);
  }
  return check.faults;
}

function checkColumn(check: Check, spec: PopulationSpec, path: SpecPath, { holds, format }: Column): void {
  if (holds === undefined || Object.hasOwn(spec.features, holds)) return;
  const content = contents.find((known) => known === holds);
  if (content === undefined) {
    check.unknown([...path, 'holds'], 'content', holds, [...Object.keys(spec.features), ...contents]);
    return;
  }
  const part = partOf[content];
  if (part !== undefined && spec[part[0]] === undefined)
    check.add([...path, 'holds'], 'SYNTH_PART_MISSING', { part: `a column with ${content}`, needs: part[1] });
  if (content === 'birth_date' && format !== undefined && !isDatePattern(format))
    check.add([...path, 'format'], 'DATE_FORMAT_UNUSABLE', { format });
  const idFormat = format ?? defaultIdFormat;
  if (content === 'id' && idRoom(idFormat) < spec.people)
    check.add([...path, 'format'], 'SYNTH_ID_ROOM', { format: idFormat, room: idRoom(idFormat), people: spec.people });
}
