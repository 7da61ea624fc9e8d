import { describe, expect, test } from 'vitest';
import { grouped } from '../../src/core/text.js';
import { zeroIs } from '../../src/documents/ceremony-words.js';
import { momentInWords, range, ticketNumber } from '../../src/documents/words.js';

describe('In documents', () => {
  test('moments are in UTC, with the day of the week', () => {
    expect(momentInWords('2026-12-05T18:00:00Z')).toBe('Saturday 5 December 2026 at 18:00:00 UTC');
    expect(momentInWords('2028-02-29T23:59:57Z')).toBe('Tuesday 29 February 2028 at 23:59:57 UTC');
    expect(momentInWords('some day')).toBe('some day');
  });

  test('tickets have as many digits as the last of them', () => {
    expect([0, 7, 999].map((ticket) => ticketNumber(ticket, 1000))).toEqual(['000', '007', '999']);
    expect(ticketNumber(7, 1001)).toBe('0007');
    expect(ticketNumber(0, 1)).toBe('0');
  });

  test('numbers and ranges are as in the terminal', () => {
    expect([999, 1000, 74_184, 1_234_567].map(grouped)).toEqual(['999', '1,000', '74,184', '1,234,567']);
    expect([range(0, 0), range(9, 10), range(999, 1000)]).toEqual(['0', '9–10', '999–1,000']);
  });

  test('a die that has a 0 is recorded by its number of sides', () => {
    expect(zeroIs(6)).toBe('');
    expect(zeroIs(20)).toContain('write 20');
  });
});
