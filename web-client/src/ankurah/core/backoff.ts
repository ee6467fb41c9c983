/** The longest that a first retry waits. */
const FIRST_MS = 250;

/** The longest that any retry waits: somebody may be looking at the screen. */
const LONGEST_MS = 30_000;

/** How long something has to go well before its next failure counts as the first. */
export const STABLE_MS = 5_000;

/**
 * How long to wait before trying again: somewhere up to a bound that doubles, so that clients which were cut off
 * together do not come back together.
 *
 * @param attempt how many attempts have failed since it last went well, 0 for the first retry
 * @param random from 0 up to 1
 */
export function backoff(attempt: number, random: number): number {
  const bound = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(bound * (0.2 + 0.8 * random));
}
