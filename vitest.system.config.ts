import { defineConfig } from 'vitest/config';

/** Tests that need more than Node: other programs that read what was written; and those of commands that take long in all their variants. */
export default defineConfig({
  test: {
    include: ['tests/system/**/*.test.ts', 'tests/long/**/*.test.ts'],
    testTimeout: 120_000,
    // Two cores: these tests start processes of their own.
    maxWorkers: 2,
  },
});
