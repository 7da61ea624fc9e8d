/**
 * Seats for groups of people at tables: groups × tables, how many of a group sit at a table, so that everybody of a group
 * (`demand`) has a seat and no table has more than `room`; undefined where that cannot be. By augmenting paths; `order`: which
 * tables are tried first.
 */
export function maximumFlow(
  demand: readonly number[],
  room: ArrayLike<number>,
  allowed: (group: number, table: number) => boolean,
  order: readonly number[],
): Int32Array | undefined {
  const T = room.length;
  const flow = new Int32Array(demand.length * T);
  const left = Int32Array.from(room);
  for (const [g, people] of demand.entries()) {
    for (let unseated = people; unseated > 0; ) {
      const moved = augment(g, unseated);
      if (moved === 0) return undefined;
      unseated -= moved;
    }
  }
  return flow;

  /** Breadth first from a group to a table with room, over tables whose people of another group can go elsewhere. */
  function augment(from: number, most: number): number {
    const groupBefore = new Int32Array(T).fill(-1);
    const tableBefore = new Int32Array(demand.length).fill(-1);
    const seen = new Uint8Array(demand.length);
    seen[from] = 1;
    const queue = [from];
    for (const g of queue) {
      for (const t of order) {
        if (groupBefore[t] !== -1 || !allowed(g, t)) continue;
        groupBefore[t] = g;
        if (left[t]! > 0) return push(t, from, most, groupBefore, tableBefore);
        for (let other = 0; other < demand.length; other++) {
          if (seen[other] === 1 || flow[other * T + t] === 0) continue;
          seen[other] = 1;
          tableBefore[other] = t;
          queue.push(other);
        }
      }
    }
    return 0;
  }

  /** Back along the path: as many as every step of it bears. */
  function push(end: number, from: number, most: number, groupBefore: Int32Array, tableBefore: Int32Array): number {
    let moved = Math.min(most, left[end]!);
    for (let g = groupBefore[end]!; g !== from; g = groupBefore[tableBefore[g]!]!)
      moved = Math.min(moved, flow[g * T + tableBefore[g]!]!);
    left[end]! -= moved;
    for (let t = end; ; ) {
      const g = groupBefore[t]!;
      flow[g * T + t]! += moved;
      if (g === from) return moved;
      t = tableBefore[g]!;
      flow[g * T + t]! -= moved;
    }
  }
}
