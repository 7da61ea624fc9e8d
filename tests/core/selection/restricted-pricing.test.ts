import { expect, test } from 'vitest';
import { checkCertificate } from '../../../src/core/selection/certificate.js';
import { isPanel } from '../../../src/core/selection/instance.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { leximinOf } from '../../support/exactness.js';
import { instanceOfTask } from '../../support/tight-pools.js';
import { townTask } from '../../support/town-pool.js';

test('a town where hardly two homes are alike is decomposed, each panel within its households', async () => {
  const task = townTask({ people: 400, k: 30, sizes: [3, 4, 3, 2], room: 0, seed: 3, withHomes: true });
  const instance = instanceOfTask(task);
  expect(instance.lower.length - instance.freeRow - 1).toBeGreaterThan(40);
  const found = leximinOf(instance, await loadHighsSolver());
  expect(found?.distribution.compositions.every((y) => isPanel(instance, y))).toBe(true);
  const gaps = found && checkCertificate(instance, found.certificate).map(({ gap }) => Math.abs(gap));
  expect(Math.max(...(gaps ?? [1]))).toBeLessThan(1e-6);
});
