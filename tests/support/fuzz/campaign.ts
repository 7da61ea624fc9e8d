import type { Base } from './base.js';
import { type Case, caseOf } from './cases.js';
import { faultOf } from './judge.js';
import { Lane, type Result } from './lane.js';

export interface Found {
  readonly case: Case;
  readonly result: Result;
  readonly fault: string;
}

export interface Campaign {
  readonly found: readonly Found[];
  /** Use → how its cases ended: exit code → number. */
  readonly endings: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Codes of errors seen. */
  readonly codes: ReadonlyMap<string, number>;
  /** Cases that took over 10 s and were run again; those that did so twice are found. */
  readonly overdue: readonly number[];
  readonly slowest: number;
}

/** Runs cases `from` up to but not including `to` of a seed, in so many processes. */
export async function runCampaign(
  base: Base,
  {
    seed,
    from = 0,
    to,
    lanes,
    until = () => true,
    onCase = () => {},
  }: { seed: string; from?: number; to: number; lanes: number; until?: () => boolean; onCase?: (n: number) => void },
): Promise<Campaign> {
  const found: Found[] = [];
  const overdue: number[] = [];
  const endings = new Map<string, Map<string, number>>();
  const codes = new Map<string, number>();
  let slowest = 0;
  let next = from;
  const work = async (): Promise<void> => {
    const lane = new Lane(base);
    try {
      while (next < to && until()) {
        const one = caseOf(seed, next++, base);
        let result = await lane.run(one);
        if (result.code === 'hang') {
          // A machine that does much else is slow too: what hangs by itself hangs again.
          overdue.push(one.number);
          result = await lane.run(one);
        }
        const fault = faultOf(one, result);
        if (fault !== undefined) found.push({ case: one, result, fault });
        const ends = endings.get(one.use) ?? new Map<string, number>();
        endings.set(one.use, ends);
        add(ends, String(result.code));
        const [, code] = /^error ([A-Z0-9_]+)/m.exec(result.stderr) ?? [];
        if (code !== undefined) add(codes, code);
        slowest = Math.max(slowest, result.milliseconds);
        onCase(one.number);
      }
    } finally {
      await lane.close();
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return { found: found.sort((a, b) => a.case.number - b.case.number), endings, codes, overdue, slowest };
}

const add = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

export const told = ({ case: { number, use, mutations, argv }, result, fault }: Found): string =>
  [
    `case ${number} (${use}): ${fault}`,
    `  ${mutations.join('; ')}`.slice(0, 300),
    `  sortition ${argv.map((arg) => JSON.stringify(arg).slice(0, 80)).join(' ')}`,
    `  ${result.code} in ${Math.round(result.milliseconds)} ms: ${JSON.stringify(result.stderr.slice(0, 700))}`,
  ].join('\n');
