import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { deflateSync } from 'fflate';
import { utf8 } from '../core/bytes.js';

/** Both are made by the build: the script from src/browser, bundled; the page's frame as it is. */
const SCRIPT = new URL('../browser/verify-page.bundle.js', import.meta.url);
const STYLE = new URL('../browser/verify-page.css', import.meta.url);

/**
 * verify.html: one page that holds the public files and checks them in the reader's own browser. No server, no network: its
 * content security policy forbids every request, and any script but its own. The same files give the same bytes.
 */
export async function verificationPage(title: string, files: Readonly<Record<string, string>>): Promise<string> {
  const [script, style] = await Promise.all([readFile(SCRIPT, 'utf8'), readFile(STYLE, 'utf8')]);
  const packed = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, Buffer.from(deflateSync(utf8(text))).toString('base64')]),
  );
  const policy = `default-src 'none'; script-src '${digestOf(script)}'; style-src '${digestOf(style)}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}: check the draw</title>
<style>${style}</style>
</head>
<body>
<main id="page">
<h1>${escaped(title)}</h1>
<p id="verdict" role="status">Checking… this page needs JavaScript, and no internet.</p>
</main>
<script type="application/json" id="files">${JSON.stringify(packed)}</script>
<script>${script}</script>
</body>
</html>
`;
}

const digestOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
