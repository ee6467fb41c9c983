import { Doc } from 'yjs';
import { Awareness } from 'y-protocols/awareness';
import { Connection } from '../core/connection/Connection';
import { TokenSource } from '../core/token';
import type { Added, KeptText, KeptTexts } from '../text/kept';
import { createTextProvider, type TextClient, type TextProvider, type TextStatus } from '../text/provider';
import type { ManualSurroundings } from './ManualSurroundings';
import type { TextServer } from './TextServer';

/** A disk that a test can look into, and fill up. */
export class TextsInMemory implements KeptTexts {
  readonly rows = new Map<number, { readonly text: string; readonly update: Uint8Array }>();
  full = false;
  #last = 0;

  load(text: string): Promise<KeptText> {
    const found = [...this.rows].filter(([, row]) => row.text === text);
    return Promise.resolve({ rows: found.map(([key]) => key), updates: found.map(([, { update }]) => update) });
  }

  add(text: string, update: Uint8Array, upon?: number): Promise<Added> {
    if (this.full) {
      return Promise.reject(new Error('full'));
    }
    const builds = upon === undefined || this.rows.has(upon);
    this.rows.set(++this.#last, { text, update });
    return Promise.resolve({ row: this.#last, builds });
  }

  remove(rows: readonly number[]): Promise<void> {
    rows.forEach((row) => {
      this.rows.delete(row);
    });
    return Promise.resolve();
  }

  list(): Promise<readonly string[]> {
    return Promise.resolve([...new Set([...this.rows.values()].map(({ text }) => text))]);
  }

  close(): void {
    // There is nothing to close.
  }
}

interface Page {
  readonly connection: Connection;
  readonly awareness: Awareness;
  readonly provider: TextProvider;
}

/** Somebody who writes one text, with a page that can be reloaded and a disk that survives that. */
export class Writer {
  readonly disk: KeptTexts;
  readonly #server: TextServer;
  readonly #surroundings: ManualSurroundings;
  readonly #id: string;
  #page: Page;

  constructor(server: TextServer, surroundings: ManualSurroundings, id: string, disk: KeptTexts = new TextsInMemory()) {
    this.#server = server;
    this.#surroundings = surroundings;
    this.#id = id;
    this.disk = disk;
    this.#page = this.#open();
  }

  get provider(): TextProvider {
    return this.#page.provider;
  }

  get connection(): Connection {
    return this.#page.connection;
  }

  get awareness(): Awareness {
    return this.#page.awareness;
  }

  get client(): TextClient {
    return { base: { connection: this.connection, surroundings: this.#surroundings, name: 'test' } };
  }

  get status(): TextStatus {
    return this.provider.status.get();
  }

  get shown(): string {
    return this.provider.content;
  }

  write(at: number, text: string): void {
    this.provider.text.insert(Math.min(at, this.provider.text.length), text);
  }

  erase(at: number, length: number): void {
    const { text } = this.provider;
    const from = Math.min(at, text.length);
    text.delete(from, Math.min(length, text.length - from));
  }

  /** Leaves the page without a word, and opens it again. */
  reload(): void {
    this.close();
    this.#page = this.#open();
  }

  close(): void {
    this.connection.close();
    this.awareness.destroy();
  }

  #open(): Page {
    const surroundings = this.#surroundings;
    const connection = new Connection({ open: this.#server.open, token: new TokenSource(null), surroundings });
    const doc = new Doc();
    const awareness = new Awareness(doc);
    const client = { base: { connection, surroundings, name: 'test' } };
    const place = { collection: 'album', id: this.#id, field: 'notes' };
    return {
      connection,
      awareness,
      provider: createTextProvider(client, { ...place, doc, awareness, kept: this.disk }),
    };
  }
}
