import { join } from 'node:path';
import { test } from 'vitest';
import { expectAsTold } from '../support/told-commands.js';
import { followPage, repository, slowPages } from '../support/told-pages.js';

test.each(slowPages)(
  'What %s shows is what comes out',
  async (name) => {
    const page = join(repository, name);
    expectAsTold(page, await followPage(page));
  },
  600_000,
);
