/**
 * Keeps the smallest lots of any number of people: whoever holds one below the bound, which falls as they are trimmed.
 */
export class SmallestLots<T> {
  /** Lots at or above it are let go. */
  private bound: string | undefined;
  private kept: { readonly lot: string; readonly item: T }[] = [];

  /** As long as nobody was let go. */
  get isWhole(): boolean {
    return this.bound === undefined;
  }

  wants(lot: string): boolean {
    return this.bound === undefined || lot < this.bound;
  }

  /** Takes a lot that is wanted; of two times `limit` the larger half is let go. */
  add(lot: string, item: T, limit: number): void {
    this.kept.push({ lot, item });
    if (this.kept.length < 2 * limit) return;
    this.kept = this.smallestFirst().slice(0, limit);
    this.bound = this.kept.at(-1)?.lot;
  }

  smallestFirst(): readonly { readonly lot: string; readonly item: T }[] {
    return this.kept.sort((a, b) => (a.lot < b.lot ? -1 : a.lot > b.lot ? 1 : 0));
  }
}
