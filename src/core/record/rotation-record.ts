import { lengthPrefixed } from '../bytes.js';
import type { DrawSeed } from '../lottery/draw-seed.js';
import type { RotationRule } from '../panel/rotation.js';
import type { Hash } from '../ports.js';
import { canonicalJson, parseCanonicalJson } from './canonical-json.js';
import { Shape } from './shape.js';

/** Where the lots of those who leave come from: a text, or the seed of the draw before, which makes them foreseeable. */
export type RotationSeed =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'draw'; readonly draw_seed: string };

/** Who leaves a standing panel before a term, and why; people by their pseudonyms. */
export interface RotationRecord {
  readonly format: 'sortition-rotation/1';
  readonly title: string;
  readonly term: number;
  readonly rule: RotationRule;
  /** Seats of the panel. */
  readonly size: number;
  /** How many members leave, those who are no longer in the pool among them. */
  readonly leave: number;
  readonly gone: number;
  /** Whole terms without them after which former members may be drawn again; left out where they never may. */
  readonly pause?: number;
  /** Those of the pool who sat before and may leave, in order of bytes, and since which term each did. */
  readonly members: readonly { readonly person: string; readonly since: number }[];
  readonly seed: RotationSeed;
  /** In the order in which they leave. */
  readonly leaving: readonly string[];
  /** Whose turn it was, but whom the quotas need. */
  readonly needed: readonly string[];
}

/** SHA-256 over the length-prefixed domain tag, what was asked and the seed; lots follow from it as in every draw. */
export function rotationSeed(
  hash: Hash,
  { term, rule, leave, members, seed }: Pick<RotationRecord, 'term' | 'rule' | 'leave' | 'members' | 'seed'>,
): DrawSeed {
  const asked = canonicalJson({ term, rule, leave, members: members.map(({ person, since }) => ({ person, since })) });
  return hash.sha256(lengthPrefixed('sortition/rotation-seed/1', asked, canonicalJson({ ...seed })));
}

/** Reads rotation.json. Throws NOT_CANONICAL or RECORD_SHAPE. */
export function readRotationRecord(text: string, file: string): RotationRecord {
  const record = new Shape(parseCanonicalJson(text, file), file).only(
    ...['format', 'title', 'term', 'rule', 'size', 'leave', 'gone', 'pause', 'members', 'seed', 'leaving', 'needed'],
  );
  const names = (key: string): string[] => record.get(key).texts();
  return {
    format: record.get('format').oneOf('sortition-rotation/1'),
    title: record.get('title').text(),
    term: record.get('term').count(),
    rule: record.get('rule').oneOf('longest-serving', 'lot'),
    size: record.get('size').count(),
    leave: record.get('leave').count(),
    gone: record.get('gone').count(),
    ...(record.has('pause') && { pause: record.get('pause').count() }),
    members: record.get('members').list((member) => ({
      person: member.only('person', 'since').get('person').text(),
      since: member.get('since').count(),
    })),
    seed: readSeed(record.get('seed')),
    leaving: names('leaving'),
    needed: names('needed'),
  };
}

function readSeed(seed: Shape): RotationSeed {
  const kind = seed.get('kind').oneOf('text', 'draw');
  return kind === 'text'
    ? { kind, text: seed.only('kind', 'text').get('text').text() }
    : { kind, draw_seed: seed.only('kind', 'draw_seed').get('draw_seed').hex() };
}
