import type { OpenSocket, Operation, OperationSink, SocketEvents } from '../core/connection/socket';
import type { Token } from '../core/token';

/** An entity of the model. */
export interface Song {
  readonly __typename: 'Song';
  readonly id: string;
  readonly name: string;
  readonly plays: number;
}

/** A cursor as servers give them. */
export function cursorOf(position: number, past = 'a'): string {
  return btoa(`@${position}#${past}`);
}

interface Run {
  readonly sink: OperationSink;
  readonly client: ModelSocket;
  /** What its client holds when everything sent has arrived. */
  sent: readonly Song[];
  total: number;
}

/**
 * A server of one live query over songs by name, which does what the contract says and has all the troubles of one:
 * nothing it sends arrives before {@link deliver}, so what a broken socket loses is in a test's hands.
 */
export class ModelServer {
  /** Whether sockets open. */
  reachable = true;
  /** The tokens it takes; any, if undefined. */
  tokens: readonly Token[] | undefined;
  /** Whether it answers pings. */
  answers = true;
  /** The tokens that sockets were opened with. */
  readonly greeted: Token[] = [];
  /** The operations that came. */
  readonly operations: Operation[] = [];
  readonly #window: number;
  readonly #songs = new Map<string, Song>();
  #history: (readonly Song[])[] = [[]];
  /** The oldest position that can be resumed from. */
  #oldest = 0;
  /** Cursors of another past than this one's are not understood. */
  #past = 'a';
  readonly #runs = new Set<Run>();
  readonly #clients = new Set<ModelSocket>();

  /** @param window how many songs the live query has at most */
  constructor(window = Number.POSITIVE_INFINITY) {
    this.#window = window;
  }

  /** What a fresh query gives. */
  get result(): readonly Song[] {
    return this.#history.at(-1) ?? [];
  }

  /** Every result that there ever was. */
  get results(): readonly (readonly Song[])[] {
    return this.#history;
  }

  /** The cursor behind the last transaction. */
  get cursor(): string {
    return cursorOf(this.#history.length - 1);
  }

  get totalCount(): number {
    return this.#songs.size;
  }

  /** The number of subscriptions that run. */
  get running(): number {
    return this.#runs.size;
  }

  get sockets(): number {
    return this.#clients.size;
  }

  readonly open: OpenSocket = (token, events) => {
    this.greeted.push(token);
    const client = new ModelSocket(this, events);
    this.#clients.add(client);
    if (!this.reachable) {
      client.queue(() => {
        this.#close(client, 1006, '');
      });
    } else if (this.tokens !== undefined && !this.tokens.includes(token)) {
      client.queue(() => {
        this.#close(client, 4403, 'Forbidden');
      });
    } else {
      client.queue(() => {
        events.opened();
      });
    }
    return client;
  };

  /** One transaction: what it names is created or changed, or deleted where it is null. */
  commit(changes: Readonly<Record<string, { readonly name: string; readonly plays: number } | null>>): void {
    for (const [id, song] of Object.entries(changes)) {
      if (song === null) {
        this.#songs.delete(id);
      } else {
        this.#songs.set(id, { __typename: 'Song', id, ...song });
      }
    }
    const order = (song: Song): string => `${song.name} ${song.id}`;
    const sorted = [...this.#songs.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
    this.#history.push(sorted.slice(0, this.#window));
    this.#runs.forEach((run) => {
      this.#send(run, run.sent, false);
    });
  }

