import { defineConfig } from 'vitest/config';

/** Campaigns too long for the tests: `npx vitest run --config bench/vitest.config.ts`. */
export default defineConfig({
  test: { include: ['bench/*.ts'], exclude: ['bench/vitest.config.ts'], testTimeout: 3_600_000, maxWorkers: 1 },
});
