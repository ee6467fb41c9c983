import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { createSignal, type Accessor } from 'solid-js';
import type { ChangeResult, LiveMutationOptions, LiveMutationState } from '../apollo/Changes';
import { useAnkurahClient } from './client';

/** What makes a change, and what became of the last one. What it gives is never rejected but for faults. */
export function useLiveMutation<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  options: LiveMutationOptions<Variables> = {},
): [(variables: Variables) => Promise<ChangeResult<Data, Variables>>, Accessor<LiveMutationState<Data, Variables>>] {
  const client = useAnkurahClient();
  const [state, setState] = createSignal<LiveMutationState<Data, Variables>>({ kind: 'idle' });
  let last = 0;
  const change = async (variables: Variables): Promise<ChangeResult<Data, Variables>> => {
    const mine = ++last;
    setState({ kind: 'running' });
    const optimistic = options.optimistic?.(variables);
    const result = await client.change(document, { variables, optimistic, outbox: options.outbox });
    if (mine === last) {
      setState(() => result);
    }
    return result;
  };
  return [change, state];
}
