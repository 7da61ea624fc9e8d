import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { digestOfFile, noiseSource, synthesiseRegister } from '../index.js';
import { shortPath } from './format.js';
import type { Terminal } from './terminal.js';

/** A register, and the population file from which it is made up where it is not there. */
export interface MadeUp {
  readonly synthetic: string | undefined;
  readonly register: string;
}

/** Says, beside a made-up register, that it is one: the digests of the population file and of what was made of it. */
const markOf = (register: string): string => `${register}.made-up`;

/** Makes the register of a rehearsal up where there is none yet, and says so. */
export async function makeRegister({ synthetic, register }: MadeUp, terminal: Terminal): Promise<void> {
  if (synthetic === undefined || existsSync(register)) return;
  terminal.say(terminal.dim(`making the synthetic register ${shortPath(register)} (once)`));
  await writeRegister(synthetic, register, terminal);
}

/** The register and its mark, so that one made by hand is as good as one that a command makes. */
export async function writeRegister(population: string, register: string, terminal: Terminal) {
  const written = await synthesiseRegister(population, register, noiseSource, {
    onProgress: (rows, of) => terminal.progress('writing the register', rows, of),
  });
  await writeFile(markOf(register), await digestsOf(population, register));
  terminal.clearBar();
  return written;
}

/**
 * What everything random of a made-up process follows from, so that an example gives the same panel everywhere: nobody is real,
 * and has anything to hide. Undefined for a register that was not made up, or is no longer what was.
 */
export async function madeUpKey({ synthetic, register }: MadeUp): Promise<Uint8Array | undefined> {
  const mark = markOf(register);
  if (synthetic === undefined || !existsSync(mark) || !existsSync(synthetic) || !existsSync(register)) return undefined;
  const digests = await digestsOf(synthetic, register);
  if ((await readFile(mark, 'utf8')) !== digests) return undefined;
  return Buffer.from(digests.slice(0, 64), 'hex');
}

const digestsOf = async (synthetic: string, register: string): Promise<string> =>
  `${await digestOfFile(synthetic)}  population\n${await digestOfFile(register)}  register\n`;
