import type { NameList } from '../population-spec.js';
import { arabic } from './arabic.js';
import { congolese } from './congolese.js';
import { dutch } from './dutch.js';
import { english } from './english.js';
import { french } from './french.js';
import { italian } from './italian.js';
import { maghrebi } from './maghrebi.js';
import { polish } from './polish.js';
import { portuguese } from './portuguese.js';
import { romanian } from './romanian.js';
import { spanish } from './spanish.js';
import { turkish } from './turkish.js';

/** The name lists built in. Letters of Windows-1252 and ISO 8859-1 only, as registers in those encodings have them. */
export const nameLists: Readonly<Record<string, NameList>> = {
  arabic,
  congolese,
  dutch,
  english,
  french,
  italian,
  maghrebi,
  polish,
  portuguese,
  romanian,
  spanish,
  turkish,
};