  /** Delivers the next messages of each socket. */
  deliver(messages = Number.POSITIVE_INFINITY): void {
    this.#clients.forEach((client) => {
      client.deliver(messages);
    });
  }

  /** Breaks all sockets; what was not delivered is lost. */
  cut(code = 1006, reason = ''): void {
    this.#clients.forEach((client) => {
      this.#close(client, code, reason);
    });
  }

  /** Ends all live queries with an error. */
  fail(code: string, more: Readonly<Record<string, unknown>> = {}): void {
    this.#end(({ sink }) => {
      sink.error([{ message: `It is ${code}.`, extensions: { code, ...more } }]);
    });
  }

  /** Ends all live queries without an error. */
  complete(): void {
    this.#end(({ sink }) => {
      sink.complete();
    });
  }

  /** Sends everybody a payload of the test's own. */
  send(live: unknown): void {
    this.#runs.forEach(({ client, sink }) => {
      client.queue(() => {
        sink.next({ data: { songs: live } });
      });
    });
  }

  /** From here on nothing that was before can be resumed. */
  forget(): void {
    this.#oldest = this.#history.length;
  }

  /** Puts another past in place of this one, as a restored backup does. */
  replacePast(): void {
    this.#past += 'a';
  }

  subscribe(operation: Operation, sink: OperationSink, client: ModelSocket): () => void {
    this.operations.push(operation);
    const run: Run = { client, sink, sent: [], total: 0 };
    const since = operation.variables['since'];
    const [position, past] = typeof since === 'string' ? atob(since).slice(1).split('#') : [];
    if (past !== undefined && past !== this.#past) {
      client.queue(() => {
        sink.error([{ message: 'since is no cursor', extensions: { code: 'BAD_QUERY', field: 'since' } }]);
      });
      return () => undefined;
    }
    this.#runs.add(run);
    const known = Number(position ?? -1);
    this.#send(run, known >= this.#oldest ? (this.#history[known] ?? null) : null, true);
    return () => {
      this.#runs.delete(run);
    };
  }

  gone(client: ModelSocket): void {
    this.#clients.delete(client);
    [...this.#runs].filter((run) => run.client === client).forEach((run) => this.#runs.delete(run));
  }

  #close(client: ModelSocket, code: number, reason: string): void {
    this.gone(client);
    client.closed(code, reason);
  }

  #end(tell: (run: Run) => void): void {
    this.#runs.forEach((run) => {
      run.client.queue(() => {
        tell(run);
      });
    });
    this.#runs.clear();
  }

  /** Sends what leads from one result to the one now; a whole one where there is nothing to lead from. */
  #send(run: Run, from: readonly Song[] | null, always: boolean): void {
    const to = this.result;
    run.sent = to;
    const before = new Map((from ?? []).map((song) => [song.id, song]));
    const left = [...before.keys()].filter((id) => !to.some((song) => song.id === id));
    const changes = [
      ...left.map((id) => ({ kind: 'REMOVED', id, index: null, song: null })),
      ...to.flatMap((song, index) => {
        const old = before.get(song.id);
        const kind = from === null ? 'INITIAL' : old === undefined ? 'ADDED' : 'UPDATED';
        const moved = old !== undefined && from !== null && this.#moves(from, to, song.id);
        return old === song && !moved ? [] : [{ kind, id: song.id, index, song }];
      }),
    ];
    if (changes.length === 0 && run.total === this.totalCount && !always) {
      return;
    }
    run.total = this.totalCount;
    const cursor = cursorOf(this.#history.length - 1, this.#past);
    const live = { cursor, reset: from === null, totalCount: this.totalCount, changes };
    run.client.queue(() => {
      run.sink.next({ data: { songs: live } });
    });
  }

  /** Whether a song has another one before it, of those that stay, than it had. */
  #moves(from: readonly Song[], to: readonly Song[], id: string): boolean {
    const place = (list: readonly Song[], others: readonly Song[]): number =>
      list.filter((song) => others.some((other) => other.id === song.id)).findIndex((song) => song.id === id);
    return place(from, to) !== place(to, from);
  }
}

/** The client's end of a socket of the model. */
export class ModelSocket {
  readonly #server: ModelServer;
  readonly #events: SocketEvents;
  #queue: (() => void)[] = [];
  #open = true;

  constructor(server: ModelServer, events: SocketEvents) {
    this.#server = server;
    this.#events = events;
  }

  run(operation: Operation, sink: OperationSink): () => void {
    return this.#server.subscribe(operation, sink, this);
  }

  ping(): void {
    if (this.#server.answers) {
      this.queue(() => {
        this.#events.answered();
      });
    }
  }

  drop(): void {
    this.#open = false;
    this.#server.gone(this);
  }

  queue(message: () => void): void {
    this.#queue.push(message);
  }

  deliver(messages: number): void {
    for (let count = 0; count < messages && this.#open; count += 1) {
      const message = this.#queue.shift();
      if (message === undefined) {
        return;
      }
      message();
    }
  }

  closed(code: number, reason: string): void {
    if (this.#open) {
      this.#open = false;
      this.#events.closed(code, reason);
    }
  }
}
