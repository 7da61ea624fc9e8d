import type { Solver } from '../ports.js';
import { type Certificate, checkCertificate, expectedSeats, type LevelProof, SCALE } from '../selection/certificate.js';
import { CHANCE_TOLERANCE, dot } from '../selection/decompose.js';
import type { PanelDistribution } from '../selection/distribution.js';
import { crowdingOf, findLeastCrowded } from '../selection/diversimax.js';
import { GAP_TOLERANCE, goldilocksGap, nashGap } from '../selection/duality-gap.js';
import type { Cut, Instance } from '../selection/instance.js';
import { openPanels } from '../selection/panel-program.js';
import { TIGHT_PART } from '../selection/relaxed-leximin.js';
import { arePanels } from '../selection/several-panels.js';
import { grouped } from '../text.js';
import { type CheckLines, whatIsDrawn } from './check-lines.js';
import type { Manifest } from './manifest.js';
import { readCertificate } from './read-record.js';
import { readDistribution, readTickets, ticketByTicket } from './read-tables.js';
import { panelsDrawn } from './several-settings.js';
import { areInOrder } from './verify-manifest.js';

/** Every composition is a panel, the weights are whole and complete. */
export function checkDistribution(
  lines: CheckLines,
  instance: Instance,
  text: string,
  file: string,
): PanelDistribution | undefined {
  const { panels = 1 } = instance;
  const distribution = lines.read('compositions', () => readDistribution(text, instance.T, file, panels));
  if (distribution === undefined) return undefined;
  const { compositions, weights, parts } = distribution;
  const bad = compositions.findIndex((y, c) => !arePanels(instance, parts?.[c] ?? [y]));
  const areAll = lines.check(
    'compositions',
    bad < 0 && compositions.length > 0,
    `${grouped(compositions.length)}, each of ${panels === 1 ? '' : `${panels} panels of `}${instance.k / panels} seats, within every quota, class and household group`,
    `row ${bad + 2} of ${file} breaks a quota, a class, a household group or the size`,
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const isWhole = lines.check('weights', sum === SCALE, 'they sum to 2^40', `they sum to ${sum}, not to 2^40`);
  return areAll && isWhole ? distribution : undefined;
}

/** The certificate: that it speaks of this distribution, what it proves of the objective, and its cuts. */
export function checkProof(
  lines: CheckLines,
  instance: Instance,
  distribution: PanelDistribution,
  given: { readonly text: string; readonly settings: Manifest['settings']; readonly solver: Solver | undefined },
): void {
  const certificate = lines.read('certificate', () => readCertificate(given.text));
  if (certificate === undefined) return;
  const speaksOfIt = lines.check(
    'certificate',
    fits(certificate, instance, distribution, given.settings.objective),
    'states the expected seats of these compositions, and every class in its level',
    'is not about these compositions',
  );
  if (!speaksOfIt) return;
  if (certificate.levels.length > 0) checkLevels(lines, instance, certificate, given.settings.objective);
  else if (given.settings.objective === 'diversimax') checkDiversity(lines, instance, distribution, given.solver);
  else checkGap(lines, instance, certificate, given);
  if (certificate.cuts.length > 0) checkCuts(lines, instance, certificate.cuts, given.solver);
}

/** leximin, maximin, minimax: the inequality of every level, in integers. */
function checkLevels(lines: CheckLines, instance: Instance, certificate: Certificate, objective: string): void {
  const proofs = checkCertificate(instance, certificate);
  const gap = Math.max(...proofs.map((proof) => Math.abs(proof.gap)));
  const better = certificate.direction === 'raise' ? 'raised' : 'lowered';
  const levels = proofs.length === 1 ? '1 level, which cannot' : `${proofs.length} levels, none of which can`;
  lines.check(
    objective,
    gap <= CHANCE_TOLERANCE,
    `${levels} be ${better} by more than ${gap.toExponential(1)}`,
    `bound and attained chance of a level are ${gap.toExponential(1)} apart`,
  );
  const loose = findLooseClass(instance, certificate, proofs);
  if (loose !== undefined) lines.fail(objective, `class ${loose} is not held by the level that is said to fix it`);
}

/** A fixed class has at least this part of an even share of its level's weight, 1/20 of 1/T: the engine asks for twice that. */
const LEAST_PART = BigInt(2 / TIGHT_PART);

/**
 * A class that its level does not fix: with hardly any weight in the level's inequality, or with another chance than the
 * level's. Without this a certificate could prove the first level and pass everybody off as fixed by it.
 */
function findLooseClass(
  instance: Instance,
  { levels, seats }: Certificate,
  proofs: readonly LevelProof[],
): number | undefined {
  const open = new Set(seats.keys());
  for (const [j, { fixed, y }] of levels.entries()) {
    const people = (t: number): bigint => BigInt(instance.count[t] ?? 0);
    const total = y.reduce((sum, [t, numerator]) => (open.has(t) ? sum + numerator * people(t) : sum), 0n);
    const isHeavy = ([t, numerator]: readonly [number, bigint]): boolean =>
      numerator * people(t) * BigInt(instance.T) * LEAST_PART >= total;
    const weighted = new Set(y.filter(isHeavy).map(([t]) => t));
    for (const t of fixed) {
      open.delete(t);
      const chance = Number(seats[t]) / SCALE / (instance.count[t] ?? 1);
      const off = Math.abs(chance - (proofs[j]?.attained ?? 0));
      if (!weighted.has(t) || off > 2 * CHANCE_TOLERANCE) return t;
    }
  }
  return undefined;
}

/** nash and goldilocks: the duality gap, which takes a solver. */
function checkGap(
  lines: CheckLines,
  instance: Instance,
  { cuts, seats }: Certificate,
  { settings, solver }: { readonly settings: Manifest['settings']; readonly solver: Solver | undefined },
): void {
  if (settings.objective === 'legacy') {
    lines.hold('legacy', 'meets the quotas; no optimum is claimed');
    return;
  }
  if (solver === undefined) {
    lines.skip(settings.objective, 'its duality gap takes a solver');
    return;
  }
  const gap =
    settings.objective === 'nash'
      ? nashGap(instance, cuts, seats, solver)
      : goldilocksGap(instance, cuts, seats, { gamma: Number(settings.gamma ?? '1'), solver });
  const text = `duality gap ${Math.abs(gap).toExponential(1)}`;
  lines.check(settings.objective, Math.abs(gap) <= GAP_TOLERANCE, text, text);
}

/** diversimax: all panels are as crowded as each other, in integers; that none is less so takes a solver. */
function checkDiversity(
  lines: CheckLines,
  instance: Instance,
  { compositions }: PanelDistribution,
  solver: Solver | undefined,
): void {
  const crowdings = compositions.map(crowdingOf(instance));
  const same = crowdings.every((crowding) => crowding === crowdings[0]);
  if (!same) {
    lines.fail('diversimax', 'some compositions are less diverse than others');
    return;
  }
  if (solver === undefined) {
    lines.skip('diversimax', 'all compositions are as diverse as each other; that none is more so takes a solver');
    return;
  }
  const least = findLeastCrowded(instance, solver)?.crowding;
  lines.check(
    'diversimax',
    least === crowdings[0],
    'every composition is as diverse as can be, confirmed by an integer program',
    'another panel is more diverse than these compositions',
  );
}

/** How a certificate of each objective looks: which way its levels go, and whether they hold all classes, some or none. */
const FORMS: Readonly<Record<string, { direction: 'raise' | 'lower'; classes: 'all' | 'some' | 'none' }>> = {
  leximin: { direction: 'raise', classes: 'all' },
  maximin: { direction: 'raise', classes: 'some' },
  minimax: { direction: 'lower', classes: 'all' },
  nash: { direction: 'raise', classes: 'none' },
  goldilocks: { direction: 'raise', classes: 'none' },
  diversimax: { direction: 'raise', classes: 'none' },
  legacy: { direction: 'raise', classes: 'none' },
};

function fits(
  certificate: Certificate,
  instance: Instance,
  distribution: PanelDistribution,
  objective: string,
): boolean {
  const form = FORMS[objective];
  const { T } = instance;
  const seats = expectedSeats(distribution, T);
  const { cuts, levels } = certificate;
  // In ascending order, so that no multiplier counts twice.
  const within = (list: readonly (readonly [number, bigint])[], length: number): boolean =>
    list.every(([index], i) => index < length && index > (list[i - 1]?.[0] ?? -1));
  const fixed = levels.flatMap((level) => level.fixed);
  return (
    certificate.seats.length === T &&
    seats.every((X, t) => X === certificate.seats[t]) &&
    cuts.every((cut) => cut.weights.length === T) &&
    certificate.direction === form?.direction &&
    new Set(fixed).size === fixed.length &&
    (form.classes === 'all' ? fixed.length === T : form.classes === 'some' ? fixed.length > 0 : levels.length === 0) &&
    fixed.every((t) => t < T) &&
    levels.every(
      ({ y, lambda, kappa }) =>
        within(y, T) &&
        within(lambda, instance.lower.length) &&
        within(kappa, cuts.length) &&
        [...y, ...kappa].every(([, numerator]) => numerator >= 0n),
    )
  );
}

/** No panel may break a cut; an integer program says so for each. */
function checkCuts(lines: CheckLines, instance: Instance, cuts: readonly Cut[], solver: Solver | undefined): void {
  if (solver === undefined) {
    lines.skip('cuts', `${cuts.length}, not checked: that takes a solver`);
    return;
  }
  const program = openPanels(instance, solver);
  const wrong = cuts.findIndex(({ weights, bound }) => {
    const farthest = program.farthest(Float64Array.from(weights));
    return farthest === undefined || dot(weights, farthest) > bound;
  });
  program.dispose();
  lines.check('cuts', wrong < 0, `${cuts.length}, each confirmed by an integer program`, `a panel breaks cut ${wrong}`);
}

/** The tickets of the named form: M of them, each with k different people, in order, or so many on each of its panels. */
export function checkTickets(lines: CheckLines, text: string, settings: Manifest['settings']): string[][] | undefined {
  const panels = panelsDrawn(settings);
  const lists = lines.read('tickets', () => readTickets(text, panels));
  if (lists === undefined) return undefined;
  const isBad = (list: readonly string[]): boolean => list.length !== settings.size || !areInOrder(list);
  const M = lists.length / panels;
  const bad = ticketByTicket(lists, panels).findIndex(
    (parts) => parts.some(isBad) || new Set(parts.flat()).size < settings.size * panels,
  );
  const of = `${panels === 1 ? '' : `${panels} panels of `}${grouped(settings.size)} different ${whatIsDrawn(settings)}`;
  const whole = lines.check(
    'tickets',
    bad < 0 && M === settings.tickets,
    `${grouped(M)}, each with ${of}`,
    bad < 0
      ? `${grouped(M)}, the manifest says ${grouped(settings.tickets ?? 0)}`
      : `ticket ${bad} has not ${of} in order`,
  );
  return whole ? lists : undefined;
}
