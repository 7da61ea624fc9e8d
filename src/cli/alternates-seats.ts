import {
  type Committed,
  comparable,
  DEFAULT_RATES,
  type Draw,
  expectedViolation,
  nodeHash,
  type People,
  type ProfileSeats,
  peopleCsvText,
  type Quotas,
  seatsFillable,
} from '../index.js';
import { asWritten } from './plan-summary.js';

export const SEATS_FILE = 'alternates-seats.csv';

/** The seats that each alternate can fill, in the order in which they are called. */
export const seatsOfAlternates = (people: People, { panel, alternates }: Pick<Draw, 'panel' | 'alternates'>) =>
  alternates.map((person) => seatsFillable(people.pool, panel, person));

export const countFillable = (profiles: readonly ProfileSeats[]): number =>
  profiles.reduce((sum, { seats }) => sum + seats, 0);

/** `place,id,seats` and the values of those seats, a row a profile; one row with 0 for whoever can fill none. */
export function seatsTable(people: People, quotas: Quotas, draw: Pick<Draw, 'panel' | 'alternates'>): string {
  const { pool, ids, table } = people;
  const columns = quotas.map(({ feature }) => ({
    feature,
    f: pool.quotas.findIndex((canonical) => canonical.feature === comparable(feature)),
  }));
  const nameOf = (f: number, v: number): string => {
    const { feature, quotas: values } = pool.quotas[f] ?? { feature: '', quotas: [] };
    return asWritten(quotas, feature, values[v]?.value ?? '');
  };
  const rows = seatsOfAlternates(people, draw).flatMap((profiles, i) => {
    const person = [String(i + 1), ids[draw.alternates[i] ?? -1] ?? ''];
    if (profiles.length === 0) return [[...person, '0', ...columns.map(() => '')]];
    return profiles.map(({ values, seats }) => [
      ...person,
      String(seats),
      ...columns.map(({ f }) => nameOf(f, values[f] ?? -1)),
    ]);
  });
  return peopleCsvText(table, [['place', 'id', 'seats', ...columns.map(({ feature }) => feature)], ...rows]);
}

/** With more alternates the estimate would take longer than finding them. */
const MOST_ESTIMATED = 100;
const SCENARIOS = 200;

/**
 * What the alternates do for the quotas, estimated in scenarios other than those they were chosen by. Undefined where there are
 * none, or too many.
 */
export function violationAfterDropOuts({ classes, pool, settings }: Committed, { panel, alternates, record }: Draw) {
  if (alternates.length === 0 || alternates.length > MOST_ESTIMATED) return undefined;
  const fresh = nodeHash.sha256(Buffer.from(record.draw_seed, 'hex'));
  const rates = settings.dropout ?? DEFAULT_RATES;
  const found = expectedViolation(nodeHash, fresh, { pool, classes, panel }, { alternates, rates, count: SCENARIOS });
  return { ...found, rates };
}
