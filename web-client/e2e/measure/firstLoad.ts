/**
 * What a browser loads for the first view, compressed: the page, and the scripts and styles that it names. What is
 * loaded later is listed, but does not count. Reads what `npm run build` made; ends with status 1 above the limit.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = path.resolve(import.meta.dirname, '../../dist');
const ALLOWED_KB = 350;

async function compressed(file: string): Promise<number> {
  return gzipSync(await readFile(path.join(DIST, file))).length / 1000;
}

function line(file: string, size: number): void {
  console.log(`${size.toFixed(1).padStart(8)} kB  ${file}`);
}

const page = await readFile(path.join(DIST, 'index.html'), 'utf8');
const named = [...page.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)].map(([, file]) => file ?? '');
const first = ['index.html', ...new Set(named)];
const sizes = await Promise.all(first.map(compressed));
const total = sizes.reduce((sum, size) => sum + size, 0);

console.log('First load, gzip');
first.forEach((file, index) => {
  line(file, sizes[index] ?? 0);
});
line('in all', total);
const others = (await readdir(DIST, { recursive: true })).filter(
  (file) => /\.(js|css)$/.test(file) && !first.includes(file),
);
console.log('Later');
for (const file of others) {
  line(file, await compressed(file));
}
process.exitCode = total <= ALLOWED_KB ? 0 : 1;
