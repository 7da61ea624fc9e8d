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
<header>
<p class="kicker">Check a draw by lot</p>
<h1 id="title">${escaped(title)}</h1>
</header>
<main>
<section id="result" aria-labelledby="result-heading">
<h2 id="result-heading" class="unseen" tabindex="-1">Result</h2>
<p id="verdict" role="status" class="working">Opening the files…</p>
<div id="meaning"></div>
<noscript><p>This page does its sums with JavaScript, which is switched off in your browser. Nothing was checked.</p></noscript>
</section>
<div id="findings"></div>
<section id="others" aria-labelledby="others-heading">
<h2 id="others-heading">Check other files</h2>
<p>Files that you got elsewhere, or of another draw: choose all files of their folder “public” at once, or drop them here.</p>
<label for="other-files">Files to check</label>
<input id="other-files" class="drop" type="file" multiple>
<div id="other-files-told" class="told" role="status"></div>
</section>
</main>
<footer>
<p class="quiet">This page needs no internet, and nothing that you do in it leaves your device.</p>
</footer>
<script type="application/json" id="files">${JSON.stringify(packed)}</script>
<script>${script}</script>
</body>
</html>
`;
}

const digestOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
