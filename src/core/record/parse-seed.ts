import { SortitionError } from '../errors.js';
import { roundAt } from './drand.js';
import { areEnough, type Beacon, type Dice, quicknetRound, type Round, type SeedSource } from './seed-source.js';

/**
 * A seed's source as an organiser writes it: `dice:30`, `dice:20x20` (twenty dice with twenty sides), `drand:ROUND`,
 * `drand:2026-12-05T18:00Z`, `drand:2026-12-05T19:00+01:00`, `dice:30+drand:…`, `pick`. Throws SEED_SOURCE_UNKNOWN, DICE_TOO_FEW or ROUND_UNKNOWN.
 */
export function parseSeedSource(text: string): SeedSource {
  if (text.trim() === 'pick') return { kind: 'pick' };
  let dice: Dice | undefined;
  let drand: Round | undefined;
  // A “+” before a digit is that of a time zone.
  for (const part of text.split(/\+(?!\d)/).map((piece) => piece.trim())) {
    const [, name, value = ''] = /^(dice|drand):(.+)$/.exec(part) ?? [];
    if (name === 'dice' && dice === undefined) dice = parseDice(value) ?? refuse(text);
    else if (name === 'drand' && drand === undefined) drand = parseRound(value) ?? refuse(text);
    else refuse(text);
  }
  return { kind: 'public', ...(dice && { dice }), ...(drand && { drand }) };
}

function refuse(text: string): never {
  throw new SortitionError('SEED_SOURCE_UNKNOWN', { text });
}

function parseDice(text: string): Dice | undefined {
  const [, count, sides = '6'] = /^(\d{1,3})(?:x(\d{1,3}))?$/.exec(text) ?? [];
  if (count === undefined || Number(sides) < 2) return undefined;
  const dice = { count: Number(count), sides: Number(sides) };
  if (areEnough(dice)) return dice;
  let least = 1;
  while (!areEnough({ count: least, sides: dice.sides })) least++;
  throw new SortitionError('DICE_TOO_FEW', { ...dice, least });
}

/** A moment needs its time zone: an organiser's own clock is not in the manifest. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/;

function parseRound(text: string): Round | undefined {
  if (/^\d{1,15}$/.test(text)) return quicknetRound(Number(text));
  const moment = MOMENT.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? undefined : quicknetRound(roundAt(moment));
}

/** `4 1 6 2`, with spaces or commas; single digits may also stand without. Throws DICE_UNREADABLE. */
export function parseRolls(text: string): readonly number[] {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const rolls = parts.length === 1 && /^\d{9,}$/.test(parts[0] ?? '') ? Array.from(parts[0] ?? '') : parts;
  if (rolls.length === 0 || !rolls.every((part) => /^\d{1,4}$/.test(part)))
    throw new SortitionError('DICE_UNREADABLE', { text });
  return rolls.map(Number);
}

/** `drand:ROUND` and the signature, or the JSON that drand publishes of a round. Throws BEACON_UNREADABLE. */
export function parseBeacon(text: string, signature?: string): Beacon {
  const [, round] = /^drand:(\d{1,15})$/.exec(text.trim()) ?? [];
  const found = round === undefined ? beaconIn(text) : { round: Number(round), signature };
  const hex = found?.signature?.trim().toLowerCase();
  if (found === undefined || hex === undefined || !/^[0-9a-f]{96}$/.test(hex))
    throw new SortitionError('BEACON_UNREADABLE', { text });
  return { round: found.round, signature: hex };
}

function beaconIn(text: string): { round: number; signature: string } | undefined {
  try {
    const { round, signature } = JSON.parse(text) as { round?: unknown; signature?: unknown };
    return Number.isSafeInteger(round) && typeof signature === 'string'
      ? { round: round as number, signature }
      : undefined;
  } catch {
    return undefined;
  }
}
