import type { Reference } from '@apollo/client';

/**
 * The cache looks at every entity of a list when one of them has changed. So a long list is kept in parts, of which
 * only those are looked at that have changed. A part ends behind an entity whose id says so, not after so many: then
 * an entity that comes or goes changes its own part and leaves the others as they are.
 */
export interface Part {
  readonly items: readonly Reference[];
}

/** One id in so many ends a part, on average; a power of two. */
const USUAL = 32;

/** A part never has more, whatever the ids are. */
const MOST = 4 * USUAL;

/** Cuts a list into parts. */
export function cut<T>(list: readonly T[], idOf: (item: T) => string): readonly (readonly T[])[] {
  const parts: (readonly T[])[] = [];
  let start = 0;
  list.forEach((item, index) => {
    const length = index + 1 - start;
    if (length === MOST || index + 1 === list.length || ends(idOf(item))) {
      parts.push(list.slice(start, index + 1));
      start = index + 1;
    }
  });
  return parts;
}

/** The parts of a list; those that are as they were are the same objects, and all of them if nothing has changed. */
export function partsOf(list: readonly Reference[], before: readonly Part[]): readonly Part[] {
  const known = new Map(before.map((part) => [part.items[0]?.__ref, part]));
  const parts = cut(list, ({ __ref }) => __ref).map((items): Part => {
    const part = known.get(items[0]?.__ref);
    const same = part?.items.length === items.length && part.items.every(({ __ref }, at) => __ref === items[at]?.__ref);
    return same ? part : { items };
  });
  return parts.length === before.length && parts.every((part, index) => part === before[index]) ? before : parts;
}

function ends(id: string): boolean {
  const length = id.length;
  return (id.charCodeAt(length - 1) + 31 * id.charCodeAt(length - 2)) % USUAL === 0;
}
