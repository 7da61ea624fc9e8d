import { inTurn } from '../panel/rotation.js';
import type { Hash } from '../ports.js';
import { type Check, CheckLines } from './check-lines.js';
import type { DrawRecord } from './draw-record.js';
import { type RotationRecord, readRotationRecord, rotationSeed } from './rotation-record.js';
import { areInOrder } from './verify-manifest.js';

/** `before`: the record of the draw before, of the term before or of the first panel; `draw`: of the draw that followed. */
export interface RotationEvidence {
  readonly rotation: string;
  readonly before?: DrawRecord;
  readonly draw?: DrawRecord;
}

/**
 * Checks the record of who left a standing panel: that it was their turn by the rule and the lots, that these come of the draw before
 * where it says so, and, with the record of the draw that followed, that the others stayed. Which members the quotas need takes the pool: rotate, run again, says it. Never throws for bad
 * evidence.
 */
export function verifyRotation(hash: Hash, evidence: RotationEvidence): Check[] {
  const lines = new CheckLines();
  const record = lines.read('record', () => readRotationRecord(evidence.rotation, 'rotation.json'));
  if (record === undefined) return lines.checks;
  lines.hold('record', `canonical, ${record.format}, term ${record.term}`);
  checkLeaving(lines, hash, record);
  checkSeed(lines, record, evidence.before);
  if (evidence.draw !== undefined) checkStaying(lines, record, evidence.draw);
  return lines.checks;
}

function checkLeaving(lines: CheckLines, hash: Hash, record: RotationRecord): void {
  const { members, rule, leave, gone, leaving, needed } = record;
  const names = members.map(({ person }) => person);
  const areSound =
    areInOrder(names) && leave >= gone && leave <= members.length + gone && leaving.length === leave - gone;
  lines.check(
    'members',
    areSound,
    `${members.length + gone}, of whom ${leave} leave${gone === 0 ? '' : `, ${gone} of them no longer in the pool`}`,
    'they are not in order, or others leave than as many as stated',
  );
  if (!areSound) return;
  const task = { members: members.map(({ since }, person) => ({ person, since })), rule };
  const turns = inTurn(hash, rotationSeed(hash, record), task, names).map((person) => names[person] ?? '');
  // Whoever leaves, and those between whom the quotas need.
  const stay = new Set(needed);
  const upTo = turns.slice(0, leaving.length + needed.length);
  const inOrder = upTo.filter((person) => !stay.has(person));
  const areThose =
    inOrder.length === leaving.length &&
    upTo.at(-1) === leaving.at(-1) &&
    inOrder.every((person, i) => person === leaving[i]) &&
    upTo.filter((person) => stay.has(person)).every((person, i) => person === needed[i]);
  const byRule = rule === 'lot' ? 'by lot' : 'the longest serving first, between equals by lot';
  lines.check('leaving', areThose, `those whose turn it was: ${byRule}`, 'it was the turn of others');
  if (needed.length > 0)
    lines.skip('needed', `whether the quotas need the ${needed.length} who were passed over: that takes the pool`);
}

function checkSeed(lines: CheckLines, { seed }: RotationRecord, before: DrawRecord | undefined): void {
  if (seed.kind === 'text') lines.hold('seed', 'any text: nothing shows that no other was tried first');
  else if (before === undefined)
    lines.skip('seed', 'whether it is that of the draw before: the record of that draw is not there');
  else
    lines.check(
      'seed',
      seed.draw_seed === before.draw_seed,
      'that of the draw before: nobody could choose it, anybody could foresee who leaves',
      'it is not that of the draw before',
    );
}

function checkStaying(lines: CheckLines, { members, leaving, size }: RotationRecord, draw: DrawRecord): void {
  const { panel, alternates, manifest } = draw;
  const seated = new Set(manifest.settings.seated);
  const left = new Set(leaving);
  const stay = members.filter(({ person }) => !left.has(person));
  lines.check(
    'staying',
    stay.every(({ person }) => seated.has(person)) && manifest.settings.size === size,
    `${stay.length}, on the panel before its newcomers were drawn`,
    'not all who stay were on the panel when its newcomers were drawn, or it has another size',
  );
  lines.check(
    'newcomers',
    ![...panel, ...alternates].some((person) => left.has(person)),
    `${panel.length - seated.size}, nobody among them who left`,
    'somebody who left was drawn again at once',
  );
}
