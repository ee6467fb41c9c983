import { EMPTY_QUEUE, type Entry, type Queue } from './entry';

/** Changes with the form of the entries: entries of another form are shown as `UNREADABLE`, never guessed at. */
const FORM = 1;

const ROWS = 'outbox';
const IDS = 'ids';

/** Where new entries are kept, and why not on disk if they are not. */
export type Storage =
  | { readonly kind: 'disk' }
  /** What is not on disk is gone when the page is left. */
  | { readonly kind: 'memory'; readonly reason: 'full' | 'unavailable'; readonly message: string };

/** What is kept, and where. */
export interface Kept {
  readonly queue: Queue;
  readonly storage: Storage;
  /** The ids of the entries that survive a reload. */
  readonly onDisk: ReadonlySet<string>;
}

/** Keeps the queue; each change is atomic, also among tabs. */
export interface OutboxStore {
  /** @param step a pure function, which may be called more than once */
  change(step: (queue: Queue) => Queue): Promise<Kept>;
  close(): void;
}

interface Row extends Entry {
  readonly form: number;
}

interface IdsRow {
  readonly id: typeof IDS;
  readonly ids: Readonly<Record<string, string>>;
}

/** What a step led to, and what the disk held before. */
interface Stepped {
  readonly queue: Queue;
  readonly before: ReadonlyMap<string, Entry>;
}

/** Puts one entry where it is kept. */
type Keep = (rows: IDBObjectStore, row: Row | IdsRow) => void;

/**
 * Keeps the queue in IndexedDB, and what does not fit there in memory: then the page goes on as if nothing had
 * happened, says so, and tries the disk again at the next change.
 */
export class DiskStore implements OutboxStore {
  readonly #name: string;
  #database: Promise<IDBDatabase> | undefined;
  /** Entries of which the disk has nothing or an older state. */
  #held = new Map<string, { readonly entry: Entry; readonly onDisk: boolean }>();
  #heldIds: Readonly<Record<string, string>> = {};
  #last: Kept = { queue: EMPTY_QUEUE, storage: { kind: 'disk' }, onDisk: new Set() };
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(name: string) {
    this.#name = name;
  }

