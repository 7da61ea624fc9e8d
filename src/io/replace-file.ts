import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { outputFault } from './output-fault.js';

/** All or nothing, and for the owner's eyes alone. */
export async function replaceSecretFile(path: string, text: string): Promise<void> {
  const partial = `${path}.partial-${process.pid}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(partial, text, { mode: 0o600 });
    await rename(partial, path);
  } catch (error) {
    throw outputFault(error, dirname(path));
  } finally {
    await rm(partial, { force: true });
  }
}
