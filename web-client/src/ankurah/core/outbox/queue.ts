/**
 * What can happen to the outbox, each as a function from one queue to the next. Nothing here waits, sends or stores:
 * every step is run inside one transaction of the storage, so that all tabs agree on what happened.
 *
 *     (enqueued) ──▶ waiting ──claimed──▶ sending ──answered──▶ (gone)
 *                      ▲  ▲                 │  │
 *                      │  └─────failed──────┘  └──refused──▶ refused ──discarded──▶ (gone)
 *                      └──────────────────released──────────────┘
 *
 * SPEC.md names the invariants.
 */

import type { Draft, Entry, EntryState, JsonObject, Queue, Refusal } from './entry';
import { learnIds, localIds, withIds } from './localId';

/** More than a person leaves behind while offline; a program that queues more has lost its way. */
export const MAX_ENTRIES = 1_000;

/** Ids of former local ids that are remembered: pages may have them in their address for a while. */
const MAX_IDS = 1_000;

/** No entry waits longer than this to be tried again, also if the clock was set back meanwhile. */
export const MAX_PAUSE_MS = 60_000;

/** What to do next. */
export type Decision =
  | { readonly kind: 'idle' }
  /** Nothing before this time. */
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'send'; readonly entry: Entry }
  /** The entry was sent so long ago that it cannot be told any more whether it was carried out. */
  | { readonly kind: 'expire'; readonly entry: Entry };

/** Adds a mutation behind all others. */
export function enqueued(queue: Queue, id: string, draft: Draft, now: number): Queue {
  const last = queue.entries.at(-1);
  const entry: Entry = {
    ...withIds(draft, queue.ids),
    id,
    order: (last?.order ?? 0) + 1,
    madeAt: now,
    firstSentAt: null,
    attempts: 0,
    state: { kind: 'waiting', retryAt: 0 },
  };
  return { ...queue, entries: [...queue.entries, entry] };
}

/** The entry is about to be sent. Nothing happens if it may not be, since it is gone or refused. */
export function claimed(queue: Queue, id: string, now: number): Queue {
  return changed(queue, id, (entry) =>
    entry.state.kind === 'refused'
      ? entry
      : {
          ...entry,
          state: { kind: 'sending', since: now },
          attempts: entry.attempts + 1,
          firstSentAt: entry.firstSentAt ?? now,
        },
  );
}

/** The server carried it out: later entries learn the ids and the head that it gave. */
export function answered(queue: Queue, id: string, result: JsonObject): Queue {
  const done = queue.entries.find((entry) => entry.id === id);
  if (done === undefined) {
    return queue;
  }
  const learned = learnIds(done.expected, result);
  const entries = queue.entries
    .filter((entry) => entry !== done)
    .map((entry) => rebased(withIds(entry, learned), done.ifHead, headIn(result)));
  const ids = Object.entries({ ...queue.ids, ...learned }).slice(-MAX_IDS);
  return { entries, ids: Object.fromEntries(ids) };
}

/** The server did not take it, and will not if it is sent again as it is. */
export function refused(queue: Queue, id: string, refusal: Refusal, now: number): Queue {
  return changed(queue, id, (entry) => ({ ...entry, state: { kind: 'refused', refusal, at: now } }));
}

/** It is not known what became of it, or the server has no time: it is tried again. */
export function failed(queue: Queue, id: string, problem: Refusal, retryAt: number): Queue {
  return changed(queue, id, (entry) => ({ ...entry, state: { kind: 'waiting', retryAt, problem } }));
}

/** Somebody wants a refused entry to be sent again, or a waiting one not to wait any longer. */
export function released(queue: Queue, id: string): Queue {
  return changed(queue, id, (entry) => {
    switch (entry.state.kind) {
      case 'refused':
        return entry.state.refusal.code === 'UNREADABLE'
          ? entry
          : { ...entry, state: { kind: 'waiting', retryAt: 0 }, attempts: 0, firstSentAt: null };
      case 'waiting':
        return { ...entry, state: { ...entry.state, retryAt: 0 } };
      case 'sending':
        return entry;
    }
  });
}

