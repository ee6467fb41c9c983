import { afterAll, beforeAll, expect, test } from 'vitest';
import { PackagedServer } from './support/PackagedServer';

let server: PackagedServer;

beforeAll(async () => {
  server = await PackagedServer.start();
});

afterAll(async () => {
  await server.stop();
});

const get = (path: string): Promise<Response> => fetch(server.url + path, { headers: { accept: 'text/html' } });

test('paths of the application are answered with its page, which is asked for each time', async () => {
  for (const path of ['/', '/albums/01A0000000000000000000000']) {
    const answer = await get(path);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    await expect(answer.text()).resolves.toContain('<div id="app">');
  }
});

test('files with a digest in their names are kept, missing ones are not', async () => {
  const asset = /\/assets\/[^"]+/.exec(await (await get('/')).text())?.[0] ?? 'none';
  const found = await get(asset);
  expect([found.status, found.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);

  const missing = await get('/assets/none.js');
  expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-cache']);
});
