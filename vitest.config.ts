import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // What needs more than Node (Chromium, Python, another Node …), and what needs Node and patience, runs with `npm run test:system`.
    exclude: ['tests/system/**', 'tests/long/**'],
    testTimeout: 60_000,
    // Two cores: the CLI tests start processes of their own.
    maxWorkers: 2,
  },
});
