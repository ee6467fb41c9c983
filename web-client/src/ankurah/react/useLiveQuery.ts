import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { use } from 'react';
import { SKIPPED } from '../apollo/skipped';
import type { EntityOf, LiveQueryOptions, LiveResult } from '../apollo/types';
import { useAnkurahClient } from './client';
import { useSignal } from './useSignal';

/**
 * The entities that a subscription document matches, kept current while the component is there.
 *
 * @throws TypeError if the document is no live query
 */
export function useLiveQuery<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  options: LiveQueryOptions<Variables> = {},
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
