import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where distributions put it; `CHROMIUM` says another place. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const QUIET = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** A Chromium without a window. */
export function launch(): Promise<Browser> {
  const place = process.env['CHROMIUM'] ?? PLACES.find((path) => existsSync(path));
  if (place === undefined) {
    throw new Error(
      'There is no Chromium. Install it (Debian, Ubuntu: apt-get install chromium), or set CHROMIUM to where it is.',
    );
  }
  // Root may only run it without its sandbox.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: place, args: [...QUIET, ...sandbox] });
}
