import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FaultList, findProcess, type LetterKind, outputFault, readTextFile } from '../index.js';
import { counted, shortPath } from './format.js';
import type { Terminal } from './terminal.js';

/** The texts that ship: as far from here as from the command’s bundle. */
const SHIPPED = fileURLToPath(new URL('../../templates/letters/', import.meta.url));

/** The text of a letter: the organiser’s own, or the one that ships. */
export interface TemplateFile {
  readonly file: string;
  readonly text: string;
  readonly isOwn: boolean;
}

/** Undefined, with a fault, where a letter has no text in a language. */
export async function findTemplate(
  folder: string,
  kind: LetterKind,
  language: string,
  faults: FaultList,
): Promise<TemplateFile | undefined> {
  const name = `${kind}.${language}.md`;
  const own = join(folder, 'letters', name);
  const text = existsSync(own) ? await readTextFile(own) : undefined;
  if (text !== undefined) return { file: shortPath(own), text, isOwn: true };
  const shipped = await readFile(join(SHIPPED, name), 'utf8').catch(() => undefined);
  if (shipped !== undefined) return { file: name, text: shipped, isOwn: false };
  const names = [...(await namesIn(SHIPPED)), ...(await namesIn(join(folder, 'letters')))];
  const languages = names.flatMap((file) => /^(\w+)\.(\w+)\.md$/.exec(file)?.slice(1, 3).join(' ') ?? []);
  const known = languages.filter((pair) => pair.startsWith(`${kind} `)).map((pair) => pair.slice(kind.length + 1));
  faults.add('LETTER_TEMPLATE_MISSING', { kind, language, languages: [...new Set(known)].sort() });
  return undefined;
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** Copies the texts that ship into a process folder, for editing; what is there stays as it is. */
export async function copyTemplates(target: string | undefined, terminal: Terminal, isJson: boolean): Promise<void> {
  const { folder } = await findProcess(target ?? '.');
  const place = join(folder, 'letters');
  const fault = (error: unknown): never => {
    throw outputFault(error, shortPath(place));
  };
  await mkdir(place, { recursive: true }).catch(fault);
  const copied: string[] = [];
  const kept: string[] = [];
  for (const name of (await namesIn(SHIPPED)).sort()) {
    const isNew = await copyFile(join(SHIPPED, name), join(place, name), constants.COPYFILE_EXCL).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return false;
        return fault(error);
      },
    );
    (isNew ? copied : kept).push(name);
  }
  if (isJson) terminal.json({ folder: place, copied, kept });
  terminal.say();
  terminal.line('Texts', `${counted(copied.length, 'file')} copied to ${shortPath(place)}`);
  if (kept.length > 0) terminal.line('', `${counted(kept.length, 'file')} there already, left as they were`);
  terminal.line('', 'Edit those that you use, and remove the others: the ones that ship then count.');
}
