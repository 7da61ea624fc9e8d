import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const pageFile = join(root, 'docs/library.md');
const page = readFileSync(pageFile, 'utf8');
const examples = [...page.matchAll(/^## ([^\n]*)$[^#]*?^```ts\n(.*?)^```\n\n^```text\n(.*?)^```$/gms)].map(
  ([, title = '', code = '', output = '']) => ({ title, code, output }),
);
const folder = mkdtempSync(join(tmpdir(), 'sortition-library-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Stands in the package, so that its name is resolved as for anybody who has installed it. */
const pathOf = (n: number): string => join(root, `example-${n}.ts`);

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2023.d.ts'],
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
};

/** What the compiler says of the examples, by its file name; they are never written to the disk. */
function faultsOf(texts: ReadonlyMap<string, string>): string[] {
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.getCurrentDirectory = () => root;
  host.fileExists = (name) => texts.has(name) || fileExists(name);
  host.readFile = (name) => texts.get(name) ?? readFile(name);
  host.getSourceFile = (name, target, ...more) => {
    const text = texts.get(name);
    return text === undefined
      ? getSourceFile.call(host, name, target, ...more)
      : ts.createSourceFile(name, text, target, true);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

const built = (code: string): string =>
  code.replace(/'sortition-toolkit(\/core)?'/g, (_, core?: string) =>
    JSON.stringify(pathToFileURL(join(root, core === undefined ? 'dist/index.js' : 'dist/core/index.js')).href),
  );

/** For a change that is meant to alter what the page shows: UPDATE_TOLD=1 writes what came out. */
function showInstead(code: string, output: string, stdout: string): void {
  const shown = (text: string): string => `${code}\`\`\`\n\n\`\`\`text\n${text}`;
  writeFileSync(
    pageFile,
    readFileSync(pageFile, 'utf8').replace(shown(output), () => shown(stdout)),
  );
}

describe('The examples of docs/library.md', () => {
  test('are five, and compile against the package’s own types', () => {
    expect(examples).toHaveLength(5);
    expect(faultsOf(new Map(examples.map(({ code }, n) => [pathOf(n), code])))).toEqual([]);
    const wrong = new Map([[pathOf(9), "import { nothing } from 'sortition-toolkit/core';\nnothing();\n"]]);
    expect(faultsOf(wrong)).toHaveLength(1);
  }, 60_000);

  test.each(examples)('print what the page says: $title', async ({ code, output }) => {
    const { outputText } = ts.transpileModule(built(code), {
      compilerOptions: { ...options, module: ts.ModuleKind.ESNext },
    });
    const file = join(folder, 'example.mjs');
    writeFileSync(file, outputText);
    const { stdout } = await promisify(execFile)(process.execPath, [file]);
    if (process.env['UPDATE_TOLD'] === '1') showInstead(code, output, stdout);
    else expect(stdout).toBe(output);
  });
});
