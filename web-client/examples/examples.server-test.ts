import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { build, createServer } from 'vite';
import { afterEach, expect, test } from 'vitest';

/** The examples as their readers run them, against the server that `ANKURAH_URL` names. */
const SERVER = process.env['ANKURAH_URL'] ?? 'http://localhost:8080';
const CONFIG = fileURLToPath(new URL('../vite.config.ts', import.meta.url));
const PATIENCE = { timeout: 30_000 };

const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) {
    await close();
  }
});

function path(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

async function execute(query: string): Promise<Record<string, { album: { id: string; title: string } }>> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(`${SERVER}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data, errors } = (await response.json()) as { data: never; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** Creates an album that is played more often than any other, and gives its title. */
async function favourite(): Promise<string> {
  const title = `Favourite ${crypto.randomUUID()}`;
  await execute(
    `mutation { createAlbum(input: { title: "${title}", year: 1899, plays: ${Date.now()} }) { album { id title } } }`,
  );
  return title;
}

/** Runs a program of Node; what it prints grows in `printed`. */
function run(program: string, ...args: string[]): { printed: string } {
  const output = { printed: '' };
  const child: ChildProcess = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ANKURAH_URL: SERVER },
  });
  const print = (text: Buffer): void => {
    output.printed += text.toString();
  };
  child.stdout?.on('data', print);
  child.stderr?.on('data', print);
  closers.push(() => child.kill('SIGKILL'));
  return output;
}

/** Serves an example; what it gives opens a page of it in a browser. */
async function pages(example: string, hash = ''): Promise<() => Promise<Page>> {
  process.env['ANKURAH_URL'] = SERVER;
  const served = await createServer({
    root: path(example),
    configFile: CONFIG,
    server: { port: 0 },
    logLevel: 'error',
  });
  closers.push(() => served.close());
  await served.listen();
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  const problems: string[] = [];
  closers.push(async () => {
    await browser.close();
    expect(problems).toEqual([]);
  });
  return async () => {
    const page = await browser.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(`${served.resolvedUrls?.local[0] ?? ''}${hash}`);
    return page;
  };
}

test('the smallest application shows the albums, counts plays, and sees what others create', async () => {
  const open = await pages('smallest');
  const page = await open();
  const row = (text: string) => page.locator('li', { hasText: text });
  await page.locator('ol[aria-busy=false] li').first().waitFor(PATIENCE);

  const title = await favourite();
  await row(title).waitFor(PATIENCE);
  const before = Number(/(\d+) times/.exec((await row(title).textContent()) ?? '')?.[1]);
  await row(title).getByRole('button').click();
  await row(`${title} played ${before + 1} times`).waitFor(PATIENCE);
});

test('the README shows the smallest application as it is, in less than sixty lines', async () => {
  const source = await readFile(path('smallest/main.tsx'), 'utf8');
  const readme = await readFile(path('../../README.md'), 'utf8');
  expect(readme).toContain(`\`\`\`tsx\n${source}\`\`\``);
  expect(source.split('\n').length).toBeLessThan(60);
});

test('the script for Node prints what comes and what changes', async () => {
  const outDir = path('../dist/node-script-test');
  await build({
    root: path('node-script'),
    configFile: CONFIG,
    logLevel: 'error',
    build: { ssr: path('node-script/main.ts'), outDir },
  });
  const output = run(`${outDir}/main.js`, '1899', '1899');
  await expect.poll(() => output.printed, PATIENCE).toMatch(/\d+ albums, live/);
  const title = await favourite();
  await expect.poll(() => output.printed, PATIENCE).toContain(`ADDED ${title} (1899)`);
});

test('the example without Apollo follows the most played albums', async () => {
  const output = run(path('plain-graphql-ws/main.js'));
  await expect.poll(() => output.printed, PATIENCE).toMatch(/: \d+/);
  const title = await favourite();
  await expect.poll(() => output.printed, PATIENCE).toContain(title);
});

test('two pages write the notes of an album together', async () => {
  const made = await execute(
    'mutation { createAlbum(input: { title: "Together", notes: "one" }) { album { id title } } }',
  );
  const open = await pages('collaborative-text', `#${made['createAlbum']?.album.id ?? ''}`);
  const [ann, ben] = [await open(), await open()];
  for (const page of [ann, ben]) {
    await page.locator('#status', { hasText: 'synced' }).waitFor(PATIENCE);
  }

  await ann.getByRole('textbox', { name: 'Notes' }).press('Control+End');
  await ann.getByRole('textbox', { name: 'Notes' }).pressSequentially(' two');
  await ben.getByText('one two').waitFor(PATIENCE);
  await ben.locator('.cm-ySelectionCaret').waitFor({ ...PATIENCE, state: 'attached' });
});
