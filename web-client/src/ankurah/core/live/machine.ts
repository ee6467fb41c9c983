import { backoff, STABLE_MS } from '../backoff';
import type { Now } from '../connection/machine';
import { AnkurahError, isRetriable } from '../errors';

/**
 * A live query as a pure state machine. Wherever it holds a `cursor`, that is of the last payload that was folded,
 * or null if there is none to go on from. SPEC.md has its invariants.
 */
export type LiveState =
  /** Nobody looks at it. */
  | { readonly name: 'idle' }
  /** It would run if there were a connection. */
  | { readonly name: 'blocked'; readonly cursor: string | null; readonly attempt: number }
  /** The subscription was sent, and nothing has come yet. */
  | { readonly name: 'opening'; readonly cursor: string | null; readonly attempt: number }
  /** Payloads come. */
  | { readonly name: 'following'; readonly cursor: string; readonly attempt: number; readonly since: number }
  /** It is sent again when it is due. */
  | {
      readonly name: 'pausing';
      readonly cursor: string | null;
      readonly attempt: number;
      readonly error: AnkurahError | undefined;
    }
  /** It is over, unless somebody who may comes. */
  | { readonly name: 'ended'; readonly cursor: string | null; readonly error: AnkurahError };

export type LiveEvent =
  /** Somebody looks at it, or nobody any more. */
  | { readonly type: 'started'; readonly online: boolean }
  | { readonly type: 'stopped' }
  /** The connection is there, or gone, or will not come. */
  | { readonly type: 'connected' }
  | { readonly type: 'disconnected' }
  | { readonly type: 'refused'; readonly error: AnkurahError }
  /** A payload was folded. */
  | { readonly type: 'folded'; readonly cursor: string }
  /** A payload cannot follow. */
  | { readonly type: 'misfit'; readonly error: AnkurahError }
  /** The server ended it with an error, or without one. */
  | { readonly type: 'failed'; readonly error: AnkurahError }
  | { readonly type: 'completed' }
  /** It is time to try again. */
  | { readonly type: 'due' };

export type LiveEffect =
  | { readonly do: 'subscribe'; readonly since: string | null }
  | { readonly do: 'unsubscribe' }
  /** Tell `due` after so long, unless the state changes before. */
  | { readonly do: 'wait'; readonly delay: number }
  /** Tell the connection that its token is not good. */
  | { readonly do: 'deny'; readonly reason: string };

export interface LiveStep {
  readonly state: LiveState;
  readonly effects: readonly LiveEffect[];
}

type StateName = LiveState['name'];
type EventType = LiveEvent['type'];
type StateOf<S extends StateName> = Extract<LiveState, { name: S }>;
type EventOf<E extends EventType> = Extract<LiveEvent, { type: E }>;
type Row<S extends StateName> = {
  readonly [E in EventType]: (state: StateOf<S>, event: EventOf<E>, now: Now) => LiveStep;
};
type Running = StateOf<'opening' | 'following'>;

/** How a live query begins. */
export const IDLE: LiveState = { name: 'idle' };

const UNSUBSCRIBE: LiveEffect = { do: 'unsubscribe' };

const stay = (state: LiveState): LiveStep => ({ state, effects: [] });

const subscribe = (cursor: string | null, attempt: number): LiveStep => ({
  state: { name: 'opening', cursor, attempt },
  effects: [{ do: 'subscribe', since: cursor }],
});

const pause = (cursor: string | null, attempt: number, error: AnkurahError | undefined, now: Now): LiveStep => ({
  state: { name: 'pausing', cursor, attempt: attempt + 1, error },
  effects: [UNSUBSCRIBE, { do: 'wait', delay: backoff(attempt, now.random) }],
});

const block = ({ cursor, attempt }: StateOf<'opening' | 'following' | 'pausing'>): LiveStep =>
  stay({ name: 'blocked', cursor, attempt });

const stop = (): LiveStep => ({ state: IDLE, effects: [UNSUBSCRIBE] });

