import type { TextPlace } from './documents';

/** An update on disk, and the text that it belongs to. */
interface Row {
  readonly text: string;
  readonly update: Uint8Array;
}

/** What a text has on disk. */
export interface KeptText {
  /** In the order in which they were kept; together they are the whole document. */
  readonly updates: readonly Uint8Array[];
  readonly rows: readonly number[];
}

/** What became of an update that was to be kept. */
export interface Added {
  readonly row: number;
  /** Whether what it builds upon is still there. */
  readonly builds: boolean;
}

/** Where edits are kept until the server has acknowledged them. */
export interface KeptTexts {
  load(text: string): Promise<KeptText>;
  /**
   * Keeps an update behind those that are there.
   *
   * @param upon the row that it builds upon, if it does
   */
  add(text: string, update: Uint8Array, upon?: number): Promise<Added>;
  remove(rows: readonly number[]): Promise<void>;
  /** The texts of which something is kept. */
  list(): Promise<readonly string[]>;
  close(): void;
}

/** Where the edits of a user of a server are kept, by the name that their client gives them. */
export function textsOf(name: string): KeptTexts {
  return new TextsOnDisk(`${name} texts`);
}

/** The texts of which something is kept because the server has not acknowledged it. */
export async function keptTexts(client: { readonly base: { readonly name: string } }): Promise<readonly TextPlace[]> {
  const kept = textsOf(client.base.name);
  try {
    return (await kept.list()).map(placeOf);
  } catch {
    // Where there is no disk nothing is kept on it.
    return [];
  } finally {
    kept.close();
  }
}

/** What a text is called on disk. */
export function nameOfText({ collection, id, field }: TextPlace): string {
  return JSON.stringify([collection, id, field]);
}

function placeOf(name: string): TextPlace {
  const [collection, id, field] = JSON.parse(name) as [string, string, string];
  return { collection, id, field };
}

const ROWS = 'updates';

const BY_TEXT = 'text';

/** Keeps updates in IndexedDB, where all tabs see them. It is opened when it is first needed. */
export class TextsOnDisk implements KeptTexts {
  readonly #name: string;
  #database: Promise<IDBDatabase> | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  async load(text: string): Promise<KeptText> {
    const index = (await this.#rows('readonly')).index(BY_TEXT);
    const [rows, found] = await Promise.all([
      resultOf(index.getAllKeys(text) as IDBRequest<number[]>),
      resultOf(index.getAll(text) as IDBRequest<Row[]>),
    ]);
    return { rows, updates: found.map(({ update }) => update) };
  }

  /** All is asked for at once, so that a page that is left in the same moment has done it. */
  async add(text: string, update: Uint8Array, upon?: number): Promise<Added> {
    const row: Row = { text, update };
    const rows = await this.#rows('readwrite');
    const there = upon === undefined ? undefined : rows.count(upon);
    const added = rows.add(row);
    await committed(rows.transaction);
    return { row: added.result as number, builds: there?.result !== 0 };
  }

  async remove(keys: readonly number[]): Promise<void> {
    const rows = await this.#rows('readwrite');
    keys.forEach((key) => {
      rows.delete(key);
    });
    await committed(rows.transaction);
  }

  async list(): Promise<readonly string[]> {
    const cursor = (await this.#rows('readonly')).index(BY_TEXT).openKeyCursor(null, 'nextunique');
    const texts: string[] = [];
    for (let at = await resultOf(cursor); at !== null; at = await resultOf(cursor)) {
      texts.push(at.key as string);
      at.continue();
    }
    return texts;
  }

  close(): void {
    const database = this.#database;
    this.#database = undefined;
    database?.then(
      (open) => {
        open.close();
      },
      () => undefined,
    );
  }

  async #rows(mode: IDBTransactionMode): Promise<IDBObjectStore> {
    this.#database ??= this.#open();
    try {
      return (await this.#database).transaction(ROWS, mode).objectStore(ROWS);
    } catch (problem) {
      // The next one tries anew.
      this.close();
      throw problem;
    }
  }

  async #open(): Promise<IDBDatabase> {
    const request = indexedDB.open(this.#name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(ROWS, { autoIncrement: true }).createIndex(BY_TEXT, 'text');
    };
    const database = await resultOf(request);
    const lost = (): void => {
      this.close();
    };
    database.onversionchange = lost;
    database.onclose = lost;
    return database;
  }
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(problemOf(request.error));
    };
  });
}

function committed(transaction: IDBTransaction): Promise<void> {
  transaction.commit();
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(problemOf(transaction.error));
    };
  });
}

function problemOf(error: DOMException | null): Error {
  return error ?? new Error('The browser gave no reason.');
}
