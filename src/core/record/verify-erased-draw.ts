import { NO_HOUSEHOLD } from '../register/pool.js';
import { expectedSeats, SCALE } from '../selection/certificate.js';
import type { PanelDistribution } from '../selection/distribution.js';
import type { CheckLines } from './check-lines.js';
import type { DrawRecord } from './draw-record.js';
import type { Manifest } from './manifest.js';
import { ticketByTicket, wholeTickets } from './read-tables.js';
import { panelsDrawn } from './several-settings.js';
import { offShare } from './verify-draw.js';
import type { PoolLeft } from './verify-erased.js';

/** What was drawn from a pool from which people have been erased since, as far as it can still be checked. */

/** Every ticket against quotas and households, and everybody's tickets against their chance. */
export function checkTicketsLeft(
  lines: CheckLines,
  manifest: Manifest,
  left: PoolLeft,
  { tickets, distribution }: { readonly tickets: readonly string[][]; readonly distribution: PanelDistribution },
): void {
  const panels = panelsDrawn(manifest.settings);
  const whole = wholeTickets(tickets, panels);
  const misfit = findPanelMisfit(manifest, left, ticketByTicket(tickets, panels));
  const all = `all ${whole.length}`;
  lines.check('panels', misfit === undefined, `${all} meet ${whatOf(manifest)}`, misfit ?? '');
  const { objective } = manifest.settings;
  if (objective === 'legacy') return;
  if (objective === 'diversimax') lines.skip('shares', 'not checked: people were erased');
  else checkSharesLeft(lines, left, whole, distribution);
}

const whatOf = ({ settings }: Manifest): string =>
  `every quota${settings.one_per_household ? ', one person a household' : ''}, as far as is known of those erased`;

/** Who is told by number: the ticket, or the panel itself where there is only one. */
const named = (panels: readonly unknown[], i: number): string => (panels.length === 1 ? 'the panel' : `ticket ${i}`);

function findPanelMisfit(
  manifest: Manifest,
  left: PoolLeft,
  tickets: readonly (readonly (readonly string[])[])[],
): string | undefined {
  const { settings } = manifest;
  const seated = new Set(settings.seated);
  const positionsOf = (panel: readonly string[]): number[] =>
    panel.map((pseudonym) => left.positions.get(pseudonym) ?? -1);
  for (const [i, panels] of tickets.entries()) {
    const people = positionsOf(panels.flat());
    if (people.includes(-1)) return `${named(tickets, i)} names somebody who is not in the pool`;
    const drawn = people.filter((person) => !seated.has(left.pseudonyms[person] ?? ''));
    if (drawn.some((person) => left.classes[person] === -1 && !left.isErased(person)))
      return `${named(tickets, i)} names somebody who could not be drawn`;
    const breaks =
      panels.some((panel) => breaksQuota(manifest, left, positionsOf(panel))) ||
      (settings.one_per_household && sharesHome(left, people, drawn));
    if (breaks) return `${named(tickets, i)} breaks a quota or a household`;
  }
  return undefined;
}

/** A value that nobody knows any more could be any. */
const breaksQuota = ({ quotas }: Manifest, { valueIn }: PoolLeft, people: readonly number[]): boolean =>
  quotas.some(({ values }, f) => {
    const own = people.map((person) => valueIn(person, f));
    const unknown = own.filter((value) => value === undefined).length;
    return values.some(({ min, max }, v) => {
      const seats = own.filter((value) => value === v).length;
      return seats > max || seats + unknown < min;
    });
  });

/** Two who sat already may share a home. */
function sharesHome({ households }: PoolLeft, people: readonly number[], drawn: readonly number[]): boolean {
  const homeOf = (person: number): number => households[person] ?? NO_HOUSEHOLD;
  const taken = new Set(people.filter((person) => !drawn.includes(person)).map(homeOf));
  for (const home of drawn.map(homeOf)) {
    if (home !== NO_HOUSEHOLD && taken.has(home)) return true;
    taken.add(home);
  }
  return false;
}

function checkSharesLeft(
  lines: CheckLines,
  { classes, positions, table, isErased }: PoolLeft,
  panels: readonly (readonly string[])[],
  distribution: PanelDistribution,
): void {
  const tickets = new Int32Array(positions.size);
  for (const pseudonym of panels.flat()) {
    const person = positions.get(pseudonym) ?? -1;
    tickets[person] = (tickets[person] ?? 0) + 1;
  }
  const X = expectedSeats(distribution, table.homes.length);
  let largest = 0;
  let wrong = 0;
  for (const [person, t] of classes.entries()) {
    if (t === -1 || isErased(person)) continue;
    const share = (panels.length * Number(X[t])) / SCALE / ((table.starts[t + 1] ?? 0) - (table.starts[t] ?? 0));
    const { off, isWrong } = offShare(tickets[person] ?? 0, share);
    largest = Math.max(largest, off);
    if (isWrong) wrong++;
  }
  const off = `${largest.toFixed(2)} tickets off`;
  lines.check(
    'shares',
    wrong === 0,
    `everyone’s tickets are their chance, at most ${off}, but for those erased`,
    `${wrong} people hold other than their share, up to ${off}`,
  );
}

/** The panel of the composition form: quotas, households, and the seats of each class, which those erased may fill. */
export function checkPanelLeft(
  lines: CheckLines,
  { manifest, panel, panels = [panel], number }: DrawRecord,
  left: PoolLeft,
  distribution: PanelDistribution,
): void {
  const misfit =
    findPanelMisfit(manifest, left, [panels]) ??
    findSeatMisfit(manifest, left, panels.flat(), { number, distribution });
  lines.check('panel seats', misfit === undefined, `those of the composition, and ${whatOf(manifest)}`, misfit ?? '');
  lines.skip('panel', 'which people get the seats, not checked: people were erased');
}

function findSeatMisfit(
  { settings }: Manifest,
  { classes, positions, isErased, table }: PoolLeft,
  panel: readonly string[],
  { number, distribution }: { readonly number: number; readonly distribution: PanelDistribution },
): string | undefined {
  let upTo = 0;
  const c = distribution.weights.findIndex((weight) => {
    upTo += weight;
    return number < upTo;
  });
  const seated = new Set(settings.seated);
  const drawn = panel.filter((pseudonym) => !seated.has(pseudonym)).map((pseudonym) => positions.get(pseudonym) ?? -1);
  const seats = new Int32Array(table.homes.length);
  for (const person of drawn) {
    const t = classes[person] ?? -1;
    if (!isErased(person)) seats[t] = (seats[t] ?? 0) + 1;
  }
  const over = seats.findIndex((has, t) => has > (distribution.compositions[c]?.[t] ?? 0));
  return over < 0
    ? undefined
    : `class ${over} has ${seats[over]} people on the panel, more than composition ${c} has seats`;
}
