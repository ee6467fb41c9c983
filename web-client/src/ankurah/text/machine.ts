import { backoff } from '../core/backoff';
import type { Now } from '../core/connection/machine';
import type { AnkurahError } from '../core/errors';

/**
 * The sending of one text's edits as a pure state machine: which edits there are is the {@link Sender}'s matter. SPEC.md
 * has its invariants.
 */
export type SendingState =
  /** There is no connection. */
  | { readonly name: 'blocked'; readonly attempt: number }
  /** The server is asked what it has, so that it can be sent what it lacks. */
  | { readonly name: 'asking'; readonly attempt: number }
  /** The server has everything. */
  | { readonly name: 'idle' }
  /** Edits are on their way; what is typed meanwhile waits for their acknowledgement. */
  | { readonly name: 'sending'; readonly attempt: number }
  /** The server could not, and is asked again when it is due. */
  | { readonly name: 'pausing'; readonly attempt: number; readonly error: AnkurahError }
  /** The server does not take the edits, and would not if they were sent again. */
  | { readonly name: 'refused'; readonly error: AnkurahError };

export type SendingEvent =
  /** The connection is there; `blank` if the document has nothing that a server could lack. */
  | { readonly type: 'connected'; readonly blank: boolean }
  | { readonly type: 'lost' }
  /** Somebody typed. */
  | { readonly type: 'edited' }
  /** The server told what it has, or took what was sent; `left` if there is more. */
  | { readonly type: 'answered'; readonly left: boolean }
  | { readonly type: 'failed'; readonly error: AnkurahError }
  /** It is time to try again, or the program wants to. */
  | { readonly type: 'due' }
  | { readonly type: 'retried'; readonly online: boolean };

export type SendingEffect =
  | { readonly do: 'ask' }
  | { readonly do: 'send' }
  /** Tell `due` after so long, unless the state changes before. */
  | { readonly do: 'wait'; readonly delay: number }
  /** Tell the connection that its token is not good. */
  | { readonly do: 'deny'; readonly reason: string };

export interface SendingStep {
  readonly state: SendingState;
  readonly effects: readonly SendingEffect[];
}

type StateName = SendingState['name'];
type EventType = SendingEvent['type'];
type StateOf<S extends StateName> = Extract<SendingState, { name: S }>;
type EventOf<E extends EventType> = Extract<SendingEvent, { type: E }>;
type Row<S extends StateName> = {
  readonly [E in EventType]: (state: StateOf<S>, event: EventOf<E>, now: Now) => SendingStep;
};

/** How sending begins. */
export const BLOCKED: SendingState = { name: 'blocked', attempt: 0 };

/** A server that fails at the same edits so often without saying that it cannot now is taken at its word. */
const MAX_FAULTS = 5;

const stay = (state: SendingState): SendingStep => ({ state, effects: [] });

const BLOCKED_STEP = stay(BLOCKED);

const ask = (attempt: number): SendingStep => ({ state: { name: 'asking', attempt }, effects: [{ do: 'ask' }] });

const send = (attempt: number): SendingStep => ({ state: { name: 'sending', attempt }, effects: [{ do: 'send' }] });

const block = ({ attempt }: { readonly attempt: number }): SendingStep => stay({ name: 'blocked', attempt });

/** What the server took is proof that it is well; what it told is not. */
const answered = (state: StateOf<'asking' | 'sending'>, { left }: EventOf<'answered'>): SendingStep =>
  left ? send(state.name === 'sending' ? 0 : state.attempt) : stay({ name: 'idle' });

function fail(state: StateOf<'asking' | 'sending'>, { error }: EventOf<'failed'>, now: Now): SendingStep {
  const { attempt } = state;
  if (error.code === 'UNAUTHENTICATED') {
    return { state: { name: 'blocked', attempt }, effects: [{ do: 'deny', reason: error.message }] };
  }
  if (!mayPass(error, attempt)) {
    return stay({ name: 'refused', error });
  }
  const delay = Math.max(backoff(attempt, now.random), error.retryAfterMs ?? 0);
  return { state: { name: 'pausing', attempt: attempt + 1, error }, effects: [{ do: 'wait', delay }] };
}

/** Whether the same edits may be taken later. */
function mayPass(error: AnkurahError, attempt: number): boolean {
  switch (error.code) {
    case 'UNAVAILABLE':
    case 'OUT_OF_STEP':
      return true;
    case 'INTERNAL':
      return attempt + 1 < MAX_FAULTS;
    case 'LIMIT_EXCEEDED':
      // With a time we were too fast; without one it is too much, and always will be.
      return error.retryAfterMs !== undefined;
    default:
      return false;
  }
}

const TABLE: { readonly [S in StateName]: Row<S> } = {
  blocked: {
    connected: (state, event) => (event.blank ? stay({ name: 'idle' }) : ask(state.attempt)),
    lost: stay,
    edited: stay,
    answered: stay,
    failed: stay,
    due: stay,
    retried: stay,
  },
  asking: {
    connected: stay,
    lost: block,
    edited: stay,
    answered,
    failed: fail,
    due: stay,
    retried: stay,
  },
  idle: {
    connected: stay,
    lost: () => BLOCKED_STEP,
    edited: () => send(0),
    answered: stay,
    failed: stay,
    due: stay,
    retried: stay,
  },
  sending: {
    connected: stay,
    lost: block,
    edited: stay,
    answered,
    failed: fail,
    due: stay,
    retried: stay,
  },
  pausing: {
    connected: stay,
    lost: block,
    edited: stay,
    answered: stay,
    failed: stay,
    due: (state) => ask(state.attempt),
    retried: (state) => ask(state.attempt),
  },
  refused: {
    connected: stay,
    lost: stay,
    edited: stay,
    answered: stay,
    failed: stay,
    due: stay,
    retried: (_state, event) => (event.online ? ask(0) : BLOCKED_STEP),
  },
};

/** What an event does to the sending of a text. */
export function step(state: SendingState, event: SendingEvent, now: Now): SendingStep {
  // The table pairs each state with its own row, which the compiler cannot follow through an index.
  const row = TABLE[state.name] as Record<
    EventType,
    (state: SendingState, event: SendingEvent, now: Now) => SendingStep
  >;
  return row[event.type](state, event, now);
}
