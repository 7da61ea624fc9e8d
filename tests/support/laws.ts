import fc from 'fast-check';

/**
 * fast-check with a seed that is the same in every run: a test that counts how many cases it came across would fail now and then
 * otherwise. `FC_SEED=random npx vitest run` looks further.
 */
const seed = process.env['FC_SEED'] ?? '20261205';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });

export default fc;
