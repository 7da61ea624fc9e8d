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
export const seatsOfAlternates = ({ pool }: People, { panels, alternates }: Pick<Draw, 'panels' | 'alternates'>) =>
  alternates.map((person) => together(panels.map((panel) => seatsFillable(pool, panel, person))));

/** The same profile on several panels counts once, with the seats of all. */
function together([first = [], ...others]: readonly ProfileSeats[][]): readonly ProfileSeats[] {
  const byProfile = new Map(first.map((of) => [of.values.join(), of]));
  for (const of of others.flat()) {
    const key = of.values.join();
    byProfile.set(key, { ...of, seats: of.seats + (byProfile.get(key)?.seats ?? 0) });
  }
  return [...byProfile.values()];
}

export const countFillable = (profiles: readonly ProfileSeats[]): number =>
  profiles.reduce((sum, { seats }) => sum + seats, 0);

/** `ids`: of the alternates. `place,id,seats` and the values of those seats, a row a profile; one row with 0 for whoever can fill none. */
export function seatsTable(
  { people, quotas }: { readonly people: People; readonly quotas: Quotas },
  draw: Pick<Draw, 'panels' | 'alternates'>,
  ids: readonly string[],
): string {
  const { pool, table } = people;
  const columns = quotas.map(({ feature }) => ({
    feature,
    f: pool.quotas.findIndex((canonical) => canonical.feature === comparable(feature)),
  }));
  const nameOf = (f: number, v: number): string => {
    const { feature, quotas: values } = pool.quotas[f] ?? { feature: '', quotas: [] };
    return asWritten(quotas, feature, values[v]?.value ?? '');
  };
  const rows = seatsOfAlternates(people, draw).flatMap((profiles, i) => {
    const person = [String(i + 1), ids[i] ?? ''];
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
export function violationAfterDropOuts({ classes, pool, settings }: Committed, { panels, alternates, record }: Draw) {
  if (alternates.length === 0 || alternates.length > MOST_ESTIMATED) return undefined;
  const fresh = nodeHash.sha256(Buffer.from(record.draw_seed, 'hex'));
  const rates = settings.dropout ?? DEFAULT_RATES;
  const panel = Int32Array.from(panels.flatMap((people) => [...people])).sort();
  const drawn = { pool, classes, panel, panels: panels.length };
  const found = expectedViolation(nodeHash, fresh, drawn, { alternates, rates, count: SCENARIOS });
  return { ...found, rates };
}
