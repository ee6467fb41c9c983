/** Talks with a running server as a browser's client does: `graphql-ws` over one WebSocket. */

import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** The longest wait for something that is to come; generous, since a test machine may be busy. */
const PATIENCE_MS = 15_000;

/** How long nothing may come before it is believed that nothing comes. */
const SILENCE_MS = 300;

/** A connection to one server. */
export class Server {
  #client;
  #sockets = 0;

  /** @param {string} url the server's address, such as `http://localhost:8080` */
  constructor(url) {
    this.#client = createClient({
      url: `${url.replace(/^http/, 'ws').replace(/\/$/, '')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      on: { connected: () => (this.#sockets += 1) },
    });
  }

  /** The number of sockets that were opened. */
  get sockets() {
    return this.#sockets;
  }

  /** Runs a query or a mutation; gives its data, or throws a {@link Refusal}. */
  async execute(query, variables = {}) {
    const operation = this.subscribe(query, variables);
    const data = await operation.next();
    await operation.ended();
    return data;
  }

  /** Starts an operation that may give any number of results. */
  subscribe(query, variables = {}) {
    return new Operation(this.#client, { query, variables });
  }

  async close() {
    await this.#client.dispose();
  }
}

/** GraphQL errors, however they came: instead of a result, or in one. */
export class Refusal extends Error {
  constructor(errors) {
    super(JSON.stringify(errors));
    this.errors = errors;
  }

  get code() {
    return this.errors[0]?.extensions?.code;
  }
}

/** A running operation whose results wait until they are asked for. */
class Operation {
  #results = [];
  #waiting = [];
  #end;
  #cancel;

  constructor(client, payload) {
    this.#end = new Promise((resolve) => {
      this.#cancel = client.subscribe(payload, {
        next: (result) => this.#arrived(result.errors ? new Refusal(result.errors) : result.data),
        error: (error) => {
          this.#arrived(Array.isArray(error) ? new Refusal(error) : new Error('the socket broke', { cause: error }));
          resolve();
        },
        complete: resolve,
      });
    });
  }

  /** The next result's data; throws when there are errors in its place, or none comes in time. */
  async next() {
    const result = this.#results.length > 0 ? this.#results.shift() : await this.#arrival();
    if (result instanceof Error) {
      throw result;
    }
    return result;
  }

  /** Throws when a result is there or comes soon. */
  async silent() {
    await new Promise((resolve) => setTimeout(resolve, SILENCE_MS));
    if (this.#results.length > 0) {
      throw new Error(`expected nothing, got ${JSON.stringify(this.#results)}`);
    }
  }

  /** Waits until the server says that no more will come. */
  async ended() {
    await inTime(this.#end, 'end of the operation');
  }

  async cancel() {
    this.#cancel();
    await this.ended();
  }

  #arrived(result) {
    const waiting = this.#waiting.shift();
    if (waiting) {
      waiting(result);
    } else {
      this.#results.push(result);
    }
  }

  #arrival() {
    return inTime(new Promise((resolve) => this.#waiting.push(resolve)), 'result');
  }
}

function inTime(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no ${what} within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
