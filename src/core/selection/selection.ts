import { buildCertificate, type Certificate, SCALE } from './certificate.js';
import { decompose, type SearchTools } from './decompose.js';
import { type PanelDistribution, toDistribution } from './distribution.js';
import { findDiversePanels } from './diversimax.js';
import { goldilocksGap, nashGap } from './duality-gap.js';
import { type Accepts, type Exact, findExact, type Relax } from './exact.js';
import { findNoChance } from './find-no-chance.js';
import type { Cut, Instance } from './instance.js';
import { keepsLevels } from './level-gaps.js';
import type { Objective } from './objectives.js';
import { findGoldilocksBounds } from './relaxed-goldilocks.js';
import {
  type Direction,
  findRelaxedLeximin,
  type Level,
  type LevelOptions,
  NO_LEVEL,
  type Relaxed,
} from './relaxed-leximin.js';
import { findRelaxedNash } from './relaxed-nash.js';
import { Splitter } from './several-panels.js';

/** A panel distribution that is optimal under an objective, every class's probability, and the proof. */
export interface Selection {
  readonly objective: Objective;
  readonly distribution: PanelDistribution;
  /** T: the optimal probability of each class's people; the distribution is within CHANCE_TOLERANCE of it. */
  readonly probabilities: Float64Array;
  /** Levels proved in integers (leximin, maximin, minimax); none for the other objectives. */
  readonly certificate: Certificate;
  /** nash and goldilocks: how far, at the most, the objective is from its optimum (duality gap). */
  readonly gap?: number;
}

export interface ObjectiveChoice {
  /** legacy is no choice of the engine: it has no optimum (lottery/legacy-lottery.ts). */
  readonly objective: Exclude<Objective, 'legacy'>;
  /** γ of goldilocks: the weight of the least chance against the greatest; 1 where nothing is said. */
  readonly gamma?: number;
}

/**
 * The optimal panel distribution: the objective's relaxed optimum, its decomposition into panels and, where panels do not
 * attain it, cuts. Undefined when no panel meets the quotas.
 */
export function findSelection(instance: Instance, choice: ObjectiveChoice, tools: SearchTools): Selection | undefined {
  if ((instance.panels ?? 1) === 1) return select(instance, choice, tools);
  const splitter = new Splitter(instance, tools.noise);
  const selection = select(instance, choice, { ...tools, splitter });
  return selection && { ...selection, distribution: splitter.splitAll(selection.distribution) };
}

function select(instance: Instance, choice: ObjectiveChoice, tools: SearchTools): Selection | undefined {
  switch (choice.objective) {
    case 'leximin':
      return byLevels(instance, 'leximin', tools);
    case 'maximin':
      return findMaximin(instance, tools);
    case 'minimax':
      return byLevels(instance, 'minimax', tools, { direction: 'lower' });
    case 'nash':
      return findNash(instance, tools);
    case 'goldilocks':
      return findGoldilocks(instance, choice.gamma ?? 1, tools);
    case 'diversimax':
      return findDiverse(instance, tools);
  }
}

/** leximin and minimax: every level is fixed, so the relaxed optimum is one point. */
function byLevels(
  instance: Instance,
  objective: Objective,
  tools: SearchTools,
  options: LevelOptions = {},
): Selection | undefined {
  const relax: Relax<Relaxed> = (cuts) => findRelaxedLeximin(instance, cuts, tools.solver, options);
  const exact = optimise(instance, relax, tools, options.direction ?? 'raise');
  return exact && withLevels(instance, objective, exact, exact.relaxed.levels);
}

/**
 * The relaxed maximin has many optima; the LP's own is tried first. Where panels do not attain that one, another may still
 * be attained, and leximin's is, if any: its least chance is the highest. The proof is that of the least chance alone.
 */
function findMaximin(instance: Instance, tools: SearchTools): Selection | undefined {
  const relaxed = findRelaxedLeximin(instance, [], tools.solver, { first: true });
  if (relaxed === undefined) return undefined;
  const first = decompose(instance, relaxed.x, tools, { accepts: keepsLevels(instance, [], relaxed.levels, 'raise') });
  if (first.reached)
    return withLevels(instance, 'maximin', { relaxed, active: first.active, cuts: [] }, relaxed.levels);
  const exact = optimise(instance, (cuts) => findRelaxedLeximin(instance, cuts, tools.solver), tools, 'raise');
  if (exact === undefined) return undefined;
  const { levels } = exact.relaxed;
  return withLevels(instance, 'maximin', exact, levels.slice(0, levels.findIndex(({ z }) => z > NO_LEVEL) + 1));
}

