import { mostLetters } from '../register/invitation-line.js';
import { type RiskPoint, RiskSimulation, type RiskTask, type RiskTools } from './risk-simulation.js';

/** What a plan is asked for. */
export interface InvitationTask extends RiskTask {
  /** The share of processes that may end with a pool that cannot fill the quotas. */
  readonly risk: number;
  /** A number of letters whose risk is to be told as well. */
  readonly letters?: number;
}

/** How many letters to send. */
export interface InvitationPlan {
  /** The curve: letters ascending, with the recommended number and the one asked for. */
  readonly points: readonly RiskPoint[];
  /**
   * The fewest letters found of which the simulated risk is at most the one asked for, to about a hundredth of them. The estimate itself decides and not the upper end of its interval, so that the promised risk is what will be seen, not
   * more than that: whoever wants to be surer asks for a smaller one. Undefined where even letters to everybody leave a higher risk.
   */
  readonly recommended?: RiskPoint;
  /** The same number of letters, if people say yes a fifth less often than their rates say. */
  readonly ifFewer?: RiskPoint;
  /** The most letters that can go out. */
  readonly most: number;
}

/** How much less often people say yes in `ifFewer`: published rates of one country's assemblies differ by more. */
const FEWER = 0.8;

/** Simulations that only look for where to look. */
const PILOT = 100;
/** The pilot ends within this ratio. */
const PILOT_RATIO = 1.1;
/** Steps of the pilot; a power of it covers every register. */
const STRIDE = 1.5;
/** The curve: these times the letters that the pilot found. */
const CURVE = [0.5, 0.65, 0.8, 0.9, 1, 1.1, 1.25, 1.5];
/** Numbers of letters simulated at once between two of the curve. */
const AT_ONCE = 6;

export function planInvitation(task: InvitationTask, tools: RiskTools): InvitationPlan {
  const simulation = new RiskSimulation(task, tools);
  const most = mostLetters(task);
  const curve = new Map<number, RiskPoint>();
  const add = (letters: readonly number[]): void => {
    const fresh = [...new Set(letters)].filter((number) => !curve.has(number)).sort((a, b) => a - b);
    if (fresh.length === 0) return;
    for (const point of simulation.estimate(fresh, `simulating ${task.simulations} processes`))
      curve.set(point.letters, point);
  };
  const centre = roughly(task, simulation, most);
  add([
    ...CURVE.map((times) => within(rounded(centre * times), task.k, most)),
    ...(task.letters === undefined ? [] : [task.letters]),
  ]);
  for (let top = Math.max(...curve.keys()); bracket(curve, task).above === undefined && top < most; ) {
    top = within(rounded(top * STRIDE), task.k, most);
    add([top]);
  }
  const shown = new Set(curve.keys());
  const recommended = refine(curve, task, add);
  if (recommended !== undefined) shown.add(recommended.letters);
  const points = [...curve.values()].filter(({ letters }) => shown.has(letters)).sort((a, b) => a.letters - b.letters);
  if (recommended === undefined) return { points, most };
  const rates = task.rates.map((rate) => rate * FEWER);
  const [ifFewer] = new RiskSimulation({ ...task, rates }, tools).estimate(
    [recommended.letters],
    'simulating fewer replies',
  );
  return { points, recommended, most, ...(ifFewer !== undefined && { ifFewer }) };
}

/** About as many letters as are needed, from a few simulations; `most` where those are not enough. */
function roughly({ k, rates, risk }: InvitationTask, simulation: RiskSimulation, most: number): number {
  const isEnough = (letters: number): boolean =>
    simulation.estimate([letters], 'looking for the number of letters', PILOT)[0]!.risk <= risk;
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  let above = within(Math.ceil(k / mean), k, most);
  let below = k - 1;
  if (isEnough(above)) {
    for (let lower = above; lower > k; ) {
      lower = within(Math.floor(lower / STRIDE), k, most);
      if (!isEnough(lower)) {
        below = lower;
        break;
      }
      above = lower;
    }
  } else {
    do {
      below = above;
      if (below >= most) return most;
      above = within(Math.ceil(above * STRIDE), k, most);
    } while (!isEnough(above));
  }
  while (above > below + 1 && above > below * PILOT_RATIO) {
    const middle = Math.floor((above + below) / 2);
    if (isEnough(middle)) above = middle;
    else below = middle;
  }
  return above;
}

/**
 * The least number of letters looked at that is enough, and the next below it. More letters are mostly better, not always: where a
 * stratum runs out of people, the others have more of the pool.
 */
function bracket(
  curve: ReadonlyMap<number, RiskPoint>,
  { risk, k }: InvitationTask,
): { readonly below: number; readonly above: RiskPoint | undefined } {
  const points = [...curve.values()].sort((a, b) => a.letters - b.letters);
  const first = points.findIndex((point) => point.risk <= risk);
  // Fewer letters than seats are never enough.
  return { below: (first > 0 ? points[first - 1]?.letters : undefined) ?? k - 1, above: points[first] };
}

/** Closes in on the least number that is enough, among the round ones. */
function refine(
  curve: ReadonlyMap<number, RiskPoint>,
  task: InvitationTask,
  add: (letters: readonly number[]) => void,
): RiskPoint | undefined {
  for (;;) {
    const { below, above } = bracket(curve, task);
    if (above === undefined) return undefined;
    const step = stepOf(above.letters);
    const from = Math.floor(below / step) + 1;
    const between = Math.ceil(above.letters / step) - from;
    if (between <= 0) return above;
    const stride = Math.ceil(between / AT_ONCE);
    const next = Array.from({ length: Math.ceil(between / stride) }, (_, i) => (from + i * stride) * step);
    const before = curve.size;
    add(next.filter((letters) => letters > below && letters < above.letters));
    if (curve.size === before) return above;
  }
}

const within = (letters: number, least: number, most: number): number =>
  Math.max(Math.min(letters, most), Math.min(least, most));

/** 1, 2, 5, 10, 20 …: the largest of these up to a hundredth of the letters. */
function stepOf(letters: number): number {
  let step = 1;
  for (let ten = 1; ten * 100 <= letters; ten *= 10)
    for (const next of [ten, 2 * ten, 5 * ten]) if (next * 100 <= letters) step = next;
  return step;
}

const rounded = (letters: number): number => {
  const step = stepOf(letters);
  return Math.max(1, Math.round(letters / step)) * step;
};
