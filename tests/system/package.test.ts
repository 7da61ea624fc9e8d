import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectPlain, namesBelow, tempFolder } from '../support/run-cli.js';

/** The package as npm packs and installs it, in an empty project; npm takes the dependencies from its cache or the registry. */
const root = join(import.meta.dirname, '../..');
const temp = tempFolder();
const run = promisify(execFile);

/** In the project; no colours, no questions. */
const inProject = (program: string, ...args: string[]) =>
  run(program, args, {
    cwd: temp.path,
    timeout: 110_000,
    env: { ...process.env, NO_COLOR: '1', npm_config_yes: 'false' },
  });
const sortition = (...args: string[]) => inProject('npx', '--no-install', 'sortition', ...args);

const PROGRAMS = {
  // As anybody writes who works with Node, and has its types.
  'all.ts': `import { Engine, nodeHash, planDraw, PoolBuilder, SortitionError } from 'sortition-toolkit';
const pool = new PoolBuilder([{ feature: 'gender', quotas: [{ value: 'woman', min: 1, max: 2 }] }]);
pool.add('p1', [0], undefined, 0);
const error: Error = new SortitionError('FOLDER_TO_MAKE', {});
export const said = [typeof planDraw, typeof Engine, typeof nodeHash, error.message.length > 0];
// @ts-expect-error: the types are there, so that this is a mistake
export const never = (): void => pool.add(1);
`,
  // For browsers: no types of Node's.
  'core.ts': `import { apportion, type Quota, quotasByShare } from 'sortition-toolkit/core';
const quota: Quota = { value: 'woman', min: 1, max: 2 };
export const said = [typeof quotasByShare, typeof apportion, quota.min];
// @ts-expect-error: the types are there, so that this is a mistake
const wrong: Quota = { value: 1 };
void wrong;
`,
};

beforeAll(async () => {
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', temp.path], {
    cwd: root,
  });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  await temp.put('package.json', JSON.stringify({ name: 'empty', private: true, type: 'module' }));
  await inProject('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', `./${filename}`);
}, 240_000);

describe('Installed into an empty project', () => {
  test('the command says its version', async () => {
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect((await sortition('--version')).stdout).toBe(`${version}\n`);
  });

  test('the command makes a process folder, draws from it and verifies the draw', async () => {
    await sortition('init', 'our-panel');
    await sortition('draw', 'our-panel');
    expect(namesBelow(join(temp.path, 'our-panel/draw'))).toContain('panel.csv');
    const { stderr } = await sortition('verify', 'our-panel/draw/draw-record.json');
    expect(stderr).toContain('holds');
    expectPlain(stderr);
  });

  test('the command has the examples, and copies one', async () => {
    await sortition('init', 'molenbeek', '--example', 'molenbeek');
    expect(namesBelow(join(temp.path, 'molenbeek'))).toEqual(
      expect.arrayContaining(['README.md', 'population.yaml', 'quotas.csv', 'sortition.yaml']),
    );
  });

  test('the command prints what is read from files that ship: letters and days', async () => {
    expect((await sortition('agenda', 'templates', 'one-day')).stdout).toContain('sessions:');
    await sortition('letters', 'templates', 'our-panel');
    expect(namesBelow(join(temp.path, 'our-panel/letters'))).toContain('invitation.en.md');
  });

  test.each([
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])('a program type-checks under module %s, resolution %s', async (module, moduleResolution) => {
    const folder = join(temp.path, moduleResolution);
    await mkdir(folder);
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    for (const [name, text] of Object.entries(PROGRAMS)) {
      await writeFile(join(folder, name), text);
      const options = ['--target', 'es2023', '--module', module, '--moduleResolution', moduleResolution, '--strict'];
      const types = name === 'core.ts' ? [] : ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')];
      // Without --skipLibCheck: the package's own declarations have to be right too.
      const checked = inProject(process.execPath, tsc, ...options, ...types, join(folder, name));
      expect(
        await checked.then(
          () => '',
          ({ stdout }) => stdout,
        ),
      ).toBe('');
    }
    const told =
      "import * as all from './all.js'; import * as core from './core.js'; console.log(...all.said, ...core.said);";
    await writeFile(join(folder, 'tell.js'), told);
    const ran = await inProject(process.execPath, join(folder, 'tell.js'));
    expect(ran.stdout).toBe('function function object true function function 1\n');
  });

  test('the core is bundled for a browser, with nothing of Node’s and nothing but itself', async () => {
    await temp.put('page.js', "import * as core from 'sortition-toolkit/core';\nglobalThis.core = core;\n");
    const bundle = await rolldown({
      input: join(temp.path, 'page.js'),
      platform: 'browser',
      cwd: temp.path,
      logLevel: 'silent',
    });
    const { output } = await bundle.generate({ format: 'iife', minify: true });
    await bundle.close();
    expect(output).toHaveLength(1);
    const [{ code, modules, imports }] = output;
    expect(imports).toEqual([]);
    expect(
      code.match(/.{0,40}(?:node:[a-z]|require\(|\bprocess\.(?:env|argv|cwd|platform)|\bBuffer\.).{0,40}/g),
    ).toBeNull();
    const foreign = Object.keys(modules).filter(
      (id) => !/page\.js$|sortition-toolkit\/dist\/core\/|rolldown\/runtime/.test(id),
    );
    expect(foreign).toEqual([]);
    // And it runs where there is nothing of Node: an empty global object but for what every browser has.
    await temp.put('bundle.js', code);
    const check = `const vm = require('node:vm'); const context = vm.createContext({ TextEncoder, TextDecoder });
vm.runInContext(require('node:fs').readFileSync('bundle.js', 'utf8'), context);
console.log(vm.runInContext('typeof core.planDraw + core.apportion(4, [1, 1])', context));`;
    const ran = await inProject(process.execPath, '--input-type=commonjs', '-e', check);
    expect(ran.stdout).toBe('function2,2\n');
  });
});
