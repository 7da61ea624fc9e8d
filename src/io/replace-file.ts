import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { outputFault } from './output-fault.js';
import { withPartialFile } from './partial-file.js';

/** All or nothing, and for the owner's eyes alone. */
export async function replaceSecretFile(path: string, text: string): Promise<void> {
  const partial = `${path}.partial-${process.pid}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await withPartialFile(partial, async () => {
      await writeFile(partial, text, { mode: 0o600 });
      await rename(partial, path);
    });
  } catch (error) {
    throw outputFault(error, dirname(path));
  }
}
