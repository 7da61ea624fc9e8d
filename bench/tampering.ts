import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadHighsSolver } from '../src/solver/highs.js';
import { VerifyPyProcess } from '../tests/support/ask-verify-py.js';
import { BEYOND_FILES, LIES, OPEN_IN_PYTHON } from '../tests/support/lies.js';
import { isNamed, tamperings } from '../tests/support/tampering.js';
import { campaignDraws, type FileMap, failing, verifyFiles } from '../tests/support/whole-draws.js';

/**
 * Single changes to the files of complete draws, and lies under hashes made anew, before both verifiers; written to
 * tampering.md. tests/system/verify-py.test.ts runs a sample of them.
 *
 *     npx vitest run --config bench/vitest.config.ts bench/tampering.ts
 */
const TIMES = 2;
const solver = await loadHighsSolver();

interface Row {
  changes: number;
  /** Found by verifyDraw, by verify.py; and without the confidential pool. */
  ts: number;
  py: number;
  publicTs: number;
  publicPy: number;
}

const newRow = (): Row => ({ changes: 0, ts: 0, py: 0, publicTs: 0, publicPy: 0 });
const sum = (rows: Iterable<Row>, of: (row: Row) => number): number =>
  [...rows].reduce((total, row) => total + of(row), 0);
const withoutPool = ({ 'canonical-pool.csv': _, ...files }: FileMap): FileMap => files;

test('every change is detected by both verifiers', async () => {
  const py = new VerifyPyProcess();
  const draws = campaignDraws(solver);
  const changes = new Map<string, Row>();
  const lies = new Map<string, Row>();
  const beyond: string[] = [];
  const undetected: string[] = [];
  const unexpected: string[] = [];
  try {
    for (const draw of draws) {
      for (const { target, kind, files } of tamperings(draw, TIMES)) {
        const key = `${target} | ${kind}`;
        const row = changes.get(key) ?? newRow();
        changes.set(key, row);
        row.changes++;
        const byTs = failing(verifyFiles(files, solver));
        const { code, checks } = await py.verify(files);
        if (isNamed(target, byTs)) row.ts++;
        else unexpected.push(`${draw.name}, ${key}: verifyDraw says ${byTs.join('; ') || 'that it holds'}`);
        if (code !== 0 && isNamed(target, failing(checks))) row.py++;
        else unexpected.push(`${draw.name}, ${key}: verify.py says ${failing(checks).join('; ') || 'that it holds'}`);
      }
    }
    for (const { name, tell } of LIES) {
      const row = newRow();
      lies.set(name, row);
      for (const draw of draws) {
        const files = tell(draw);
        if (files === undefined) continue;
        row.changes++;
        const byTs = failing(verifyFiles(files, solver)).length > 0;
        const { code, checks } = await py.verify(files);
        if (byTs) row.ts++;
        else unexpected.push(`${draw.name}, ${name}: verifyDraw says that it holds`);
        const isOpen = checks.some(
          ({ subject, outcome }) => subject === OPEN_IN_PYTHON.get(name)?.subject && outcome === 'not checked',
        );
        if (code !== 0) row.py++;
        else if (isOpen) undetected.push(`${name} (${draw.name}): ${OPEN_IN_PYTHON.get(name)?.why}`);
        else unexpected.push(`${draw.name}, ${name}: verify.py says that it holds`);

        const publicTs = failing(verifyFiles(withoutPool(files), solver)).length > 0;
        const publicPy = (await py.verify(withoutPool(files))).code !== 0;
        if (publicTs) row.publicTs++;
        if (publicPy) row.publicPy++;
        if (publicTs !== publicPy && !isOpen)
          unexpected.push(
            `${draw.name}, ${name}: without the pool ${publicTs ? 'verify.py' : 'verifyDraw'} says that it holds`,
          );
      }
      if (row.changes === 0) unexpected.push(`${name}: told of no draw`);
    }
    for (const { name, tell, why } of BEYOND_FILES) {
      for (const draw of draws) {
        const files = tell(draw);
        if (files === undefined) continue;
        const { code } = await py.verify(files);
        if (code !== 0 || failing(verifyFiles(files, solver)).length > 0)
          unexpected.push(`${draw.name}, ${name}: detected`);
      }
      beyond.push(`- ${name}: ${why}.\n`);
    }
  } finally {
    await py.close();
  }
  const told = sum(lies.values(), (row) => row.changes);
  writeFileSync(
    new URL('tampering.md', import.meta.url),
    `# Tampering with draws

Written by \`bench/tampering.ts\`: ${draws.length} complete draws (${draws.map(({ name }) => name).join('; ')}), before \`verifyDraw\`
and \`bin/verify.py\`, with the confidential pool.

## Single changes

${sum(changes.values(), (row) => row.changes)} changes, hashes left as they were. Detected: there is a line that fails and names what does not hold. By verifyDraw
${sum(changes.values(), (row) => row.ts)}, by verify.py ${sum(changes.values(), (row) => row.py)}.

| file or part | kind | changes | verifyDraw | verify.py |
|-|-|-|-|-|
${[...changes].map(([key, row]) => `| ${key} | ${row.changes} | ${row.ts} | ${row.py} |\n`).join('')}
## Lies under hashes made anew

${LIES.length} kinds of lies, told of every draw that they fit: ${told}, of which verifyDraw detects ${sum(lies.values(), (row) => row.ts)}, and verify.py ${sum(lies.values(), (row) => row.py)}. “Public”:
without the confidential pool, where what depends on it stays open.

| lie | told | verifyDraw | verify.py | public, verifyDraw | public, verify.py |
|-|-|-|-|-|-|
${[...lies].map(([name, row]) => `| ${name} | ${row.changes} | ${row.ts} | ${row.py} | ${row.publicTs} | ${row.publicPy} |\n`).join('')}
## Undetected

By verify.py, which says “not checked” in each of these cases:

${undetected.map((line) => `- ${line}.\n`).join('')}
By both, as no file can show it:

${beyond.join('')}
Not as expected: ${unexpected.length === 0 ? 'nothing' : `\n\n${unexpected.map((line) => `- ${line}\n`).join('')}`}.
`,
  );
  expect(unexpected).toEqual([]);
});
