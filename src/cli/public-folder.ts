import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type InvitationManifest,
  type Manifest,
  publicInvitationReadme,
  publicReadme,
  verificationPage,
} from '../index.js';

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
  await writePublic(folder, {
    ...files,
    'README.md': publicReadme(manifest, commitment, 'draw-record.json' in files),
    'verify.html': await verificationPage(manifest.title, files),
    'verify.py': await readFile(VERIFIER, 'utf8'),
  });
}

/** The same of an invitation, for which there is no page. */
export async function writePublicInvitation(
  folder: string,
  { manifest, commitment, files }: { manifest: InvitationManifest; commitment: string; files: PublicFiles },
): Promise<void> {
  await writePublic(folder, {
    ...files,
    'README.md': publicInvitationReadme(manifest, commitment),
    'verify.py': await readFile(VERIFIER, 'utf8'),
  });
}

async function writePublic(folder: string, files: PublicFiles): Promise<void> {
  const place = join(folder, 'public');
  await mkdir(place);
  for (const [name, text] of Object.entries(files)) await writeFile(join(place, name), text);
}
