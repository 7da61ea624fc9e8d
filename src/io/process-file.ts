import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import { SortitionError } from '../core/errors.js';
import { comparable } from '../core/text.js';
import { toLetters } from './letters-settings.js';
import { nearbyFiles } from './nearby-files.js';
import type { EligibilitySpec, FeatureSpec, PeopleSpec } from './people-spec.js';
import { processSchema } from './process-schema.js';
import type { InvitationSpec, Process, RepliesSpec, RotationSpec } from './process-spec.js';
import { toSessions } from './sessions-settings.js';
import { readYaml } from './yaml-document.js';

/** The name that a process file has in its folder. */
const processFileName = 'sortition.yaml';

type Written = z.output<typeof processSchema>;

/**
 * Reads a process: `path` is its folder or its sortition.yaml. Paths in it count from its folder and come back
 * absolute; whether those files exist is for their readers to say.
 *
 * @throws SortitionError FILE_NOT_FOUND · PROCESS_NOT_FOUND · and the faults of `readYaml`, all at once
 */
export async function findProcess(path: string): Promise<Process> {
  const file = (await isFolder(path)) ? await processFileIn(path) : path;
  return toProcess(await readYaml(file, processSchema), file);
}

async function processFileIn(folder: string): Promise<string> {
  const file = join(folder, processFileName);
  if ((await stat(file).catch(() => undefined)) !== undefined) return file;
  const near = await nearbyFiles(file);
  throw new SortitionError('PROCESS_NOT_FOUND', near.length > 0 ? { folder, near } : { folder });
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() ?? false;

function toProcess(written: Written, file: string): Process {
  const folder = resolve(dirname(file));
  const { register, panel } = written;
  return {
    folder,
    title: written.title,
    people: toPeople(written, folder),
    ...(register.synthetic !== undefined && { synthetic: resolve(folder, register.synthetic) }),
    quotas: resolve(folder, written.quotas),
    panel: {
      size: panel.size,
      from: panel.from ?? (written.invitation === undefined ? 'register' : 'replies'),
      objective: panel.objective ?? 'leximin',
      alternates: panel.alternates ?? 0,
      onePerHousehold: panel.one_per_household ?? register.household !== undefined,
      ...(panel.panels !== undefined && { panels: panel.panels }),
      ...(panel.by !== undefined && { by: panel.by }),
      ...(panel.reserve !== undefined && { reserve: panel.reserve }),
      ...(panel.tickets !== undefined && { tickets: panel.tickets }),
      ...(panel.lottery_form !== undefined && { lotteryForm: panel.lottery_form }),
      ...(panel.arms !== undefined && { arms: panel.arms }),
      ...(panel.arm_unit !== undefined && { armUnit: panel.arm_unit }),
      included: [...(panel.seated === undefined ? [] : [panel.seated]), ...(panel.include ?? [])].map((file) =>
        resolve(folder, file),
      ),
      excluded: (panel.exclude ?? []).map((list) => toList(list, folder)),
      ...(panel.seed !== undefined && { seed: panel.seed }),
      ...(panel.seed_source !== undefined && { seedSource: panel.seed_source }),
      ...(panel.publish !== undefined && { publish: panel.publish }),
      ...(panel.rotation !== undefined && { rotation: toRotation(panel.rotation, folder) }),
    },
    ...(written.invitation !== undefined && { invitation: toInvitation(written.invitation, register) }),
    ...(written.replies !== undefined && { replies: toReplies(written.replies, folder) }),
    ...(written.letters !== undefined && { letters: toLetters(written.letters, folder) }),
    ...(written.sessions !== undefined && { sessions: toSessions(written.sessions, folder, file) }),
  };
}

function toRotation(written: NonNullable<Written['panel']['rotation']>, folder: string): RotationSpec {
  const { replace, keep, rule, pause, history } = written;
  return {
    rule: rule ?? 'longest-serving',
    ...(replace !== undefined && { replace }),
    ...(keep !== undefined && { keep }),
    ...(pause !== undefined && { pause }),
    ...(history !== undefined && { history: resolve(folder, history) }),
  };
}

function toInvitation(written: NonNullable<Written['invitation']>, register: Written['register']): InvitationSpec {
  const { letters, strata = {}, seed, seed_source, response, cost } = written;
  const perHousehold = written.per_household ?? (register.household === undefined ? undefined : 1);
  return {
    letters,
    strata,
    ...(perHousehold !== undefined && { perHousehold }),
    ...(seed !== undefined && { seed }),
    ...(seed_source !== undefined && { seedSource: seed_source }),
    ...(response !== undefined && { response: { overall: response.overall, by: response.by ?? {} } }),
    ...(cost !== undefined && { cost }),
  };
}

function toReplies(written: NonNullable<Written['replies']>, folder: string): RepliesSpec {
  const { code, encoding, takes_part, consent, available, reason, duplicates, features, prefer, reminder } = written;
  return {
    code,
    duplicates: duplicates ?? 'last',
    features: toFeatures(features ?? {}, folder),
    prefer: prefer ?? 'replies',
    ...(encoding !== undefined && { encoding }),
    ...(takes_part !== undefined && { takesPart: takes_part }),
    ...(consent !== undefined && { consent }),
    ...(available !== undefined && { available }),
    ...(reason !== undefined && { reason }),
    ...(reminder !== undefined && { reminder }),
  };
}

function toPeople({ register, features, eligible }: Written, folder: string): PeopleSpec {
  return {
    file: resolve(folder, register.file),
    ...(register.encoding !== undefined && { encoding: register.encoding }),
    id: register.id,
    ...(register.household !== undefined && { household: register.household }),
    ...(register.unit !== undefined && toUnit(register.unit)),
    ...(features !== undefined && { features: toFeatures(features, folder) }),
    ...(eligible !== undefined && { eligible: toEligibility(eligible, folder) }),
  };
}

function toUnit(unit: NonNullable<Written['register']['unit']>): Pick<PeopleSpec, 'household' | 'unit'> {
  const { columns, choose = 'lot', birth_date: birthDate = '', format = '' } = unit;
  return {
    household: columns,
    unit: choose === 'lot' ? { choose } : { choose, birthDate, format: comparable(format) },
  };
}

const toFeatures = (
  features: NonNullable<Written['features']>,
  folder: string,
): Readonly<Record<string, FeatureSpec>> =>
  Object.fromEntries(Object.entries(features).map(([name, feature]) => [name, toFeature(feature, folder)] as const));

function toFeature(written: NonNullable<Written['features']>[string], folder: string): FeatureSpec {
  if ('birth_date' in written) {
    return { ...toAge(written), ...(written.groups !== undefined && { groups: written.groups }) };
  }
  if ('cross' in written) {
    const [one = '', other = ''] = written.cross;
    return { cross: [one, other] };
  }
  if ('table' in written) return { column: written.column, table: resolve(folder, written.table) };
  const { column, values } = written;
  return values === undefined ? { column } : { column, values };
}

function toEligibility({ age, residence, exclude }: NonNullable<Written['eligible']>, folder: string): EligibilitySpec {
  return {
    ...(age !== undefined && {
      age: {
        ...toAge(age),
        ...(age.min !== undefined && { min: age.min }),
        ...(age.max !== undefined && { max: age.max }),
      },
    }),
    ...(residence !== undefined && { residence }),
    ...(exclude !== undefined && { exclude: exclude.map((list) => toList(list, folder)) }),
  };
}

function toList(written: NonNullable<NonNullable<Written['eligible']>['exclude']>[number], folder: string) {
  if (typeof written === 'string') return resolve(folder, written);
  const { file, name, birth_date: birthDate, format } = written;
  return { file: resolve(folder, file), name, birthDate, format: comparable(format) };
}

/** Formats are understood in capitals too: DD/MM/YYYY. */
const toAge = (written: { readonly birth_date: string; readonly format: string; readonly at: string }) => ({
  birthDate: written.birth_date,
  format: comparable(written.format),
  at: written.at,
});
