import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node, type Pair, visit } from 'yaml';
import type { FaultList, Where } from '../core/errors.js';
import { comparable } from '../core/text.js';

/** Keys from the top of a document down to a value; list items by their index, from 0. */
export type KeyPath = readonly PropertyKey[];

/** Where the keys and values of a parsed YAML document stand. */
export class YamlPlaces {
  private readonly document: Document;
  private readonly lines: LineCounter;
  private readonly file: string;

  constructor(document: Document, lines: LineCounter, file: string) {
    this.document = document;
    this.lines = lines;
    this.file = file;
  }

  /** The line of the character at `offset` and the key path's name. */
  at(offset: number, path: KeyPath = []): Where {
    const row = Math.max(1, this.lines.linePos(offset).line);
    return path.length === 0 ? { file: this.file, row } : { file: this.file, row, column: pathName(path) };
  }

  /** Where `path` stands: its key's line, or that of the nearest key above it where it is missing. */
  where(path: KeyPath): Where {
    let row = 1;
    let node = this.document.contents as unknown;
    for (const key of path) {
      const step = this.step(node, key);
      if (step === undefined) break;
      row = this.at(step.offset).row ?? row;
      node = step.value;
    }
    return path.length === 0 ? { file: this.file, row } : { file: this.file, row, column: pathName(path) };
  }

  /** What stands at `path`: its text, or what stands there instead of one; undefined where nothing does. */
  found(path: KeyPath): { readonly text: string } | 'a list' | 'a group of keys' | undefined {
    let node: unknown = this.document.contents;
    for (const key of path) {
      const step = this.step(node, key);
      if (step === undefined) return undefined;
      node = step.value;
    }
    const value = this.resolved(node);
    if (isSeq(value)) return 'a list';
    if (isMap(value)) return 'a group of keys';
    return { text: isScalar(value) ? String(value.value ?? '') : '' };
  }

  /** Keys of one map that are the same to a reader: a typing mistake of which YAML would keep the last silently. */
  addDuplicates(faults: FaultList): void {
    visit(this.document, {
      Map: (_, map, ancestors) => {
        const path = pathOf([...ancestors, map]);
        const firstRows = new Map<string, number>();
        for (const { key } of map.items) {
          if (!isScalar(key)) continue;
          const name = String(key.value);
          const where = this.at(key.range?.[0] ?? 0, [...path, name]);
          const firstRow = firstRows.get(comparable(name));
          if (firstRow !== undefined) faults.add('YAML_DUPLICATE_KEY', { key: name, firstRow }, where);
          else firstRows.set(comparable(name), where.row ?? 1);
        }
      },
    });
  }

  private resolved(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.document) : node;
  }

  private step(parent: unknown, key: PropertyKey): { offset: number; value: unknown } | undefined {
    const node = this.resolved(parent);
    if (isSeq(node)) {
      const value = node.items[Number(key)] as Node | undefined;
      return value === undefined ? undefined : { offset: value.range?.[0] ?? 0, value };
    }
    if (!isMap(node)) return undefined;
    // The last of several equal keys is the one whose value YAML keeps.
    const pair = node.items.findLast((item) => isScalar(item.key) && String(item.key.value) === String(key));
    if (pair === undefined) return undefined;
    return { offset: (pair.key as Node).range?.[0] ?? 0, value: pair.value };
  }
}

/** The key path of the last of a chain of nodes that hold each other, as `visit` hands them. */
function pathOf(chain: readonly unknown[]): PropertyKey[] {
  const path: PropertyKey[] = [];
  chain.forEach((node, i) => {
    const parent = chain[i - 1];
    if (isSeq(parent)) path.push(parent.items.indexOf(node));
    if (isMap(chain[i - 2]) && isScalar((parent as Pair).key))
      path.push(String(((parent as Pair).key as { value: unknown }).value));
  });
  return path;
}

/** `register.household, item 2`: as people count. */
export function pathName(path: KeyPath): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}, item ${key + 1}`;
    return name === '' ? String(key) : `${name}.${String(key)}`;
  }, '');
}
