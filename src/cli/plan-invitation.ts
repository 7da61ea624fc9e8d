import {
  Engine,
  findProcess,
  nodeHash,
  type People,
  type PreparedInvitation,
  type Process,
  prepareInvitation,
  pseudonymOfId,
  type Quotas,
  readIncluded,
  readPeople,
  readQuotas,
  withExtraFeatures,
} from '../index.js';
import { makeRegister } from './made-up.js';
import { tellingKeys } from './named-files.js';
import { summariseNotes } from './notes.js';
import { planSummary, type ShownPlan } from './plan-summary.js';
import { requireSound, sayWarnings } from './read-inputs.js';
import { showPlan } from './show-plan.js';
import { findTask, type Task, type TaskFlags } from './task.js';
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

/** How letters go out. Without a process folder, or an `invitation` in it, everybody is in one stratum, and a household gets one. */
type Invitation = Partial<NonNullable<Process['invitation']>>;

/** How many letters, for a risk that the pool cannot fill the quotas. */
export async function planInvitation(target: string | undefined, flags: PlanFlags, terminal: Terminal): Promise<void> {
  const engine = new Engine();
  try {
    const task = await findTask(target, flags, 'register');
    const process = task.folder === undefined ? undefined : await findProcess(target ?? '.');
    const register = task.people;
    const invitation: Invitation = process?.invitation ?? (register.household === undefined ? {} : { perHousehold: 1 });
    const read = await tellingKeys(task.named, () => readRegister({ ...task, people: register }, invitation, terminal));
    const overall = flags.response ?? invitation.response?.overall;
    const prepared = prepareInvitation(nodeHash, read.people.pool, {
      size: task.settings.size,
      onePerHousehold: task.settings.onePerHousehold,
      seated: read.seated,
      extra: read.extra,
      strata: invitation.strata ?? {},
      response: { ...(overall !== undefined && { overall }), by: invitation.response?.by ?? {} },
      risk: flags.risk ?? DEFAULT_RISK,
      simulations: flags.simulations ?? DEFAULT_SIMULATIONS,
      ...(invitation.perHousehold !== undefined && { perHousehold: invitation.perHousehold }),
      ...(flags.letters !== undefined && { letters: flags.letters }),
    });
    const withLetters = alsoOf(invitation.letters, prepared);
    const plan = await engine.planInvitation(withLetters.task, { onProgress: terminal.progress });
    const cost = flags.cost ?? invitation.cost;
    const shown: ShownPlan = {
      title: task.title,
      size: task.settings.size,
      quotas: read.quotas,
      prepared: withLetters,
      plan,
      isProcess: task.folder !== undefined,
      ...(overall !== undefined && { overall }),
      ...(cost !== undefined && { cost }),
    };
    showPlan(terminal, shown);
    if (flags.json) terminal.json({ ...planSummary(shown), notes: summariseNotes(read.people.warnings) });
  } finally {
    await engine.close();
  }
}

/** The letters of sortition.yaml are asked about too, if they can go out at all: they are what is being planned. */
function alsoOf(letters: number | undefined, prepared: PreparedInvitation): PreparedInvitation {
  const { task, most } = prepared;
  if (letters === undefined || task.letters !== undefined || letters > most) return prepared;
  return { ...prepared, task: { ...task, letters } };
}

interface Register {
  readonly people: People;
  /** As they were written, with the features that only the invitation names. */
  readonly quotas: Quotas;
  readonly seated: readonly number[];
  readonly extra: readonly string[];
}

/** People under their ids: a plan is not published, and the same register is to give the same plan before it has pseudonyms. */
async function readRegister(task: Task, invitation: Invitation, terminal: Terminal): Promise<Register> {
  await makeRegister(task, terminal);
  const { size } = task.settings;
  const named = [invitation.strata ?? {}, invitation.response?.by ?? {}];
  const read = withExtraFeatures(task.people, await readQuotas(task.quotas), named, size);
  const people = await readPeople(read.people, read.quotas, { pseudonymOf: pseudonymOfId });
  sayWarnings(people.warnings, terminal);
  const { seated, exOfficio } = await readIncluded(task.included, task.people, people);
  requireSound({ people, quotas: read.quotas, quotasFile: task.quotas, seated, exOfficio, settings: task.settings });
  return { people, quotas: read.quotas, seated, extra: read.extra };
}