  change(step: (queue: Queue) => Queue): Promise<Kept> {
    const turn = this.#turn.then(() => this.#change(step));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  close(): void {
    this.#closed = true;
    void this.#turn.then(() => {
      this.#forget();
    });
  }

  async #change(step: (queue: Queue) => Queue): Promise<Kept> {
    try {
      this.#last = await this.#write(step);
    } catch (problem) {
      this.#last = isQuota(problem)
        ? await this.#hold(step, problem).catch((worse: unknown) => this.#remember(step, worse))
        : this.#remember(step, problem);
    }
    return this.#last;
  }

  /** Everything goes to disk, also what was held. */
  async #write(step: (queue: Queue) => Queue): Promise<Kept> {
    const { queue } = await this.#transact(step, (rows, row) => {
      rows.put(row);
    });
    this.#held.clear();
    this.#heldIds = {};
    return { queue, storage: { kind: 'disk' }, onDisk: new Set(queue.entries.map(({ id }) => id)) };
  }

  /** The disk is full: what went is deleted, which needs no space, and what came is held. */
  async #hold(step: (queue: Queue) => Queue, problem: unknown): Promise<Kept> {
    const changed: (Row | IdsRow)[] = [];
    const { queue, before } = await this.#transact(step, (_, row) => {
      changed.push(row);
    });
    this.#held = new Map(changed.filter(isEntry).map((entry) => [entry.id, { entry, onDisk: before.has(entry.id) }]));
    this.#heldIds = queue.ids;
    return {
      queue,
      storage: { kind: 'memory', reason: 'full', message: messageOf(problem) },
      onDisk: new Set(queue.entries.filter(({ id }) => before.has(id)).map(({ id }) => id)),
    };
  }

  /** There is no disk: the queue goes on from what was seen last. */
  #remember(step: (queue: Queue) => Queue, problem: unknown): Kept {
    this.#forget();
    const queue = step(this.#last.queue);
    const onDisk = this.#last.onDisk;
    this.#held = new Map(queue.entries.map((entry) => [entry.id, { entry, onDisk: onDisk.has(entry.id) }]));
    this.#heldIds = queue.ids;
    return { queue, storage: { kind: 'memory', reason: 'unavailable', message: messageOf(problem) }, onDisk };
  }

  /** Reads, steps and writes in one transaction of the database. */
  async #transact(step: (queue: Queue) => Queue, keep: Keep): Promise<Stepped> {
    const transaction = (await this.#open()).transaction(ROWS, 'readwrite', { durability: 'strict' });
    const committed = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => {
        resolve();
      };
      transaction.onabort = () => {
        reject(transaction.error ?? new Error('The browser gave up a change of the outbox.'));
      };
    });
    // Whoever fails before it is waited for hears of it in another way.
    committed.catch(() => undefined);
    const rows = transaction.objectStore(ROWS);
    const stored = await resultOf(rows.getAll() as IDBRequest<(Row | IdsRow)[]>);
    const stepped = this.#stepIn(transaction, stored, step, keep);
    await committed;
    return stepped;
  }

  /** What fails before it is asked of the disk would leave half of the step, so nothing of it is kept then. */
  #stepIn(transaction: IDBTransaction, stored: (Row | IdsRow)[], step: (queue: Queue) => Queue, keep: Keep): Stepped {
    try {
      return this.#step(transaction.objectStore(ROWS), stored, step, keep);
    } catch (problem) {
      transaction.abort();
      throw problem;
    }
  }

  #step(rows: IDBObjectStore, stored: (Row | IdsRow)[], step: (queue: Queue) => Queue, keep: Keep): Stepped {
    const before = new Map(stored.filter(isEntry).map((row) => [row.id, readable(row)]));
    const ids = stored.find(isIds)?.ids ?? {};
    const queue = step(this.#merged(before, { ...ids, ...this.#heldIds }));
    const staying = new Set(queue.entries.map(({ id }) => id));
    for (const id of before.keys()) {
      if (!staying.has(id)) {
        rows.delete(id);
      }
    }
    for (const entry of queue.entries) {
      if (before.get(entry.id) !== entry) {
        keep(rows, { ...entry, form: FORM });
      }
    }
    if (Object.keys(queue.ids).some((id) => !(id in ids))) {
      keep(rows, { id: IDS, ids: queue.ids });
    }
    return { queue, before };
  }

  /** What is on disk, with what is held in its place or beside it. */
  #merged(stored: ReadonlyMap<string, Entry>, ids: Readonly<Record<string, string>>): Queue {
    const entries = new Map(stored);
    for (const [id, { entry, onDisk }] of this.#held) {
      if (!onDisk || stored.has(id)) {
        entries.set(id, entry);
      }
    }
    return { entries: [...entries.values()].sort((a, b) => a.order - b.order), ids };
  }

  #open(): Promise<IDBDatabase> {
    if (this.#closed) {
      return Promise.reject(new Error('The outbox is closed.'));
    }
    this.#database ??= openDisk(this.#name, () => {
      this.#forget();
    });
    return this.#database;
  }

  #forget(): void {
    const database = this.#database;
    this.#database = undefined;
    database?.then(
      (open) => {
        open.close();
      },
      () => undefined,
    );
  }
}

/** @param onLost is called when the database has to be opened anew */
async function openDisk(name: string, onLost: () => void): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(ROWS, { keyPath: 'id' });
  };
  const database = await resultOf(request);
  database.onversionchange = onLost;
  database.onclose = onLost;
  return database;
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('The browser gave no reason.'));
    };
  });
}

function isIds(row: Row | IdsRow): row is IdsRow {
  return row.id === IDS;
}

function isEntry(row: Row | IdsRow): row is Row {
  return !isIds(row);
}

function readable(row: Row): Entry {
  return row.form === FORM
    ? row
    : {
        ...row,
        variables: {},
        expected: [],
        state: {
          kind: 'refused',
          at: 0,
          refusal: {
            code: 'UNREADABLE',
            message: 'Another version of this program kept this change, and only that version can send it.',
          },
        },
      };
}

function isQuota(problem: unknown): boolean {
  return problem instanceof Error && problem.name === 'QuotaExceededError';
}

function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}
