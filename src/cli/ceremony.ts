import type { Ceremony, PreparedDraw } from '../index.js';

/** What a ceremony's sheet says of a prepared lottery. */
export function ceremonyOf({ manifest, commitment, lottery }: PreparedDraw): Ceremony {
  const { title, purpose, pool, quotas, settings, software, published } = manifest;
  return {
    title,
    purpose,
    commitment,
    size: settings.size,
    ...(settings.panels !== undefined && { panels: settings.panels }),
    ...(settings.reserve !== undefined && { reserve: settings.reserve }),
    people: pool.people,
    objective: settings.objective,
    alternates: settings.alternates,
    quotas,
    published,
    software,
    seedSource: manifest.seed_source,
    seated: settings.seated?.length ?? 0,
    lottery:
      lottery.form === 'named'
        ? { form: 'named', tickets: lottery.panels.length }
        : { form: 'composition', compositions: lottery.distribution.compositions.length },
  };
}

/** A sheet for no ceremony. */
export const BLANK_CEREMONY: Ceremony = {
  title: '',
  purpose: 'rehearsal',
  commitment: '0'.repeat(64),
  size: 1,
  people: 1,
  objective: 'leximin',
  alternates: 0,
  quotas: [],
  published: undefined,
  software: { name: '', version: '' },
  seedSource: { kind: 'text' },
  lottery: { form: 'named', tickets: 1 },
};
