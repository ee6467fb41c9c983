import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launch } from './support/chromium';
import { PackagedServer } from './support/PackagedServer';
import { Visitor } from './support/Visitor';

let server: PackagedServer;
let browser: Browser;
const visitors: Visitor[] = [];

/** Rows that are not in sight do not exist. */
const TALL = { width: 1280, height: 1600 };

beforeAll(async () => {
  server = await PackagedServer.start();
  browser = await launch();
});

afterEach(async () => {
  await Promise.all(visitors.splice(0).map((visitor) => visitor.leave()));
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function visit(): Promise<Visitor> {
  const visitor = await Visitor.at(browser, server.url, { viewport: TALL });
  visitors.push(visitor);
  await visitor.connection.filter({ hasText: 'Online' }).waitFor();
  return visitor;
}

async function ask<T>(query: string): Promise<T> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return ((await response.json()) as { data: T }).data;
}

async function titlesLike(start: string): Promise<string[]> {
  const found = await ask<{ albums: { nodes: { title: string }[] } }>(
    `{ albums(where: {title: {startsWith: "${start}"}}, orderBy: [{title: ASC}]) { nodes { title } } }`,
  );
  return found.albums.nodes.map(({ title }) => title);
}

test('two people see within a second what the other one does', async () => {
  const [ann, ben] = [await visit(), await visit()];
  await ben.search('Seen by both');
  await ann.search('Seen by both');

  await ann.createAlbum('Seen by both');
  await ben.row('Seen by both').waitFor({ timeout: 1000 });

  const form = await ben.edit('Seen by both');
  await form.getByRole('textbox', { name: 'Year' }).fill('1987');
  await form.getByRole('button', { name: 'Save' }).click();
  await ann.row('Seen by both').filter({ hasText: '1987' }).waitFor({ timeout: 1000 });

  await ann.row('Seen by both').getByRole('button', { name: 'Delete Seen by both' }).click();
  await ben.row('Seen by both').waitFor({ state: 'detached', timeout: 1000 });
});

test('plays of several people add up', async () => {
  const [ann, ben] = [await visit(), await visit()];
  await ann.createAlbum('Played by both');
  for (const visitor of [ann, ben]) {
    await visitor.search('Played by both');
    await visitor.row('Played by both').waitFor();
  }

  const play = (visitor: Visitor): Promise<void> =>
    visitor.page.getByRole('button', { name: 'Play Played by both' }).click();
  await Promise.all([play(ann), play(ben)]);
  await Promise.all([play(ann), play(ben)]);

  for (const visitor of [ann, ben]) {
    await visitor.row('Played by both').getByRole('cell', { name: '4', exact: true }).waitFor();
  }
});

test('what is changed while offline survives a reload and is sent later', async () => {
  const ann = await visit();
  await ann.search('Made offline');
  await ann.cut();
  await ann.connection.filter({ hasText: 'Reconnecting' }).waitFor();

  await ann.createAlbum('Made offline');
  await ann.connection.filter({ hasText: '1 change waits' }).waitFor();
  await ann.page.reload();
  await ann.connection.filter({ hasText: '1 change waits' }).waitFor();
  await expect(titlesLike('Made offline')).resolves.toEqual([]);

  ann.mend();
  await ann.row('Made offline').waitFor();
  await ann.connection.filter({ hasText: /^Online$/ }).waitFor();
  await expect(titlesLike('Made offline')).resolves.toEqual(['Made offline']);
});

test('an edit of what somebody else has changed meanwhile shows both versions', async () => {
  const [ann, ben] = [await visit(), await visit()];
  await ann.createAlbum('Contested');
  for (const visitor of [ann, ben]) {
    await visitor.search('Contested');
    await visitor.row('Contested').waitFor();
  }
  const mine = await ann.edit('Contested');
  await mine.getByRole('textbox', { name: 'Year' }).fill('1971');
  const theirs = await ben.edit('Contested');
  await theirs.getByRole('textbox', { name: 'Year' }).fill('1972');
  await theirs.getByRole('button', { name: 'Save' }).click();
  await ann.row('Contested').filter({ hasText: '1972' }).waitFor();

  await mine.getByRole('button', { name: 'Save' }).click();
  const conflict = mine.getByRole('row', { name: 'Year' });
  await conflict.getByRole('cell', { name: '1971' }).waitFor();
  await conflict.getByRole('cell', { name: '1972' }).waitFor();
  await mine.getByRole('button', { name: 'Save mine' }).click();

  await ben.row('Contested').filter({ hasText: '1971' }).waitFor();
});

test('the panel shows the running document and its payloads as they come', async () => {
  const ann = await visit();
  const panel = ann.page.getByRole('complementary', { name: 'What the server sends' });
  await panel.getByRole('button', { name: 'What the server sends' }).click();
  await panel.getByText('subscription Albums').waitFor();

  await ask('mutation { createAlbum(input: {title: "0 told by the panel"}) { cursor } }');

  await panel.getByText('1 ADDED').waitFor();
});

test('the page heals when the server was killed and started again, and no row is lost or doubled', async () => {
  const ann = await visit();
  await ann.search('Survivor');
  const making = Array.from({ length: 20 }, (_, index) =>
    ask(`mutation { createAlbum(input: {title: "Survivor ${String(index).padStart(2, '0')}"}) { cursor } }`).then(
      () => true,
      () => false,
    ),
  );
  await Promise.race(making);
  await server.kill();
  await Promise.all(making);
  await ann.connection.filter({ hasText: 'Reconnecting' }).waitFor();
  await server.restart();
  await ask('mutation { createAlbum(input: {title: "Survivor of the restart"}) { cursor } }');

  await ann.row('Survivor of the restart').waitFor();
  const shown = await ann.main.getByRole('row').getByRole('link').allTextContents();
  expect(shown).toEqual(await titlesLike('Survivor'));
});
