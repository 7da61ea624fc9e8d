import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

/** Charts are drawn at the width of a phone, where their letters are as large as the text; elsewhere they grow with the page. */
export const CHART_WIDTH = 360;

/** Colours follow the page, light or dark. */
export const COLOUR = {
  ink: 'var(--ink)',
  quiet: 'var(--quiet)',
  rule: 'var(--rule)',
  population: 'var(--population)',
  pool: 'var(--pool)',
  panel: 'var(--panel)',
} as const;

export const FONT_SIZE = 12;

type Layer = Readonly<Record<string, unknown>>;

export interface Chart {
  readonly height: number;
  /** Inside the picture, around what the scales span. */
  readonly padding?: Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>>;
  readonly layers: readonly Layer[];
}

/**
 * A chart as SVG: no script, no ids, no fonts of its own; the same bytes on every machine. `alt` is what is read in its place.
 * Nothing is measured, as text is as wide as the machine’s fonts make it: sizes are given.
 */
export async function drawChart({ height, padding, layers }: Chart, alt: string): Promise<string> {
  const spec = {
    width: CHART_WIDTH - (padding?.left ?? 0) - (padding?.right ?? 0),
    height: height - (padding?.top ?? 0) - (padding?.bottom ?? 0),
    padding: padding ?? 0,
    autosize: 'none',
    background: null,
    config: {
      aria: false,
      font: 'inherit',
      view: { stroke: null },
      text: { color: COLOUR.ink, fontSize: FONT_SIZE },
      axis: {
        ...{ labelColor: COLOUR.quiet, titleColor: COLOUR.quiet, domainColor: COLOUR.rule, tickColor: COLOUR.rule },
        ...{ gridColor: COLOUR.rule, labelFontSize: FONT_SIZE, titleFontSize: FONT_SIZE, titleFontWeight: 'normal' },
        ...{ labelLimit: 0, titleLimit: 0, labelOverlap: false, labelBound: false, labelFlush: false },
      },
    },
    layer: layers,
  };
  const view = new View(parse(compile(spec as unknown as TopLevelSpec).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return accessible(svg, alt);
}

/** One picture with one text: what is inside is not read part by part. */
const accessible = (svg: string, alt: string): string =>
  svg
    .replaceAll(/ (?:role|aria-[a-z]+|class)="[^"]*"/g, '')
    .replace(
      /^<svg[^>]*? viewBox="([^"]*)">/,
      (_, box: string) => `<svg viewBox="${box}" role="img" aria-label="${escapeHtml(alt)}" focusable="false">`,
    );

export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** Values of a channel in pixels, as they stand. */
export const pixels = (field: string) => ({ field, type: 'quantitative', scale: null, axis: null });

/** Round values from 0 to at least `most`: four or five of them. */
export function ticksTo(most: number): number[] {
  if (!(most > 0)) return [0, 1];
  let step = 1;
  while (step > most) step /= 10;
  while (step * 10 <= most) step *= 10;
  const nice = [0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10].find((factor) => factor * step * 4 >= most) ?? 10;
  const count = Math.ceil(most / (nice * step) - 1e-9);
  // Division keeps what multiplication would make 0.30000000000000004.
  return Array.from({ length: count + 1 }, (_, i) => Number((i * nice * step).toPrecision(6)));
}

/** An axis whose labels are these texts. */
export function labelled(values: readonly number[], textOf: (value: number) => string): Record<string, unknown> {
  const texts = JSON.stringify(values.map(textOf));
  const places = JSON.stringify(values);
  return { values, labelExpr: `${texts}[indexof(${places}, datum.value)]` };
}
