import type { ChanceStep } from '../../core/record/figures/chance-figures.js';
import { CHART_WIDTH, COLOUR, drawChart, FONT_SIZE, labelled, pixels, ticksTo } from './drawing.js';

/** A bar: how long it is as a number, and what stands at its end. */
export interface Bar {
  readonly value: number;
  readonly text: string;
  readonly colour: string;
  /** The main bar of its group is thicker, and its text stands out. */
  readonly isMain?: boolean;
  /** From where to where a bracket goes along it. */
  readonly bracket?: readonly [number, number];
}

export interface BarGroup {
  readonly name: string;
  readonly bars: readonly Bar[];
}

const NAME_HEIGHT = 18;
const BAR = { main: 15, other: 11, gap: 2, bracket: 7 };
const GROUP_GAP = 10;
/** For the text at the end of the longest bar. */
const TEXT_ROOM = 142;
/** Where all texts stand below each other at the right. */
const TEXT_COLUMN = 62;

/** Names above their bars, so that they can be of any length; the longest bar leaves room for its text. `line`: a value to compare with. */
export function drawBars(groups: readonly BarGroup[], alt: string, line?: number): Promise<string> {
  const values = groups.flatMap(({ bars }) => bars.flatMap(({ value, bracket = [0, 0] }) => [value, bracket[1]]));
  const most = Math.max(...values, line ?? 0) || 1;
  let y = 0;
  const names: object[] = [];
  const bars: object[] = [];
  const brackets: object[] = [];
  for (const group of groups) {
    names.push({ y: y + NAME_HEIGHT - 6, text: group.name });
    y += NAME_HEIGHT;
    for (const { value, text, colour, isMain = false, bracket } of group.bars) {
      const height = isMain ? BAR.main : BAR.other;
      bars.push({
        from: 0,
        to: value,
        end: Math.max(value, bracket?.[1] ?? 0),
        y,
        y2: y + height,
        text,
        colour,
        isMain,
        middle: y + height / 2,
      });
      y += height;
      if (bracket !== undefined) {
        const [low, high] = bracket;
        brackets.push({ low, high, y: y + 3, top: y, bottom: y + 6 });
        y += BAR.bracket;
      }
      y += BAR.gap;
    }
    y += GROUP_GAP;
  }
  const height = y - GROUP_GAP + 2;
  const x = (field: string) => ({
    field,
    type: 'quantitative',
    axis: null,
    scale: { domain: [0, most], range: [0, CHART_WIDTH - (line === undefined ? TEXT_ROOM : TEXT_COLUMN)], nice: false },
  });
  const stroke = { stroke: COLOUR.ink, strokeWidth: 1.5 };
  return drawChart(
    {
      height,
      layers: [
        {
          data: { values: bars },
          mark: { type: 'rect' },
          encoding: {
            ...{ x: x('from'), x2: { field: 'to' }, y: pixels('y'), y2: { field: 'y2' } },
            fill: { field: 'colour', type: 'nominal', scale: null },
          },
        },
        ...(line === undefined
          ? []
          : [
              {
                data: { values: [{ at: line, y: 0, y2: height }] },
                mark: { type: 'rule', stroke: COLOUR.ink, strokeWidth: 1, strokeDash: [3, 3] },
                encoding: { x: x('at'), y: pixels('y'), y2: { field: 'y2' } },
              },
            ]),
        {
          data: { values: brackets },
          mark: { type: 'rule', ...stroke },
          encoding: { x: x('low'), x2: { field: 'high' }, y: pixels('y') },
        },
        ...['low', 'high'].map((end) => ({
          data: { values: brackets },
          mark: { type: 'rule', ...stroke },
          encoding: { x: x(end), y: pixels('top'), y2: { field: 'bottom' } },
        })),
        {
          data: { values: names },
          mark: { type: 'text', align: 'left', baseline: 'alphabetic', fontSize: FONT_SIZE + 1, fontWeight: 600 },
          encoding: { x: { value: 0 }, y: pixels('y'), text: { field: 'text', type: 'nominal' } },
        },
        ...[true, false].map((isMain) => ({
          data: { values: bars.filter((bar) => 'isMain' in bar && bar.isMain === isMain) },
          mark: {
            ...{ type: 'text', baseline: 'middle' },
            ...(line === undefined ? { align: 'left', dx: 5 } : { align: 'right' }),
            ...(isMain ? { fontWeight: 600 } : { color: COLOUR.quiet, fontSize: FONT_SIZE - 1 }),
          },
          encoding: {
            x: line === undefined ? x('end') : { value: CHART_WIDTH },
            y: pixels('middle'),
            text: { field: 'text', type: 'nominal' },
          },
        })),
      ],
    },
    alt,
  );
}

