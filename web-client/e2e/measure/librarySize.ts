/**
 * What the library adds, minified and compressed, to an application that uses all of it and has React or Solid, Apollo,
 * GraphQL and graphql-ws already. Ends with status 1 above the limit.
 */
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const LIBRARY = path.resolve(import.meta.dirname, '../../src/ankurah');
const ALLOWED_KB = 15;

const HOOKS = ['useConnectionStatus', 'useEntity', 'useLiveMutation', 'useLiveQuery', 'useOutbox'];
const USES = {
  React: ['apollo/client', 'core/where', 'core/outbox/localId', ...HOOKS.map((hook) => `react/${hook}`)],
  Solid: ['apollo/client', 'solid/useConnectionStatus', 'solid/useEntity', 'solid/useLiveQuery'],
};

/** What the applications have anyway. */
const THEIRS = /^(@apollo\/client|graphql|graphql-ws|react|react-dom|rxjs|solid-js)(\/|$)/;

async function sizeOf(entries: readonly string[]): Promise<number> {
  const directory = await mkdtemp(path.join(LIBRARY, '.size-'));
  try {
    const entry = path.join(directory, 'all.ts');
    await writeFile(entry, entries.map((each) => `export * from '../${each}';`).join('\n'));
    const built = await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        target: 'es2022',
        modulePreload: false,
        rolldownOptions: { input: entry, external: THEIRS, preserveEntrySignatures: 'strict' },
      },
    });
    const outputs = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
    const code = outputs.map((chunk) => ('code' in chunk ? chunk.code : '')).join('');
    return gzipSync(code).length / 1000;
  } finally {
    await rm(directory, { recursive: true });
  }
}

for (const [name, entries] of Object.entries(USES)) {
  const size = await sizeOf(entries);
  console.log(`The library for ${name}: ${size.toFixed(1)} kB gzip`);
  process.exitCode = size <= ALLOWED_KB ? (process.exitCode ?? 0) : 1;
}
