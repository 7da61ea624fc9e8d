import { SortitionError } from '../errors.js';
import { parseCanonicalJson } from './canonical-json.js';
import { Shape } from './shape.js';

/** An area with a panel of its own, its folder and the commitment to its lottery. */
export interface ListedArea {
  readonly area: string;
  readonly folder: string;
  readonly commitment: string;
}

/** areas.json, whose SHA-256 is one commitment to the lotteries of all areas; undefined where it is no such list. */
export function parseAreaList(text: string): ListedArea[] | undefined {
  try {
    const list = new Shape(parseCanonicalJson(text, 'areas.json'), 'areas.json').only('format', 'by', 'areas');
    list.get('format').oneOf('sortition-areas/1');
    return list.get('areas').list((entry) => ({
      area: entry.only('area', 'folder', 'commitment').get('area').text(),
      folder: entry.get('folder').text(),
      commitment: entry.get('commitment').hex(),
    }));
  } catch (error) {
    if (error instanceof SortitionError) return undefined;
    throw error;
  }
}
