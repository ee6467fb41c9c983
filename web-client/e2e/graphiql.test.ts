import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from './support/chromium';
import { PackagedServer } from './support/PackagedServer';

let server: PackagedServer;
let browser: Browser;

beforeAll(async () => {
  server = await PackagedServer.start();
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

test('GraphiQL streams a subscription', async () => {
  const page = await browser.newPage();
  const subscription = 'subscription { albums(where: {year: {eq: 2999}}) { changes { kind album { title } } } }';
  await page.goto(`${server.url}/graphiql?query=${encodeURIComponent(subscription)}`);

  await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).click();
  const result = page.getByRole('region', { name: 'Result Window' });
  await result.getByText('"changes": []').waitFor();
  await page.request.post(`${server.url}/graphql`, {
    data: { query: 'mutation { createAlbum(input: {title: "From elsewhere", year: 2999}) { cursor } }' },
  });

  await result.getByText('"From elsewhere"').waitFor();
  await expect(result.getByText('"ADDED"').count()).resolves.toBe(1);
});
