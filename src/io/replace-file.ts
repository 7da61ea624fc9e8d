import { rename, rm, writeFile } from 'node:fs/promises';

/** All or nothing, and for the owner's eyes alone. */
export async function replaceSecretFile(path: string, text: string): Promise<void> {
  const partial = `${path}.partial-${process.pid}`;
  try {
    await writeFile(partial, text, { mode: 0o600 });
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
}
