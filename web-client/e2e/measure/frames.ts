/**
 * Frames a second while 500 changes a second, five to a transaction, reach a live list of 1,000 albums: first with the
 * list by title, where rows stay, then by plays, where they move. Ends with status 1 when there is a second with fewer
 * than 30 frames.
 */
import type { Page } from 'playwright-core';
import { launch } from '../support/chromium';
import { until } from '../support/until';
import { fill, quantile, subject, type Subject } from './subject';

const ALBUMS = 1000;
const PER_SECOND = 500;
const PER_TRANSACTION = 5;
const SECONDS = 10;
const TICK_MS = 20;
const ALLOWED_FPS = 30;

const PREFIX = 'Frame';

const IDS = `{ albums(where: {title: {startsWith: "${PREFIX}"}}, first: ${ALBUMS}) { nodes { id } } }`;
const PLAYS = `mutation (${each((index) => `$i${index}: ID!`)}) {
  ${each((index) => `m${index}: updateAlbum(id: $i${index}, patch: {plays: {increment: 1}}) { cursor }`)}
}`;

function each(text: (index: number) => string): string {
  return Array.from({ length: PER_TRANSACTION }, (_, index) => text(index)).join(' ');
}

/** Sends changes to random albums at an even pace; gives how many were answered a second. */
async function change({ mutate }: Subject, ids: readonly string[]): Promise<number> {
  const began = performance.now();
  const under: Promise<unknown>[] = [];
  while (performance.now() - began < SECONDS * 1000) {
    const due = ((performance.now() - began) * PER_SECOND) / 1000 / PER_TRANSACTION;
    while (under.length < due) {
      under.push(mutate(PLAYS, someOf(ids)));
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  await Promise.all(under);
  return (under.length * PER_TRANSACTION) / ((performance.now() - began) / 1000);
}

/** Variables that name random albums. */
function someOf(ids: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(
    Array.from({ length: PER_TRANSACTION }, (_, index) => [`i${index}`, ids[Math.floor(Math.random() * ids.length)]]),
  );
}

/** When each frame was drawn, in milliseconds. */
function frames(page: Page): Promise<number[]> {
  return page.evaluate(
    (length) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        const draw = (now: number): void => {
          times.push(now);
          if (now - (times[0] ?? now) < length) {
            requestAnimationFrame(draw);
          } else {
            resolve(times);
          }
        };
        requestAnimationFrame(draw);
      }),
    SECONDS * 1000,
  );
}

async function measure(what: string, page: Page, server: Subject, ids: readonly string[]): Promise<boolean> {
  const [times, reached] = await Promise.all([frames(page), change(server, ids)]);
  const start = times[0] ?? 0;
  const bySecond = Array.from(
    { length: SECONDS },
    (_, second) => times.filter((time) => Math.floor((time - start) / 1000) === second).length,
  );
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const worst = Math.min(...bySecond);
  console.log(`${what}: ${Math.round(reached)} changes a second`);
  console.log(`  frames a second: median ${quantile(bySecond, 0.5)}, worst ${worst}`);
  console.log(
    `  between frames: 99 % below ${Math.round(quantile(gaps, 0.99))} ms, longest ${Math.round(Math.max(...gaps))} ms`,
  );
  return worst >= ALLOWED_FPS;
}

/** Scrolls until all albums are in the live list. */
async function showAll(page: Page): Promise<void> {
  const last = page.locator(`[role="row"][aria-rowindex="${ALBUMS + 1}"] [role="cell"]`).first();
  await until(
    'the last album is there',
    async () => {
      await page.locator('[role="table"] [tabindex="0"][role="rowgroup"]').evaluate((body) => {
        body.scrollTop = body.scrollHeight;
      });
      return (await last.count()) > 0 && ((await last.textContent()) ?? '').trim() !== '';
    },
    30_000,
  );
  await page.locator('[role="table"] [tabindex="0"][role="rowgroup"]').evaluate((body) => {
    body.scrollTop = 0;
  });
}

const server = await subject();
const browser = await launch();
try {
  await fill(server, PREFIX, ALBUMS);
  const { albums } = (await server.mutate(IDS, {})) as { albums: { nodes: { id: string }[] } };
  const ids = albums.nodes.map(({ id }) => id);
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.getByRole('searchbox', { name: 'Search' }).fill(PREFIX);
  await page.getByText(/^1,000 albums/).waitFor();
  await showAll(page);
  const still = await measure('By title', page, server, ids);
  const plays = page.getByRole('columnheader', { name: 'Plays' }).getByRole('button');
  await plays.click();
  await plays.click();
  await showAll(page);
  const moving = await measure('By plays', page, server, ids);
  process.exitCode = still && moving ? 0 : 1;
} finally {
  await browser.close();
  await server.end();
}
