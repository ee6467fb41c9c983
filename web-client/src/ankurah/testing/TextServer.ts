import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import type { OpenSocket, Operation, OperationSink, Socket, SocketEvents } from '../core/connection/socket';
import { fromBase64, toBase64 } from '../text/bytes';

interface Failure {
  readonly code: string;
  readonly retryAfter?: number;
}

interface Follower {
  readonly id: string;
  readonly socket: TextSocket;
  readonly sink: OperationSink;
}

/** What writes of one socket bring about in the texts: so that tests can tell whose are whose. */
interface Written {
  readonly id: string;
  readonly update: Uint8Array;
}

/**
 * A server of texts, as the contract says. Nothing arrives at it or at its clients before {@link deliver}, so what a
 * broken socket loses, in either direction, is in a test's hands.
 */
export class TextServer {
  /** Whether sockets open. */
  reachable = true;
  /** What becomes of the next updates, instead of being written; after them nothing is wrong. */
  failures: Failure[] = [];
  /** It closes sockets that bring more than this at a time. */
  mostBytes = Number.POSITIVE_INFINITY;
  /** Texts that do not exist or are not shown, with the error of who wants to follow them. */
  readonly hidden = new Map<string, string>();
  /** The operations that arrived. */
  readonly operations: Operation[] = [];
  /** The updates that were written. */
  readonly written: Written[] = [];
  /** The most updates that one socket had under way at a time. */
  mostUnderWay = 0;
  readonly #texts = new Map<string, Doc>();
  readonly #sockets = new Set<TextSocket>();
  readonly #followers = new Set<Follower>();
  readonly #observers = new Set<Follower>();

  readonly open: OpenSocket = (_token, events) => {
    const socket = new TextSocket(this, events);
    this.#sockets.add(socket);
    socket.toClient(() => {
      if (this.reachable) {
        events.opened();
      } else {
        this.#close(socket);
      }
    });
    return socket;
  };

  /** The document of a text, such as the server has it. */
  text(id: string): Doc {
    let doc = this.#texts.get(id);
    if (doc === undefined) {
      doc = new Doc();
      doc.on('update', (update: Uint8Array) => {
        this.#publish(this.#followers, id, { textUpdates: toBase64(update) });
      });
      this.#texts.set(id, doc);
    }
    return doc;
  }

  /** Somebody else writes. */
  write(id: string, at: number, text: string): void {
    this.text(id).getText('notes').insert(at, text);
  }

  read(id: string): string {
    return this.text(id).getText('notes').toJSON();
  }

  get following(): number {
    return this.#followers.size;
  }

