import type { ApolloCache, StoreObject } from '@apollo/client';
import { parse } from 'graphql';
import type { EntityPart, Expectation } from '../core/outbox/entry';

/** Shows in a layer of the cache, above what the server said, what is expected. */
export function showExpected(cache: ApolloCache, layer: string, expected: readonly Expectation[]): void {
  const parts = expected.flatMap((each) => ('create' in each ? [each.create] : 'update' in each ? [each.update] : []));
  if (parts.length > 0) {
    cache.batch({
      optimistic: layer,
      update: (target) => {
        parts.forEach((part) => {
          writePart(target, part);
        });
      },
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
