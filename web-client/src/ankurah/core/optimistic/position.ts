/**
 * The place in the log that a cursor names. Cursors are passed on as they are; only their order is read, to tell
 * which of two answers is the newer one. Undefined if this version does not know the cursor's form: then nothing is
 * taken for newer than anything.
 */
export function positionOf(cursor: unknown): number | undefined {
  if (typeof cursor !== 'string') {
    return undefined;
  }
  try {
    const place = /^@(\d{1,18})(#|$)/.exec(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')))?.[1];
    return place === undefined ? undefined : Number(place);
  } catch {
    return undefined;
  }
}
