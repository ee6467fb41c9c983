import {
  ApolloClient,
  ApolloLink,
  DocumentTransform,
  HttpLink,
  InMemoryCache,
  type InMemoryCacheConfig,
  type OperationVariables,
  type TypedDocumentNode,
} from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { Connection } from '../core/connection/Connection';
import { socketOpener, type OpenSocket } from '../core/connection/socket';
import type { ConnectionStatus } from '../core/connection/status';
import type { AnkurahError } from '../core/errors';
import { Newest } from '../core/optimistic/newest';
import { NO_OVERLAY, type Expecting, type Overlay } from '../core/optimistic/overlay';
import type { JsonObject } from '../core/outbox/entry';
import type { Outbox, OutboxEntry, Reach } from '../core/outbox/outbox';
import { DiskStore } from '../core/outbox/store';
import { Cell, mapped, type Signal } from '../core/signal';
import { browserSurroundings, type Surroundings } from '../core/surroundings';
import { TokenSource, type TokenOption } from '../core/token';
import { Changes, type ChangeOptions, type ChangeResult, type Conflict } from './Changes';
import { ConnectionFields } from './ConnectionFields';
import { entityPolicy } from './entityQuery';
import type { LiveHandle } from './LiveHandle';
import { LINGER_MS, LiveQueries } from './LiveQueries';
import { ResilientLink } from './ResilientLink';
import { send } from './send';
import { StaleGuard } from './StaleGuard';
import { SubscriptionLink } from './SubscriptionLink';
import type { EntityOf } from './types';

/** How long a quiet socket goes without a ping. */
const PING_AFTER_MS = 10_000;

export interface AnkurahClientOptions {
  /** Where the server is, such as `https://example.org`; the page's own server unless given. */
  readonly url?: string;
  /** What says who the user is; a function is asked again when the server says `UNAUTHENTICATED`. */
  readonly token?: TokenOption;
  /** How the cache is set up, beside what the library needs. */
  readonly cache?: InMemoryCacheConfig;
  /** What comes before the library's own links. */
  readonly link?: ApolloLink;
  /** Headers of each request over HTTP. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What else goes into the greeting of the WebSocket. */
  readonly connectionParameters?: Readonly<Record<string, unknown>>;
  /** A WebSocket for where there is none, such as that of `ws`. */
  readonly webSocket?: unknown;
  /** How long a live query that nobody uses is kept, in milliseconds. */
  readonly linger?: number;
  /** Is told of every payload of every live query, as it came. */
  readonly onPayload?: (handle: LiveHandle<unknown>, data: unknown) => void;
  /** Is told when a live query could not go on and begins anew; a warning on the console unless given. */
  readonly onRestart?: (handle: LiveHandle<unknown>, reason: AnkurahError) => void;
  readonly outbox?: OutboxSettings;
  /** How requests over HTTP are sent. */
  readonly fetch?: typeof fetch;
  /** Time, timers and the network; and how sockets are opened. For tests. */
  readonly surroundings?: Surroundings;
  readonly openSocket?: OpenSocket;
}

export interface OutboxSettings {
  /** Whose outbox it is: give each user one of their own, so that nobody sends what another one has made. */
  readonly name?: string;
  /** How long the server remembers idempotency keys (`ankurah.idempotency-retention`), in milliseconds; a day unless given. */
  readonly keyRetentionMs?: number;
}

/** What other parts of the library build upon. */
export interface ClientBase {
  readonly connection: Connection;
  readonly surroundings: Surroundings;
  /** Whose edits are kept where: a user's, for a server. */
  readonly name: string;
}

/** What {@link createAnkurahClient} makes a client of. */
interface Parts {
  readonly connection: Connection;
  readonly live: LiveQueries;
  readonly newest: Newest;
  readonly overlay: Cell<Overlay>;
  readonly surroundings: Surroundings;
  /** Whose outbox it is, where. */
  readonly outboxName: string;
  readonly outbox: OutboxSettings;
}

/** An Apollo client whose subscriptions can be live queries. Every Apollo hook works with it as it is. */
export class AnkurahClient extends ApolloClient {
  /** The connection that all live queries and subscriptions share. */
  readonly connection: Signal<ConnectionStatus>;
  /** What other parts of the library build upon, such as `text/provider`. */
  readonly base: ClientBase;
  /** The live queries that run. */
  readonly liveQueries: Signal<readonly LiveHandle<unknown>[]>;
  readonly #connection: Connection;
  readonly #live: LiveQueries;
  readonly #changes: Changes;

  /** @param parts made by {@link createAnkurahClient} */
  constructor(options: ApolloClient.Options, parts: Parts) {
    super(options);
    this.#changes = this.#makeChanges(parts);
    parts.live.onFrame = () => {
      this.#changes.refresh();
    };
    this.#connection = parts.connection;
    this.#live = parts.live;
    this.connection = parts.connection.status;
    this.base = { connection: parts.connection, surroundings: parts.surroundings, name: parts.outboxName };
    this.liveQueries = parts.live.all;
    this.onClearStore(() => {
      this.#live.restore();
      this.#changes.refresh();
      return Promise.resolve();
    });
    this.onResetStore(() => {
      this.#live.restore();
      this.#changes.refresh();
      return Promise.resolve();
    });
  }

