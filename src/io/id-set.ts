/**
 * Ids seen, at 8 bytes each: a number of 53 bits of every id. Two ids can share one (about once in a thousand registers of
 * four million): whoever asks has to look at the ids themselves.
 */
export class IdSet {
  private numbers = new Float64Array(1 << 10);
  private count = 0;
  private isSorted = false;

  add(id: string): void {
    if (this.count === this.numbers.length) {
      const larger = new Float64Array(2 * this.numbers.length);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.count++] = numberOf(id);
    this.isSorted = false;
  }

  /** Whether the id was added, or another with its number. */
  has(id: string): boolean {
    const numbers = this.sorted();
    const number = numberOf(id);
    let [low, high] = [0, numbers.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((numbers[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return numbers[low] === number;
  }

  /** The ids that may have been added more than once. */
  repeated(): { readonly size: number; has(id: string): boolean } {
    const numbers = this.sorted();
    const found = new Set<number>();
    for (let i = 1; i < numbers.length; i++) {
      const number = numbers[i] ?? 0;
      if (number === numbers[i - 1]) found.add(number);
    }
    return { size: found.size, has: (id) => found.has(numberOf(id)) };
  }

  /** How many were added, each counted at most so many times. Two that share a number count as one. */
  countUpTo(times: number): number {
    const numbers = this.sorted();
    let [count, run] = [0, 0];
    for (let i = 0; i < numbers.length; i++) {
      run = i > 0 && numbers[i] === numbers[i - 1] ? run + 1 : 1;
      if (run <= times) count++;
    }
    return count;
  }

  private sorted(): Float64Array {
    const numbers = this.numbers.subarray(0, this.count);
    if (!this.isSorted) numbers.sort();
    this.isSorted = true;
    return numbers;
  }
}

/** 53 bits of two multiplicative hashes, mixed with each other. Not for secrets. */
function numberOf(id: string): number {
  let [a, b] = [0x243f6a88, 0x85a308d3];
  for (let i = 0; i < id.length; i++) {
    const unit = id.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return 2 ** 32 * (b & 0x1fffff) + (a >>> 0);
}
