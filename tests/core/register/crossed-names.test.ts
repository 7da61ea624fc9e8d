import { expect, test } from 'vitest';
import { findPair, readingsAsPair } from '../../../src/core/register/crossed-names.js';

test.each([
  ['age × gender', [['age', 'gender']]],
  ['age x gender', [['age', 'gender']]],
  ['Age X Gender', [['Age', 'Gender']]],
  ['age*gender', [['age', 'gender']]],
  ['age×gender', [['age', 'gender']]],
  ['16–34 × 65+', [['16–34', '65+']]],
  ['sex', []],
  ['tax', []],
  ['× gender', []],
  ['age *', []],
  [
    'a × b × c',
    [
      ['a', 'b × c'],
      ['a × b', 'c'],
    ],
  ],
])('%s is read as %j', (name, readings) => {
  expect(readingsAsPair(name)).toEqual(readings);
});

test('Of several readings the one whose parts are known is meant, and none where two are', () => {
  const known =
    (...names: string[]) =>
    (part: string) =>
      names.includes(part);
  expect(findPair('A × b × C', known('a × b'), known('c'))).toEqual(['a × b', 'c']);
  expect(findPair('A × b × C', known('a', 'a × b'), known('c'))).toEqual(['a × b', 'c']);
  expect(findPair('A × b × C', known('a', 'a × b'), known('c', 'b × c'))).toBeUndefined();
  expect(findPair('age', known('age'), known('age'))).toBeUndefined();
});
