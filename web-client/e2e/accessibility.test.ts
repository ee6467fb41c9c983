import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch } from './support/chromium';
import { PackagedServer } from './support/PackagedServer';
import { Visitor } from './support/Visitor';

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

type Step = (visitor: Visitor) => Promise<unknown>;

/** Each view, and what must be there before it is looked at. */
const VIEWS: readonly (readonly [name: string, path: string, open: Step])[] = [
  ['the albums', '/', (visitor) => visitor.row('Abbey Road').waitFor()],
  ['the tracks', '/tracks', (visitor) => visitor.main.getByRole('row').nth(5).getByRole('button').waitFor()],
  [
    'an album',
    '/',
    async (visitor) => {
      await visitor.search('Kind of Blue');
      await visitor.main.getByRole('link', { name: 'Kind of Blue' }).click();
      await visitor.main.getByRole('heading', { name: 'Kind of Blue', level: 1 }).waitFor();
      await visitor.main.getByText('sample-data').first().waitFor();
    },
  ],
  [
    'the editor of notes',
    '/',
    async (visitor) => {
      await visitor.search('Kind of Blue');
      await visitor.main.getByRole('link', { name: 'Kind of Blue' }).click();
      await visitor.main.getByRole('button', { name: 'Write', exact: true }).click();
      await visitor.main.getByRole('textbox', { name: 'Notes' }).press('Control+End');
      await visitor.main.getByText('Saved', { exact: true }).waitFor();
    },
  ],
  ['the dashboard', '/dashboard', (visitor) => visitor.main.getByText('South Africa').first().waitFor()],
  [
    'the form of an album',
    '/',
    async (visitor) => {
      await visitor.search('Kind of Blue');
      await (await visitor.edit('Kind of Blue')).getByRole('button', { name: 'Save' }).waitFor();
    },
  ],
  [
    'the panels',
    '/',
    async (visitor) => {
      await visitor.page.getByRole('button', { name: 'What the server sends' }).click();
      await visitor.page.getByText('subscription Albums').waitFor();
      await visitor.connection.click();
      await visitor.page.getByRole('switch', { name: 'Work offline' }).waitFor();
    },
  ],
];

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  test.each(VIEWS)('nothing keeps anybody from %s', async (_, path, open) => {
    const visitor = await Visitor.at(browser, `${server.url}${path}`, { colorScheme });
    await open(visitor);

    const { violations } = await new AxeBuilder({ page: visitor.page }).analyze();

    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await visitor.leave();
  });
});
