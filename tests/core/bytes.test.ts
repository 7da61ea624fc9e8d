import { describe, expect, test } from 'vitest';
import { compareBytes, fromHex, lengthPrefixed, toHex, utf8 } from '../../src/core/bytes.js';
import fc from '../support/laws.js';

const bytes = fc.uint8Array({ maxLength: 6 });

describe('length-prefixed parts', () => {
  test('are four bytes of length, big-endian, and the part', () => {
    expect(toHex(lengthPrefixed('é', Uint8Array.of(255)))).toBe('00000002c3a900000001ff');
  });

  test('can be taken apart again, so that no two lists give the same bytes', () => {
    const parse = (all: Buffer): string[] => {
      const parts: string[] = [];
      for (let at = 0; at < all.length; ) {
        const end = at + 4 + all.readUInt32BE(at);
        parts.push(all.toString('hex', at + 4, end));
        at = end;
      }
      return parts;
    };
    fc.assert(
      fc.property(
        fc.array(fc.oneof(bytes, fc.constantFrom('', 'a', 'é', '\u{10000}', '\0\0\0\x01a')), { maxLength: 6 }),
        (parts) => {
          expect(parse(Buffer.from(lengthPrefixed(...parts)))).toEqual(
            parts.map((part) => Buffer.from(part as string).toString('hex')),
          );
        },
      ),
    );
  });
});

test('hexadecimal is that of Buffer, both ways', () => {
  fc.assert(
    fc.property(bytes, (some) => {
      expect(toHex(some)).toBe(Buffer.from(some).toString('hex'));
      expect(fromHex(toHex(some))).toEqual(some);
    }),
  );
});

test('bytes are compared as Buffer.compare does', () => {
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(a, b));
    }),
  );
  expect(compareBytes(utf8('ab'), utf8('abc'))).toBeLessThan(0);
});
