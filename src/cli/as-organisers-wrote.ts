import { SortitionError } from '../index.js';
import { asWritten } from './plan-summary.js';
import type { Inputs } from './read-inputs.js';

type Written = Pick<Inputs, 'quotas' | 'quotasFile'>;

/** Does the work; what it throws of features and values names them as the quotas file does. */
export async function inOrganisersWords<T>(written: Written, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof SortitionError ? asOrganisersWrote(error, written) : error;
  }
}

/** Canonical names are in small letters; a fault of the quotas has those of the file, and says which file it is. */
export function asOrganisersWrote(fault: SortitionError, written: Written): SortitionError {
  const { code, args, where, faults } = fault;
  const isOfQuota = 'feature' in args;
  return new SortitionError(
    code,
    spelt(args, written) as typeof args,
    isOfQuota ? { file: written.quotasFile, ...where } : where,
    faults.map((each) => asOrganisersWrote(each, written)),
  );
}

/** The same with every feature, and value of it, as the file spells it, however deep. */
function spelt(args: unknown, written: Written): unknown {
  if (Array.isArray(args)) return args.map((each) => spelt(each, written));
  if (typeof args !== 'object' || args === null) return args;
  const inside: Record<string, unknown> = Object.fromEntries(
    Object.entries(args).map(([name, each]) => [name, spelt(each, written)]),
  );
  const { feature, value } = inside;
  if (typeof feature !== 'string') return inside;
  const { quotas } = written;
  return {
    ...inside,
    feature: asWritten(quotas, feature),
    ...(typeof value === 'string' && { value: asWritten(quotas, feature, value) }),
  };
}
