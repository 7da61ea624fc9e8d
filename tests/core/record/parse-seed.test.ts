import { describe, expect, test } from 'vitest';
import { SortitionError } from '../../../src/core/errors.js';
import { QUICKNET, timeOfRound } from '../../../src/core/record/drand.js';
import { parseBeacon, parseRolls, parseSeedSource } from '../../../src/core/record/parse-seed.js';

/** What a call throws. */
function faultOf(call: () => unknown): { code: string; args: unknown } {
  try {
    call();
  } catch (error) {
    if (error instanceof SortitionError) return { code: error.code, args: error.args };
    throw error;
  }
  throw new Error('nothing was thrown');
}

const drand = (round: number): unknown => ({ chain: QUICKNET.chain, round, time: timeOfRound(round) });

describe('A source of seeds as it is written', () => {
  test.each([
    ['pick', { kind: 'pick' }],
    [' pick ', { kind: 'pick' }],
    ['dice:30', { kind: 'public', dice: { count: 30, sides: 6 } }],
    ['dice:20x20', { kind: 'public', dice: { count: 20, sides: 20 } }],
    ['drand:657413', { kind: 'public', drand: drand(657413) }],
    ['dice:30+drand:657413', { kind: 'public', dice: { count: 30, sides: 6 }, drand: drand(657413) }],
    ['drand:657413 + dice:30', { kind: 'public', dice: { count: 30, sides: 6 }, drand: drand(657413) }],
    // Round 1 came at 15:09:27 UTC; a moment names the first round that is not before it.
    ['drand:2023-08-23T15:09:27Z', { kind: 'public', drand: drand(1) }],
    ['drand:2023-08-23T15:09:28Z', { kind: 'public', drand: drand(2) }],
    ['drand:2023-08-23T17:09:30+02:00', { kind: 'public', drand: drand(2) }],
    ['drand:2023-08-23T15:10Z', { kind: 'public', drand: drand(12) }],
    ['drand:2001-01-01T00:00Z', { kind: 'public', drand: drand(1) }],
  ])('“%s”', (text, source) => expect(parseSeedSource(text)).toEqual(source));

  test.each([
    ...[
      '',
      'coin',
      'dice',
      'dice:',
      'dice:many',
      'dice:30x1',
      'dice:1000',
      'dice:30x1000',
      'dice:30+',
      'dice:30+dice:30',
    ],
    ...['drand:', 'drand:soon', 'drand:1+drand:2', 'drand:2026-12-05T18:00', 'drand:2026-13-05T18:00Z', 'xdice:30'],
    ...['drand:2026-12-05', 'pick+dice:30', 'drand:1234567890123456', 'drand: 5'],
  ])('“%s” is none that is known', (text) =>
    expect(faultOf(() => parseSeedSource(text))).toEqual({ code: 'SEED_SOURCE_UNKNOWN', args: { text } }),
  );

  test.each([
    ['dice:29', { count: 29, sides: 6, least: 25 }],
    ['dice:24', { count: 24, sides: 6, least: 25 }],
    ['dice:1x2', { count: 1, sides: 2, least: 64 }],
  ])('“%s” has too few outcomes, or just enough', (text, args) => {
    const { count, least } = args;
    if (count >= least) expect(parseSeedSource(text)).toMatchObject({ dice: { count } });
    else expect(faultOf(() => parseSeedSource(text))).toEqual({ code: 'DICE_TOO_FEW', args });
  });

  test.each(['drand:0', 'drand:999999999999999'])('“%s” is a round that does not come', (text) =>
    expect(faultOf(() => parseSeedSource(text)).code).toBe('ROUND_UNKNOWN'),
  );
});

describe('Dice as they are read out', () => {
  test.each<[string, number[]]>([
    ['4 1 6 2', [4, 1, 6, 2]],
    ['4,1; 6\n2 ', [4, 1, 6, 2]],
    ['12 20 3', [12, 20, 3]],
    ['123456123', [1, 2, 3, 4, 5, 6, 1, 2, 3]],
    ['1234', [1234]],
  ])('“%s”', (text, rolls) => expect(parseRolls(text)).toEqual(rolls));

  test.each(['', ' , ', '4 six', '12345678', '4 -1', '1.5 2', '4 12345'])('“%s” is not understood', (text) =>
    expect(faultOf(() => parseRolls(text))).toEqual({ code: 'DICE_UNREADABLE', args: { text } }),
  );
});

describe('A round of the beacon', () => {
  const signature = 'ab'.repeat(48);
  test.each<[string, string | undefined]>([
    ['drand:5', signature],
    [' drand:5 ', ` ${signature.toUpperCase()} `],
    [JSON.stringify({ round: 5, randomness: 'x', signature }), undefined],
  ])('“%s”', (text, given) => expect(parseBeacon(text, given)).toEqual({ round: 5, signature }));

  test.each<[string, string | undefined]>([
    ['drand:5', undefined],
    ['drand:5', signature.slice(1)],
    ['drand:5', `${signature}0`],
    ['drand:5', `g${signature.slice(1)}`],
    ['drand:x', signature],
    ['5', signature],
    ['{', undefined],
    ['null', undefined],
    [JSON.stringify({ round: '5', signature }), undefined],
    [JSON.stringify({ round: 5.5, signature }), undefined],
    [JSON.stringify({ round: 5, signature: 7 }), undefined],
  ])('“%s” is not understood', (text, given) =>
    expect(faultOf(() => parseBeacon(text, given))).toEqual({ code: 'BEACON_UNREADABLE', args: { text } }),
  );
});
