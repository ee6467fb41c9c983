import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launch } from './support/chromium';
import { PackagedServer } from './support/PackagedServer';
import { until } from './support/until';
import { Visitor } from './support/Visitor';

let server: PackagedServer;
let browser: Browser;
const visitors: Visitor[] = [];
/** What browsers complained about. */
const complaints: string[] = [];

const SOON = 5_000;

beforeAll(async () => {
  server = await PackagedServer.start();
  browser = await launch();
});

afterEach(async () => {
  await Promise.all(visitors.splice(0).map((visitor) => visitor.leave()));
  expect(complaints.splice(0)).toEqual([]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function ask<T>(query: string): Promise<T> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return ((await response.json()) as { data: T }).data;
}

async function createAlbum(title: string, notes: string): Promise<string> {
  const made = await ask<{ createAlbum: { album: { id: string } } }>(
    `mutation { createAlbum(input: {title: "${title}", notes: "${notes}"}) { album { id } } }`,
  );
  return made.createAlbum.album.id;
}

/** Waits until the server has notes that are as they should be. */
async function saved(id: string, is: (notes: string) => boolean): Promise<string> {
  let notes = '';
  await until(
    'the server has the notes',
    async () => {
      notes = (await ask<{ album: { notes: string } }>(`{ album(id: "${id}") { notes } }`)).album.notes;
      return is(notes);
    },
    SOON,
  );
  return notes;
}

/** Somebody who looks at an album. */
async function visit(id: string, name: string): Promise<Visitor> {
  const visitor = await Visitor.at(browser, `${server.url}/albums/${id}`);
  visitors.push(visitor);
  visitor.page.on('pageerror', (error) => complaints.push(error.message));
  visitor.page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) {
      complaints.push(message.text());
    }
  });
  await visitor.page.evaluate(`localStorage.setItem('ankurah-writer', '${name}')`);
  return visitor;
}

function paper(visitor: Visitor): Locator {
  return visitor.main.getByRole('textbox', { name: 'Notes' });
}

/** Somebody who writes an album's notes, with the caret at their end. */
async function write(id: string, name: string): Promise<Visitor> {
  const visitor = await visit(id, name);
  await visitor.main.getByRole('button', { name: 'Write', exact: true }).click();
  await paper(visitor).press('Control+End');
  await status(visitor, 'synced');
  return visitor;
}

function status(visitor: Visitor, state: string): Promise<void> {
  return visitor.main.locator(`[data-testid=notes-status][data-state=${state}]`).waitFor({ timeout: 30_000 });
}

/** Waits until somebody has a text before them, among others. */
function seen(visitor: Visitor, text: string): Promise<void> {
  return until(`“${text}” is seen`, async () => (await shown(visitor)).includes(text), SOON);
}

/** What somebody has before them, without the names at the carets of others. */
function shown(visitor: Visitor): Promise<string> {
  return paper(visitor)
    .locator('.cm-line')
    .evaluateAll((lines) =>
      lines
        .map((line) => {
          const copy = line.cloneNode(true) as Element;
          copy.querySelectorAll('.caret').forEach((caret) => {
            caret.remove();
          });
          return copy.textContent;
        })
        .join('\n'),
    );
}

test('two people write one text, and each sees where the other one is', async () => {
  const id = await createAlbum('Written by both', 'Once');
  const [ann, ben] = [await write(id, 'Ann'), await write(id, 'Ben')];

  await paper(ann).pressSequentially(' upon a time');
  await seen(ben, 'Once upon a time');
  await paper(ben).press('Control+Home');
  await paper(ben).pressSequentially('>> ');
  await seen(ann, '>> Once upon a time');

  await paper(ben).focus();
  await ann.main.locator('.caret', { hasText: 'Ben' }).waitFor({ timeout: SOON });
  await paper(ann).focus();
  await ben.main.locator('.caret', { hasText: 'Ann' }).waitFor({ timeout: SOON });
  await ann.main.getByRole('list', { name: 'Here with you' }).getByText('Ben').waitFor({ timeout: SOON });
  await saved(id, (notes) => notes === '>> Once upon a time');

  await ben.main.getByRole('button', { name: 'Done' }).click();
  await ann.main.getByRole('list', { name: 'Here with you' }).waitFor({ state: 'detached', timeout: SOON });
  await ben.main.getByText('>> Once upon a time').waitFor();
});

test('what is written offline is merged when the connection is back', async () => {
  const id = await createAlbum('Written offline', 'middle');
  const [ann, ben] = [await write(id, 'Ann'), await write(id, 'Ben')];
  await ben.cut();
  await status(ben, 'offline');

  await paper(ben).pressSequentially(' end');
  await paper(ann).press('Control+Home');
  await paper(ann).pressSequentially('start ');
  await saved(id, (notes) => notes === 'start middle');
  expect(await shown(ben)).toBe('middle end');
  ben.mend();

  await status(ben, 'synced');
  await seen(ben, 'start middle end');
  await seen(ann, 'start middle end');
  await saved(id, (notes) => notes === 'start middle end');
});

test('a reload while offline keeps the words, and they can be gone on with', async () => {
  const id = await createAlbum('Reloaded offline', 'There were');
  const ben = await write(id, 'Ben');
  await ben.cut();
  await status(ben, 'offline');
  await paper(ben).pressSequentially(' words');

  await ben.page.reload();
  await seen(ben, 'There were words');
  await paper(ben).press('Control+End');
  await paper(ben).pressSequentially(' and more');
  await saved(id, (notes) => notes === 'There were');
  ben.mend();

  await status(ben, 'synced');
  await saved(id, (notes) => notes === 'There were words and more');
  expect(await shown(ben)).toBe('There were words and more');
});

test('words that were left behind are sent when the application is opened anywhere', async () => {
  const id = await createAlbum('Left behind', '');
  const ben = await write(id, 'Ben');
  await ben.cut();
  await status(ben, 'offline');
  await paper(ben).pressSequentially('left behind');
  ben.mend();
  await ben.page.goto(`${server.url}/tracks`);

  await saved(id, (notes) => notes === 'left behind');
});

test('undo takes back what one has written oneself', async () => {
  const id = await createAlbum('Undone', '');
  const [ann, ben] = [await write(id, 'Ann'), await write(id, 'Ben')];
  await paper(ann).pressSequentially('mine ');
  await seen(ben, 'mine');
  await paper(ben).press('Control+End');
  await paper(ben).pressSequentially('theirs');
  await seen(ann, 'mine theirs');

  await paper(ann).press('Control+z');
  await saved(id, (notes) => notes === 'theirs');
  await ann.main.getByRole('button', { name: 'Redo' }).click();
  await saved(id, (notes) => notes === 'mine theirs');
  await seen(ben, 'mine theirs');
});

test('words that the server does not take any more are not lost', async () => {
  const id = await createAlbum('Deleted meanwhile', 'There was');
  const ben = await write(id, 'Ben');
  await ben.cut();
  await status(ben, 'offline');
  await paper(ben).pressSequentially(' a word');
  await ask(`mutation { deleteAlbum(id: "${id}") { cursor } }`);
  ben.mend();

  await status(ben, 'refused');
  await ben.main.getByRole('alert').getByText('NOT_FOUND').waitFor();
  expect(await shown(ben)).toBe('There was a word');
  await ask(`mutation { restoreAlbum(id: "${id}") { cursor } }`);
  await ben.main.getByRole('button', { name: 'Try again' }).click();
  await saved(id, (notes) => notes === 'There was a word');
});
