import { backoff, STABLE_MS } from '../backoff';

/**
 * The connection as a pure state machine: a state and an event give the next state and what is to be done. SPEC.md
 * has its invariants.
 */
export type ConnectionState =
  /** A socket is being opened, with a new token if `renewed`. */
  | { readonly name: 'connecting'; readonly since: number; readonly attempt: number; readonly renewed: boolean }
  /** The server has acknowledged us. */
  | { readonly name: 'online'; readonly since: number; readonly attempt: number; readonly renewed: boolean }
  /** An attempt failed or a connection broke; the next attempt is due at `retryAt`. */
  | {
      readonly name: 'waiting';
      readonly since: number;
      readonly attempt: number;
      readonly renewed: boolean;
      readonly retryAt: number;
      readonly reason: string;
    }
  /** Nothing is tried: there is no network, or the program asked for silence. */
  | { readonly name: 'offline'; readonly since: number; readonly cause: 'network' | 'asked' }
  /** The server does not take us, and would not if we tried again. */
  | { readonly name: 'refused'; readonly since: number; readonly denied: boolean; readonly reason: string }
  /** The program is done with it, for ever. */
  | { readonly name: 'closed'; readonly since: number };

export type ConnectionEvent =
  /** The server acknowledged the socket. */
  | { readonly type: 'opened' }
  /** The socket broke, or could not be opened. */
  | { readonly type: 'lost'; readonly reason: string }
  /** The server says that we are not who we have to be. */
  | { readonly type: 'denied'; readonly reason: string }
  /** The server says that we do something wrong, which we would do again. */
  | { readonly type: 'mistaken'; readonly reason: string }
  /** An operation got a result over the socket: the token is good. */
  | { readonly type: 'proven' }
  /** The server did not answer in time. */
  | { readonly type: 'silent' }
  /** It is time for the next attempt. */
  | { readonly type: 'due' }
  | { readonly type: 'networkUp' }
  | { readonly type: 'networkDown' }
  /** The page is looked at again, or the machine woke up: nothing is known about what happened meanwhile. */
  | { readonly type: 'woken' }
  /** The program asks for an attempt now. */
  | { readonly type: 'retry' }
  /** The program asks for silence, or for the end of it. */
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'close' };

export type ConnectionEffect =
  /** Open a socket; ask for a new token first if `renew`. */
  | { readonly do: 'open'; readonly renew: boolean }
  /** Let go of the socket, whatever its state. */
  | { readonly do: 'drop' }
  /** Tell `due` after so long, unless the state changes before. */
  | { readonly do: 'wait'; readonly delay: number }
  /** Ask the server for a sign of life; without one tell `silent`. */
  | { readonly do: 'probe' };

export interface Step {
  readonly state: ConnectionState;
  readonly effects: readonly ConnectionEffect[];
}

/** What a step needs to know of the world. */
export interface Now {
  readonly time: number;
  /** From 0 up to 1. */
  readonly random: number;
}

type StateName = ConnectionState['name'];
type EventType = ConnectionEvent['type'];
type StateOf<S extends StateName> = Extract<ConnectionState, { name: S }>;
type EventOf<E extends EventType> = Extract<ConnectionEvent, { type: E }>;
type Row<S extends StateName> = {
  readonly [E in EventType]: (state: StateOf<S>, event: EventOf<E>, now: Now) => Step;
};
type Trying = StateOf<'connecting' | 'online'>;

/** As what attempt the next one counts, at most, after the server has served us: about a second's wait. */
const MAX_ATTEMPT_PROVEN = 2;

const DROP: ConnectionEffect = { do: 'drop' };

const stay = (state: ConnectionState): Step => ({ state, effects: [] });

const probe = (state: ConnectionState): Step => ({ state, effects: [{ do: 'probe' }] });

const offline =
  (cause: 'network' | 'asked') =>
  (_state: ConnectionState, _event: ConnectionEvent, now: Now): Step => ({
    state: { name: 'offline', since: now.time, cause },
    effects: [DROP],
  });

const close = (_state: ConnectionState, _event: ConnectionEvent, now: Now): Step => ({
  state: { name: 'closed', since: now.time },
  effects: [DROP],
});

const open = (now: Now, attempt: number, renewed: boolean, renew: boolean): Step => ({
  state: { name: 'connecting', since: now.time, attempt, renewed },
  effects: [DROP, { do: 'open', renew }],
});

const refuse = (now: Now, denied: boolean, reason: string): Step => ({
  state: { name: 'refused', since: now.time, denied, reason },
  effects: [DROP],
});

