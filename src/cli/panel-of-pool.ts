import {
  checkQuotas,
  Engine,
  nodeHash,
  type Process,
  panelsDrawn,
  planDraw,
  poolSpec,
  pseudonymOfId,
  type Quotas,
  readIncluded,
  readPeople,
  SortitionError,
  withoutListed,
} from '../index.js';
import { givenSettings } from './read-inputs.js';
import { panelSettings } from './task.js';

/** Whether a panel can be drawn from a pool as it is, and if not, all that stands in the way. */
export interface PanelOfPool {
  readonly isThere: boolean;
  /** Values and seats that are short of people are left to the table of shortages. */
  readonly obstacles: readonly SortitionError[];
}

/** What `check` would find in a pool that has just been written; more replies may come, so nothing of it is an error. */
export async function panelOfPool(process: Process, file: string, quotas: Quotas): Promise<PanelOfPool> {
  try {
    await requirePanel(process, file, quotas);
    return { isThere: true, obstacles: [] };
  } catch (error) {
    if (!(error instanceof SortitionError)) throw error;
    const faults = error.faults.length > 0 ? error.faults : [error];
    return { isThere: false, obstacles: faults.filter(({ code }) => !inTable.has(code)) };
  }
}

const inTable: ReadonlySet<string> = new Set(['PANEL_LARGER_THAN_POOL', 'QUOTA_MIN_ABOVE_POOL', 'TABLE_NO_ROWS']);

async function requirePanel({ people: register, panel }: Process, file: string, quotas: Quotas): Promise<void> {
  const spec = withoutListed(poolSpec(register, file), panel.excluded);
  const people = await readPeople(spec, quotas, { pseudonymOf: pseudonymOfId });
  const included = await readIncluded(panel.included, spec, people);
  const { seated, exOfficio } = included;
  const settings = { ...panelSettings(panel, {}), ...givenSettings(people.pool, included) };
  const { size, onePerHousehold } = settings;
  const faults = checkQuotas(people.pool, size, { seated, onePerHousehold, exOfficio }, panelsDrawn(settings));
  if (faults.length > 0) throw new SortitionError('INPUT_FAULTS', { count: faults.length }, {}, faults);
  const engine = new Engine();
  try {
    await engine.requirePanel(planDraw(nodeHash, people.pool, settings));
  } finally {
    await engine.close();
  }
}
