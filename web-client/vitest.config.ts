import { defineConfig } from 'vitest/config';

/**
 * One project for each surrounding that tests need: code without a document, React in a document, and Solid, whose
 * package answers Node with its server build unless the browser's is asked for.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'core',
          environment: 'node',
          setupFiles: ['src/ankurah/testing/seed.ts'],
          include: ['src/ankurah/{core,apollo,document,text}/**/*.test.ts', 'examples/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'react',
          environment: 'happy-dom',
          include: ['src/ankurah/react/**/*.test.{ts,tsx}', 'src/app/**/*.test.{ts,tsx}', 'examples/**/*.test.tsx'],
        },
      },
      {
        resolve: { conditions: ['browser', 'development'] },
        test: {
          name: 'solid',
          environment: 'happy-dom',
          include: ['src/ankurah/solid/**/*.test.ts'],
          server: { deps: { inline: [/solid-js/] } },
        },
      },
    ],
  },
});
