import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { nearest } from '../core/text.js';

/** Names in the folder of `path` that are a few slips from it, for “Did you mean”; none where the folder is not there. */
export async function nearbyFiles(path: string): Promise<string[]> {
  try {
    return nearest(basename(path), await readdir(dirname(path)));
  } catch {
    return [];
  }
}
