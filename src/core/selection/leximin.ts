import type { SearchTools } from './decompose.js';
import type { Instance } from './instance.js';
import { findSelection, type Selection } from './selection.js';

/**
 * The leximin panel distribution: the least selection probability is as high as possible, then the second least, and so
 * on (Flanigan, Gölz, Gupta, Hennig & Procaccia 2021, “Fair algorithms for selecting citizens’ assemblies”). Exact, with a
 * certificate in integers. Undefined when no panel meets the quotas.
 */
export const findLeximin = (instance: Instance, tools: SearchTools): Selection | undefined =>
  findSelection(instance, { objective: 'leximin' }, tools);

export type Leximin = Selection;
