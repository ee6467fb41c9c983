import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import type { ChangeResult, LiveMutationOptions } from '../../ankurah/apollo/Changes';
import type { Refusal } from '../../ankurah/core/outbox/entry';
import { useConnectionStatus } from '../../ankurah/react/useConnectionStatus';
import { useLiveMutation } from '../../ankurah/react/useLiveMutation';
import { notify } from '../shell/notices';

/**
 * Makes a change that is shown at once. While there is a connection its answer is waited for, so that a form can say
 * what was wrong; else it is kept in the outbox.
 */
export function useChange<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  optimistic?: LiveMutationOptions<Variables>['optimistic'],
): (variables: Variables) => Promise<ChangeResult<Data, Variables>> {
  const outbox = useConnectionStatus().state !== 'online';
  const [change] = useLiveMutation(document, { outbox, ...(optimistic === undefined ? {} : { optimistic }) });
  return change;
}

/** What of a result is told. */
type Told = { readonly kind: 'done' | 'kept' } | { readonly kind: 'conflict' | 'failed'; readonly error: Refusal };

/** Says what went wrong, where there is no form to say it. */
export function tellFailure(result: Told): void {
  if (result.kind === 'failed' || result.kind === 'conflict') {
    notify(`That did not work: ${result.error.message}`);
  }
}
