import { lengthPrefixed, toHex, utf8 } from '../bytes.js';
import { SortitionError } from '../errors.js';
import { drawSeed } from '../lottery/draw-seed.js';
import type { Hash } from '../ports.js';
import { CODE_BYTES, replyCode } from '../register/reply-codes.js';
import { crossStrata, type Stratum } from '../register/strata.js';
import { compareUtf8 } from '../text.js';
import { canonicalJson, type Json, parseCanonicalJson } from './canonical-json.js';
import type { LedgerHead } from './draw-record.js';
import { digestOf } from './manifest.js';
import { readLedgerHead, readSeed, readSoftware, readSource } from './read-seed.js';
import { canonicalSeed, findMisfit, type Seed, type SeedSource } from './seed-source.js';
import { Shape } from './shape.js';
import type { DrawStatus } from './status.js';

/**
 * What is fixed of an invitation before its seed is known; its SHA-256 is the commitment. Digests are lower-case
 * hexadecimal SHA-256.
 */
export interface InvitationManifest {
  readonly format: 'sortition-invitation/1';
  readonly title: string;
  readonly purpose: 'draw' | 'rehearsal';
  readonly software: { readonly name: string; readonly version: string };
  readonly letters: number;
  /** The most letters to one household; where there is such a rule. */
  readonly per_household?: number;
  /** Features whose combinations are the strata, each value with its rate as decimal text. */
  readonly strata: readonly StrataFeature[];
  /** How the rows are read: the columns of id and household, where the strata come from, who can be invited. */
  readonly reading: Json;
  /**
   * Of the register, by its bytes; of each list and table that is read with it an HMAC with the secret key: such files are
   * short enough to be guessed.
   */
  readonly files: Readonly<Record<string, string>>;
  /** Of the secret key that lots and reply codes are made with. */
  readonly key: string;
  readonly seed_source: SeedSource;
}

export interface StrataFeature {
  readonly feature: string;
  readonly values: readonly { readonly value: string; readonly rate: string }[];
}

/** What happened to a stratum. */
export interface InvitedStratum {
  readonly values: readonly string[];
  /** People who could be invited. */
  readonly people: number;
  readonly letters: number;
  /** Fewer than letters only where all other people's households had theirs. */
  readonly invited: number;
}

/** Everything public of a drawn invitation. Written as canonical JSON to invitation-record.json. */
export interface InvitationRecord {
  readonly format: 'sortition-invitation-record/1';
  readonly status: DrawStatus;
  readonly manifest: InvitationManifest;
  readonly commitment: string;
  readonly seed: Seed;
  readonly draw_seed: string;
  readonly strata: readonly InvitedStratum[];
  readonly passed_over: number;
  /** Of invited-lots.csv. */
  readonly lots: string;
  readonly ledger: LedgerHead;
}

export const invitationCommitment = (hash: Hash, manifest: InvitationManifest): string =>
  digestOf(hash, canonicalJson(manifest));

/** What a record of this manifest is: its status is nobody's word. */
export const invitationStatus = ({ purpose, seed_source: { kind } }: InvitationManifest): DrawStatus =>
  purpose === 'rehearsal' ? 'rehearsal' : kind === 'text' ? 'uncommitted' : 'official';

/** What a seed makes of a committed invitation. */
export interface InvitationSeed {
  readonly drawSeed: string;
  /**
   * The lot of a person is HMAC-SHA256(lot key, id), the id as UTF-8. The key needs both the seed, which the organiser
   * cannot choose, and the secret, without which nobody can compute whether a neighbour was invited.
   */
  readonly lotKey: Uint8Array;
}

/** Throws SEED_SHAPE where the seed is not what the manifest asks for. `secret`: the key file's bytes. */
export function seedInvitation(
  hash: Hash,
  manifest: InvitationManifest,
  given: Seed,
  secret: Uint8Array,
): InvitationSeed {
  const misfit = findMisfit(manifest.seed_source, given, undefined);
  if (misfit !== undefined) throw new SortitionError('SEED_SHAPE', { misfit });
  const seed = drawSeed(hash, invitationCommitment(hash, manifest), canonicalSeed(hash, given));
  return { drawSeed: toHex(seed), lotKey: hash.hmac(secret, lengthPrefixed('sortition/invitation-lots/1', seed)) };
}

export const keyDigest = (hash: Hash, secret: Uint8Array): string => toHex(hash.sha256(secret));

/**
 * The reply code of each id: the first 40 bits of HMAC(secret, label ‖ id ‖ attempt), attempt 0 unless an id before it in the
 * order of bytes has that code already. Of the secret alone, never of the public seed: nobody can compute another's code.
 */
