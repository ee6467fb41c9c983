import type { ConnectionStatus } from '../core/connection/status';
import { useAnkurahClient } from './client';
import { useSignal } from './useSignal';

/** How the connection to the server is. */
export function useConnectionStatus(): ConnectionStatus {
  return useSignal(useAnkurahClient().connection);
}
