import type { Check } from '../core/record/check-lines.js';
import type { DrawRecord } from '../core/record/draw-record.js';
import type { Manifest } from '../core/record/manifest.js';
import { readManifestText, readRecord } from '../core/record/read-record.js';
import { verifyDraw, verifyLottery } from '../core/record/verify.js';
import { chooseSolver } from '../core/selection/solver-choice.js';
import { browserHash } from '../random/browser-hash.js';
import { isQuicknetSignature } from '../random/drand.js';
import { loadJsSolver } from '../solver/javascript-lp-solver.js';
import type { Files } from './files.js';

/** What the page knows of some files. */
export interface Findings {
  readonly files: Files;
  readonly checks: readonly Check[];
  /** Undefined before the draw, and where it cannot be read. */
  readonly record: DrawRecord | undefined;
  /** Undefined where it cannot be read, which the checks then say. */
  readonly manifest: Manifest | undefined;
}

/** Nothing in the files contradicts them. */
export const areSound = ({ checks }: Findings): boolean => checks.every(({ outcome }) => outcome !== 'fails');

export function examine(files: Files): Findings {
  const { texts, unreadable } = files;
  const record = readable(() => readRecord(texts.get('draw-record.json') ?? ''));
  const manifest = record?.manifest ?? readable(() => readManifestText(texts.get('manifest.json') ?? ''));
  const others = unreadable.map(
    (subject): Check => ({ subject, outcome: 'fails', detail: 'is not UTF-8 text, so it is not as it was published' }),
  );
  return { files, record, manifest, checks: [...others, ...verify(texts, manifest)] };
}

function verify(files: ReadonlyMap<string, string>, manifest: Manifest | undefined): Check[] {
  const classes = (files.get('classes.csv') ?? '').split('\n').length - 2;
  const solver = isSmall(classes, manifest) ? loadJsSolver() : undefined;
  const record = files.get('draw-record.json');
  return record === undefined
    ? verifyLottery(browserHash, { manifest: files.get('manifest.json') ?? '', files, solver })
    : verifyDraw(browserHash, { record, files, solver, checkBeacon: isQuicknetSignature });
}

/** A page has the pure JavaScript solver alone, which is for small pools. */
function isSmall(classes: number, manifest: Manifest | undefined): boolean {
  return readable(() => chooseSolver(classes, 'js', manifest?.settings.objective)) === 'js';
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
