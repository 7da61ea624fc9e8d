import { inflateSync } from 'fflate';
import type { Check } from '../core/record/check-lines.js';
import type { Manifest } from '../core/record/manifest.js';
import { readManifestText, readRecord } from '../core/record/read-record.js';
import { verifyDraw, verifyLottery } from '../core/record/verify.js';
import { chooseSolver } from '../core/selection/solver-choice.js';
import { browserHash } from '../random/browser-hash.js';
import { isQuicknetSignature } from '../random/drand.js';
import { loadJsSolver } from '../solver/javascript-lp-solver.js';
import { showChecks, showForms, showVerdict } from './view.js';

/** verify.html's script: unpacks the files that the page holds, checks them, and says what it found. */
export type Files = ReadonlyMap<string, string>;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function packedFiles(): Files {
  const packed = JSON.parse(document.getElementById('files')?.textContent ?? '{}') as Record<string, string>;
  return new Map(
    Object.entries(packed).map(([name, text]) => [
      name,
      decoder.decode(inflateSync(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)))),
    ]),
  );
}

/** The manifest of a draw or of a lottery; undefined where it cannot be read, which the checks then say. */
function manifestOf(files: Files): Manifest | undefined {
  try {
    const record = files.get('draw-record.json');
    return record === undefined ? readManifestText(files.get('manifest.json') ?? '') : readRecord(record).manifest;
  } catch {
    return undefined;
  }
}

function check(files: Files): Check[] {
  const classes = (files.get('classes.csv') ?? '').split('\n').length - 2;
  const solver = isSmall(classes, manifestOf(files)) ? loadJsSolver() : undefined;
  const record = files.get('draw-record.json');
  return record === undefined
    ? verifyLottery(browserHash, { manifest: files.get('manifest.json') ?? '', files, solver })
    : verifyDraw(browserHash, { record, files, solver, checkBeacon: isQuicknetSignature });
}

/** A page has the pure JavaScript solver alone, which is for small pools. */
function isSmall(classes: number, manifest: Manifest | undefined): boolean {
  try {
    return chooseSolver(classes, 'js', manifest?.settings.objective) === 'js';
  } catch {
    return false;
  }
}

async function start(files: Files, source: string): Promise<void> {
  showVerdict(undefined, source);
  // One turn of the event loop, so that the page says that it is at work.
  await new Promise((resolve) => setTimeout(resolve, 30));
  try {
    const checks = check(files);
    showVerdict(checks, source, files.has('draw-record.json'));
    showChecks(checks);
    showForms({ files, manifest: manifestOf(files), again: start });
  } catch (error) {
    showVerdict([{ subject: 'page', outcome: 'fails', detail: String(error).slice(0, 300) }], source);
  }
}

try {
  void start(packedFiles(), 'the files that this page holds');
} catch {
  showVerdict(
    [{ subject: 'page', outcome: 'fails', detail: 'the files in this page cannot be unpacked' }],
    'this page',
  );
}