const end = (
  { cursor }: StateOf<'blocked' | 'opening' | 'following' | 'pausing'>,
  { error }: EventOf<'refused'>,
): LiveStep => ({
  state: { name: 'ended', cursor, error },
  effects: [UNSUBSCRIBE],
});

/** The result cannot be trusted any more, so it is fetched anew. */
const restart = (state: Running, event: EventOf<'misfit'>, now: Now): LiveStep =>
  pause(null, state.attempt, event.error, now);

function follow(state: Running, event: EventOf<'folded'>, now: Now): LiveStep {
  if (state.name === 'opening') {
    return stay({ name: 'following', cursor: event.cursor, attempt: state.attempt, since: now.time });
  }
  const attempt = now.time - state.since >= STABLE_MS ? 0 : state.attempt;
  return stay({ ...state, cursor: event.cursor, attempt });
}

function fail(state: Running, { error }: EventOf<'failed'>, now: Now): LiveStep {
  if (error.code === 'UNAUTHENTICATED') {
    const { cursor, attempt } = state;
    return {
      state: { name: 'blocked', cursor, attempt },
      effects: [UNSUBSCRIBE, { do: 'deny', reason: error.message }],
    };
  }
  if (error.code === 'BAD_QUERY' && state.name === 'opening' && state.cursor !== null) {
    // Perhaps only the cursor is bad: the server may have another past than the one we knew.
    return pause(null, state.attempt, error, now);
  }
  return isRetriable(error)
    ? pause(state.cursor, state.attempt, error, now)
    : { state: { name: 'ended', cursor: state.cursor, error }, effects: [UNSUBSCRIBE] };
}

const TABLE: { readonly [S in StateName]: Row<S> } = {
  idle: {
    started: (_state, event) =>
      event.online ? subscribe(null, 0) : stay({ name: 'blocked', cursor: null, attempt: 0 }),
    stopped: stay,
    connected: stay,
    disconnected: stay,
    refused: stay,
    folded: stay,
    misfit: stay,
    failed: stay,
    completed: stay,
    due: stay,
  },
  blocked: {
    started: stay,
    stopped: stop,
    connected: (state) => subscribe(state.cursor, state.attempt),
    disconnected: stay,
    refused: end,
    folded: stay,
    misfit: stay,
    failed: stay,
    completed: stay,
    due: stay,
  },
  opening: {
    started: stay,
    stopped: stop,
    connected: stay,
    disconnected: block,
    refused: end,
    folded: follow,
    misfit: restart,
    failed: fail,
    completed: (state, _event, now) => pause(state.cursor, state.attempt, undefined, now),
    due: stay,
  },
  following: {
    started: stay,
    stopped: stop,
    connected: stay,
    disconnected: block,
    refused: end,
    folded: follow,
    misfit: restart,
    failed: fail,
    completed: (state, _event, now) => pause(state.cursor, state.attempt, undefined, now),
    due: stay,
  },
  pausing: {
    started: stay,
    stopped: stop,
    connected: stay,
    disconnected: block,
    refused: end,
    folded: stay,
    misfit: stay,
    failed: stay,
    completed: stay,
    due: (state) => subscribe(state.cursor, state.attempt),
  },
  ended: {
    started: stay,
    stopped: stop,
    // A program that was refused and connects again has a better token now.
    connected: (state) =>
      state.error.code === 'UNAUTHENTICATED' || state.error.code === 'REFUSED'
        ? subscribe(state.cursor, 0)
        : stay(state),
    disconnected: stay,
    refused: stay,
    folded: stay,
    misfit: stay,
    failed: stay,
    completed: stay,
    due: stay,
  },
};

/** What an event does to a live query. */
export function step(state: LiveState, event: LiveEvent, now: Now): LiveStep {
  // The table pairs each state with its own row, which the compiler cannot follow through an index.
  const row = TABLE[state.name] as Record<EventType, (state: LiveState, event: LiveEvent, now: Now) => LiveStep>;
  return row[event.type](state, event, now);
}
