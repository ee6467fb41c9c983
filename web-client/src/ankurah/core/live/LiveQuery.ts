import type { Connection } from '../connection/Connection';
import type { OperationResult } from '../connection/socket';
import { AnkurahError, failureOf } from '../errors';
import type { Frames } from '../frames';
import { Cell, type Signal } from '../signal';
import type { Surroundings } from '../surroundings';
import { unreachable } from '../unreachable';
import { fold, type Held } from './fold';
import { IDLE, step, type LiveEffect, type LiveEvent, type LiveState } from './machine';
import { outOfStep, readPayload, type LiveChange, type Payload } from './payload';

/**
 * How current a result is: nothing has come yet; it is current; it was current and will be again; it was current, and
 * there is no connection; it will not be current any more.
 */
export type LiveStatus = 'loading' | 'live' | 'resuming' | 'offline' | 'ended';

/** What a live query knows. It is a new object after each change, and its parts are the same until they change. */
export interface LiveSnapshot<E> {
  readonly held: readonly Held<E>[];
  readonly totalCount: number | undefined;
  /** Up to where it was told. */
  readonly cursor: string | undefined;
  /** What the last frame brought. */
  readonly changes: readonly LiveChange<E>[];
  readonly status: LiveStatus;
  /** Why it ended, or what keeps it from being live. */
  readonly error: AnkurahError | undefined;
}

export interface LiveQueryOptions {
  readonly connection: Connection;
  readonly surroundings: Surroundings;
  readonly frames: Frames;
  readonly text: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The names of the live query in a result, and of the entity in a change. */
  readonly root: string;
  readonly entity: string;
  /** Is told of each payload, as it came. */
  readonly onPayload?: (data: unknown) => void;
  /** Is told when a result could not be continued, and is fetched anew. */
  readonly onRestart?: (reason: AnkurahError) => void;
}

const NOTHING: LiveSnapshot<never> = {
  held: [],
  totalCount: undefined,
  cursor: undefined,
  changes: [],
  status: 'loading',
  error: undefined,
};

/** Runs one live query on a connection, as the state machine says, and folds what comes. */
export class LiveQuery<E> implements Signal<LiveSnapshot<E>> {
  readonly #options: LiveQueryOptions;
  readonly #snapshot: Cell<LiveSnapshot<E>>;
  #unwatch: (() => void) | undefined;
  #state: LiveState = IDLE;
  readonly #events: LiveEvent[] = [];
  #held: readonly Held<E>[] | null = null;
  #totalCount: number | undefined;
  #cursor: string | undefined;
  /** What came since the last frame; null if nothing did. */
  #changes: readonly LiveChange<E>[] | null = null;
  #unsubscribe: () => void = () => undefined;
  #stopWaiting: () => void = () => undefined;

  constructor(options: LiveQueryOptions) {
    this.#options = options;
    this.#snapshot = new Cell<LiveSnapshot<E>>(NOTHING);
  }

  get(): LiveSnapshot<E> {
    return this.#snapshot.get();
  }

  subscribe(callback: () => void): () => void {
    return this.#snapshot.subscribe(callback);
  }

