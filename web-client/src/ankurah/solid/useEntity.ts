import type { TypedDocumentNode } from '@apollo/client';
import { createRenderEffect, createSignal, onCleanup, type Accessor } from 'solid-js';
import { entityQuery } from '../apollo/entityQuery';
import { entityResult, type EntityResult } from '../apollo/entityResult';
import { useAnkurahClient } from './client';

const LOADING: EntityResult<never> = { status: 'loading', entity: undefined, error: undefined };

/**
 * What a fragment selects of one entity: from the cache if it is there, otherwise from the server. Whatever any live
 * query, query or mutation brings about it is seen at once.
 *
 * @param id may read signals; undefined if there is none yet
 */
export function useEntity<Entity>(
  id: () => string | undefined,
  fragment: TypedDocumentNode<Entity, never>,
  options: { readonly refresh?: boolean } = {},
): Accessor<EntityResult<Entity>> {
  const client = useAnkurahClient();
  const [value, setValue] = createSignal<EntityResult<Entity>>(LOADING);
  createRenderEffect(() => {
    const wanted = id();
    setValue(() => LOADING);
    if (wanted !== undefined) {
      const query = client.watchQuery({
        query: entityQuery(fragment),
        variables: { id: wanted },
        fetchPolicy: options.refresh ? 'cache-and-network' : 'cache-first',
      });
      const subscription = query.subscribe((result) => {
        setValue(() => entityResult<Entity>(result));
      });
      onCleanup(() => {
        subscription.unsubscribe();
      });
    }
  });
  return value;
}