const again = (state: StateOf<'waiting'>, _event: ConnectionEvent, now: Now): Step =>
  open(now, state.attempt, state.renewed, false);

const afresh = (_state: ConnectionState, _event: ConnectionEvent, now: Now): Step => open(now, 0, false, false);

const mistaken = (_state: ConnectionState, event: EventOf<'mistaken'>, now: Now): Step =>
  refuse(now, false, event.reason);

/** One new token is asked for; if the server does not like that one either, it is over. */
const denied = (state: Trying, event: EventOf<'denied'>, now: Now): Step =>
  state.renewed ? refuse(now, true, event.reason) : open(now, state.attempt, true, true);

/** A server that has served us is not in trouble, however often the way to it breaks: it is soon called again. */
function prove(state: StateOf<'online'>): Step {
  const attempt = Math.min(state.attempt, MAX_ATTEMPT_PROVEN);
  return stay(state.renewed || attempt < state.attempt ? { ...state, attempt, renewed: false } : state);
}

function wait(state: Trying, reason: string, now: Now, attempt: number): Step {
  const delay = backoff(attempt, now.random);
  return {
    state: {
      name: 'waiting',
      since: now.time,
      attempt: attempt + 1,
      renewed: state.renewed,
      retryAt: now.time + delay,
      reason,
    },
    effects: [DROP, { do: 'wait', delay }],
  };
}

const TABLE: { readonly [S in StateName]: Row<S> } = {
  connecting: {
    opened: (state, _event, now) => stay({ ...state, name: 'online', since: now.time }),
    lost: (state, event, now) => wait(state, event.reason, now, state.attempt),
    denied,
    mistaken,
    proven: stay,
    silent: (state, _event, now) => wait(state, 'The server did not answer.', now, state.attempt),
    due: stay,
    networkUp: stay,
    networkDown: offline('network'),
    woken: stay,
    retry: stay,
    pause: offline('asked'),
    resume: stay,
    close,
  },
  online: {
    opened: stay,
    // A server that takes us and drops us at once must not be called in a tight loop.
    lost: (state, event, now) =>
      wait(state, event.reason, now, now.time - state.since >= STABLE_MS ? 0 : state.attempt),
    denied,
    mistaken,
    proven: prove,
    silent: (state, _event, now) => open(now, 0, state.renewed, false),
    due: stay,
    networkUp: probe,
    networkDown: offline('network'),
    woken: probe,
    retry: probe,
    pause: offline('asked'),
    resume: stay,
    close,
  },
  waiting: {
    opened: stay,
    lost: stay,
    denied: stay,
    mistaken: stay,
    proven: stay,
    silent: stay,
    due: again,
    networkUp: again,
    networkDown: offline('network'),
    woken: again,
    retry: again,
    pause: offline('asked'),
    resume: stay,
    close,
  },
  offline: {
    opened: stay,
    lost: stay,
    denied: stay,
    mistaken: stay,
    proven: stay,
    silent: stay,
    due: stay,
    networkUp: (state, event, now) => (state.cause === 'network' ? afresh(state, event, now) : stay(state)),
    networkDown: stay,
    woken: stay,
    retry: afresh,
    pause: (state) => stay({ ...state, cause: 'asked' }),
    resume: (state, event, now) => (state.cause === 'asked' ? afresh(state, event, now) : stay(state)),
    close,
  },
  refused: {
    opened: stay,
    lost: stay,
    denied: stay,
    mistaken: stay,
    proven: stay,
    silent: stay,
    due: stay,
    networkUp: stay,
    networkDown: stay,
    woken: stay,
    retry: (_state, _event, now) => open(now, 0, true, true),
    pause: offline('asked'),
    resume: stay,
    close,
  },
  closed: {
    opened: stay,
    lost: stay,
    denied: stay,
    mistaken: stay,
    proven: stay,
    silent: stay,
    due: stay,
    networkUp: stay,
    networkDown: stay,
    woken: stay,
    retry: stay,
    pause: stay,
    resume: stay,
    close: stay,
  },
};

/** How a connection begins. */
export function begin(network: boolean, now: Now): Step {
  return network
    ? open(now, 0, false, false)
    : { state: { name: 'offline', since: now.time, cause: 'network' }, effects: [] };
}

/** What an event does to a connection. */
export function step(state: ConnectionState, event: ConnectionEvent, now: Now): Step {
  // The table pairs each state with its own row, which the compiler cannot follow through an index.
  const row = TABLE[state.name] as Record<
    EventType,
    (state: ConnectionState, event: ConnectionEvent, now: Now) => Step
  >;
  return row[event.type](state, event, now);
}
