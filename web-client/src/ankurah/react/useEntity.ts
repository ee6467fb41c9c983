import type { TypedDocumentNode } from '@apollo/client';
import { skipToken, useQuery } from '@apollo/client/react';
import { entityQuery } from '../apollo/entityQuery';
import { entityResult, type EntityResult } from '../apollo/entityResult';

export interface UseEntityOptions {
  /** Asks the server also when the cache has it: it may be old where no live query keeps it current. */
  readonly refresh?: boolean;
}

/**
 * What a fragment selects of one entity: from the cache if it is there, otherwise from the server. Whatever any live
 * query, query or mutation brings about it is seen at once.
 *
 * @param id undefined if there is none yet
 */
export function useEntity<Entity>(
  id: string | undefined,
  fragment: TypedDocumentNode<Entity, never>,
  options: UseEntityOptions = {},
): EntityResult<Entity> {
  const fetchPolicy = options.refresh ? 'cache-and-network' : 'cache-first';
  const result = useQuery(entityQuery(fragment), id === undefined ? skipToken : { variables: { id }, fetchPolicy });
  return entityResult<Entity>(result);
}
