import { defineConfig } from 'vitest/config';

/** Tests in Chromium, against the packaged server, which each file starts for itself on fresh data. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['e2e/**/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
