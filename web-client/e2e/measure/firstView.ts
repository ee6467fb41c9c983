/**
 * How long it takes from the start of the navigation until the first albums of 10,000 are on the screen, with an empty
 * cache and with a warm one. Ends with status 1 when the median with an empty cache is not below a second.
 */
import type { Browser, BrowserContext } from 'playwright-core';
import { launch } from '../support/chromium';
import { fill, quantile, subject } from './subject';

const ALBUMS = 10_000;
const RUNS = 7;

/** A Java server that has just started is still compiling itself. */
const WARM_UP = 5;

const ALLOWED_MS = 1000;

/** Marks the frame after that in which ten rows of the table had a text. */
function watchForRows(): void {
  const enough = (): boolean =>
    [...document.querySelectorAll('[role="table"] [role="row"]:has([role="cell"])')].filter(
      (row) => row.textContent.trim() !== '',
    ).length >= 10;
  const observer = new MutationObserver(() => {
    if (enough()) {
      observer.disconnect();
      requestAnimationFrame(() => {
        setTimeout(() => performance.mark('first view'));
      });
    }
  });
  observer.observe(document, { childList: true, subtree: true, characterData: true });
}

async function firstView(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage();
  await page.addInitScript(watchForRows);
  await page.goto(url);
  const time = await page.waitForFunction(() => performance.getEntriesByName('first view')[0]?.startTime);
  const value = await time.jsonValue();
  await page.close();
  return value ?? Number.NaN;
}

async function runs(browser: Browser, url: string): Promise<{ cold: number[]; warm: number[] }> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const context = await browser.newContext();
    cold.push(await firstView(context, url));
    warm.push(await firstView(context, url));
    await context.close();
  }
  return { cold, warm };
}

function report(what: string, times: readonly number[]): void {
  const [median, worst] = [quantile(times, 0.5), Math.max(...times)].map(Math.round);
  console.log(`${what}: median ${median ?? 0} ms, worst ${worst ?? 0} ms of ${times.length}`);
}

const server = await subject();
const browser = await launch();
try {
  await fill(server, 'Album', ALBUMS);
  for (let run = 0; run < WARM_UP; run++) {
    const context = await browser.newContext();
    await firstView(context, server.url);
    await context.close();
  }
  const { cold, warm } = await runs(browser, server.url);
  console.log(`First meaningful view of ${ALBUMS} albums`);
  report('  empty cache', cold);
  report('  warm cache ', warm);
  process.exitCode = quantile(cold, 0.5) < ALLOWED_MS ? 0 : 1;
} finally {
  await browser.close();
  await server.end();
}
