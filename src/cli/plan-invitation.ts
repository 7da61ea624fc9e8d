import {
  Engine,
  findProcess,
  nodeHash,
  type People,
  type Process,
  prepareInvitation,
  pseudonymOfId,
  type Quotas,
  readPeople,
  readQuotas,
  readSeated,
  withExtraFeatures,
} from '../index.js';
import { readInputs, requireSound, sayWarnings } from './read-inputs.js';
import { planSummary, type ShownPlan, showPlan } from './show-plan.js';
import { findTask, needsRegister, type Task, type TaskFlags } from './task.js';
import type { Terminal } from './terminal.js';

/** The flags of `sortition invite --plan`; shares are between 0 and 1. */
export interface PlanFlags extends TaskFlags {
  readonly risk?: number;
  readonly response?: number;
  readonly cost?: number;
  readonly simulations?: number;
  readonly letters?: number;
  readonly json?: boolean;
}

const DEFAULT_RISK = 0.05;
const DEFAULT_SIMULATIONS = 1000;

/** What a plan needs to know of the process besides its task. */
export type PlannedInvitation = Omit<NonNullable<Process['invitation']>, 'letters'>;

/** How many letters, for a risk that the pool cannot fill the quotas. */
export async function planInvitation(target: string | undefined, flags: PlanFlags, terminal: Terminal): Promise<void> {
  const engine = new Engine();
  try {
    const task = await findTask(target, flags);
    const invitation = await findInvitation(task, target);
    const { people, quotas, seated, extra } = await readRegister(task, invitation, terminal);
    const { size, onePerHousehold } = task.settings;
    const { perHousehold, strata, response } = invitation;
    const overall = flags.response ?? response?.overall;
    const prepared = prepareInvitation(nodeHash, people.pool, {
      size,
      onePerHousehold,
      seated,
      extra,
      strata,
      response: { ...(overall !== undefined && { overall }), by: response?.by ?? {} },
      risk: flags.risk ?? DEFAULT_RISK,
      simulations: flags.simulations ?? DEFAULT_SIMULATIONS,
      ...(perHousehold !== undefined && { perHousehold }),
      ...(flags.letters !== undefined && { letters: flags.letters }),
    });
    const plan = await engine.planInvitation(prepared.task, { onProgress: terminal.progress });
    const cost = flags.cost ?? invitation.cost;
    const shown: ShownPlan = {
      title: task.title,
      size,
      quotas,
      prepared,
      plan,
      isProcess: task.folder !== undefined,
      ...(overall !== undefined && { overall }),
      ...(cost !== undefined && { cost }),
    };
    showPlan(terminal, shown);
    if (flags.json) terminal.json(planSummary(shown));
  } finally {
    await engine.close();
  }
}

/** Without a process folder, or an `invitation` in it, everybody is in one stratum, and a household gets one letter. */
async function findInvitation(task: Task, target: string | undefined): Promise<PlannedInvitation> {
  const written = task.folder === undefined ? undefined : (await findProcess(target ?? '.')).invitation;
  if (written !== undefined) return written;
  return { strata: {}, ...(task.people.household !== undefined && { perHousehold: 1 }) };
}

interface Register {
  readonly people: People;
  /** As they were written, with the features that only the invitation names. */
  readonly quotas: Quotas;
  readonly seated: readonly number[];
  readonly extra: readonly string[];
}

/** People under their ids: a plan is not published, and the same register is to give the same plan before it has pseudonyms. */
async function readRegister(task: Task, invitation: PlannedInvitation, terminal: Terminal): Promise<Register> {
  // A synthetic register is made with its pseudonyms, as every other command would.
  if (needsRegister(task)) await readInputs(task, terminal);
  const { size } = task.settings;
  const named = [invitation.strata, invitation.response?.by ?? {}];
  const read = withExtraFeatures(task.people, await readQuotas(task.quotas), named, size);
  const people = await readPeople(read.people, read.quotas, { pseudonymOf: pseudonymOfId });
  sayWarnings(people.warnings, terminal);
  const seated = task.seatedFile === undefined ? [] : await readSeated(task.seatedFile, task.people, people);
  requireSound({ people, seated, settings: task.settings });
  return { people, quotas: read.quotas, seated, extra: read.extra };
}
