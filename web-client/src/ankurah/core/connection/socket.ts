import { createClient } from 'graphql-ws';
import type { FormattedExecutionResult } from 'graphql-ws';
import type { Token } from '../token';

/** An operation as it is sent. */
export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string | undefined;
}

/** One result of an operation, as it came. */
export type OperationResult = FormattedExecutionResult<Record<string, unknown>, unknown>;

/** What a socket tells about one operation. */
export interface OperationSink {
  next(result: OperationResult): void;
  /** The server ended it with errors, or the socket went away: then with none. */
  error(errors: readonly { message: string; extensions?: Readonly<Record<string, unknown>> | undefined }[]): void;
  complete(): void;
}

/** What a socket tells about itself. */
export interface SocketEvents {
  opened(): void;
  closed(code: number, reason: string): void;
  /** The server gave a sign of life that it was asked for. */
  answered(): void;
  /** A ping went out by itself. */
  asked(): void;
}

/** One connection to the server: it opens once, and when it is closed it stays closed. */
export interface Socket {
  run(operation: Operation, sink: OperationSink): () => void;
  ping(): void;
  drop(): void;
}

export type OpenSocket = (token: Token, events: SocketEvents) => Socket;

export interface SocketOptions {
  /** Where the server is, such as `wss://example.org/graphql`. */
  readonly url: string;
  /** What else goes into the greeting. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  /** For where there is no WebSocket of its own. */
  readonly webSocket?: unknown;
  /** How long a quiet socket goes without a ping, in milliseconds. */
  readonly pingAfter: number;
}

/** Opens sockets of `graphql-transport-ws`. What graphql-ws does about retries is left to the state machine. */
export function socketOpener(options: SocketOptions): OpenSocket {
  return (token, events) => {
    let socket: WebSocket | undefined;
    let dropped = false;
    const client = createClient({
      url: options.url,
      lazy: false,
      retryAttempts: 0,
      onNonLazyError: () => undefined,
      webSocketImpl: options.webSocket,
      keepAlive: options.pingAfter,
      connectionParams: { ...options.parameters, ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      on: {
        opened: (opened) => {
          socket = opened as WebSocket;
          if (dropped) {
            client.terminate();
          }
        },
        connected: () => {
          events.opened();
        },
        closed: (event) => {
          if (!dropped) {
            const { code, reason } = event as CloseEvent;
            events.closed(code, reason);
          }
        },
        ping: (received) => {
          if (!received) {
            events.asked();
          }
        },
        pong: (received) => {
          if (received) {
            events.answered();
          }
        },
      },
    });
    return {
      run: (operation, sink) =>
        client.subscribe(operation, {
          next: (result) => {
            sink.next(result);
          },
          error: (failure) => {
            sink.error(Array.isArray(failure) ? (failure as { message: string }[]) : []);
          },
          complete: () => {
            sink.complete();
          },
        }),
      ping: () => {
        if (socket?.readyState === 1) {
          socket.send('{"type":"ping"}');
        }
      },
      drop: () => {
        dropped = true;
        if (socket !== undefined) {
          // It may be dead, and a dead one does not answer a close.
          client.terminate();
        }
        // One that does not open any more fails here, which nobody waits for.
        client.dispose()?.catch(() => undefined);
      },
    };
  };
}
