import type { Accessor } from 'solid-js';
import type { ConnectionStatus } from '../core/connection/status';
import { useAnkurahClient } from './client';
import { useSignal } from './useSignal';

/** How the connection to the server is. */
export function useConnectionStatus(): Accessor<ConnectionStatus> {
  const { connection } = useAnkurahClient();
  return useSignal(() => connection);
}