function findNash(instance: Instance, tools: SearchTools): Selection | undefined {
  const relax = (cuts: readonly Cut[]): { x: Float64Array } | undefined => {
    const unseatable = findNoChance(instance, cuts, tools.solver);
    return unseatable && { x: findRelaxedNash(instance, cuts, unseatable.classes) };
  };
  const exact = optimise(instance, relax, tools);
  if (exact === undefined) return undefined;
  const selection = withLevels(instance, 'nash', { ...exact, relaxed: { a: chances(instance, exact.relaxed.x) } }, []);
  return { ...selection, gap: nashGap(instance, exact.cuts, selection.certificate.seats, tools.solver) };
}

/** The least and greatest chance first; then leximin under that ceiling, which makes the optimum one point. */
function findGoldilocks(instance: Instance, gamma: number, tools: SearchTools): Selection | undefined {
  const { solver } = tools;
  const relax = (cuts: readonly Cut[]): Relaxed | undefined => {
    const unseatable = findNoChance(instance, cuts, tools.solver);
    if (unseatable === undefined) return undefined;
    const { classes, least: maximin } = unseatable;
    const bounds = findGoldilocksBounds(instance, cuts, classes, { gamma, maximin, solver });
    return findRelaxedLeximin(instance, cuts, solver, { ceiling: bounds.greatest + CEILING_ROOM });
  };
  const exact = optimise(instance, relax, tools);
  if (exact === undefined) return undefined;
  const selection = withLevels(instance, 'goldilocks', exact, []);
  return { ...selection, gap: goldilocksGap(instance, exact.cuts, selection.certificate.seats, { gamma, solver }) };
}

/** Optimal in its panels, which the solver proves; its chances are what the distribution gives. */
function findDiverse(instance: Instance, { solver, onProgress }: SearchTools): Selection | undefined {
  const mixture = findDiversePanels(instance, solver, (classes) =>
    onProgress?.('finding diverse panels', classes, instance.T),
  );
  if (mixture === undefined) return undefined;
  const distribution = toDistribution(mixture);
  const certificate = buildCertificate({ direction: 'raise', levels: [], cuts: [] }, distribution, instance.T);
  const x = Float64Array.from(certificate.seats, (seats) => Number(seats) / SCALE);
  return { objective: 'diversimax', distribution, probabilities: chances(instance, x), certificate };
}

/** Two LPs that meet the same bound may differ by their tolerance. */
const CEILING_ROOM = 1e-9;

/** `direction`: of the levels that the optimum is to be proved by; none for nash and goldilocks. */
function optimise<R extends { readonly x: Float64Array; readonly levels?: readonly Level[] }>(
  instance: Instance,
  relax: Relax<R>,
  tools: SearchTools,
  direction?: Direction,
): Exact<R> | undefined {
  const relaxed = relax([]);
  if (relaxed === undefined) return undefined;
  const accepts: Accepts<R> = ({ levels }, cuts) =>
    direction && levels ? keepsLevels(instance, cuts, levels, direction) : () => true;
  const first = decompose(instance, relaxed.x, tools, { accepts: accepts(relaxed, []) });
  return first.reached
    ? { relaxed, active: first.active, cuts: [] }
    : findExact(instance, relax, first, { ...tools, accepts });
}

function withLevels(
  instance: Instance,
  objective: Objective,
  { relaxed, active, cuts }: Pick<Exact<Relaxed>, 'active' | 'cuts'> & { readonly relaxed: Pick<Relaxed, 'a'> },
  levels: readonly Level[],
): Selection {
  const distribution = toDistribution(active.mixture());
  const direction = objective === 'minimax' ? 'lower' : 'raise';
  const certificate = buildCertificate({ direction, levels, cuts }, distribution, instance.T);
  return { objective, distribution, probabilities: relaxed.a, certificate };
}

const chances = (instance: Instance, x: Float64Array): Float64Array => x.map((seats, t) => seats / instance.count[t]!);
