import { AnkurahError, failureOf } from '../errors';
import { Cell, mapped, type Signal } from '../signal';
import type { Surroundings } from '../surroundings';
import type { Token, TokenSource } from '../token';
import { unreachable } from '../unreachable';
import { begin, step, type ConnectionEffect, type ConnectionEvent, type ConnectionState, type Step } from './machine';
import { statusOf, type ConnectionStatus } from './status';
import type { OpenSocket, Operation, OperationResult, Socket } from './socket';

/** How long opening a socket may take, the greeting included. */
const OPENING_MS = 10_000;

/** How long the server may take to answer a ping. */
const PATIENCE_MS = 5_000;

/** What a connection tells about one operation; after `failed`, `completed` or `lost` nothing more. */
export interface ConnectionSink {
  result(result: OperationResult): void;
  failed(error: AnkurahError): void;
  completed(): void;
  /** The socket went away. */
  lost(): void;
}

export interface ConnectionOptions {
  readonly open: OpenSocket;
  readonly token: TokenSource;
  readonly surroundings: Surroundings;
}

/** Keeps one socket to the server, as the state machine says, and runs operations on it. */
export class Connection {
  readonly status: Signal<ConnectionStatus>;
  readonly #state: Cell<ConnectionState>;
  readonly #options: ConnectionOptions;
  readonly #unwatch: () => void;
  readonly #sinks = new Set<ConnectionSink>();
  readonly #events: ConnectionEvent[] = [];
  #socket: Socket | undefined;
  #token: Token;
  /** Which socket is meant; what belongs to an older one comes too late. */
  #generation = 0;
  #stopRetry: () => void = () => undefined;
  #stopPatience: () => void = () => undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { surroundings } = options;
    const first = begin(surroundings.hasNetwork(), this.#now());
    this.#state = new Cell(first.state);
    this.status = mapped(this.#state, statusOf);
    this.#unwatch = surroundings.watch((type) => {
      this.tell({ type });
    });
    this.#take(first);
  }

  get isOnline(): boolean {
    return this.#state.get().name === 'online';
  }

  /** Why the server takes no connection from us; undefined if it may. */
  get refusal(): AnkurahError | undefined {
    const state = this.#state.get();
    if (state.name !== 'refused') {
      return undefined;
    }
    return new AnkurahError(state.denied ? 'UNAUTHENTICATED' : 'REFUSED', state.reason);
  }

  /** Passes an event to the state machine; one that comes while another is at work is next. */
  tell(event: ConnectionEvent): void {
    this.#events.push(event);
    if (this.#events.length > 1) {
      return;
    }
    for (let next = this.#events[0]; next !== undefined; next = this.#events[0]) {
      this.#take(step(this.#state.get(), next, this.#now()));
      this.#events.shift();
    }
  }

  /** Ends the silence that `pause` asked for, if there is a network. */
  resume(): void {
    this.tell({ type: 'resume' });
    if (!this.#options.surroundings.hasNetwork()) {
      this.tell({ type: 'networkDown' });
    }
  }

  /** Closes it, for ever. */
  close(): void {
    this.tell({ type: 'close' });
    this.#unwatch();
  }

  /** Runs an operation on the socket that is open; where there is none, it is lost at once. */
  run(operation: Operation, sink: ConnectionSink): () => void {
    const socket = this.#socket;
    if (socket === undefined || !this.isOnline) {
      sink.lost();
      return () => undefined;
    }
    this.#sinks.add(sink);
    const ended = (): boolean => !this.#sinks.delete(sink);
    const stop = socket.run(operation, {
      next: (result) => {
        if (this.#sinks.has(sink)) {
          this.#result(sink, result);
        }
      },
      error: (errors) => {
        if (errors.length > 0 && !ended()) {
          sink.failed(failureOf(errors));
        }
      },
      complete: () => {
        if (!ended()) {
          sink.completed();
        }
      },
    });
    return () => {
      if (!ended()) {
        stop();
      }
    };
  }

  #result(sink: ConnectionSink, result: OperationResult): void {
    if (result.data !== null && result.data !== undefined) {
      this.tell({ type: 'proven' });
    }
    sink.result(result);
  }

  #take({ state, effects }: Step): void {
    const before = this.#state.get();
    if (state.name !== before.name) {
      this.#stopRetry();
    }
    if (state.name === 'online' && before.name !== 'online') {
      this.#stopPatience();
    }
    this.#state.set(state);
    for (const effect of effects) {
      this.#do(effect);
    }
  }

  #do(effect: ConnectionEffect): void {
    switch (effect.do) {
      case 'open':
        void this.#open(effect.renew);
        return;
      case 'drop':
        this.#drop();
        return;
      case 'wait':
        this.#stopRetry = this.#options.surroundings.after(effect.delay, () => {
          this.tell({ type: 'due' });
        });
        return;
      case 'probe':
        this.#socket?.ping();
        this.#expectAnswer(PATIENCE_MS);
        return;
      default:
        unreachable(effect);
    }
  }

  async #open(renew: boolean): Promise<void> {
    const generation = this.#generation;
    const tell = (event: ConnectionEvent): void => {
      if (generation === this.#generation) {
        this.tell(event);
      }
    };
    this.#expectAnswer(OPENING_MS);
    try {
      const { token } = this.#options;
      const got = await (renew ? token.renew(this.#token) : token.get());
      if (generation !== this.#generation) {
        return;
      }
      this.#token = got;
      this.#socket = this.#options.open(got, {
        opened: () => {
          tell({ type: 'opened' });
        },
        closed: (code, reason) => {
          tell(eventOfClose(code, reason));
        },
        asked: () => {
          if (generation === this.#generation) {
            this.#expectAnswer(PATIENCE_MS);
          }
        },
        answered: () => {
          if (generation === this.#generation) {
            this.#stopPatience();
          }
        },
      });
    } catch (error) {
      tell({ type: 'lost', reason: error instanceof Error ? error.message : String(error) });
    }
  }

  #drop(): void {
    this.#generation += 1;
    this.#stopPatience();
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.drop();
    const sinks = [...this.#sinks];
    this.#sinks.clear();
    sinks.forEach((sink) => {
      sink.lost();
    });
  }

  #expectAnswer(within: number): void {
    this.#stopPatience();
    this.#stopPatience = this.#options.surroundings.after(within, () => {
      this.tell({ type: 'silent' });
    });
  }

  #now(): { time: number; random: number } {
    const { surroundings } = this.#options;
    return { time: surroundings.now(), random: surroundings.random() };
  }
}

/** What a close code of WebSocket or of `graphql-transport-ws` means for us. */
function eventOfClose(code: number, reason: string): ConnectionEvent {
  const told = reason === '' ? `The connection was closed (${code}).` : reason;
  switch (code) {
    case 4401:
    case 4403:
      return { type: 'denied', reason: told };
    case 4400:
    case 4406:
    case 4409:
    case 4429:
      return { type: 'mistaken', reason: told };
    default:
      return { type: 'lost', reason: told };
  }
}
