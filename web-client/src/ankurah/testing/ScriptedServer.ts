import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

/** A message of `graphql-transport-ws`. */
export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A WebSocket server in this process that says what a test tells it to, and nothing else. */
export class ScriptedServer {
  readonly #server: WebSocketServer;
  readonly #inbox: Message[] = [];
  #waiting: ((message: Message) => void) | undefined;
  #socket: WebSocket | undefined;

  private constructor(server: WebSocketServer) {
    this.#server = server;
    server.on('connection', (socket) => {
      this.#socket = socket;
      socket.on('message', (data: Buffer) => {
        this.#received(JSON.parse(data.toString()) as Message);
      });
      socket.on('close', (code) => {
        this.#received({ type: 'closed', payload: code });
      });
    });
  }

  static async start(): Promise<ScriptedServer> {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'graphql-transport-ws' });
    await new Promise((resolve) => server.once('listening', resolve));
    return new ScriptedServer(server);
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The next message from the client; its end is one of type `closed`. */
  receive(): Promise<Message> {
    const message = this.#inbox.shift();
    if (message !== undefined) {
      return Promise.resolve(message);
    }
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  say(message: Message): void {
    this.#socket?.send(JSON.stringify(message));
  }

  close(code: number, reason: string): void {
    this.#socket?.close(code, reason);
  }

  async stop(): Promise<void> {
    this.#server.clients.forEach((client) => {
      client.terminate();
    });
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  #received(message: Message): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined) {
      this.#inbox.push(message);
    } else {
      waiting(message);
    }
  }
}
