import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Which files change places, by their paths in the folder. */
export interface Moves {
  /** Files of the target that go: those replaced and those that are no longer made. */
  readonly outgoing: readonly string[];
  /** Files that take their place or are new. */
  readonly incoming: readonly string[];
}

/**
 * The parts of a partial folder. `old` is there exactly while files change places: its renaming to `gone` is the
 * moment from which the new files count, and until then `moves` tells how to put everything back.
 */
const parts = (partial: string) => ({
  fresh: join(partial, 'new'),
  old: join(partial, 'old'),
  gone: join(partial, 'gone'),
  moves: join(partial, 'moves.json'),
});

/** Where a command writes, inside its partial folder. */
export const freshFolder = (partial: string): string => parts(partial).fresh;

/**
 * Moves fresh files into an existing folder, all or none. Synchronous from the first to the last, so that no signal
 * handler of this process comes between; a process killed between two moves is made good by `putBack` at the next start.
 */
export function moveIn(partial: string, target: string, moves: Moves): void {
  const { fresh, old, gone, moves: journal } = parts(partial);
  writeFileSync(journal, JSON.stringify(moves));
  mkdirSync(old);
  try {
    for (const file of moves.outgoing) move(join(target, file), join(old, file));
    for (const file of moves.incoming) move(join(fresh, file), join(target, file));
    renameSync(old, gone);
  } catch (error) {
    putBack(partial, target);
    throw error;
  }
}

/**
 * Undoes an unfinished `moveIn`; does nothing where none was begun or it was finished. It can itself be stopped
 * anywhere and run again: a file that is back in `new` or gone from `old` is done with.
 */
export function putBack(partial: string, target: string): void {
  const { fresh, old, gone, moves: journal } = parts(partial);
  if (!existsSync(old)) return;
  const moves = JSON.parse(readFileSync(journal, 'utf8')) as Moves;
  for (const file of moves.incoming) {
    if (!existsSync(join(fresh, file)) && existsSync(join(target, file))) move(join(target, file), join(fresh, file));
  }
  for (const file of moves.outgoing) {
    if (existsSync(join(old, file))) move(join(old, file), join(target, file));
  }
  renameSync(old, gone);
}

function move(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}