interface Axes {
  readonly x: string;
  readonly y: string;
}

const PLOT = { left: 58, right: 24, top: 12, bottom: 46 };

/** All chances from the lowest to the highest, and the level of plain random selection. `most`: the same for charts side by side. */
export function drawCurve(
  steps: readonly ChanceStep[],
  words: {
    readonly alt: string;
    readonly axes: Axes;
    readonly level: { readonly value: number; readonly text: string };
    readonly percent: (share: number) => string;
    readonly most?: number;
    readonly height?: number;
  },
): Promise<string> {
  const n = steps.reduce((sum, { people }) => sum + people, 0);
  let before = 0;
  const points = steps.flatMap(({ chance, people }) => {
    const from = before / n;
    before += people;
    return [
      { x: from, y: chance },
      { x: before / n, y: chance },
    ];
  });
  const most = words.most ?? Math.max(words.level.value, steps.at(-1)?.chance ?? 0);
  // Nobody’s chance is above 1.
  const ticks = ticksTo(Math.min(1, most * 1.08));
  const top = ticks.at(-1) ?? 1;
  const shares = [0, 0.25, 0.5, 0.75, 1];
  const x = {
    ...{ field: 'x', type: 'quantitative', scale: { domain: [0, 1], nice: false } },
    axis: { title: words.axes.x, grid: false, titlePadding: 8, ...labelled(shares, words.percent) },
  };
  // The same in every layer: an axis that one of them lacks is not drawn.
  const y = {
    ...{ field: 'y', type: 'quantitative', scale: { domain: [0, top], nice: false } },
    axis: { title: null, ...labelled(ticks, words.percent) },
  };
  const { value, text } = words.level;
  // Above the line where there is room, else below it.
  const isHigh = value > 0.85 * top;
  return drawChart(
    {
      height: words.height ?? 250,
      padding: PLOT,
      layers: [
        {
          data: { values: points },
          mark: { type: 'line', stroke: COLOUR.panel, strokeWidth: 3, strokeJoin: 'round' },
          encoding: { x, y },
        },
        {
          data: { values: [{ y: value }] },
          mark: { type: 'rule', stroke: COLOUR.ink, strokeWidth: 1.5, strokeDash: [5, 4] },
          encoding: { y },
        },
        {
          data: { values: [{ y: value, text }] },
          mark: { type: 'text', align: 'left', dx: 6, dy: isHigh ? 12 : -8 },
          encoding: { x: { value: 0 }, y, text: { field: 'text', type: 'nominal' } },
        },
      ],
    },
    words.alt,
  );
}

/** Seats that there would be and seats that there are; on the diagonal both are the same. */
export function drawMirror(
  points: readonly { readonly expected: number; readonly panel: number }[],
  { alt, axes, count }: { readonly alt: string; readonly axes: Axes; readonly count: (value: number) => string },
): Promise<string> {
  const ticks = ticksTo(Math.max(...points.flatMap(({ expected, panel }) => [expected, panel])) * 1.05);
  const top = ticks.at(-1) ?? 1;
  const axis = (field: string, title: string) => ({
    ...{ field, type: 'quantitative', scale: { domain: [0, top], nice: false } },
    axis: { title, titlePadding: 8, ...labelled(ticks, count) },
  });
  return drawChart(
    {
      height: 320,
      padding: { ...PLOT, left: 50 },
      layers: [
        {
          data: { values: [{ a: 0, b: top }] },
          mark: { type: 'rule', stroke: COLOUR.quiet, strokeWidth: 1.5, strokeDash: [5, 4] },
          encoding: { x: axis('a', axes.x), x2: { field: 'b' }, y: axis('a', axes.y), y2: { field: 'b' } },
        },
        {
          data: { values: points },
          mark: { type: 'point', shape: 'circle', filled: true, fill: COLOUR.panel, size: 55, opacity: 0.75 },
          encoding: { x: axis('expected', axes.x), y: axis('panel', axes.y) },
        },
      ],
    },
    alt,
  );
}
