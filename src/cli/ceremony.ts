import type { Ceremony, PreparedDraw } from '../index.js';

/** What a ceremony's sheet says of a prepared lottery. */
export function ceremonyOf({ manifest, commitment, lottery }: PreparedDraw): Ceremony {
  const { title, purpose, pool, quotas, settings, software, published } = manifest;
  return {
    title,
    purpose,
    commitment,
    size: settings.size,
    people: pool.people,
    objective: settings.objective,
    alternates: settings.alternates,
    quotas,
    published,
    software,
    seedSource: manifest.seed_source,
    lottery:
      lottery.form === 'named'
        ? { form: 'named', tickets: lottery.panels.length }
        : { form: 'composition', compositions: lottery.distribution.compositions.length },
  };
}
