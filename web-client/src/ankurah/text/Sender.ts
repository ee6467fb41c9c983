import { decodeStateVector, encodeStateAsUpdate, encodeStateVector, mergeUpdates, type Doc } from 'yjs';
import type { Connection } from '../core/connection/Connection';
import type { Operation } from '../core/connection/socket';
import { AnkurahError, failureOf } from '../core/errors';
import type { Surroundings } from '../core/surroundings';
import { unreachable } from '../core/unreachable';
import { fromBase64, toBase64 } from './bytes';
import { askWhatIsThere, sendUpdate, type TextPlace } from './documents';
import { BLOCKED, step, type SendingEffect, type SendingEvent, type SendingState } from './machine';

/** Servers take messages of 8 MiB (`ankurah.limits.body-bytes`), and Base64 makes four bytes of three. */
const MOST_BYTES = 6_000_000;

/** A connection that breaks so often while as much as this is sent does not break by chance. */
const MUCH_BYTES = 100_000;
const MOST_CUTS = 5;

export interface SenderOptions {
  readonly connection: Connection;
  readonly surroundings: Surroundings;
  readonly place: TextPlace;
  readonly doc: Doc;
  /** The state may have changed, or whether there is anything unsent. */
  readonly onChange: () => void;
}

/** Sends the edits of one text, one message after the other, until the server has acknowledged each of them. */
export class Sender {
  readonly #options: SenderOptions;
  readonly #events: SendingEvent[] = [];
  #state: SendingState = BLOCKED;
  #unwatch: (() => void) | undefined;
  #stop: () => void = () => undefined;
  #stopWaiting: () => void = () => undefined;
  /** What was typed and not yet put into a message. */
  #unsent: Uint8Array[] = [];
  /** Whether edits may not have arrived: those of a message under way, or of an earlier visit. */
  #doubtful = false;
  /** How large what is under way is, and how often the connection broke while it was. */
  #size = 0;
  #cuts = 0;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  get state(): SendingState {
    return this.#state;
  }

  /** Whether there are edits that the server has not acknowledged. */
  get isDirty(): boolean {
    return this.#doubtful || this.#unsent.length > 0;
  }

  /** @param doubtful whether the document has edits that may never have been sent */
  start(doubtful: boolean): void {
    this.#doubtful ||= doubtful;
    this.#unwatch = this.#options.connection.status.subscribe(() => {
      this.#connectionChanged();
    });
    this.#connectionChanged();
  }

  /** Ends it for ever; what is under way may arrive or not. */
  stop(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#stopWaiting();
    this.#stop();
  }

  /** Somebody typed. */
  edited(update: Uint8Array): void {
    this.#unsent.push(update);
    this.#tell({ type: 'edited' });
    this.#options.onChange();
  }

  /** Sends again what was refused, or what is to be sent later. */
  retry(): void {
    this.#cuts = 0;
    this.#tell({ type: 'retried', online: this.#options.connection.isOnline });
  }

  #connectionChanged(): void {
    const { connection, doc } = this.#options;
    if (connection.isOnline) {
      this.#tell({ type: 'connected', blank: !this.isDirty && doc.store.clients.size === 0 });
    } else {
      this.#tell({ type: 'lost' });
    }
  }

  #tell(event: SendingEvent): void {
    this.#events.push(event);
    if (this.#events.length > 1) {
      return;
    }
    for (let next = this.#events[0]; next !== undefined; next = this.#events[0]) {
      this.#take(next);
      this.#events.shift();
    }
  }

  #take(event: SendingEvent): void {
    const { surroundings, onChange } = this.#options;
    const before = this.#state;
    if (before.name === 'sending' && event.type === 'lost' && this.#size > MUCH_BYTES) {
      this.#cuts += 1;
    }
    const { state, effects } = step(before, event, { time: surroundings.now(), random: surroundings.random() });
    this.#state = state;
    if (state.name !== before.name) {
      this.#stopWaiting();
    }
    effects.forEach((effect) => {
      this.#do(effect);
    });
    if (state !== before) {
      onChange();
    }
  }

  #do(effect: SendingEffect): void {
    switch (effect.do) {
      case 'ask':
        this.#ask();
        return;
      case 'send':
        this.#send();
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

  #ask(): void {
    const { place } = this.#options;
    this.#run({ query: askWhatIsThere(place), variables: { id: place.id } }, ({ there }) => {
      if (there === null || there === undefined) {
        throw new AnkurahError('NOT_FOUND', 'There is no such text any more.');
      }
      this.#compare(fromBase64((there as { readonly stateVector: unknown }).stateVector));
    });
  }

  /** What the server lacks is to be sent. Its state vector does not tell of deletions, so those that may be new are. */
  #compare(stateVector: Uint8Array): void {
    const { doc } = this.#options;
    const theirs = decodeStateVector(stateVector);
    const ours = decodeStateVector(encodeStateVector(doc));
    if (this.isDirty || [...ours].some(([client, clock]) => clock > (theirs.get(client) ?? 0))) {
      this.#unsent = [encodeStateAsUpdate(doc, stateVector)];
    }
    this.#doubtful = false;
  }

  #send(): void {
    const { place } = this.#options;
    const update = mergeUpdates(this.#unsent);
    this.#unsent = [];
    this.#doubtful = true;
    this.#size = update.length;
    // A server that takes less than others closes the socket, and would each time.
    if (update.length > MOST_BYTES || this.#cuts >= MOST_CUTS) {
      this.#tell({ type: 'failed', error: new AnkurahError('LIMIT_EXCEEDED', 'It is more than the server takes.') });
      return;
    }
    const variables = { id: place.id, update: toBase64(update) };
    this.#run({ query: sendUpdate(place), variables }, () => {
      this.#doubtful = false;
      this.#cuts = 0;
    });
  }

  /** Runs an operation of one answer. */
  #run(operation: Operation, take: (data: Readonly<Record<string, unknown>>) => void): void {
    let open = true;
    const tell = (event: SendingEvent): void => {
      if (open) {
        open = false;
        this.#tell(event);
      }
    };
    const stop = this.#options.connection.run(operation, {
      result: ({ data, errors }) => {
        if (!open) {
          return;
        }
        if (data === null || data === undefined) {
          tell({ type: 'failed', error: failureOf(errors ?? []) });
          return;
        }
        try {
          take(data);
          tell({ type: 'answered', left: this.#unsent.length > 0 });
        } catch (problem) {
          tell({ type: 'failed', error: problem instanceof AnkurahError ? problem : misfit(problem) });
        }
      },
      failed: (error) => {
        tell({ type: 'failed', error });
      },
      completed: () => {
        tell({ type: 'failed', error: new AnkurahError('INTERNAL', 'The server gave no answer.') });
      },
      lost: () => {
        tell({ type: 'lost' });
      },
    });
    this.#stop = () => {
      open = false;
      stop();
    };
  }
}

function misfit(problem: unknown): AnkurahError {
  return new AnkurahError('OUT_OF_STEP', problem instanceof Error ? problem.message : String(problem));
}
