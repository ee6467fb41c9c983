import type { Accessor } from 'solid-js';
import type { Outbox, OutboxState } from '../core/outbox/outbox';
import { useAnkurahClient } from './client';
import { useSignal } from './useSignal';

/** The changes that are kept until the server has carried them out, and what may be done about them. */
export function useOutbox(): { readonly state: Accessor<OutboxState> } & Pick<Outbox, 'retry' | 'discard'> {
  const { outbox } = useAnkurahClient();
  return {
    state: useSignal(() => outbox.state),
    retry: (id) => outbox.retry(id),
    discard: (id) => outbox.discard(id),
  };
}
