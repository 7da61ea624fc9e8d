import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { nearest, parseAreaList, readTextFile, SortitionError } from '../index.js';
import { AREA_LIST } from './areas.js';
import { DRAW_RECORD, drawOfToday, listsOf } from './current-panel.js';
import { shortPath } from './format.js';

/** The panel that sits, and the record of its draw. */
export interface SittingPanel {
  /** Of several; undefined of the only one. */
  readonly name: string | undefined;
  readonly file: string;
  readonly record: string;
}

/**
 * The panel that sits in a process folder now. Where several were drawn `name` says which: 2, reserve-1, the folder of an area, or
 * north/2. Throws PANELS_SEVERAL.
 */
export async function onePanelOf(process: string, name: string | undefined): Promise<SittingPanel> {
  const draw = await drawOfToday(process);
  const several = await severalIn(draw);
  const found = several.find((panel) => panel.name === name);
  if (found !== undefined) return found;
  const isOnly = several.every((panel) => panel.name?.startsWith('reserve-'));
  if (name === undefined && isOnly)
    return { name, file: (await listsOf(process, draw)).panel, record: join(draw, DRAW_RECORD) };
  const names = several.flatMap((panel) => panel.name ?? []);
  const near = name === undefined ? [] : nearest(name, names);
  throw new SortitionError(
    'PANELS_SEVERAL',
    { names, near, ...(name !== undefined && { name }) },
    { file: shortPath(draw) },
  );
}

/** Panels of a draw that go by a name; none where there is but one. */
async function severalIn(draw: string): Promise<SittingPanel[]> {
  const list = join(draw, AREA_LIST);
  if (!existsSync(list)) return partsIn(draw, '');
  const areas = parseAreaList(await readTextFile(list)) ?? [];
  const found = await Promise.all(
    areas.map(async ({ folder: name }) => {
      const folder = join(draw, name);
      const parts = await partsIn(folder, `${name}/`);
      const alone = { name, file: join(folder, 'panel.csv'), record: join(folder, DRAW_RECORD) };
      return parts.some((part) => !part.name?.startsWith(`${name}/reserve-`)) ? parts : [alone, ...parts];
    }),
  );
  return found.flat();
}

/** panel-1.csv, panel-2.csv, …, reserve-1.csv, … */
async function partsIn(folder: string, prefix: string): Promise<SittingPanel[]> {
  const files = (await readdir(folder).catch(() => [])).flatMap((file) => {
    const [, kind, number] = /^(panel|reserve)-(\d+)\.csv$/.exec(file) ?? [];
    return kind === undefined ? [] : [{ file, kind, number: Number(number) }];
  });
  files.sort((a, b) => (a.kind === b.kind ? a.number - b.number : a.kind < b.kind ? -1 : 1));
  return files.map(({ file, kind, number }) => ({
    name: `${prefix}${kind === 'panel' ? '' : 'reserve-'}${number}`,
    file: join(folder, file),
    record: join(folder, DRAW_RECORD),
  }));
}
