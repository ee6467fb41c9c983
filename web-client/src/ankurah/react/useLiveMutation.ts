import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChangeResult } from '../apollo/Changes';
import type { Expectation } from '../core/outbox/entry';
import { useAnkurahClient } from './client';

export interface UseLiveMutationOptions<Variables> {
  /** What it will do, shown until the server says what it did. */
  readonly optimistic?: (variables: Variables) => Expectation | readonly Expectation[];
  /** Keeps it until it can be sent, also over reloads. */
  readonly outbox?: boolean;
}

/** What became of the change that was made last. */
export type LiveMutationState<Data, Variables> =
  { readonly kind: 'idle' } | { readonly kind: 'running' } | ChangeResult<Data, Variables>;

/** What makes a change, and what became of the last one. What it gives is never rejected but for faults. */
export function useLiveMutation<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  options: UseLiveMutationOptions<Variables> = {},
): [(variables: Variables) => Promise<ChangeResult<Data, Variables>>, LiveMutationState<Data, Variables>] {
  const client = useAnkurahClient();
  const [state, setState] = useState<LiveMutationState<Data, Variables>>({ kind: 'idle' });
  const last = useRef(0);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const change = useCallback(
    async (variables: Variables) => {
      const mine = ++last.current;
      setState({ kind: 'running' });
      const { optimistic, outbox } = latest.current;
      const result = await client.change(document, { variables, optimistic: optimistic?.(variables), outbox });
      if (mine === last.current) {
        setState(result);
      }
      return result;
    },
    [client, document],
  );
  return [change, state];
}
