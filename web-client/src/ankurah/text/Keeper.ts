import { encodeStateAsUpdate, mergeUpdates, type Doc } from 'yjs';
import { Cell, type Signal } from '../core/signal';
import type { Surroundings } from '../core/surroundings';
import type { KeptTexts } from './kept';

/** How long everything has to be acknowledged before the disk is cleared: who types is about to type on. */
const CALM_MS = 1_000;

export interface KeeperOptions {
  readonly kept: KeptTexts;
  readonly surroundings: Surroundings;
  readonly text: string;
  readonly doc: Doc;
}

/**
 * Keeps a document on disk from the first edit that is not acknowledged until all are. What is kept is the whole
 * document at first, and then each of its updates, so that after a reload it can be read without the server.
 */
export class Keeper {
  /** Whether what is not acknowledged would survive a reload. */
  readonly storage: Signal<'disk' | 'memory'>;
  readonly #storage = new Cell<'disk' | 'memory'>('disk');
  readonly #options: KeeperOptions;
  #rows: number[] = [];
  /** Updates that are not on disk; undefined while nothing has to be. */
  #waiting: Uint8Array[] | undefined;
  #turn: Promise<void> = Promise.resolve();
  #writing = false;
  #stopCalm: (() => void) | undefined;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.storage = this.#storage;
  }

  /** What an earlier visit has left; empty if nothing. */
  async load(): Promise<readonly Uint8Array[]> {
    const { kept, text } = this.#options;
    try {
      const { rows, updates } = await kept.load(text);
      this.#rows.unshift(...rows);
      if (updates.length > 0) {
        this.#waiting ??= [];
      }
      return updates;
    } catch {
      this.#storage.set('memory');
      return [];
    }
  }

  /** The document has changed, by its user or by others. */
  changed(update: Uint8Array, byUser: boolean): void {
    if (byUser) {
      this.#waiting ??= [encodeStateAsUpdate(this.#options.doc)];
      this.#stopCalm?.();
      this.#stopCalm = undefined;
    }
    this.#waiting?.push(update);
    if (byUser) {
      this.#write();
    }
  }

  /** The server has everything. */
  acknowledged(): void {
    if (this.#waiting !== undefined) {
      this.#stopCalm ??= this.#options.surroundings.after(CALM_MS, () => {
        this.clear();
      });
    }
  }

  /** Forgets what is kept. */
  clear(): void {
    this.#stopCalm?.();
    this.#stopCalm = undefined;
    this.#waiting = undefined;
    this.#inTurn(async () => {
      const rows = this.#rows;
      // What was edited since may build upon what is there.
      if (this.#waiting === undefined && rows.length > 0) {
        this.#rows = [];
        await this.#options.kept.remove(rows);
      }
    });
  }

  /** Everything that was asked of the disk so far is done. */
  settled(): Promise<void> {
    return this.#turn;
  }

  /** One write at a time; what comes meanwhile is one update of the next. */
  #write(): void {
    if (this.#writing) {
      return;
    }
    this.#writing = true;
    this.#inTurn(async () => {
      this.#writing = false;
      const updates = this.#waiting ?? [];
      if (updates.length > 0) {
        this.#waiting = [];
        await this.#add(updates);
      }
    });
  }

  async #add(updates: readonly Uint8Array[]): Promise<void> {
    const { kept, text, doc } = this.#options;
    try {
      const { row, builds } = await kept.add(text, mergeUpdates([...updates]), this.#rows.at(-1));
      this.#rows.push(row);
      if (!builds) {
        // Another tab has sent what was kept, and cleared the disk.
        this.#rows.push((await kept.add(text, encodeStateAsUpdate(doc))).row);
      }
      this.#storage.set('disk');
    } catch (problem) {
      // They go to disk with the next ones, if it takes them.
      this.#waiting?.unshift(...updates);
      throw problem;
    }
  }

  #inTurn(action: () => Promise<void>): void {
    this.#turn = this.#turn.then(action).catch(() => {
      this.#storage.set('memory');
    });
  }
}
