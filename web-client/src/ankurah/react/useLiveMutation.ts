import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChangeResult, LiveMutationOptions, LiveMutationState } from '../apollo/Changes';
import { useAnkurahClient } from './client';

/** What makes a change, and what became of the last one. What it gives is never rejected but for faults. */
export function useLiveMutation<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  options: LiveMutationOptions<Variables> = {},
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
