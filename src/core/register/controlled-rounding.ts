/**
 * A table of seats to be rounded to whole ones: cell (i, j) is entitled to total·weightᵢⱼ / Σ weights seats.
 * m rows, n columns, row-major; exact integers.
 */
export interface FractionalTable {
  readonly m: number;
  readonly n: number;
  readonly total: number;
  /** m × n, ≥ 0, not all 0. */
  readonly weights: readonly bigint[];
  /** m and n whole numbers, each summing to `total`. */
  readonly rowSums: readonly number[];
  readonly columnSums: readonly number[];
}

/** The fewest and the most of each cell: m × n. */
export interface CellBounds {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/**
 * Controlled rounding (Bacharach 1966; Cox & Ernst 1982): whole numbers x, as near the entitlements e as can be, whose rows
 * and columns come out as wanted,
 *
 *     min Σ (xᵢⱼ − eᵢⱼ)²   s.t.   Σⱼ xᵢⱼ = rowSumᵢ,   Σᵢ xᵢⱼ = columnSumⱼ,   lowerᵢⱼ ≤ xᵢⱼ ≤ upperᵢⱼ.
 *
 * Where the bounds are the entitlements rounded down and up, that is the largest sum of the remainders rounded up: with a
 * single row it is the largest remainder. A transportation problem of convex costs; solved by successive shortest paths
 * (Ahuja, Magnanti & Orlin 1993, ch. 9 and 14), in integers. Equal sums are decided by the order of rows and columns.
 *
 * Undefined where no table does it.
 */
export function roundTable(table: FractionalTable, bounds: CellBounds): number[] | undefined {
  const flow = new Flow(table, bounds);
  while (flow.hasNeed()) if (!flow.augment()) return undefined;
  return flow.isMet() ? flow.cells : undefined;
}

/** A shortest way to one node: its length, and the row or column before it; −1 where it begins there. */
interface Way {
  readonly length: bigint;
  readonly from: number;
}

class Flow {
  readonly cells: number[];
  private readonly table: FractionalTable;
  private readonly bounds: CellBounds;
  private readonly weight: bigint;
  /** What rows and columns still lack. */
  private readonly rowNeed: number[];
  private readonly columnNeed: number[];

  constructor(table: FractionalTable, bounds: CellBounds) {
    this.table = table;
    this.bounds = bounds;
    this.cells = [...bounds.lower];
    this.weight = table.weights.reduce((a, b) => a + b, 0n);
    const { m, n } = table;
    const at = (i: number, j: number): number => this.cells[i * n + j] ?? 0;
    this.rowNeed = table.rowSums.map((sum, i) => sum - count(n, (j) => at(i, j)));
    this.columnNeed = table.columnSums.map((sum, j) => sum - count(m, (i) => at(i, j)));
  }

  hasNeed(): boolean {
    return this.rowNeed.some((need) => need > 0);
  }

  isMet(): boolean {
    return this.rowNeed.every((need) => need === 0) && this.columnNeed.every((need) => need === 0);
  }

  /** Gives one more seat, at the least cost, to a row and a column that lack one; other cells may change places for it. */
  augment(): boolean {
    const { rows, columns } = this.shortestWays();
    let end = -1;
    columns.forEach((way, j) => {
      const best = columns[end];
      if (way === undefined || (this.columnNeed[j] ?? 0) <= 0) return;
      if (best === undefined || way.length < best.length) end = j;
    });
    if (end < 0) return false;
    this.columnNeed[end] = (this.columnNeed[end] ?? 0) - 1;
    for (let j = end; ; ) {
      const i = columns[j]?.from ?? 0;
      this.change(i, j, 1);
      const before = rows[i]?.from ?? -1;
      if (before < 0) {
        this.rowNeed[i] = (this.rowNeed[i] ?? 0) - 1;
        return true;
      }
      this.change(i, before, -1);
      j = before;
    }
  }

  /** Bellman–Ford: from the rows that lack a seat, over cells that can take one (row to column) or give one (back). */
  private shortestWays(): { rows: (Way | undefined)[]; columns: (Way | undefined)[] } {
    const { m, n } = this.table;
    const rows = this.rowNeed.map((need): Way | undefined => (need > 0 ? { length: 0n, from: -1 } : undefined));
    const columns: (Way | undefined)[] = Array(n).fill(undefined);
    const improve = (ways: (Way | undefined)[], to: number, way: Way): boolean => {
      const known = ways[to];
      if (known !== undefined && known.length <= way.length) return false;
      ways[to] = way;
      return true;
    };
    for (let changed = true; changed; ) {
      changed = false;
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n; j++) {
          const { length: toRow } = rows[i] ?? {};
          if (toRow !== undefined && this.canTake(i, j)) {
            changed = improve(columns, j, { length: toRow + this.costOfNext(i, j, 0), from: i }) || changed;
          }
          const { length: toColumn } = columns[j] ?? {};
          if (toColumn !== undefined && this.canGive(i, j)) {
            changed = improve(rows, i, { length: toColumn - this.costOfNext(i, j, -1), from: j }) || changed;
          }
        }
      }
    }
    return { rows, columns };
  }

  private cell(of: readonly number[], i: number, j: number): number {
    return of[i * this.table.n + j] ?? 0;
  }

  private canTake = (i: number, j: number): boolean => this.cell(this.cells, i, j) < this.cell(this.bounds.upper, i, j);
  private canGive = (i: number, j: number): boolean => this.cell(this.cells, i, j) > this.cell(this.bounds.lower, i, j);

  /** (x + 1 − e)² − (x − e)², times the sum of the weights, of the cell with `more` seats than now. */
  private costOfNext(i: number, j: number, more: number): bigint {
    const x = BigInt(this.cell(this.cells, i, j) + more);
    const due = BigInt(this.table.total) * (this.table.weights[i * this.table.n + j] ?? 0n);
    return 2n * (x * this.weight - due) + this.weight;
  }

  private change(i: number, j: number, by: number): void {
    this.cells[i * this.table.n + j] = this.cell(this.cells, i, j) + by;
  }
}

const count = (n: number, of: (index: number) => number): number => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += of(i);
  return sum;
};