  start(): void {
    const { connection } = this.#options;
    this.#unwatch ??= connection.status.subscribe(() => {
      this.#connectionChanged();
    });
    this.#tell({ type: 'started', online: connection.isOnline });
    this.#connectionChanged();
  }

  /** Ends the subscription and forgets the result; a later start begins anew. */
  stop(): void {
    this.#tell({ type: 'stopped' });
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#held = null;
    this.#totalCount = undefined;
    this.#cursor = undefined;
    this.#changes = null;
    this.#snapshot.set(NOTHING);
  }

  #connectionChanged(): void {
    const { isOnline, refusal } = this.#options.connection;
    if (isOnline) {
      this.#tell({ type: 'connected' });
    } else if (refusal !== undefined) {
      this.#tell({ type: 'refused', error: refusal });
    }
    this.#publish();
  }

  #tell(event: LiveEvent): void {
    this.#events.push(event);
    if (this.#events.length > 1) {
      return;
    }
    for (let next = this.#events[0]; next !== undefined; next = this.#events[0]) {
      this.#take(next);
      this.#events.shift();
    }
  }

  #take(event: LiveEvent): void {
    const { surroundings } = this.#options;
    const before = this.#state;
    const { state, effects } = step(before, event, { time: surroundings.now(), random: surroundings.random() });
    this.#state = state;
    if (state.name !== before.name) {
      this.#stopWaiting();
      this.#publish();
    }
    effects.forEach((effect) => {
      this.#do(effect);
    });
  }

  #do(effect: LiveEffect): void {
    switch (effect.do) {
      case 'subscribe':
        this.#subscribe(effect.since);
        return;
      case 'unsubscribe':
        this.#unsubscribe();
        return;
      case 'wait':
        this.#stopWaiting = this.#options.surroundings.after(effect.delay, () => {
          this.#tell({ type: 'due' });
        });
        return;
      case 'deny':
        this.#options.connection.tell({ type: 'denied', reason: effect.reason });
        return;
      default:
        unreachable(effect);
    }
  }

  #subscribe(since: string | null): void {
    const { connection, text, operationName, variables } = this.#options;
    if (since === null) {
      this.#held = null;
    }
    const operation = { query: text, operationName, variables: { ...variables, since } };
    this.#unsubscribe = connection.run(operation, {
      result: (result) => {
        this.#receive(result);
      },
      failed: (error) => {
        this.#tell({ type: 'failed', error });
      },
      completed: () => {
        this.#tell({ type: 'completed' });
      },
      lost: () => {
        this.#tell({ type: 'disconnected' });
      },
    });
  }

  #receive(result: OperationResult): void {
    if (result.data === null || result.data === undefined) {
      this.#tell({ type: 'failed', error: failureOf(result.errors ?? []) });
      return;
    }
    this.#options.onPayload?.(result.data);
    try {
      const payload = readPayload<E>(result.data, this.#options.root, this.#options.entity);
      this.#fold(payload);
      this.#tell({ type: 'folded', cursor: payload.cursor });
    } catch (misfit) {
      const error = misfit instanceof AnkurahError ? misfit : outOfStep(String(misfit));
      this.#options.onRestart?.(error);
      this.#tell({ type: 'misfit', error });
    }
  }

  #fold(payload: Payload<E>): void {
    this.#held = fold(this.#held, payload);
    this.#totalCount = payload.totalCount;
    this.#cursor = payload.cursor;
    this.#changes = payload.reset ? payload.changes : (this.#changes ?? []).concat(payload.changes);
    this.#publish();
  }

  /** Shows what is known, with the next frame. */
  #publish(): void {
    this.#options.frames.request(this.#show);
  }

  readonly #show = (): void => {
    if (this.#unwatch === undefined) {
      return;
    }
    const before = this.#snapshot.get();
    const changes = this.#changes ?? before.changes;
    this.#changes = null;
    const next: LiveSnapshot<E> = {
      // What is fetched anew replaces what is shown only when it is there.
      held: this.#held ?? before.held,
      totalCount: this.#totalCount,
      cursor: this.#cursor,
      changes,
      status: this.#status(),
      error: this.#error(),
    };
    const same = (Object.keys(next) as (keyof LiveSnapshot<E>)[]).every((key) => Object.is(next[key], before[key]));
    if (!same) {
      this.#snapshot.set(next);
    }
  };

  #status(): LiveStatus {
    switch (this.#state.name) {
      case 'following':
        return 'live';
      case 'ended':
        return 'ended';
      case 'idle':
      case 'blocked':
      case 'opening':
      case 'pausing': {
        const { state } = this.#options.connection.status.get();
        const seen = this.#held !== null || this.#snapshot.get().held.length > 0;
        return state === 'offline' ? 'offline' : seen ? 'resuming' : 'loading';
      }
      default:
        return unreachable(this.#state);
    }
  }

  #error(): AnkurahError | undefined {
    return this.#state.name === 'ended' || this.#state.name === 'pausing' ? this.#state.error : undefined;
  }
}
