import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { createMemo, createResource, type Accessor } from 'solid-js';
import { SKIPPED } from '../apollo/skipped';
import type { EntityOf, LiveQueryOptions, LiveResult } from '../apollo/types';
import { useAnkurahClient } from './client';
import { useSignal } from './useSignal';

/**
 * The entities that a subscription document matches, kept current while the owner is there.
 *
 * @param options may read signals: other variables are another live query
 * @throws TypeError if the document is no live query
 */
export function useLiveQuery<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  options: () => LiveQueryOptions<Variables> = () => ({}),
): Accessor<LiveResult<EntityOf<Data>>> {
  const client = useAnkurahClient();
  const handle = createMemo(() => {
    const { skip, variables, expecting } = options();
    return skip ? undefined : client.live(document, variables, expecting);
  });
  const [loaded] = createResource(
    () => (options().suspend ? handle() : undefined),
    (live) => live.loaded().then(() => true),
  );
  const result = useSignal<LiveResult<EntityOf<Data>>>(() => handle() ?? SKIPPED);
  return () => {
    loaded();
    return result();
  };
}
