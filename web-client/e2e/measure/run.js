/** Runs one of the measuring scripts: `node e2e/measure/run.js firstView`. */
import path from 'node:path';
import { runnerImport } from 'vite';

const [name] = process.argv.slice(2);
await runnerImport(path.join(import.meta.dirname, `${name}.ts`), { configFile: false });
