import { backoff } from '../backoff';
import { Cell, type Signal } from '../signal';
import type { Surroundings } from '../surroundings';
import { unreachable } from '../unreachable';
import type { Draft, Entry, EntryState, JsonObject, Queue, Refusal } from './entry';
import { withIds } from './localId';
import {
  answered,
  awakened,
  blockers,
  claimed,
  discarded,
  enqueued,
  failed,
  MAX_ENTRIES,
  MAX_PAUSE_MS,
  next,
  refused,
  released,
} from './queue';
import type { Kept, OutboxStore, Storage } from './store';

/** Servers keep the answers to idempotency keys for a day unless they are told otherwise. */
const KEY_RETENTION_MS = 24 * 60 * 60 * 1000;

/** Clocks differ, and a last sending takes its time: keys count as forgotten a little earlier. */
const SURE_PART = 0.95;

/** How long a tab waits to be told what became of an entry that another tab took away. */
const NEWS_MS = 1_000;

/** A server that fails at the same mutation so often is at fault, and holds up the others no longer. */
const MAX_FAULTS = 5;

/** What became of sending an entry once. */
export type Sent =
  | { readonly kind: 'answered'; readonly data: JsonObject }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The connection or the server failed: the entry may have been carried out or not. */
  | { readonly kind: 'failed'; readonly problem: Refusal; readonly retryAfterMs?: number };

/** What became of an entry. */
export type Outcome =
  | { readonly kind: 'answered'; readonly data: JsonObject }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** It was discarded, or another tab sent it and could not say so. */
  | { readonly kind: 'gone' };

/** A kept mutation as people see it. */
export interface OutboxEntry {
  readonly id: string;
  readonly name: string;
  readonly document: string;
  readonly variables: JsonObject;
  readonly madeAt: number;
  readonly attempts: number;
  /** `blocked`: it builds on what the refused entry `by` would have created. */
  readonly state: EntryState | { readonly kind: 'blocked'; readonly by: string };
  /** Only what is on disk survives a reload. */
  readonly kept: 'disk' | 'memory';
}

export interface OutboxState {
  /** In the order in which they are sent. */
  readonly entries: readonly OutboxEntry[];
  readonly storage: Storage;
}

/** Whether it is worth trying to send: certainly not, perhaps, or certainly. */
export type Reach = 'none' | 'unsure' | 'sure';

/** What tabs that share an outbox tell each other. */
type Message =
  { readonly kind: 'changed' } | { readonly kind: 'settled'; readonly id: string; readonly outcome: Outcome };

export interface OutboxOptions {
  readonly store: OutboxStore;
  /** Sends a mutation under its key; never throws. */
  readonly send: (entry: Entry) => Promise<Sent>;
  readonly reach: Signal<Reach>;
  readonly surroundings: Pick<Surroundings, 'now' | 'random' | 'after'>;
  /** What is kept was read; `blocked` are the ids of those that cannot be sent. Called before `state` changes. */
  readonly onEntries?: (entries: readonly Entry[], blocked: ReadonlySet<string>) => void;
  /** It is known what became of an entry, whichever tab sent it. */
  readonly onSettled?: (id: string, outcome: Outcome) => void;
  readonly keyRetentionMs?: number;
  /** Names the lock and the channel that tabs share. */
  readonly name: string;
  readonly locks?: Pick<LockManager, 'request'> | undefined;
  readonly channel?: Pick<BroadcastChannel, 'postMessage' | 'close' | 'onmessage'> | undefined;
}

