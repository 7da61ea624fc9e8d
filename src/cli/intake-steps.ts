import { join, relative, resolve } from 'node:path';
import { type Intake, isOpen, type Process, poolFolder, type RepliesForm, UNTOLD } from '../index.js';
import { shortPath } from './format.js';

interface Situation {
  readonly process: Process;
  readonly form: RepliesForm;
  readonly intake: Intake;
  readonly panel: { readonly isThere: boolean };
  readonly out: string;
}

/** What can be done next, a line each: for replies that can be settled, what settles them; then the step after. */
export function nextSteps({ intake, form, out, panel, process }: Situation): string[] {
  if (relative(poolFolder(process), resolve(out)) !== '')
    return [`the draw reads ${shortPath(poolFolder(process))}, not this folder`];
  const open = intake.judged.filter(isOpen);
  const unusable = open.filter(({ outcome }) => outcome === 'unusable').flatMap(({ wrong = [] }) => wrong);
  const file = shortPath(join(out, 'to-settle.csv'));
  const steps: string[] = [];
  if (open.some(({ outcome }) => outcome !== 'unusable'))
    steps.push(`fill in the column “code” of ${file}, then run this again with --settled ${file} --force`);
  if (unusable.some(({ wrong }) => wrong !== UNTOLD)) {
    const register = form.prefer === 'replies' ? ', or let the register count (“prefer: register”)' : '';
    steps.push(
      `say what the values in ${file} mean under “replies: features: … values:” in sortition.yaml${register}; then run this again with --force`,
    );
  }
  if (unusable.some(({ wrong }) => wrong === UNTOLD))
    steps.push(`ask those who left out an answer that the register does not have, and fill it in in the replies`);
  const after = panel.isThere
    ? 'sortition lottery, once no more replies are awaited'
    : 'send reminders, or wait for more replies';
  steps.push(steps.length === 0 ? after : `what cannot be settled may stay as it is: ${after}`);
  return steps;
}
