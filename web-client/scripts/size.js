/**
 * Bundles each entry of the library as a page would, without what every page that uses it has anyway, and prints how
 * many bytes that is when it is compressed.
 */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/** What the whole library is meant to stay below. */
const AIM = 15_000;

const OUTSIDE = /^(@apollo\/client|graphql|graphql-ws|react|react-dom|rxjs|solid-js|idb|yjs|y-protocols)(\/|$)/;

const library = fileURLToPath(new URL('../src/ankurah/', import.meta.url));

const { exports } = JSON.parse(readFileSync(`${library}package.json`, 'utf8'));

/** @param {readonly string[]} entries paths below the library */
async function sizeOf(entries) {
  const id = 'virtual:all';
  const { output } = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'all-entries',
        resolveId: (source) => (source === id ? id : undefined),
        load: (source) =>
          source === id
            ? entries.map((entry, index) => `export * as e${index} from '${library}${entry}';`).join('\n')
            : undefined,
      },
    ],
    build: {
      write: false,
      minify: true,
      rollupOptions: { input: id, external: OUTSIDE, preserveEntrySignatures: 'strict' },
    },
  });
  return gzipSync(output.map((chunk) => ('code' in chunk ? chunk.code : '')).join('')).length;
}

const entries = Object.values(exports);
for (const entry of entries) {
  console.log(`${String(await sizeOf([entry])).padStart(6)}  ${entry}`);
}
const whole = await sizeOf(entries);
console.log(`${String(whole).padStart(6)}  the whole library; the aim is ${AIM}`);
