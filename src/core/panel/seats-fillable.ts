import type { Pool } from '../register/pool.js';

/** Seats of one profile on the panel. */
export interface ProfileSeats {
  /** F value numbers. */
  readonly values: readonly number[];
  readonly seats: number;
}

/**
 * The seats that an alternate can fill: for each profile on the panel, how many people have it, where one of them could be
 * replaced by the alternate with every quota still met. Profiles in order of their value numbers. Households never stand in
 * the way: an alternate shares none with the panel.
 */
export function seatsFillable(pool: Pool, panel: ArrayLike<number>, alternate: number): ProfileSeats[] {
  const F = pool.quotas.length;
  const numberOf = (person: number, f: number): number => pool.values[person * F + f]!;
  const counts = pool.quotas.map(({ quotas }, f) => {
    const seats = quotas.map(() => 0);
    for (let i = 0; i < panel.length; i++) seats[numberOf(panel[i]!, f)]! += 1;
    return seats;
  });
  const canReplace = (person: number): boolean =>
    pool.quotas.every(({ quotas }, f) => {
      const [gone, come] = [numberOf(person, f), numberOf(alternate, f)];
      return quotas.every(({ min, max }, v) => {
        const seats = counts[f]![v]! - Number(v === gone) + Number(v === come);
        return seats >= min && seats <= max;
      });
    });
  const found = new Map<string, { values: number[]; seats: number; canGo: boolean }>();
  for (let i = 0; i < panel.length; i++) {
    const values = Array.from({ length: F }, (_, f) => numberOf(panel[i]!, f));
    const key = values.join();
    const known = found.get(key);
    if (known !== undefined) known.seats += 1;
    else found.set(key, { values, seats: 1, canGo: canReplace(panel[i]!) });
  }
  const byValues = (a: ProfileSeats, b: ProfileSeats): number => {
    const f = a.values.findIndex((value, i) => value !== b.values[i]);
    return (a.values[f] ?? 0) - (b.values[f] ?? 0);
  };
  return [...found.values()]
    .filter(({ canGo }) => canGo)
    .map(({ values, seats }) => ({ values, seats }))
    .sort(byValues);
}