/** Somebody gives an entry up; so those that build on it are refused. One that is on its way cannot be called back. */
export function discarded(queue: Queue, id: string, now: number): Queue {
  const gone = queue.entries.find((entry) => entry.id === id);
  if (gone === undefined || gone.state.kind === 'sending') {
    return queue;
  }
  const refusal: Refusal = { code: 'NEVER_CREATED', message: `It builds on ${gone.name}, which was discarded.` };
  const orphan: EntryState = { kind: 'refused', refusal, at: now };
  const entries = queue.entries
    .filter((entry) => entry !== gone)
    .map((entry) => (entry.state.kind === 'waiting' && buildsOn(entry, gone) ? { ...entry, state: orphan } : entry));
  return { ...queue, entries };
}

/** The connection is back, so back-off has no reason any more. */
export function awakened(queue: Queue): Queue {
  const sleeps = ({ state }: Entry) => state.kind === 'waiting' && state.retryAt > 0;
  return queue.entries.some(sleeps)
    ? { ...queue, entries: queue.entries.map((entry) => (sleeps(entry) ? unpaused(entry) : entry)) }
    : queue;
}

/**
 * The first entry that may be sent, or why there is none. Refused entries are passed over, and so are those that build
 * on what a refused one would have created; an entry that waits to be tried again holds up all behind it.
 *
 * @param retention how long the server remembers keys
 */
export function next(queue: Queue, now: number, retention: number): Decision {
  const blocked = blockers(queue.entries);
  const entry = queue.entries.find(({ id, state }) => state.kind !== 'refused' && !blocked.has(id));
  if (entry === undefined) {
    return { kind: 'idle' };
  }
  if (entry.firstSentAt !== null && now - entry.firstSentAt >= retention) {
    return { kind: 'expire', entry };
  }
  const pause = entry.state.kind === 'waiting' ? entry.state.retryAt - now : 0;
  return pause > 0 && pause <= MAX_PAUSE_MS ? { kind: 'wait', until: now + pause } : { kind: 'send', entry };
}

/** For each entry that cannot be sent until another one is: the id of that one. */
export function blockers(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const blocked = new Map<string, string>();
  const missing = new Map<string, string>();
  for (const entry of entries) {
    const cause = [...localIds(entry.variables)].map((id) => missing.get(id)).find((id) => id !== undefined);
    if (cause !== undefined) {
      blocked.set(entry.id, cause);
    }
    if (cause !== undefined || entry.state.kind === 'refused') {
      creates(entry).forEach((id) => missing.set(id, entry.id));
    }
  }
  return blocked;
}

/** The local ids of what an entry creates. */
function creates(entry: Entry): readonly string[] {
  return entry.expected.flatMap((expectation) => ('create' in expectation ? [expectation.create.id] : []));
}

function buildsOn(entry: Entry, other: Entry): boolean {
  const given = localIds(entry.variables);
  return creates(other).some((id) => given.has(id));
}

/**
 * A change that was made upon another change of one's own is conditional on what that one left: without this, the
 * second of two edits made offline would always be in conflict with the first.
 */
function rebased(entry: Entry, before: readonly string[] | undefined, after: readonly string[] | undefined): Entry {
  if (before === undefined || after === undefined || entry.ifHead === undefined || entry.firstSentAt !== null) {
    return entry;
  }
  const old = JSON.stringify(before);
  return JSON.stringify(entry.ifHead) === old
    ? {
        ...entry,
        ifHead: after,
        variables: JSON.parse(JSON.stringify(entry.variables), (_, part: unknown) =>
          JSON.stringify(part) === old ? after : part,
        ) as JsonObject,
      }
    : entry;
}

/** The first `revision.head` in a result. */
function headIn(value: unknown): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  const { head } = value as { head?: unknown };
  if (Array.isArray(head)) {
    return head as readonly string[];
  }
  for (const part of Object.values(value)) {
    const found = headIn(part);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function unpaused(entry: Entry): Entry {
  return entry.state.kind === 'waiting' ? { ...entry, state: { ...entry.state, retryAt: 0 } } : entry;
}

function changed(queue: Queue, id: string, change: (entry: Entry) => Entry): Queue {
  return { ...queue, entries: queue.entries.map((entry) => (entry.id === id ? change(entry) : entry)) };
}
