import type { MipModel, Program, Solver } from '../ports.js';
import type { Composition, Instance } from './instance.js';
import { compositionProgram } from './programs.js';
import { oneOf, Splitter } from './several-panels.js';

/**
 * The panels as an integer program: the farthest along any weights. Several at once are first looked for as one of all their
 * seats; only where that does not split into panels, as far as is found, each of them has its own variables.
 */
export class PanelProgram {
  private readonly instance: Instance;
  private readonly solver: Solver;
  private readonly splitter: Splitter | undefined;
  private readonly model: MipModel;
  private separate: MipModel | undefined;

  constructor(instance: Instance, solver: Solver, splitter?: Splitter) {
    this.instance = instance;
    this.solver = solver;
    this.splitter = splitter;
    this.model = solver.openMip(compositionProgram(instance));
  }

  /** Undefined where there is no panel. */
  farthest(weights: Float64Array): Composition | undefined {
    this.model.setCost(weights);
    const y = this.model.solve()?.x;
    const { splitter } = this;
    if (y === undefined || splitter === undefined || splitter.split(y) !== undefined) return y;
    const { T, panels = 1 } = this.instance;
    this.separate ??= this.solver.openMip(separatePanels(this.instance));
    const cost = new Float64Array(T * panels);
    for (let p = 0; p < panels; p++) cost.set(weights, p * T);
    this.separate.setCost(cost);
    const x = this.separate.solve()?.x;
    return x && splitter.learn(Array.from({ length: panels }, (_, p) => x.slice(p * T, (p + 1) * T)));
  }

  dispose(): void {
    this.model.dispose();
    this.separate?.dispose();
  }
}

/** The panels of an instance, where nobody has a splitter yet. */
export const openPanels = (instance: Instance, solver: Solver): PanelProgram =>
  new PanelProgram(instance, solver, instance.panels === undefined ? undefined : new Splitter(instance, firstOfAll));

/** No noise: where it is only asked what there is, the integer program finds the split that one try does not. */
const firstOfAll = (): number => 0;

/**
 * Columns x_{t,p}, panel by panel; each panel's own rows and size, then what they share:
 *
 *     Σ_p x_{t,p} ≤ cap_t,   Σ_p Σ_{t in row r} x_{t,p} ≤ upper_r for every household row r
 */
function separatePanels(instance: Instance): Program {
  const { T, cap, width, rowsOf, freeRow, upper, panels = 1 } = instance;
  const one = compositionProgram(oneOf(instance));
  const m = one.rowLower.length;
  const homes = upper.length - freeRow - 1;
  const firstHome = m * panels + T;
  const starts = new Int32Array(T * panels + 1);
  const rows: number[] = [];
  const values: number[] = [];
  for (let j = 0; j < T * panels; j++) {
    const [t, p] = [j % T, Math.floor(j / T)];
    for (let e = one.starts[t]!; e < one.starts[t + 1]!; e++) {
      rows.push(p * m + one.rows[e]!);
      values.push(one.values[e]!);
    }
    rows.push(m * panels + t);
    values.push(1);
    for (const r of rowsOf.subarray(t * width, (t + 1) * width)) {
      if (r <= freeRow) continue;
      rows.push(firstHome + r - freeRow - 1);
      values.push(1);
    }
    starts[j + 1] = rows.length;
  }
  const each = (bounds: Float64Array): number[] => Array.from({ length: panels }, () => Array.from(bounds)).flat();
  const none = new Array<number>(T + homes).fill(Number.NEGATIVE_INFINITY);
  return {
    cost: new Float64Array(T * panels),
    lower: new Float64Array(T * panels),
    upper: Float64Array.from(each(one.upper)),
    rowLower: Float64Array.from([...each(one.rowLower), ...none]),
    rowUpper: Float64Array.from([...each(one.rowUpper), ...cap, ...upper.subarray(freeRow + 1)]),
    starts,
    rows: Int32Array.from(rows),
    values: Float64Array.from(values),
  };
}
