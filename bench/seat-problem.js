/**
 * Seats the problem of a file with the built package, in the engine's thread, as the command does; writes the report beside it.
 *
 *     node bench/seat-problem.js FOLDER      (problem.json there)
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Engine } from '../dist/index.js';

const [folder = '.'] = process.argv.slice(2);
const { seed, ...problem } = JSON.parse(readFileSync(join(folder, 'problem.json'), 'utf8'));
const engine = new Engine();
const key = createHash('sha256').update(seed).digest('hex');
const { report } = await engine.seat({ ...problem, values: Int32Array.from(problem.values) }, key);
const { user, system } = process.cpuUsage();
writeFileSync(join(folder, 'report.json'), JSON.stringify({ ...report, cpu: (user + system) / 1e6 }));
await engine.close();
