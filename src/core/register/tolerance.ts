import { asIntegers, type Fraction } from './apportionment.js';

/**
 * How far a quota leaves room around a value's seats.
 *
 * - `rounding`: from its entitlement rounded down to its entitlement rounded up
 * - `seats`: so many seats fewer or more; 0 fixes the seats
 * - `percent`: so many per cent of its own seats, rounded up to a whole seat
 */
export type Tolerance =
  | { readonly kind: 'rounding' }
  | { readonly kind: 'seats'; readonly seats: number }
  | { readonly kind: 'percent'; readonly percent: number };

/** What a minimum and a maximum depend on. */
export interface Room {
  readonly due: Fraction;
  readonly seats: number;
  readonly floor?: number;
  readonly people?: number;
}

/**
 * The fewest and the most seats of a value; its seats lie between them. Never below 0 nor the value's floor, never above the
 * panel's size nor the number of its people.
 */
export function seatBounds(
  tolerance: Tolerance,
  { due, seats, floor = 0, people }: Room,
  size: number,
): { readonly min: number; readonly max: number } {
  const [down, up] = tolerance.kind === 'rounding' ? roundedBothWays(due) : around(seats, roomOf(tolerance, seats));
  const most = Math.min(size, people ?? size);
  return { min: Math.min(seats, Math.max(down, floor, 0)), max: Math.max(seats, Math.min(up, most)) };
}

function roundedBothWays({ numerator, denominator }: Fraction): [number, number] {
  return [Number(numerator / denominator), Number((numerator + denominator - 1n) / denominator)];
}

const around = (seats: number, room: number): [number, number] => [seats - room, seats + room];

function roomOf(tolerance: Exclude<Tolerance, { kind: 'rounding' }>, seats: number): number {
  if (tolerance.kind === 'seats') return tolerance.seats;
  // ⌈seats · percent / 100⌉ in integers, the percentage as it is written.
  const [percent = 0n, hundred = 1n] = asIntegers([tolerance.percent, 100]);
  return Number((BigInt(seats) * percent + hundred - 1n) / hundred);
}
