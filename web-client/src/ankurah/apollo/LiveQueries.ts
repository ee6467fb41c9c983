import type { ApolloCache, OperationVariables } from '@apollo/client';
import { canonicalStringify } from '@apollo/client/utilities';
import type { DocumentNode } from 'graphql';
import type { Connection } from '../core/connection/Connection';
import { liveDocument } from '../core/document/liveDocument';
import type { AnkurahError } from '../core/errors';
import { Frames } from '../core/frames';
import { LiveQuery } from '../core/live/LiveQuery';
import type { Newest } from '../core/optimistic/newest';
import type { Overlay } from '../core/optimistic/overlay';
import { Cell, type Signal } from '../core/signal';
import type { Surroundings } from '../core/surroundings';
import type { ConnectionFields } from './ConnectionFields';
import { LiveHandle } from './LiveHandle';
import type { StaleGuard } from './StaleGuard';

/** How long a live query that nobody looks at is kept: Strict Mode and navigation come back soon. */
export const LINGER_MS = 1_000;

export interface LiveQueriesOptions {
  readonly connection: Connection;
  readonly surroundings: Surroundings;
  readonly cache: ApolloCache;
  readonly guard: StaleGuard;
  readonly newest: Newest;
  readonly overlay: Signal<Overlay>;
  readonly connections: ConnectionFields;
  readonly linger: number;
  readonly onPayload?: ((handle: LiveHandle<unknown>, data: unknown) => void) | undefined;
  readonly onRestart?: ((handle: LiveHandle<unknown>, reason: AnkurahError) => void) | undefined;
}

interface Entry {
  readonly handle: LiveHandle<unknown>;
  readonly query: LiveQuery<unknown>;
  stopLinger: () => void;
}

/** The live queries of one client: those with the same document and variables are one. */
export class LiveQueries {
  /** Those that run, in the order in which they came. */
  readonly all: Signal<readonly LiveHandle<unknown>[]>;
  /** Is called when a frame was written, before it is shown. */
  onFrame: () => void = () => undefined;
  readonly #all = new Cell<readonly LiveHandle<unknown>[]>([]);
  readonly #options: LiveQueriesOptions;
  readonly #frames: Frames;
  readonly #entries = new Map<string, Entry>();
  /** What is to be shown when the frame at work is done; null while none is. */
  #changed: Set<LiveHandle<unknown>> | null = null;
  readonly #running = new Set<LiveHandle<unknown>>();
  #count = 0;

  constructor(options: LiveQueriesOptions) {
    this.#options = options;
    this.all = this.#all;
    options.overlay.subscribe(() => {
      this.#running.forEach((handle) => {
        handle.show();
      });
    });
    this.#frames = new Frames(options.surroundings, (run) => {
      this.#inOneBatch(run);
    });
  }

  /** The live query of a document and variables. It does not run before somebody subscribes. */
  get(document: DocumentNode, variables: OperationVariables): LiveHandle<unknown> {
    const { text } = liveDocument(document);
    const key = `${text} ${canonicalStringify(variables)}`;
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      entry = this.#create(key, document, variables);
      this.#entries.set(key, entry);
      this.#linger(key, entry);
    }
    return entry.handle;
  }

  /** Puts back what all of them have into a cache that was cleared. */
  restore(): void {
    this.#running.forEach((handle) => {
      handle.restore();
    });
  }

  close(): void {
    for (const [key, entry] of this.#entries) {
      this.#drop(key, entry);
    }
  }

  #create(key: string, document: DocumentNode, variables: OperationVariables): Entry {
    const { connection, surroundings, cache, guard, newest, overlay, connections, onPayload, onRestart } =
      this.#options;
    const live = liveDocument(document);
    this.#count += 1;
    const query = new LiveQuery<unknown>({
      connection,
      surroundings,
      frames: this.#frames,
      text: live.text,
      operationName: live.operationName,
      variables,
      root: live.root,
      entity: live.entity,
      onPayload: (data) => {
        connections.answered(document, data);
        onPayload?.(entry.handle, data);
      },
      onRestart: (reason) => onRestart?.(entry.handle, reason),
    });
    const handle = new LiveHandle<unknown>({
      name: `ankurahLive${this.#count}`,
      cache,
      guard,
      newest,
      overlay,
      document: live,
      variables,
      query,
      onUse: (used) => {
        if (used) {
          entry.stopLinger();
          // Whoever holds on to one that was dropped has it back.
          this.#entries.set(key, entry);
          query.start();
          this.#running.add(handle);
          this.#list();
        } else {
          this.#linger(key, entry);
        }
      },
      show: (changed) => {
        if (this.#changed === null) {
          changed.show();
        } else {
          this.#changed.add(changed);
        }
      },
    });
    const entry: Entry = { handle, query, stopLinger: () => undefined };
    return entry;
  }

  #linger(key: string, entry: Entry): void {
    entry.stopLinger();
    entry.stopLinger = this.#options.surroundings.after(this.#options.linger, () => {
      this.#drop(key, entry);
    });
  }

  #drop(key: string, entry: Entry): void {
    entry.stopLinger();
    if (this.#entries.get(key) === entry) {
      this.#entries.delete(key);
    }
    entry.handle.close();
    this.#running.delete(entry.handle);
    this.#list();
  }

  #list(): void {
    this.#all.set([...this.#running]);
  }

  #inOneBatch(run: () => void): void {
    const changed = new Set<LiveHandle<unknown>>();
    this.#changed = changed;
    try {
      this.#options.cache.batch({ update: run });
      this.onFrame();
    } finally {
      this.#changed = null;
    }
    changed.forEach((handle) => {
      handle.show();
    });
  }
}