  /**
   * The live query of a subscription document. It runs while somebody is subscribed to it; the same document and
   * variables give the same live query.
   */
  live<Data, Variables extends OperationVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables?: Variables,
    expecting?: Expecting,
  ): LiveHandle<EntityOf<Data>> {
    const handle = this.#live.get(document, variables ?? {}) as LiveHandle<EntityOf<Data>>;
    handle.expecting = expecting ?? handle.expecting;
    return handle;
  }

  /** Changes that wait to be sent. */
  get outbox(): Outbox {
    return this.#changes.outbox;
  }

  /**
   * Carries a mutation out under an idempotency key, at once or through the outbox. What it is expected to do is shown
   * until it is known what it did.
   */
  change<Data, Variables extends OperationVariables>(
    document: TypedDocumentNode<Data, Variables>,
    options: ChangeOptions<Variables>,
  ): Promise<ChangeResult<Data, Variables>> {
    return this.#changes.change(document, options);
  }

  /** Both versions of an entry of the outbox that was refused because its head had moved; undefined of any other. */
  conflictOf(entry: OutboxEntry): Promise<Conflict<unknown, JsonObject> | undefined> {
    return this.#changes.conflictOf(entry);
  }

  /** Tries to connect now, also after the server refused; asks for a new token then. */
  reconnect(): void {
    this.#connection.tell({ type: 'retry' });
  }

  /** Goes offline, and stays so until {@link goOnline}. */
  goOffline(): void {
    this.#connection.tell({ type: 'pause' });
  }

  goOnline(): void {
    this.#connection.resume();
  }

  /** Ends everything that runs, for ever. */
  override stop(): void {
    this.#live.close();
    this.#changes.outbox.close();
    this.#connection.close();
    super.stop();
  }

  #makeChanges({ connection, newest, overlay, surroundings, outbox, outboxName: name }: Parts): Changes {
    // Without a disk there is nothing that tabs could share; and a channel would keep Node from ending.
    const channel = typeof indexedDB === 'undefined' ? undefined : new BroadcastChannel(name);
    // There are none in old browsers, nor in pages that are not secure.
    const browser = globalThis.navigator as { readonly locks?: LockManager | null } | undefined;
    return new Changes({
      ...outbox,
      name,
      channel,
      locks: browser?.locks ?? undefined,
      store: new DiskStore(name),
      reach: mapped(connection.status, reachOf),
      cache: this.cache,
      newest,
      overlay,
      surroundings,
      send: (document, variables, key) => send(this, document, variables, key),
      query: async (query, variables) => {
        const { data } = await this.query({ query, variables, fetchPolicy: 'no-cache' });
        return data as JsonObject | undefined;
      },
    });
  }
}

/** Makes a client and connects it. */
export function createAnkurahClient(options: AnkurahClientOptions = {}): AnkurahClient {
  const surroundings = options.surroundings ?? browserSurroundings;
  const token = new TokenSource(options.token);
  const guard = new StaleGuard();
  const newest = new Newest();
  const overlay = new Cell(NO_OVERLAY);
  const cache = new InMemoryCache(options.cache);
  cache.policies.addTypePolicies(entityPolicy);
  const connections = new ConnectionFields(cache, options.cache?.typePolicies);
  const http = endpoint(options.url);
  const connection = new Connection({
    token,
    surroundings,
    open:
      options.openSocket ??
      socketOpener({
        url: http.replace(/^http/, 'ws'),
        parameters: options.connectionParameters,
        webSocket: options.webSocket,
        pingAfter: PING_AFTER_MS,
      }),
  });
  const live = new LiveQueries({
    connection,
    surroundings,
    cache,
    guard,
    newest,
    overlay,
    connections,
    linger: options.linger ?? LINGER_MS,
    onPayload: options.onPayload,
    onRestart: options.onRestart ?? warn,
  });
  const network = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new SubscriptionLink(connection, surroundings),
    ApolloLink.from([
      new ResilientLink({ token, surroundings, guard, connections }),
      new HttpLink({
        uri: http,
        headers: { ...options.headers },
        ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
      }),
    ]),
  );
  const link = options.link === undefined ? network : ApolloLink.from([options.link, network]);
  const documentTransform = new DocumentTransform((document) => {
    connections.read(document);
    return document;
  });
  const outbox = options.outbox ?? {};
  const outboxName = `ankurah ${outbox.name ?? ''} ${http}`;
  return new AnkurahClient(
    { cache, link, documentTransform, assumeImmutableResults: true },
    { connection, live, newest, overlay, surroundings, outbox, outboxName },
  );
}

function reachOf({ state }: ConnectionStatus): Reach {
  return state === 'online' ? 'sure' : state === 'offline' ? 'none' : 'unsure';
}

function warn(handle: LiveHandle<unknown>, reason: AnkurahError): void {
  console.warn(`A live query begins anew. ${reason.message}\n${handle.text}`);
}

/** Where GraphQL is spoken, for the address of a server. */
function endpoint(url: string | undefined): string {
  const base = typeof location === 'undefined' ? undefined : location.href;
  const full = new URL(url ?? '/', base).href.replace(/\/$/, '');
  return full.endsWith('/graphql') ? full : `${full}/graphql`;
}
