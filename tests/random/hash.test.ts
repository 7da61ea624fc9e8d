import { describe, expect, test } from 'vitest';
import { fromHex, toHex, utf8 } from '../../src/core/bytes.js';
import { nodeHash } from '../../src/random/hash.js';

/** RFC 4231, sections 4.2 to 4.8, HMAC-SHA-256; of test case 5 the first 128 bits. */
const rfc4231 = [
  {
    name: '1: a short text',
    key: '0b'.repeat(20),
    data: toHex(utf8('Hi There')),
    mac: 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  },
  {
    name: '2: a key shorter than the output',
    key: toHex(utf8('Jefe')),
    data: toHex(utf8('what do ya want for nothing?')),
    mac: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  },
  {
    name: '3: key and data together longer than 64 bytes',
    key: 'aa'.repeat(20),
    data: 'dd'.repeat(50),
    mac: '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe',
  },
  {
    name: '4: another of that kind',
    key: '0102030405060708090a0b0c0d0e0f10111213141516171819',
    data: 'cd'.repeat(50),
    mac: '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b',
  },
  {
    name: '5: truncated output',
    key: '0c'.repeat(20),
    data: toHex(utf8('Test With Truncation')),
    mac: 'a3b6167473100ee06e0c796c2955552b',
  },
  {
    name: '6: a key longer than a block',
    key: 'aa'.repeat(131),
    data: toHex(utf8('Test Using Larger Than Block-Size Key - Hash Key First')),
    mac: '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  },
  {
    name: '7: key and data longer than a block',
    key: 'aa'.repeat(131),
    data: toHex(
      utf8(
        'This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.',
      ),
    ),
    mac: '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
  },
];

describe('HMAC-SHA256 gives the values of RFC 4231', () => {
  test.each(rfc4231)('test case $name', ({ key, data, mac }) => {
    expect(toHex(nodeHash.hmac(fromHex(key), fromHex(data))).slice(0, mac.length)).toBe(mac);
  });
});

describe('SHA-256 gives the values of FIPS 180-4’s examples', () => {
  // NIST, "Examples with Intermediate Values": SHA256.pdf.
  test.each([
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('%s', (text, digest) => {
    expect(toHex(nodeHash.sha256(utf8(text)))).toBe(digest);
  });

  test('also when fed in pieces', () => {
    const stream = nodeHash.stream();
    for (const piece of ['a', '', 'bc']) stream.update(utf8(piece));
    expect(toHex(stream.digest())).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
