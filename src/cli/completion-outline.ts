import type { Command, Option } from 'commander';
import { LETTER_KINDS, OBJECTIVES } from '../index.js';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** A command as a completion sees it. */
export interface CommandOutline {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionOutline[];
  /** What its first argument can be, where it is one of a few words; files otherwise. */
  readonly words: readonly string[];
}

export interface OptionOutline {
  /** `--pool` */
  readonly name: string;
  readonly description: string;
  readonly value: Value;
}

/** What follows an option: nothing, one of a few words, a file or folder, or what only the organiser knows. */
type Value =
  | { readonly kind: 'none' }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'path' }
  | { readonly kind: 'free' };

/** Options of a few words; the others’ placeholders say whether a file is meant. */
const OPTION_WORDS: Readonly<Record<string, readonly string[]>> = {
  '--objective': OBJECTIVES,
  '--solver': ['js', 'highs'],
  '--lottery-form': ['named', 'composition'],
  '--arm-unit': ['person', 'household'],
  '--only': ['seating', 'papers', 'calendar'],
  '--encoding': ['windows-1252', 'iso-8859-1', 'utf-16le'],
};
const PATHS = /<(FILE|DIR|FOLDER|WHAT)>/;

const ARGUMENT_WORDS: Readonly<Record<string, readonly string[]>> = {
  letters: [...LETTER_KINDS, 'templates'],
  completion: SHELLS,
};

/** All commands but commander’s own `help`, in the order of the help. */
export const outlineOf = (program: Command): CommandOutline[] =>
  program.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    options: [
      ...command.options.filter(({ hidden }) => !hidden).map(outlineOption),
      { name: '--help', description: 'display help for command', value: { kind: 'none' } },
    ],
    words: ARGUMENT_WORDS[command.name()] ?? [],
  }));

function outlineOption({ long, flags, description }: Option): OptionOutline {
  const name = long ?? flags;
  return { name, description, value: valueAfter(name, flags) };
}

function valueAfter(name: string, flags: string): Value {
  if (!flags.includes('<')) return { kind: 'none' };
  const words = OPTION_WORDS[name];
  if (words !== undefined) return { kind: 'words', words };
  return { kind: PATHS.test(flags) ? 'path' : 'free' };
}
