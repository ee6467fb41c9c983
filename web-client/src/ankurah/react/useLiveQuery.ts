import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { use } from 'react';
import type { EntityOf, LiveResult } from '../apollo/types';
import type { Expecting } from '../core/optimistic/overlay';
import { Cell } from '../core/signal';
import { useAnkurahClient } from './client';
import { useSignal } from './useSignal';

export interface UseLiveQueryOptions<Variables> {
  readonly variables?: Variables;
  /** Does nothing, and gives nothing. */
  readonly skip?: boolean;
  /** Suspends until the first result is there. */
  readonly suspend?: boolean;
  /** Where an entity that is being created is shown until the server tells; it is not shown unless this says so. */
  readonly expecting?: Expecting;
}

const SKIPPED = new Cell<LiveResult<never>>({
  items: [],
  totalCount: undefined,
  changes: [],
  status: 'ended',
  error: undefined,
});

/**
 * The entities that a subscription document matches, kept current while the component is there.
 *
 * @throws TypeError if the document is no live query
 */
export function useLiveQuery<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  options: UseLiveQueryOptions<Variables> = {},
): LiveResult<EntityOf<Data>> {
  const client = useAnkurahClient();
  // The same for the same document and variables, however often they are made anew.
  const handle = options.skip ? undefined : client.live(document, options.variables, options.expecting);
  const result = useSignal<LiveResult<EntityOf<Data>>>(handle ?? SKIPPED);
  if (options.suspend && handle !== undefined && result.status === 'loading') {
    use(handle.loaded());
  }
  return result;
}
