import { join } from 'node:path';
import { counted, grouped, shortPath } from './format.js';
import { type LetterTask, languagesOf } from './letter-editions.js';
import type { Addressees } from './letter-people.js';
import type { PrintedFile } from './print-batches.js';
import type { Terminal } from './terminal.js';

type State = 'written' | 'unchanged' | 'replaced';

export interface ShownLetters {
  readonly task: LetterTask;
  readonly people: Addressees;
  readonly files: readonly PrintedFile[];
  readonly unfitting: number;
  readonly out: string;
  readonly state: State;
}

export interface ShownPreview {
  readonly task: LetterTask;
  readonly people: Addressees;
  readonly chosen: readonly { readonly row: number; readonly why: string }[];
  readonly unfitting: number;
  readonly file: string;
  readonly state: State;
}

export function showLetters(terminal: Terminal, { task, people, files, unfitting, out, state }: ShownLetters): void {
  const letters = files.reduce((sum, file) => sum + file.letters, 0);
  const pages = files.reduce((sum, file) => sum + file.pages, 0);
  showHead(terminal, task, counted(letters, 'letter'));
  terminal.line('People', shortPath(people.file));
  terminal.line('Languages', languagesOf(task.letters).join(', '));
  const sides = task.letters.isTwoSided ? 'on both sides' : 'on one side';
  terminal.line('Pages', `${grouped(pages)}, to be printed ${sides}; window: ${windowName(task)}`);
  for (const { file, letters: own, pages: of } of files)
    terminal.line('', `${file}: ${counted(own, 'letter')}, pages 1–${grouped(of)}`);
  if (unfitting > 0) {
    const missing = terminal.yellow(counted(unfitting, 'person', 'people'));
    terminal.line('Left out', `${missing}, whose address does not fit: not-fitting.csv`);
  }
  terminal.line(
    'Files',
    state === 'unchanged' ? `${shortPath(out)}: nothing has changed` : `${shortPath(out)} (${state})`,
  );
  terminal.line('', 'mailing.csv is for the mail house: a row a letter');
}

export function showPreview(terminal: Terminal, { task, chosen, unfitting, file, state }: ShownPreview): void {
  showHead(terminal, task, `a preview of ${counted(chosen.length, 'letter')}`);
  for (const { row, why } of chosen) terminal.line(`row ${row}`, why);
  if (unfitting > 0) {
    const missing = terminal.yellow(counted(unfitting, 'person', 'people'));
    terminal.line('Unfitting', `${missing}, whose address does not fit the window`);
  }
  terminal.line(
    'Files',
    state === 'unchanged' ? `${shortPath(file)}: nothing has changed` : `${shortPath(file)} (${state})`,
  );
}

function showHead(terminal: Terminal, { process, kind }: LetterTask, what: string): void {
  terminal.say();
  terminal.say(`  ${terminal.bold(process.title)}: ${kind}, ${what}`);
  terminal.say();
}

const windowName = ({ letters: { window } }: LetterTask): string => (typeof window === 'string' ? window : 'custom');

export const summariseLetters = ({ task, files, unfitting, out, state }: ShownLetters) => ({
  state,
  out,
  kind: task.kind,
  letters: files.reduce((sum, file) => sum + file.letters, 0),
  pages: files.reduce((sum, file) => sum + file.pages, 0),
  left_out: unfitting,
  languages: languagesOf(task.letters),
  files: files.map(({ file, letters, pages, digest }) => ({ file: join(out, file), letters, pages, sha256: digest })),
});

export const summarisePreview = ({ task, chosen, unfitting, file, state }: ShownPreview) => ({
  state,
  file,
  kind: task.kind,
  letters: chosen,
  unfitting,
});