export function replyCodesOf(hash: Hash, secret: Uint8Array, ids: readonly string[]): Map<string, string> {
  const codes = new Map<string, string>();
  const given = new Set<string>();
  for (const id of [...ids].sort(compareUtf8)) {
    for (let attempt = 0; !codes.has(id); attempt++) {
      const code = codeOf(hash, secret, { id, attempt });
      if (given.has(code)) continue;
      given.add(code);
      codes.set(id, code);
    }
  }
  return codes;
}

/** No invitation is so large that three people have one code, as far as chance goes. */
const ATTEMPTS = 3;

/** Whether a code may be the id's, whoever else was invited: where its first is taken it has the next, and the other may be gone by now. */
export const mayHaveCode = (hash: Hash, secret: Uint8Array, { id, code }: { id: string; code: string }): boolean =>
  Array.from({ length: ATTEMPTS }).some((_, attempt) => codeOf(hash, secret, { id, attempt }) === code);

function codeOf(hash: Hash, secret: Uint8Array, { id, attempt }: { id: string; attempt: number }): string {
  const bytes = hash.hmac(secret, lengthPrefixed('sortition/reply-code/1', id, String(attempt)));
  return replyCode(bytes.subarray(0, CODE_BYTES));
}

/** The lot of a person, in hexadecimal. */
export const lotOf = (hash: Hash, lotKey: Uint8Array, id: string): string => toHex(hash.hmac(lotKey, utf8(id)));

/** invited-lots.csv: the lot of everybody invited, with the number of their stratum (from 0), smallest lot first in each. */
export const lotsTable = (invited: readonly { readonly stratum: number; readonly lot: string }[]): string =>
  `stratum,lot\n${invited
    .map(({ stratum, lot }) => ({ stratum, lot }))
    .sort((a, b) => a.stratum - b.stratum || (a.lot < b.lot ? -1 : 1))
    .map(({ stratum, lot }) => `${stratum},${lot}\n`)
    .join('')}`;

/** The strata of a manifest, in the order of its record. */
export const strataOf = (features: readonly StrataFeature[]): Stratum[] =>
  crossStrata(
    features.map(({ feature, values }) => ({
      feature,
      values: values.map(({ value, rate }) => ({ value, rate: Number(rate) })),
    })),
  );

/** Reads the manifest of an invitation. Throws NOT_CANONICAL or RECORD_SHAPE. */
export const readInvitationManifest = (text: string, file = 'manifest.json'): InvitationManifest =>
  readManifest(new Shape(parseCanonicalJson(text, file), file));

/** Reads invitation-record.json. Throws NOT_CANONICAL or RECORD_SHAPE. */
export function readInvitationRecord(text: string, file = 'invitation-record.json'): InvitationRecord {
  const record = new Shape(parseCanonicalJson(text, file), file).only(
    'format',
    'status',
    'manifest',
    'commitment',
    'seed',
    'draw_seed',
    'strata',
    'passed_over',
    'lots',
    'ledger',
  );
  return {
    format: record.get('format').oneOf('sortition-invitation-record/1'),
    status: record.get('status').oneOf('uncommitted', 'official', 'rehearsal'),
    manifest: readManifest(record.get('manifest')),
    commitment: record.get('commitment').hex(),
    seed: readSeed(record.get('seed')),
    draw_seed: record.get('draw_seed').hex(),
    strata: record.get('strata').list((stratum) => ({
      values: stratum.only('values', 'people', 'letters', 'invited').get('values').texts(),
      people: stratum.get('people').count(),
      letters: stratum.get('letters').count(),
      invited: stratum.get('invited').count(),
    })),
    passed_over: record.get('passed_over').count(),
    lots: record.get('lots').hex(),
    ledger: readLedgerHead(record.get('ledger')),
  };
}

function readManifest(manifest: Shape): InvitationManifest {
  manifest.only(
    'format',
    'title',
    'purpose',
    'software',
    'letters',
    'per_household',
    'strata',
    'reading',
    'files',
    'key',
    'seed_source',
  );
  const files = manifest.get('files');
  return {
    format: manifest.get('format').oneOf('sortition-invitation/1'),
    title: manifest.get('title').text(),
    purpose: manifest.get('purpose').oneOf('draw', 'rehearsal'),
    software: readSoftware(manifest.get('software')),
    letters: manifest.get('letters').count(),
    ...(manifest.has('per_household') ? { per_household: manifest.get('per_household').count() } : {}),
    strata: manifest.get('strata').list((feature) => ({
      feature: feature.only('feature', 'values').get('feature').text(),
      values: feature.get('values').list((value) => ({
        value: value.only('value', 'rate').get('value').text(),
        rate: value.get('rate').decimal(),
      })),
    })),
    reading: manifest.get('reading').json(),
    files: Object.fromEntries(files.keys().map((name) => [name, files.get(name).hex()])),
    key: manifest.get('key').hex(),
    seed_source: readSource(manifest.get('seed_source')),
  };
}