  /** Delivers the next messages of each socket, in both directions. */
  deliver(messages = Number.POSITIVE_INFINITY): void {
    this.#sockets.forEach((socket) => {
      socket.deliver(messages);
    });
  }

  /** Breaks all sockets; what was not delivered is lost. */
  cut(): void {
    this.#sockets.forEach((socket) => {
      this.#close(socket);
    });
  }

  /** Sends those who follow a text a payload of the test's own. */
  send(id: string, data: Readonly<Record<string, unknown>>): void {
    this.#publish(this.#followers, id, data);
  }

  /** Tells those who are at a text something of the test's own. */
  tell(id: string, data: Readonly<Record<string, unknown>>): void {
    this.#publish(this.#observers, id, data);
  }

  handle(operation: Operation, sink: OperationSink, socket: TextSocket): void {
    this.operations.push(operation);
    const id = String(operation.variables['id']);
    const { query } = operation;
    if (query.startsWith('subscription FollowText')) {
      this.#follow(id, operation, sink, socket);
    } else if (query.startsWith('subscription FollowAwareness')) {
      this.#observers.add({ id, socket, sink });
    } else if (query.includes('sendTextAwareness')) {
      const others = new Set([...this.#observers].filter((observer) => observer.socket !== socket));
      this.#publish(others, id, { textAwareness: operation.variables['update'] });
      answer(socket, sink, { sendTextAwareness: true });
    } else if (query.startsWith('query')) {
      const there = this.hidden.has(id) ? null : { stateVector: toBase64(encodeStateVector(this.text(id))) };
      answer(socket, sink, { there });
    } else {
      this.#write(id, fromBase64(operation.variables['update']), sink, socket);
    }
  }

  gone(socket: TextSocket): void {
    this.#sockets.delete(socket);
    this.forget((follower) => follower.socket === socket);
  }

  forget(which: (follower: Follower) => boolean): void {
    for (const set of [this.#followers, this.#observers]) {
      [...set].filter(which).forEach((follower) => set.delete(follower));
    }
  }

  #follow(id: string, operation: Operation, sink: OperationSink, socket: TextSocket): void {
    const code = this.hidden.get(id);
    if (code !== undefined) {
      fail(socket, sink, { code });
      return;
    }
    const { stateVector } = operation.variables;
    const update = encodeStateAsUpdate(this.text(id), stateVector === null ? undefined : fromBase64(stateVector));
    socket.toClient(() => {
      sink.next({ data: { textUpdates: toBase64(update) } });
    });
    this.#followers.add({ id, socket, sink });
  }

  #write(id: string, update: Uint8Array, sink: OperationSink, socket: TextSocket): void {
    if (update.length > this.mostBytes) {
      this.#close(socket);
      return;
    }
    const failure = this.failures.shift();
    this.mostUnderWay = Math.max(this.mostUnderWay, ++socket.underWay);
    if (failure !== undefined) {
      fail(socket, sink, failure);
      return;
    }
    this.written.push({ id, update });
    applyUpdate(this.text(id), update);
    socket.toClient(() => {
      socket.underWay -= 1;
    });
    answer(socket, sink, { updateAlbum: { cursor: '' } });
  }

  #publish(to: ReadonlySet<Follower>, id: string, data: Readonly<Record<string, unknown>>): void {
    to.forEach((follower) => {
      if (follower.id === id) {
        follower.socket.toClient(() => {
          follower.sink.next({ data });
        });
      }
    });
  }

  #close(socket: TextSocket): void {
    this.gone(socket);
    socket.closed();
  }
}

function answer(socket: TextSocket, sink: OperationSink, data: Readonly<Record<string, unknown>>): void {
  socket.toClient(() => {
    sink.next({ data });
    sink.complete();
  });
}

function fail(socket: TextSocket, sink: OperationSink, failure: Failure): void {
  const errors = [{ message: `It is ${failure.code}.`, extensions: { ...failure } }];
  socket.toClient(() => {
    socket.underWay = 0;
    sink.next({ data: null, errors: errors });
    sink.complete();
  });
}

/** The client's end of a socket of the server of texts. */
class TextSocket implements Socket {
  /** Updates that were not answered. */
  underWay = 0;
  readonly #server: TextServer;
  readonly #events: SocketEvents;
  #incoming: (() => void)[] = [];
  #outgoing: (() => void)[] = [];
  #open = true;

  constructor(server: TextServer, events: SocketEvents) {
    this.#server = server;
    this.#events = events;
  }

  run(operation: Operation, sink: OperationSink): () => void {
    this.#incoming.push(() => {
      this.#server.handle(operation, sink, this);
    });
    return () => {
      this.#incoming.push(() => {
        this.#server.forget((follower) => follower.sink === sink);
      });
    };
  }

  ping(): void {
    this.toClient(() => {
      this.#events.answered();
    });
  }

  drop(): void {
    this.#open = false;
    this.#server.gone(this);
  }

  toClient(message: () => void): void {
    this.#outgoing.push(message);
  }

  deliver(messages: number): void {
    for (let count = 0; count < messages && this.#open; count += 1) {
      const message = this.#incoming.shift() ?? this.#outgoing.shift();
      if (message === undefined) {
        return;
      }
      message();
    }
  }

  closed(): void {
    if (this.#open) {
      this.#open = false;
      this.#events.closed(1006, '');
    }
  }
}
