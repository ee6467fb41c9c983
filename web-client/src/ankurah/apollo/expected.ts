import type { ApolloCache, StoreObject } from '@apollo/client';
import { parse } from 'graphql';
import type { EntityPart, Expectation } from '../core/outbox/entry';

/**
 * What is expected, in one layer of the cache above what the server said. A layer keeps whole entities as they were
 * when it was made, so it is made anew whenever something below it has changed.
 */
export class ExpectedLayer {
  readonly #cache: ApolloCache;
  #name: string | undefined;
  #count = 0;

  constructor(cache: ApolloCache) {
    this.#cache = cache;
  }

  /** Shows these in the place of all that were shown before, in one step with what was written and not shown yet. */
  show(expected: readonly Expectation[]): void {
    const before = this.#name;
    const parts = expected.flatMap((each) =>
      'create' in each ? [each.create] : 'update' in each ? [each.update] : [],
    );
    this.#name = parts.length === 0 ? undefined : `ankurah ${++this.#count}`;
    this.#cache.batch({
      update: (layer) => {
        parts.forEach((part) => {
          writePart(layer, part);
        });
      },
      ...(this.#name === undefined ? {} : { optimistic: this.#name }),
      ...(before === undefined ? {} : { removeOptimistic: before }),
    });
  }
}

/** Writes those fields of an entity that are given. */
function writePart(cache: ApolloCache, part: EntityPart): void {
  const id = cache.identify(part as unknown as StoreObject);
  if (id !== undefined) {
    const fragment = parse(`fragment Expected on ${part.__typename} ${selectionOf(part)}`);
    cache.writeFragment({ id, fragment, data: part });
  }
}

/** What selects all that an object has. */
function selectionOf(value: object): string {
  const fields = Object.entries(value).map(([name, part]) => {
    const sample: unknown = Array.isArray(part) ? part[0] : part;
    return typeof sample === 'object' && sample !== null && '__typename' in sample
      ? `${name} ${selectionOf(sample)}`
      : name;
  });
  return `{ ${fields.join(' ')} }`;
}
