/**
 * drand's public beacon, as far as arithmetic goes: which round belongs to which moment. The chain is quicknet (unchained,
 * a round every three seconds); its key is pinned, so that nobody has to be asked. Source: drand's chain information.
 */
export const QUICKNET = {
  chain: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
  key: '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  /** Seconds after 1970 at which round 1 came. */
  genesis: 1_692_803_367,
  /** Seconds from one round to the next. */
  period: 3,
} as const;

/** The last round before the year 10000: beyond it no date can be written with four digits. */
const LAST_ROUND = 83_903_165_811;

/** The moment of a round, as `YYYY-MM-DDThh:mm:ssZ`; undefined where there is no such round. */
export function timeOfRound(round: number): string | undefined {
  if (!Number.isSafeInteger(round) || round < 1 || round > LAST_ROUND) return undefined;
  const seconds = QUICKNET.genesis + QUICKNET.period * (round - 1);
  return new Date(1000 * seconds).toISOString().replace('.000Z', 'Z');
}

/** The first round that is not before a moment, in milliseconds after 1970. */
export function roundAt(milliseconds: number): number {
  const seconds = milliseconds / 1000 - QUICKNET.genesis;
  return Math.max(1, Math.ceil(seconds / QUICKNET.period) + 1);
}
