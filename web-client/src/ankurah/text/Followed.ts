import { backoff } from '../core/backoff';
import type { Connection } from '../core/connection/Connection';
import type { Operation, OperationResult } from '../core/connection/socket';
import { AnkurahError, failureOf } from '../core/errors';
import type { Surroundings } from '../core/surroundings';

export interface FollowedOptions {
  readonly connection: Connection;
  readonly surroundings: Surroundings;
  /** What is sent; asked for anew each time, as what a client has changes. */
  readonly operation: () => Operation;
  /** A payload came; one that makes it throw has the subscription sent again. */
  readonly onData: (data: Readonly<Record<string, unknown>>) => void;
  /** The subscription was sent. */
  readonly onSent?: () => void;
  /** The subscription broke, and is sent again when it can be. */
  readonly onLost: () => void;
  /** The server does not serve it, and would not if it were sent again. */
  readonly onRefused: (error: AnkurahError) => void;
}

/** A subscription that is sent again whenever there is a connection and it does not run. */
export class Followed {
  readonly #options: FollowedOptions;
  #unwatch: (() => void) | undefined;
  #running = false;
  #waiting = false;
  #attempt = 0;
  #stop: () => void = () => undefined;
  #stopWaiting: () => void = () => undefined;

  constructor(options: FollowedOptions) {
    this.#options = options;
  }

  start(): void {
    this.#unwatch ??= this.#options.connection.status.subscribe(() => {
      this.#run();
    });
    this.#run();
  }

  stop(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#stopWaiting();
    this.#waiting = false;
    this.#running = false;
    this.#stop();
  }

  #run(): void {
    const { connection, operation, onSent } = this.#options;
    if (this.#running || this.#waiting || this.#unwatch === undefined || !connection.isOnline) {
      return;
    }
    this.#running = true;
    this.#stop = connection.run(operation(), {
      result: (result) => {
        this.#receive(result);
      },
      failed: (error) => {
        this.#fail(error);
      },
      completed: () => {
        this.#fail(new AnkurahError('UNAVAILABLE', 'The server ended the subscription.'));
      },
      lost: () => {
        this.#lose();
      },
    });
    onSent?.();
  }

  #receive(result: OperationResult): void {
    if (!this.#running) {
      return;
    }
    if (result.data === null || result.data === undefined) {
      this.#fail(failureOf(result.errors ?? []));
      return;
    }
    try {
      this.#options.onData(result.data);
      this.#attempt = 0;
    } catch (misfit) {
      this.#fail(new AnkurahError('OUT_OF_STEP', misfit instanceof Error ? misfit.message : String(misfit)));
    }
  }

  #fail(error: AnkurahError): void {
    const { connection, surroundings, onRefused } = this.#options;
    this.#stop();
    this.#lose();
    switch (error.code) {
      case 'UNAUTHENTICATED':
        connection.tell({ type: 'denied', reason: error.message });
        return;
      case 'UNAVAILABLE':
      case 'INTERNAL':
      case 'OUT_OF_STEP':
      case 'LIMIT_EXCEEDED': {
        const delay = Math.max(backoff(this.#attempt, surroundings.random()), error.retryAfterMs ?? 0);
        this.#attempt += 1;
        this.#waiting = true;
        this.#stopWaiting = surroundings.after(delay, () => {
          this.#waiting = false;
          this.#run();
        });
        return;
      }
      default:
        this.stop();
        onRefused(error);
    }
  }

  #lose(): void {
    this.#running = false;
    this.#options.onLost();
  }
}
