import { createRequire } from 'node:module';

/** The package's own version, as records state it. */
export const version = (createRequire(import.meta.url)('sortition-toolkit/package.json') as { version: string })
  .version;
