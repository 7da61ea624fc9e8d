import { existsSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import {
  canonicalQuotas,
  comparable,
  digestOfFile,
  type FeatureSpec,
  findProcess,
  type InvitationManifest,
  type InvitationSpec,
  keyDigest,
  keyedDigestOfFile,
  nearest,
  nodeHash,
  type PeopleSpec,
  type Quotas,
  readQuotas,
  type SeedSource,
  SortitionError,
  type StrataFeature,
  version,
  withExtraFeatures,
  withoutListed,
} from '../index.js';
import { type NamedFiles, namedFiles, tellingKeys } from './named-files.js';
import { listed } from './task.js';

/** What an invitation works on: a process folder's settings, or plain flags. */
export interface InvitationTask {
  readonly title: string;
  readonly people: PeopleSpec;
  readonly invitation: InvitationSpec;
  /** The strata's features as quotas, for their values; spelled as the organiser does. */
  readonly strata: Quotas;
  readonly purpose: 'draw' | 'rehearsal';
  readonly seed: string | undefined;
  readonly seedSource: string | undefined;
  readonly folder: string | undefined;
  /** The files that sortition.yaml names; none in a one-off. */
  readonly named: NamedFiles;
  readonly synthetic: string | undefined;
  readonly out: string;
  /** The register as its manifest names it, where the file at hand has another name. */
  readonly registerName?: string;
}

/** The flags that describe an invitation, as commander hands them over. */
export interface InvitationFlags {
  readonly register?: string;
  readonly id?: string;
  readonly encoding?: string;
  readonly household?: string;
  readonly letters?: number;
  readonly seed?: string;
  readonly seedSource?: string;
  readonly rehearsal?: boolean;
  readonly out?: string;
}

export async function findInvitation(target: string | undefined, flags: InvitationFlags): Promise<InvitationTask> {
  return flags.register === undefined ? ofProcess(target ?? '.', flags) : ofFlags(target, flags, flags.register);
}

async function ofProcess(target: string, flags: InvitationFlags): Promise<InvitationTask> {
  for (const flag of ['id', 'encoding', 'household'] as const) {
    if (flags[flag] !== undefined) throw new SortitionError('FLAG_NEEDS_REGISTER', { flag: `--${flag}` });
  }
  const process = await findProcess(target);
  const { title, people, invitation, quotas, panel, folder, synthetic } = process;
  if (invitation === undefined)
    throw new SortitionError('INVITATION_MISSING', { file: join(basename(folder), 'sortition.yaml') });
  const letters = flags.letters ?? invitation.letters;
  // Whoever is on the panel already is not asked to be.
  const invitable = withoutListed(people, [...panel.included, ...panel.excluded]);
  return {
    title,
    ...(await withStrata(invitable, invitation.strata, quotas)),
    invitation: { ...invitation, letters },
    purpose: flags.rehearsal ? 'rehearsal' : 'draw',
    seed: flags.seed ?? invitation.seed,
    seedSource: flags.seedSource ?? invitation.seedSource,
    folder,
    named: namedFiles(process),
    synthetic,
    out: flags.out ?? defaultOut(folder),
  };
}

/** Where an invitation goes unless it is told otherwise. */
export const defaultOut = (folder: string | undefined): string =>
  folder === undefined ? 'invitation' : join(folder, 'invitation');

function ofFlags(target: string | undefined, flags: InvitationFlags, register: string): InvitationTask {
  if (target !== undefined) throw new SortitionError('FOLDER_AND_REGISTER', { folder: target });
  const { letters } = flags;
  if (letters === undefined) throw new SortitionError('LETTERS_MISSING', {});
  const household = flags.household === undefined ? undefined : listed(flags.household);
  return {
    title: `An invitation by ${letters} letters`,
    people: {
      file: register,
      id: flags.id ?? 'id',
      ...(flags.encoding !== undefined && { encoding: flags.encoding }),
      ...(household !== undefined && { household }),
    },
    invitation: { letters, strata: {}, ...(household !== undefined && { perHousehold: 1 }) },
    strata: [],
    purpose: flags.rehearsal ? 'rehearsal' : 'draw',
    seed: flags.seed,
    seedSource: flags.seedSource,
    folder: undefined,
    named: new Map(),
    synthetic: undefined,
    out: flags.out ?? defaultOut(undefined),
  };
}

/**
 * The values of each feature of the strata, and how people are read to have them: those of the quotas, or, where these do not
 * have the feature, those that are given a rate, and `*` for every other one.
 */
async function withStrata(
  people: PeopleSpec,
  strata: InvitationSpec['strata'],
  quotasFile: string,
): Promise<{ readonly people: PeopleSpec; readonly strata: Quotas }> {
  const names = Object.keys(strata);
  // The quotas may yet have to be written when people are invited: only strata need them.
  const quotas = names.length > 0 && existsSync(quotasFile) ? await readQuotas(quotasFile) : [];
  const read = withExtraFeatures(people, quotas, [strata], 0);
  const features = names.flatMap((name) =>
    read.quotas.filter(({ feature }) => comparable(feature) === comparable(name)),
  );
  for (const { feature, quotas: values } of features) requireKnownValues(feature, values, strata);
  return { people: read.people, strata: features };
}

function requireKnownValues(
  feature: string,
  values: readonly { readonly value: string }[],
  strata: InvitationSpec['strata'],
): void {
  const known = values.map(({ value }) => value);
  const rates = Object.entries(strata).find(([name]) => comparable(name) === comparable(feature))?.[1] ?? {};
  for (const value of Object.keys(rates)) {
    if (value === '*' || known.some((each) => comparable(each) === comparable(value))) continue;
    const near = nearest(value, known);
    throw new SortitionError('INVITATION_VALUE_UNKNOWN', { key: 'strata', feature, value, known, near });
  }
}

/** The strata in canonical order and spelling, which numbers them. */
export function canonicalStrata({ strata, invitation }: InvitationTask): StrataFeature[] {
  const byName = new Map(Object.entries(invitation.strata).map(([name, rates]) => [comparable(name), rates]));
  return canonicalQuotas(strata).map(({ feature, quotas }) => {
    const rates = Object.entries(byName.get(feature) ?? {});
    const rateOf = (value: string): number =>
      (rates.find(([name]) => comparable(name) === value) ?? rates.find(([name]) => name === '*'))?.[1] ?? 1;
    return { feature, values: quotas.map(({ value }) => ({ value, rate: String(rateOf(value)) })) };
  });
}

/** Everything that decides who is invited but the seed. `secret`: the key file's bytes. */
export async function invitationManifest(
  task: InvitationTask,
  secret: Uint8Array,
  source: SeedSource,
): Promise<InvitationManifest> {
  if (source.kind === 'pick') throw new SortitionError('INVITATION_PICK', {});
  const { title, purpose, people, invitation } = task;
  const digests: [string, string][] = [];
  await tellingKeys(task.named, async () => {
    digests.push([nameOf(task, people.file), await digestOfFile(people.file)]);
    for (const file of listsOf(task)) digests.push([nameOf(task, file), await keyedDigestOfFile(file, secret)]);
  });
  return {
    format: 'sortition-invitation/1',
    title,
    purpose,
    software: { name: 'sortition-toolkit', version },
    letters: invitation.letters,
    ...(invitation.perHousehold !== undefined && { per_household: invitation.perHousehold }),
    strata: canonicalStrata(task),
    reading: {
      id: people.id,
      ...(people.encoding !== undefined && { encoding: people.encoding }),
      household: people.household ?? [],
      features: Object.fromEntries(strataSpecs(task).map(([name, spec]) => [name, featureJson(task, spec)])),
      eligible: eligibleJson(task),
    },
    files: Object.fromEntries(digests),
    key: keyDigest(nodeHash, secret),
    seed_source: source,
  };
}

/** The features that make strata and stand in sortition.yaml; the others are columns of their own name. */
const strataSpecs = ({ people, strata }: InvitationTask): [string, FeatureSpec][] =>
  Object.entries(people.features ?? {}).filter(([name]) =>
    strata.some(({ feature }) => comparable(feature) === comparable(name)),
  );

/** The lists and the tables: whatever is read beside the register. */
function listsOf(task: InvitationTask): string[] {
  const { people } = task;
  const lists = (people.eligible?.exclude ?? []).map((list) => (typeof list === 'string' ? list : list.file));
  const tables = strataSpecs(task).flatMap(([, spec]) => ('table' in spec ? [spec.table] : []));
  return [...new Set([...lists, ...tables])].filter((file) => file !== people.file);
}

/** A file as the manifest names it: no path of a machine. */
const nameOf = ({ folder, people, registerName }: InvitationTask, file: string): string => {
  if (registerName !== undefined && file === people.file) return registerName;
  const name = folder === undefined ? basename(file) : relative(folder, file);
  return name.startsWith('..') ? basename(file) : name.split(sep).join('/');
};

export const registerNameOf = (task: InvitationTask): string => nameOf(task, task.people.file);

const featureJson = (task: InvitationTask, spec: FeatureSpec) =>
  'birthDate' in spec
    ? { birth_date: spec.birthDate, format: spec.format, at: spec.at }
    : 'table' in spec
      ? { column: spec.column, table: nameOf(task, spec.table) }
      : 'cross' in spec
        ? { cross: spec.cross }
        : { column: spec.column, values: spec.values ?? {} };

function eligibleJson(task: InvitationTask) {
  const { age, residence, exclude = [] } = task.people.eligible ?? {};
  return {
    ...(age && { age: { birth_date: age.birthDate, format: age.format, at: age.at, min: age.min, max: age.max } }),
    ...(residence && { residence: { column: residence.column, values: residence.values } }),
    exclude: exclude.map((list) =>
      typeof list === 'string'
        ? nameOf(task, list)
        : { file: nameOf(task, list.file), name: list.name, birth_date: list.birthDate, format: list.format },
    ),
  };
}
