import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Manifest, publicReadme, verificationPage } from '../index.js';

/** What is published, by name: everything that a stranger needs, and no personal data. */
export type PublicFiles = Readonly<Record<string, string>>;

const VERIFIER = new URL('../../bin/verify.py', import.meta.url);

/** Names of the files that are made for a public folder beside the draw's own. */
export const PUBLIC_EXTRAS = ['README.md', 'verify.html', 'verify.py'];

/** Writes `public/` into a results folder: the files, an independent verifier, a page that verifies them, and a guide. */
export async function writePublicFolder(
  folder: string,
  { manifest, commitment, files }: { manifest: Manifest; commitment: string; files: PublicFiles },
): Promise<void> {
  const place = join(folder, 'public');
  await mkdir(place);
  const all: PublicFiles = {
    ...files,
    'README.md': publicReadme(manifest, commitment, 'draw-record.json' in files),
    'verify.html': await verificationPage(manifest.title, files),
    'verify.py': await readFile(VERIFIER, 'utf8'),
  };
  for (const [name, text] of Object.entries(all)) await writeFile(join(place, name), text);
}
