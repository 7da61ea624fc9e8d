import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';

/** Half-written files of this process. A signal leaves no other way to them. */
const inUse = new Set<string>();

/** Does `work`, which writes `partial` and gives it its name in the end; afterwards nothing of it is left, whatever happened. */
export async function withPartialFile<T>(partial: string, work: () => Promise<T>): Promise<T> {
  inUse.add(partial);
  try {
    return await work();
  } finally {
    await rm(partial, { force: true });
    inUse.delete(partial);
  }
}

/** For the handlers of signals: synchronous, and never throws. */
export function removePartialFiles(): void {
  for (const partial of inUse) {
    try {
      rmSync(partial, { force: true });
    } catch {
      // What cannot be removed is left: the process is ending.
    }
  }
}
