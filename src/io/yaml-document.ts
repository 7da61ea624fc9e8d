import { readFile } from 'node:fs/promises';
import { type Document, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { FaultList, SortitionError } from '../core/errors.js';
import { nearbyFiles } from './nearby-files.js';
import { addSchemaFaults, expectedPhrase } from './yaml-faults.js';
import { YamlPlaces } from './yaml-places.js';

/**
 * Reads a YAML file and checks it against a zod schema.
 *
 * Every scalar reaches the schema as the text that stands in the file, keys too: write the schema with the helpers of
 * `yaml-values.ts` (`text()`, `wholeNumber(1)`, `date()`, …) and `z.strictObject`, so that unknown keys are faults.
 * Defaults are the caller's: leave keys optional, and show editors the default with `.meta({ default: … })`.
 * Checks across keys go into `.superRefine`, with a path and the phrase of what is expected as the message.
 *
 *     const population = z.strictObject({ people: wholeNumber(1).describe('How many people to make.') });
 *     const { people } = await readYaml('population.yaml', population);
 *
 * @param path the file, as messages are to name it
 * @throws SortitionError FILE_NOT_FOUND · FILE_IS_FOLDER · FILE_UNREADABLE · YAML_NOT_UTF8 · and with line
 *   (`where.row`) and key path (`where.column`), all of them at once: YAML_SYNTAX · YAML_DUPLICATE_KEY ·
 *   YAML_UNKNOWN_KEY · YAML_KEY_CONFLICT · YAML_MISSING_KEY · YAML_WRONG_VALUE
 */
export async function readYaml<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
  return parseYaml(await readUtf8(path), path, schema);
}

/** Ten times what a person would write; the limit keeps references to references from growing without end. */
const maxAliasCount = 1000;

/** `file` is what faults name. */
function parseYaml<S extends z.ZodType>(source: string, file: string, schema: S): z.output<S> {
  const faults = new FaultList();
  requireShallow(source, file);
  const lines = new LineCounter();
  const document = parseDocument(source, {
    // No tag but text: what a scalar means is the schema's business.
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
  });
  const places = new YamlPlaces(document, lines, file);
  addSyntaxFaults(faults, document, places);
  // What follows a broken line is guesswork; faults from there would only distract.
  faults.throwIfAny();
  places.addDuplicates(faults);
  // An empty file is one where every key is missing: the most useful thing to say about it.
  const plain: unknown = document.contents === null ? {} : toPlain(document, file);
  const result = schema.safeParse(plain, { error: expectedPhrase });
  if (!result.success) addSchemaFaults(faults, result.error.issues, schema, places);
  faults.faults.sort((a, b) => (a.where.row ?? 0) - (b.where.row ?? 0));
  faults.throwIfAny();
  return result.data as z.output<S>;
}

/** More brackets within brackets than anybody writes; of tens of thousands, the parser takes minutes and gigabytes. */
const MOST_OPEN = 500;

/** Throws YAML_SYNTAX where brackets are opened and opened. */
function requireShallow(source: string, file: string): void {
  let open = 0;
  for (const [bracket] of source.matchAll(/[[\]{}]/g)) {
    open = bracket === '[' || bracket === '{' ? open + 1 : Math.max(0, open - 1);
    if (open <= MOST_OPEN) continue;
    const problem = `more than ${MOST_OPEN} brackets are open at once`;
    throw new SortitionError('YAML_SYNTAX', { problem, advice: 'Close every bracket.' }, { file });
  }
}

/** Throws YAML_SYNTAX where references refer to references so often that the whole would not fit anywhere. */
function toPlain(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const problem = 'its references (*name) refer to one another too often';
    throw new SortitionError('YAML_SYNTAX', { problem, advice: 'Write out what they stand for.' }, { file });
  }
}

/** The file's text; a byte order mark goes. */
async function readUtf8(path: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw await unreadable(path, error);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new SortitionError('YAML_NOT_UTF8', { path }, { file: path });
  }
}

async function unreadable(path: string, error: unknown): Promise<unknown> {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EISDIR') return new SortitionError('FILE_IS_FOLDER', { path });
  if (code === 'EACCES' || code === 'EPERM') {
    return new SortitionError('FILE_UNREADABLE', { path, reason: 'you have no right to read it' });
  }
  if (code !== 'ENOENT' && code !== 'ENOTDIR') return error;
  const near = await nearbyFiles(path);
  return new SortitionError('FILE_NOT_FOUND', near.length > 0 ? { path, near } : { path });
}

function addSyntaxFaults(faults: FaultList, document: Document, places: YamlPlaces): void {
  for (const error of document.errors) {
    const advice = adviceOn[error.code];
    const problem = error.message;
    faults.add('YAML_SYNTAX', advice === undefined ? { problem } : { problem, advice }, places.at(error.pos[0]));
  }
  visit(document, {
    Alias: (_, alias) => {
      // The parser itself reports an asterisk alone.
      if (alias.source === '' || alias.resolve(document) !== undefined) return;
      const problem = `the asterisk refers to “${alias.source}”, which is named nowhere above`;
      faults.add('YAML_SYNTAX', { problem, advice: adviceOnMarks }, places.at(alias.range?.[0] ?? 0));
    },
  });
}

const adviceOnMarks = 'A text that begins with a mark such as * & @ % or ! goes in quotes: "*".';

/** What to do about the mistakes that happen most. */
const adviceOn: Readonly<Record<string, string>> = {
  BAD_ALIAS: adviceOnMarks,
  BAD_SCALAR_START: adviceOnMarks,
  BAD_INDENT: 'Begin the keys of one group in the same column, and close every bracket, here and in the line above.',
  BLOCK_AS_IMPLICIT_KEY: 'A text that holds a colon goes in quotes; keys below another are indented, one a line.',
  MISSING_CHAR: 'A quotation mark, a bracket or a colon is missing, here or in the line above.',
  TAB_AS_INDENT: 'Indent with spaces, never with tabs.',
  UNEXPECTED_TOKEN: 'A text that holds quotation marks or begins with a mark such as * goes in double quotes.',
};
