import { z } from 'zod';
import type { FaultList } from '../core/errors.js';
import { nearest } from '../core/text.js';
import { type KeyPath, pathName, type YamlPlaces } from './yaml-places.js';

type Issue = z.core.$ZodIssue;

/** The part of JSON Schema that says which keys a place knows. */
interface Shape {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
}

/** What is expected, in words, where the schema itself does not say. */
export const expectedPhrase: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== 'invalid_type') return undefined;
  if (issue.expected === 'object' || issue.expected === 'record') return 'a group of keys, each indented below it';
  if (issue.expected === 'array') return 'a list such as [one, two]';
  return issue.expected === 'string' ? 'a text' : undefined;
};

/** Turns what zod found into coded faults with line and key path. */
export function addSchemaFaults(
  faults: FaultList,
  issues: readonly Issue[],
  schema: z.ZodType,
  places: YamlPlaces,
): void {
  // The schema's own JSON form is the one public way to ask it for its keys.
  const root = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as Shape;
  const found = issues.flatMap((issue) => bestBranch(issue, places));
  for (const issue of found.filter((issue) => !isMisspelt(issue, found, places))) {
    if (issue.code === 'unrecognized_keys') {
      const shapes = shapesAt(root, issue.path);
      for (const key of issue.keys) addUnknownKey(faults, [...issue.path, key], shapes, places);
      continue;
    }
    const key = pathName(issue.path) || 'the file';
    const value = places.found(issue.path);
    const where = places.where(issue.path);
    if (value === undefined && issue.path.length > 0) {
      const meaning = shapesAt(root, issue.path)[0]?.description;
      faults.add('YAML_MISSING_KEY', meaning === undefined ? { key } : { key, meaning }, where);
      continue;
    }
    const near =
      issue.code === 'invalid_value' && typeof value === 'object' ? nearest(value.text, issue.values.map(String)) : [];
    const wrong = { key, found: value ?? { text: '' }, expected: issue.message };
    faults.add('YAML_WRONG_VALUE', near.length > 0 ? { ...wrong, near } : wrong, where);
  }
}

function addUnknownKey(faults: FaultList, path: KeyPath, shapes: readonly Shape[], places: YamlPlaces): void {
  const key = String(path.at(-1));
  const choices = shapes.map((shape) => Object.keys(shape.properties ?? {}));
  const known = [...new Set(choices.flat())];
  const where = places.where(path);
  if (known.includes(key)) {
    faults.add('YAML_KEY_CONFLICT', { key, choices }, where);
    return;
  }
  const near = nearest(key, known);
  faults.add('YAML_UNKNOWN_KEY', near.length > 0 ? { key, known, near } : { key, known }, where);
}

/** Whether a key is missing because it stands beside under a misspelt name, which is a fault of its own. */
function isMisspelt(issue: Issue, all: readonly Issue[], places: YamlPlaces): boolean {
  const group = pathName(issue.path.slice(0, -1));
  const key = String(issue.path.at(-1));
  if (issue.path.length === 0 || places.found(issue.path) !== undefined) return false;
  return all.some(
    (other) =>
      other.code === 'unrecognized_keys' &&
      pathName(other.path) === group &&
      other.keys.some((unknown) => nearest(unknown, [key]).length > 0),
  );
}

/**
 * Of a value that may take one of several shapes and takes none, the issues of the shape that its keys resemble most.
 * An unknown key weighs more than a missing one, and hides those: the one is often the other, misspelt.
 */
function bestBranch(issue: Issue, places: YamlPlaces): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const isMissing = (found: Issue): boolean => places.found(found.path) === undefined;
  const weight = (branch: readonly Issue[]): number =>
    branch.reduce((sum, found) => {
      if (found.code === 'unrecognized_keys') return sum + 2 * found.keys.length;
      return sum + (isMissing(found) ? 1 : 0.5);
    }, 0);
  const branches = issue.errors.map((branch) =>
    branch
      .map((found): Issue => ({ ...found, path: [...issue.path, ...found.path] }))
      .flatMap((found) => bestBranch(found, places)),
  );
  branches.sort((a, b) => weight(a) - weight(b));
  const best = branches[0] ?? [];
  const hasUnknown = best.some((found) => found.code === 'unrecognized_keys');
  return hasUnknown ? best.filter((found) => !isMissing(found) || found.code === 'unrecognized_keys') : best;
}

/** The shapes that the value at `path` may take. */
function shapesAt(root: Shape, path: KeyPath): Shape[] {
  let shapes = spread(root);
  for (const key of path) {
    shapes = shapes
      .map((shape) => {
        if (typeof key === 'number') return shape.items;
        const named = shape.properties?.[String(key)] ?? shape.additionalProperties;
        return typeof named === 'object' ? named : undefined;
      })
      .filter((shape) => shape !== undefined)
      .flatMap(spread);
  }
  return shapes;
}

const spread = (shape: Shape): Shape[] => (shape.anyOf === undefined ? [shape] : shape.anyOf.flatMap(spread));
