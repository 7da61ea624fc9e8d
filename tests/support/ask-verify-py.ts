import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Solver } from '../../src/core/ports.js';
import { type FileMap, failing, verifyFiles } from './whole-draws.js';

/** bin/verify.py in one long-lived process: it gets a folder a line, and answers with what the program printed. */
const DRIVER = `
import contextlib, importlib.util, io, json, sys
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("verify", sys.argv[1])
verify = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify)
for line in sys.stdin:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    sys.argv[1:] = [json.loads(line), "--json"]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = verify.main()
        except SystemExit as end:
            code = end.code
    out.flush(), err.flush()
    texts = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]
    print(json.dumps({"code": code, "stdout": texts[0], "stderr": texts[1]}), flush=True)
`;

export interface PyVerdict {
  readonly code: number;
  readonly checks: readonly { readonly subject: string; readonly outcome: string; readonly detail: string }[];
}

export class VerifyPyProcess {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly answers: AsyncIterator<string>;
  private readonly folder = mkdtempSync(join(tmpdir(), 'sortition-verify-py-'));
  private errors = '';

  constructor() {
    const program = join(import.meta.dirname, '../../bin/verify.py');
    this.child = spawn('python3', ['-c', DRIVER, program]);
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.errors += text;
    });
    this.answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  /** One folder at a time. */
  async verify(files: Readonly<Record<string, string>>): Promise<PyVerdict> {
    const folder = join(this.folder, 'draw');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    this.child.stdin.write(`${JSON.stringify(folder)}\n`);
    const { value, done } = await this.answers.next();
    if (done) throw new Error(`verify.py ended: ${this.errors}`);
    const { code, stdout, stderr } = JSON.parse(value) as { code: number; stdout: string; stderr: string };
    const { checks } = (stdout === '' ? { checks: [] } : JSON.parse(stdout)) as { checks: PyVerdict['checks'] };
    return {
      code,
      checks: stderr === '' ? checks : [...checks, { subject: 'usage', outcome: 'fails', detail: stderr }],
    };
  }

  async close(): Promise<void> {
    this.child.stdin.end();
    await new Promise((resolve) => this.child.once('close', resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Whose lines fail, by subject: those of verifyDraw, and those of verify.py with its exit code. */
export async function bothVerdicts(
  files: FileMap,
  solver: Solver,
  program: VerifyPyProcess,
): Promise<{ ts: string[]; code: number; py: string[] }> {
  const { code, checks } = await program.verify(files);
  const subjects = (lines: typeof checks): string[] => [
    ...new Set(failing(lines).map((line) => line.replace(/:.*/, ''))),
  ];
  return { ts: subjects(verifyFiles(files, solver)), code, py: subjects(checks) };
}
