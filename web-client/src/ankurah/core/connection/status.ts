import { unreachable } from '../unreachable';
import type { ConnectionState } from './machine';

/** The connection as users see it. */
export interface ConnectionStatus {
  readonly state: 'connecting' | 'online' | 'waiting' | 'offline' | 'refused';
  /** When it became so, in milliseconds since 1970. */
  readonly since: number;
  /** How many attempts have failed since it last went well. */
  readonly attempt: number;
  /** When the next attempt is due, while `waiting`. */
  readonly retryAt?: number;
  /** Why it is not online, where that is known. */
  readonly reason?: string;
}

export function statusOf(state: ConnectionState): ConnectionStatus {
  const { since } = state;
  switch (state.name) {
    case 'connecting':
      return { state: 'connecting', since, attempt: state.attempt };
    case 'online':
      return { state: 'online', since, attempt: 0 };
    case 'waiting':
      return { state: 'waiting', since, attempt: state.attempt, retryAt: state.retryAt, reason: state.reason };
    case 'offline':
      return { state: 'offline', since, attempt: 0, reason: state.cause === 'network' ? 'No network.' : 'Paused.' };
    case 'refused':
      return { state: 'refused', since, attempt: 0, reason: state.reason };
    case 'closed':
      return { state: 'offline', since, attempt: 0, reason: 'Closed.' };
    default:
      return unreachable(state);
  }
}
