import { SortitionError } from '../errors.js';
import type { DrawSettings } from './manifest.js';

/** Those in reserve among them; more at once are a slip of the finger. */
export const MOST_PANELS = 100;

type Several = Pick<DrawSettings, 'panels' | 'reserve'>;

/** All panels drawn, those in reserve too. */
export const panelsDrawn = ({ panels = 1, reserve = 0 }: Several): number => panels + reserve;

/** As settings state it. One panel without reserve is not mentioned: so it was before there could be more. */
export const severalPanels = ({ panels = 1, reserve = 0 }: Several): { panels?: number; reserve?: number } => ({
  ...(panels > 1 && { panels }),
  ...(reserve > 0 && { reserve }),
});

/** Throws for what cannot be had of several panels at once. */
export function requirePanels(settings: DrawSettings): void {
  if (panelsDrawn(settings) === 1) return;
  const { objective, unit, arms, seated = [] } = settings;
  if (objective === 'legacy' || objective === 'diversimax') throw new SortitionError('PANELS_ONLY_FAIR', { objective });
  if (unit !== undefined || arms !== undefined)
    throw new SortitionError('PANELS_NOT_WITH', { what: unit !== undefined ? 'units' : 'arms' });
  // Whoever sits ex officio takes no seat: it needs no saying beside which of the panels.
  if (seated.length > 0) throw new SortitionError('PANELS_WITH_SEATED', { seated: seated.length });
}

/** Everybody on the panels that are not in reserve, ascending. */
export const inUse = (panels: readonly Int32Array[], { reserve = 0 }: Several): Int32Array =>
  Int32Array.from(panels.slice(0, panels.length - reserve).flatMap((people) => Array.from(people))).sort();
