import { defineConfig } from 'vitest/config';

/** Tests against a running server, whose address `ANKURAH_URL` says. */
export default defineConfig({
  test: {
    environment: 'node',
    setupFiles: ['src/ankurah/testing/seed.ts'],
    include: ['src/ankurah/**/*.server-test.ts', 'examples/**/*.server-test.ts'],
    testTimeout: 120_000,
    fileParallelism: false,
  },
});
