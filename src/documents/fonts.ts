import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/**
 * Fonts that are embedded, so that a document looks the same on every machine and can be read aloud by software. They have
 * Latin, Greek and Cyrillic letters, among others, but no Chinese, Japanese or Korean ones.
 */
const FILES = {
  sans: 'DejaVuSans.ttf',
  bold: 'DejaVuSans-Bold.ttf',
  mono: 'DejaVuSansMono.ttf',
  monoBold: 'DejaVuSansMono-Bold.ttf',
  text: 'DejaVuSansCondensed.ttf',
  textBold: 'DejaVuSansCondensed-Bold.ttf',
  textItalic: 'DejaVuSansCondensed-Oblique.ttf',
  textBoldItalic: 'DejaVuSansCondensed-BoldOblique.ttf',
} as const;

export type Font = keyof typeof FILES;

export const FONTS = Object.keys(FILES) as readonly Font[];

/** Where a font is, wherever npm has put its package. */
export const fileOf = (font: Font): string => resolve(`dejavu-fonts-ttf/ttf/${FILES[font]}`);
