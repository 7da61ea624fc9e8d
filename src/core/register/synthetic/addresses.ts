import type { Noise } from '../../ports.js';
import { below, type NoiseFor } from './chance.js';
import { placeNames } from './household-sizes.js';
import type { Households } from './households.js';
import type { AddressSpec, Place, PopulationSpec } from './population-spec.js';
import { streetName } from './street-names.js';

/** Where each household lives: no two share street, number, box and postcode. */
export interface Addresses {
  readonly streets: readonly { readonly name: string; readonly postcode: string }[];
  /** An index into `streets`, a household each. */
  readonly streetOf: Int32Array;
  readonly numberOf: Int32Array;
  /** 0 none, 1 “A”, 2 “B”. */
  readonly letterOf: Uint8Array;
  /** 0 where the building holds one household. */
  readonly boxOf: Uint16Array;
  /** The households by place, street, number and box. */
  readonly inOrder: Int32Array;
}

const HOMES_PER_MADE_UP_STREET = 120;
/** A building with boxes has 2 to 12, small ones more often: 2 + ⌊11 u²⌋ for even u, 5.2 on average. */
const LARGEST_BUILDING = 12;
const MEAN_BUILDING = 5.2;

/** Gives every household an address in its place. */
export function drawAddresses(
  spec: PopulationSpec,
  addresses: AddressSpec,
  households: Households,
  noiseFor: NoiseFor,
): Addresses {
  const noise = noiseFor('addresses');
  const book = new AddressBook(households.count);
  let first = 0;
  for (const [place, name] of placeNames(spec).entries()) {
    let end = first;
    while (end < households.count && households.places[end] === place) end++;
    const streets = streetsOf(book, { ...addresses, ...addresses.places?.[name] }, end - first);
    const buildings = drawBuildings(end - first, addresses.boxes ?? 0, streets.length, noise);
    for (const { street, homes, start } of buildings) book.build(streets[street] ?? 0, first + start, homes, noise);
    first = end;
  }
  return book;
}

function streetsOf(book: AddressBook, place: Place, homes: number): number[] {
  const postcode = place.postcode ?? '';
  if (place.streets !== undefined && place.streets.length > 0) {
    return place.streets.map((name) => book.street(name, postcode));
  }
  return Array.from({ length: Math.ceil(homes / HOMES_PER_MADE_UP_STREET) }, () => book.madeUpStreet(postcode));
}

interface Building {
  readonly street: number;
  /** The first of its households, counted within the place. */
  readonly start: number;
  readonly homes: number;
}

/** Splits a place's households into buildings and the buildings among its streets, in street order. */
function drawBuildings(homes: number, boxes: number, streets: number, noise: Noise): Building[] {
  const boxed = boxes / MEAN_BUILDING;
  const chanceOfBoxes = boxes === 0 ? 0 : boxed / (boxed + 100 - boxes);
  const buildings: Building[] = [];
  for (let start = 0; start < homes; ) {
    const spread = noise();
    const wanted = noise() < chanceOfBoxes ? 2 + Math.floor(spread * spread * (LARGEST_BUILDING - 1)) : 1;
    const size = Math.min(wanted, homes - start);
    buildings.push({ street: below(streets, noise), start, homes: size });
    start += size;
  }
  return buildings.sort((a, b) => a.street - b.street || a.start - b.start);
}

class AddressBook implements Addresses {
  readonly streets: { name: string; postcode: string }[] = [];
  readonly streetOf: Int32Array;
  readonly numberOf: Int32Array;
  readonly letterOf: Uint8Array;
  readonly boxOf: Uint16Array;
  readonly inOrder: Int32Array;
  private readonly known = new Map<string, number>();
  private readonly names = new Set<string>();
  private readonly lastNumbers: number[] = [];
  private readonly lastLetters: number[] = [];
  private madeUp = 0;
  private housed = 0;

  constructor(households: number) {
    this.streetOf = new Int32Array(households);
    this.numberOf = new Int32Array(households);
    this.letterOf = new Uint8Array(households);
    this.boxOf = new Uint16Array(households);
    this.inOrder = new Int32Array(households);
  }

  /** The street of this name and postcode, which may have begun in another place. */
  street(name: string, postcode: string): number {
    const key = JSON.stringify([postcode, name]);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, this.streets.length);
    this.names.add(name);
    this.lastNumbers.push(0);
    this.lastLetters.push(0);
    return this.streets.push({ name, postcode }) - 1;
  }

  madeUpStreet(postcode: string): number {
    let name = streetName(this.madeUp++);
    while (this.names.has(name)) name = streetName(this.madeUp++);
    return this.street(name, postcode);
  }

  /** Puts the next building into a street; a few stand behind their neighbour, with its number and a letter. */
  build(street: number, first: number, homes: number, noise: Noise): void {
    const last = this.lastNumbers[street] ?? 0;
    const letter = this.lastLetters[street] ?? 0;
    const behind = last > 0 && letter < 2 && noise() < 0.03;
    const number = behind ? last : last + 1 + (noise() < 0.12 ? 1 : 0);
    this.lastNumbers[street] = number;
    this.lastLetters[street] = behind ? letter + 1 : 0;
    for (let home = first; home < first + homes; home++) {
      this.streetOf[home] = street;
      this.numberOf[home] = number;
      this.letterOf[home] = behind ? letter + 1 : 0;
      this.boxOf[home] = homes === 1 ? 0 : home - first + 1;
      this.inOrder[this.housed++] = home;
    }
  }
}
