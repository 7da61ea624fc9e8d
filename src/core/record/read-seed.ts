import type { LedgerHead } from './draw-record.js';
import type { Provenance } from './manifest.js';
import type { Beacon, Dice, Round, Seed, SeedSource } from './seed-source.js';
import type { Shape } from './shape.js';

/** What every record says in the same words: which software wrote it, where its seed was to come from, what came up, and what the ledger held before. */

export function readLedgerHead(ledger: Shape): LedgerHead {
  ledger.only('length', 'head');
  return { length: ledger.get('length').count(), head: ledger.get('head').hex() };
}

export function readSoftware(software: Shape): Provenance['software'] {
  software.only('name', 'version');
  return { name: software.get('name').text(), version: software.get('version').text() };
}

export function readSeed(seed: Shape): Seed {
  const kind = seed.get('kind').oneOf('text', 'public', 'pick');
  if (kind === 'text') return { kind, text: seed.only('kind', 'text').get('text').text() };
  if (kind === 'pick') return { kind, number: seed.only('kind', 'number').get('number').count() };
  seed.only('kind', 'dice', 'drand');
  return {
    kind,
    ...(seed.has('dice') ? { dice: seed.get('dice').list((eyes) => eyes.count()) } : {}),
    ...(seed.has('drand') ? { drand: readBeacon(seed.get('drand')) } : {}),
  };
}

function readBeacon(drand: Shape): Beacon {
  drand.only('round', 'signature');
  return { round: drand.get('round').count(), signature: drand.get('signature').hex(SIGNATURE_DIGITS) };
}

/** A point of G1, compressed. */
const SIGNATURE_DIGITS = 96;

export function readSource(source: Shape): SeedSource {
  const kind = source.get('kind').oneOf('text', 'public', 'pick');
  if (kind !== 'public') {
    source.only('kind');
    return { kind };
  }
  source.only('kind', 'dice', 'drand');
  return {
    kind,
    ...(source.has('dice') ? { dice: readDice(source.get('dice')) } : {}),
    ...(source.has('drand') ? { drand: readRound(source.get('drand')) } : {}),
  };
}

/** More dice, or more sides, than anybody rolls: their outcomes would only be slow to count. */
const MOST_DICE = 1000;

function readDice(dice: Shape): Dice {
  dice.only('count', 'sides');
  return { count: dice.get('count').count(MOST_DICE), sides: dice.get('sides').count(MOST_DICE) };
}

function readRound(drand: Shape): Round {
  drand.only('chain', 'round', 'time');
  return { chain: drand.get('chain').hex(), round: drand.get('round').count(), time: drand.get('time').text() };
}
