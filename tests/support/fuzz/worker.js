/**
 * A process that runs one case of fuzzing after another: the command in itself, so that a case costs no start-up. Plain JavaScript,
 * as it is forked. Arguments: the folder to work in, the file with the sound process as JSON (path → base64).
 */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { main } from '../../../dist/command/main.js';

const [, , work = '', baseFile = ''] = process.argv;
const base = Object.entries(JSON.parse(readFileSync(baseFile, 'utf8'))).map(([name, text]) => [
  name,
  Buffer.from(text, 'base64'),
]);
// Two folders down, so that `..` is still ours.
const folder = join(work, 'above', 'process');

function filesBelow(top) {
  if (!existsSync(top)) return new Map();
  const entries = readdirSync(top, { recursive: true, withFileTypes: true });
  const files = entries.map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return new Map(
    files.map((path, i) => [
      path.slice(top.length + 1),
      entries[i].isFile() ? readFileSync(path).toString('latin1') : undefined,
    ]),
  );
}

function collector() {
  const chunks = [];
  const stream = new Writable({
    write(chunk, _, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}

const sound = new Map(base);
/** Paths below `work` with what should be there before a case; folders are undefined. */
const standing = new Map();

function stand(name, bytes) {
  const path = join(folder, name);
  for (let above = dirname(path); above.length > work.length; above = dirname(above)) {
    standing.set(above.slice(work.length + 1), undefined);
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  standing.set(path.slice(work.length + 1), bytes.toString('latin1'));
}

/** Everything anew: at the start, and where a case changed what should be there. */
function setUp() {
  process.chdir('/');
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  standing.clear();
  for (const [name, bytes] of base) stand(name, bytes);
  process.chdir(folder);
}
setUp();

async function run({ argv, changes, readOnly }) {
  const before = new Map(standing);
  for (const [name, text] of changes) {
    const path = join('above/process', name);
    if (text === null) {
      rmSync(join(folder, name));
      before.delete(path);
    } else {
      const bytes = Buffer.from(text, 'base64');
      writeFileSync(join(folder, name), bytes);
      before.set(path, bytes.toString('latin1'));
    }
  }
  if (readOnly) chmodSync(folder, 0o555);
  const [stdout, stderr] = [collector(), collector()];
  const started = performance.now();
  // As a process gets them: texts that are UTF-8.
  const args = argv.map((arg) => Buffer.from(arg).toString());
  const code = await main(args, { stdout: stdout.stream, stderr: stderr.stream, env: {} });
  const milliseconds = performance.now() - started;
  if (readOnly) chmodSync(folder, 0o755);
  for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal);
  const after = filesBelow(work);
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => before.has(name) !== after.has(name) || before.get(name) !== after.get(name),
  );
  const partial = [...after.keys()].filter((name) => /\.partial-|\.part$/.test(name));
  if (changed.length > 0) setUp();
  else for (const [name] of changes) stand(name, sound.get(name));
  return { code, stdout: stdout.text(), stderr: stderr.text(), milliseconds, changed, partial };
}

process.on('message', (message) => {
  run(message).then(
    (result) => process.send(result),
    (error) =>
      process.send({
        code: 'thrown',
        stdout: '',
        stderr: String(error?.stack),
        milliseconds: 0,
        changed: [],
        partial: [],
      }),
  );
});
process.send('ready');
