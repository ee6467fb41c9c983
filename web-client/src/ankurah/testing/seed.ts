import fc from 'fast-check';

/** A random test that fails prints its seed; `SEED=… npm test` runs it again with that one. */
const seed = process.env['SEED'];

if (seed !== undefined) {
  fc.configureGlobal({ seed: Number(seed) });
}