/** Mutations that wait to be sent, one after the other. The steps are in `queue.ts`, the storage in `store.ts`. */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #retention: number;
  readonly #state = new Cell<OutboxState>({ entries: [], storage: { kind: 'disk' } });
  readonly #followers = new Map<string, (outcome: Outcome) => void>();
  /** Those of which it is known for good what became of them, until that is told nobody any more. */
  readonly #ended = new Set<string>();
  readonly #unsubscribe: () => void;
  #queue: Queue = { entries: [], ids: {} };
  #draining: Promise<void> | undefined;
  #again = false;
  #stopTimer: () => void = () => undefined;
  #closed = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#retention = (options.keyRetentionMs ?? KEY_RETENTION_MS) * SURE_PART;
    this.#unsubscribe = options.reach.subscribe(() => {
      this.#wake();
    });
    if (options.channel !== undefined) {
      options.channel.onmessage = ({ data }: MessageEvent<Message>) => {
        this.#heard(data);
      };
    }
    void this.#change((queue) => queue).then(() => {
      this.#drain();
    });
  }

  get state(): Signal<OutboxState> {
    return this.#state;
  }

  /**
   * Keeps a mutation and sends it when its turn comes.
   *
   * @returns once it is kept: its id, and what will become of it
   */
  async add(draft: Draft): Promise<{ readonly id: string; readonly outcome: Promise<Outcome> }> {
    if (this.#queue.entries.length >= MAX_ENTRIES) {
      throw new Error(`The outbox holds no more than ${MAX_ENTRIES} mutations.`);
    }
    const id = crypto.randomUUID();
    const outcome = this.outcome(id);
    await this.#change((queue) => enqueued(queue, id, draft, this.#now()));
    this.#tell({ kind: 'changed' });
    this.#drain();
    return { id, outcome };
  }

  /** What will become of an entry of this outbox. */
  outcome(id: string): Promise<Outcome> {
    return new Promise((resolve) => {
      const earlier = this.#followers.get(id);
      this.#followers.set(id, (outcome) => {
        earlier?.(outcome);
        resolve(outcome);
      });
    });
  }

  /** Sends a refused entry again, or does not wait any longer with a waiting one. */
  async retry(id: string): Promise<void> {
    await this.#change((queue) => released(queue, id));
    this.#drain();
  }

  /** Gives an entry up. One that is on its way cannot be called back: then nothing happens. */
  async discard(id: string): Promise<void> {
    const { queue } = await this.#change((current) => discarded(current, id, this.#now()));
    if (!queue.entries.some((entry) => entry.id === id)) {
      this.#settled(id, { kind: 'gone' });
    }
    this.#drain();
  }

  /** The same value with the server's ids in place of the local ones that are known by now. */
  resolve<T>(value: T): T {
    return withIds(value, this.#queue.ids);
  }

  /** Ends this tab's part; what is kept stays. */
  close(): void {
    this.#closed = true;
    this.#stopTimer();
    this.#unsubscribe();
    this.#options.channel?.close();
    this.#options.store.close();
  }

  /** What another tab did. */
  #heard(message: Message): void {
    if (message.kind === 'settled') {
      this.#settle(message.id, message.outcome);
    }
    void this.#change((queue) => queue).then(() => {
      this.#drain();
    });
  }

  /** A connection that is back ends all waiting. */
  #wake(): void {
    const back = this.#options.reach.get() === 'sure';
    void this.#change((queue) => (back ? awakened(queue) : queue)).then(() => {
      this.#drain();
    });
  }

  /** Sends what may be sent, unless that is being done; then looks once more when it is done. */
  #drain(): void {
    if (this.#draining !== undefined) {
      this.#again = true;
      return;
    }
    this.#again = false;
    this.#stopTimer();
    this.#draining = this.#locked(() => this.#sendAll()).finally(() => {
      this.#draining = undefined;
      if (this.#again) {
        this.#drain();
      }
    });
  }

  /** One tab sends at a time, where tabs can agree on that; otherwise keys make a second sending harmless. */
  async #locked(work: () => Promise<void>): Promise<void> {
    const { locks, name } = this.#options;
    await (locks === undefined ? work() : locks.request(name, work));
  }

  async #sendAll(): Promise<void> {
    while (!this.#closed && this.#options.reach.get() !== 'none') {
      const { queue } = await this.#change((same) => same);
      const decision = next(queue, this.#now(), this.#retention);
      switch (decision.kind) {
        case 'idle':
          return;
        case 'wait':
          this.#stopTimer = this.#options.surroundings.after(decision.until - this.#now(), () => {
            this.#drain();
          });
          return;
        case 'expire':
          await this.#refuse(decision.entry.id, forgotten(decision.entry));
          break;
        case 'send':
          await this.#send(decision.entry.id);
          break;
        default:
          unreachable(decision);
      }
    }
  }

  async #send(id: string): Promise<void> {
    const { queue } = await this.#change((current) => claimed(current, id, this.#now()));
    const entry = queue.entries.find((candidate) => candidate.id === id);
    if (entry?.state.kind !== 'sending' || this.#closed) {
      return;
    }
    const sent = await this.#options.send(entry);
    if (this.#isClosed()) {
      return;
    }
    switch (sent.kind) {
      case 'answered':
        await this.#change((current) => answered(current, id, sent.data));
        this.#settled(id, sent);
        return;
      case 'refused':
        await this.#refuse(id, sent.refusal);
        return;
      case 'failed':
        if (sent.problem.code === 'INTERNAL' && entry.attempts >= MAX_FAULTS) {
          await this.#refuse(id, sent.problem);
        } else {
          const retryAt = this.#now() + this.#pause(entry.attempts, sent.retryAfterMs);
          await this.#change((current) => failed(current, id, sent.problem, retryAt));
          this.#tell({ kind: 'changed' });
        }
        return;
      default:
        unreachable(sent);
    }
  }

  async #refuse(id: string, refusal: Refusal): Promise<void> {
    await this.#change((queue) => refused(queue, id, refusal, this.#now()));
    this.#settled(id, { kind: 'refused', refusal });
  }

  #pause(attempts: number, atLeast = 0): number {
    return Math.min(MAX_PAUSE_MS, Math.max(atLeast, backoff(attempts - 1, this.#options.surroundings.random())));
  }

  async #change(step: (queue: Queue) => Queue): Promise<Kept> {
    const kept = await this.#options.store.change(step);
    if (!this.#closed) {
      this.#publish(kept);
    }
    return kept;
  }

  #publish({ queue, storage, onDisk }: Kept): void {
    const gone = this.#queue.entries.filter(({ id }) => !queue.entries.some((entry) => entry.id === id));
    this.#queue = queue;
    const blocked = blockers(queue.entries);
    this.#options.onEntries?.(queue.entries, new Set(blocked.keys()));
    const before = this.#state.get();
    const known = new Map(before.entries.map((entry) => [entry.id, entry]));
    const entries = queue.entries.map((entry) =>
      unlessEqual(known.get(entry.id), show(entry, blocked.get(entry.id), onDisk.has(entry.id))),
    );
    if (entries.length !== before.entries.length || entries.some((entry, i) => entry !== before.entries[i])) {
      this.#state.set({ entries, storage });
    } else if (unlessEqual(before.storage, storage) !== before.storage) {
      this.#state.set({ entries: before.entries, storage });
    }
    for (const { id } of gone) {
      this.#options.surroundings.after(NEWS_MS, () => {
        this.#settle(id, { kind: 'gone' });
        this.#ended.delete(id);
      });
    }
  }

  #settled(id: string, outcome: Outcome): void {
    this.#settle(id, outcome);
    this.#tell({ kind: 'settled', id, outcome });
  }

  #settle(id: string, outcome: Outcome): void {
    if (this.#ended.has(id)) {
      return;
    }
    if (outcome.kind !== 'refused') {
      this.#ended.add(id);
    }
    this.#options.onSettled?.(id, outcome);
    this.#followers.get(id)?.(outcome);
    this.#followers.delete(id);
  }

  /** A method, since what was seen before an `await` says nothing about afterwards. */
  #isClosed(): boolean {
    return this.#closed;
  }

  #now(): number {
    return this.#options.surroundings.now();
  }

  #tell(message: Message): void {
    if (!this.#closed) {
      this.#options.channel?.postMessage(message);
    }
  }
}

function unlessEqual<T>(known: T | undefined, now: T): T {
  return known !== undefined && JSON.stringify(known) === JSON.stringify(now) ? known : now;
}

function show(entry: Entry, by: string | undefined, onDisk: boolean): OutboxEntry {
  const { id, name, document, variables, madeAt, attempts, state } = entry;
  return {
    id,
    name,
    document,
    variables,
    madeAt,
    attempts,
    state: by !== undefined && state.kind === 'waiting' ? { kind: 'blocked', by } : state,
    kept: onDisk ? 'disk' : 'memory',
  };
}

function forgotten(entry: Entry): Refusal {
  const sent = new Date(entry.firstSentAt ?? entry.madeAt).toISOString();
  return {
    code: 'OUTCOME_UNKNOWN',
    message:
      `It was sent on ${sent} and no answer came. That is too long ago to ask again without the risk that it is` +
      ' carried out twice. See whether it was, then discard it or send it anew.',
  };
}
