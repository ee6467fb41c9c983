import type { ApolloCache, OperationVariables, TypedDocumentNode } from '@apollo/client';
import { parse, print, type DocumentNode } from 'graphql';
import type { Newest } from '../core/optimistic/newest';
import { withAnswer, withExpected, withoutChange, type Overlay } from '../core/optimistic/overlay';
import type { Entry, Expectation, JsonObject, Refusal } from '../core/outbox/entry';
import { learnIds } from '../core/outbox/localId';
import { Outbox, type OutboxEntry, type OutboxOptions, type Outcome, type Sent } from '../core/outbox/outbox';
import type { Cell } from '../core/signal';
import { unreachable } from '../core/unreachable';
import { admitted, guessesOf, partOf, positionIn, toldOf } from './answer';
import { ExpectedLayer } from './expected';
import { complete, currentQuery, headOf, nameOf } from './mutationDocument';

/** How long the lists of live queries are helped to show a change that they were not told of yet. */
const HELP_MS = 10_000;

/** A change is sent so often before it is given up; with its key, sending it again does no harm. */
const ATTEMPTS = 3;

const PAUSE_MS = 300;

type ValueOf<T> = T extends object ? T[keyof T] : never;

/** The entity that a mutation's payload is about, as far as the document selects it. */
export type ChangedEntity<Data> = Extract<ValueOf<ValueOf<Data>>, { id: string }>;

/** A change that was conditional on a head, made upon a state that is not the current one any more. */
export interface Conflict<Data, Variables> {
  /** What was to be changed. */
  readonly mine: Variables;
  /** The entity as it is now, with what the mutation selects of it; null if it is gone or cannot be read. */
  readonly theirs: ChangedEntity<Data> | null;
}

/** What became of a change. */
export type ChangeResult<Data, Variables> =
  | { readonly kind: 'done'; readonly data: Data }
  /** It is in the outbox, which sends it when it can; `outcome` comes when that has happened. */
  | { readonly kind: 'kept'; readonly id: string; readonly outcome: Promise<Outcome> }
  | ({ readonly kind: 'conflict'; readonly error: Refusal } & Conflict<Data, Variables>)
  /** Nothing was changed, or with `UNREACHABLE` nobody knows; what was shown of it is taken back. */
  | { readonly kind: 'failed'; readonly error: Refusal };

export interface ChangeOptions<Variables> {
  readonly variables: Variables;
  /** What it will do, shown until the server says what it did. */
  readonly optimistic?: Expectation | readonly Expectation[] | undefined;
  /** Keeps it until it can be sent, also over reloads. */
  readonly outbox?: boolean | undefined;
}

/** How `useLiveMutation` makes its changes. */
export interface LiveMutationOptions<Variables> {
  /** What it will do, shown until the server says what it did. */
  readonly optimistic?: (variables: Variables) => Expectation | readonly Expectation[];
  /** Keeps it until it can be sent, also over reloads. */
  readonly outbox?: boolean;
}

/** What became of the change that was made last. */
export type LiveMutationState<Data, Variables> =
  { readonly kind: 'idle' } | { readonly kind: 'running' } | ChangeResult<Data, Variables>;

export interface ChangesOptions extends Omit<OutboxOptions, 'send' | 'onEntries' | 'onSettled'> {
  readonly cache: ApolloCache;
  readonly newest: Newest;
  /** What changes that are under way do to the lists of live queries. */
  readonly overlay: Cell<Overlay>;
  readonly send: (document: DocumentNode, variables: JsonObject, key: string) => Promise<Sent>;
  readonly query: (document: DocumentNode, variables: JsonObject) => Promise<JsonObject | null | undefined>;
}

/** Mutations, and what is shown of them until it is known what became of them. */
export class Changes {
  readonly #options: ChangesOptions;
  readonly #layer: ExpectedLayer;
  /** What is shown, by change, in the order in which they were made. */
  readonly #shown = new Map<string, Shown>();
  /** What the answers to creations did not tell and lists may need, until they are told. */
  readonly #guesses = new Map<string, readonly Expectation[]>();
  readonly outbox: Outbox;

  constructor(options: ChangesOptions) {
    this.#options = options;
    this.#layer = new ExpectedLayer(options.cache);
    this.outbox = new Outbox({
      ...options,
      send: ({ document, variables, id }) => options.send(parse(document), variables, id),
      onEntries: (entries, blocked) => {
        this.#showEntries(entries, blocked);
      },
      onSettled: (id, outcome) => {
        this.#settle(id, outcome);
      },
    });
  }

  async change<Data, Variables extends OperationVariables>(
    given: TypedDocumentNode<Data, Variables>,
    { variables, optimistic = [], outbox = false }: ChangeOptions<Variables>,
  ): Promise<ChangeResult<Data, Variables>> {
    const document = complete(given);
    const expected = [optimistic].flat() as readonly Expectation[];
    const draft = { document: print(document), name: nameOf(document), variables, expected };
    if (outbox) {
      return { kind: 'kept', ...(await this.outbox.add({ ...draft, ifHead: headOf(document, variables) })) };
    }
    const id = crypto.randomUUID();
    const sent = this.outbox.resolve(variables);
    this.#show(id, { document, variables: sent, expected });
    const result = await this.#sendPatiently(document, sent, id);
    switch (result.kind) {
      case 'answered':
        this.#settle(id, result);
        return { kind: 'done', data: result.data as Data };
      case 'refused':
      case 'failed': {
        const error = result.kind === 'refused' ? result.refusal : result.problem;
        this.#settle(id, { kind: 'refused', refusal: error });
        if (!isConflict(error)) {
          return { kind: 'failed', error };
        }
        const theirs = (await this.#current(document, sent)) as ChangedEntity<Data> | null;
        return { kind: 'conflict', error, mine: variables, theirs };
      }
      default:
        return unreachable(result);
    }
  }

  /** Both versions of an entry that was refused because its head had moved; undefined of any other entry. */
  async conflictOf({ document, variables, state }: OutboxEntry): Promise<Conflict<unknown, JsonObject> | undefined> {
    return state.kind === 'refused' && isConflict(state.refusal)
      ? { mine: variables, theirs: (await this.#current(parse(document), variables)) as never }
      : undefined;
  }

  /** Something below what is expected was written, or the cache was cleared: shows it upon that. */
  refresh(): void {
    if (this.#shown.size + this.#guesses.size > 0) {
      this.#showAll();
    }
  }

  /** Shows what the entries of the outbox are expected to do, and no more what those do that cannot be sent. */
  #showEntries(entries: readonly Entry[], blocked: ReadonlySet<string>): void {
    for (const { id, document, variables, expected, state } of entries) {
      if (state.kind === 'refused' || blocked.has(id)) {
        this.#takeBack(id);
      } else {
        this.#show(id, { document, variables, expected });
      }
    }
  }

  /** It is known what became of a change. */
  #settle(id: string, outcome: Outcome): void {
    const shown = this.#shown.get(id);
    if (outcome.kind !== 'answered' || shown === undefined) {
      this.#takeBack(id);
      return;
    }
    this.#answer(id, shown, outcome.data);
    this.#options.surroundings.after(HELP_MS, () => {
      shown.unwatch();
      this.#guesses.delete(id);
      this.#showAll((overlay) => withoutChange(overlay, id));
    });
  }

  #show(id: string, change: Omit<Shown, 'unwatch'>): void {
    const known = this.#shown.get(id);
    if (known !== undefined && JSON.stringify(known.expected) === JSON.stringify(change.expected)) {
      return;
    }
    const ends = change.expected.map((each) => this.#options.newest.watch(partOf(each).id));
    const unwatch = (): void => {
      ends.forEach((end) => {
        end();
      });
    };
    known?.unwatch();
    this.#shown.set(id, { ...change, unwatch });
    this.#showAll((overlay) => withExpected(overlay, id, change.expected));
  }

  #takeBack(id: string): void {
    const shown = this.#shown.get(id);
    if (shown !== undefined) {
      this.#shown.delete(id);
      shown.unwatch();
      this.#showAll((overlay) => withoutChange(overlay, id));
    }
  }

  /** Puts what the server said in the place of what was expected, in one step. */
  #answer(id: string, shown: Shown, data: JsonObject): void {
    const { cache, newest } = this.#options;
    const { document, variables, expected } = shown;
    const position = positionIn(data);
    const ids = learnIds(expected, data);
    const answer = admitted(data, newest, position);
    this.#shown.set(id, { ...shown, told: toldOf(expected, ids, answer) });
    this.#guesses.set(id, guessesOf(expected, ids, answer));
    const query = cache.transformDocument(typeof document === 'string' ? parse(document) : document);
    cache.write({ dataId: 'ROOT_MUTATION', query, variables, result: answer, broadcast: false });
    cache.modify({
      id: 'ROOT_MUTATION',
      fields: (value, { fieldName, DELETE }) => (fieldName === '__typename' ? (value as unknown) : DELETE),
      broadcast: false,
    });
    this.#showAll((overlay) => withAnswer(overlay, id, position, ids));
  }

  async #sendPatiently(document: DocumentNode, variables: JsonObject, key: string): Promise<Sent> {
    if (this.#isOffline()) {
      return { kind: 'failed', problem: { code: 'UNREACHABLE', message: 'There is no connection to the server.' } };
    }
    for (let attempt = 1; ; attempt++) {
      const sent = await this.#options.send(document, variables, key);
      if (sent.kind !== 'failed' || sent.problem.code === 'INTERNAL' || attempt >= ATTEMPTS || this.#isOffline()) {
        return sent;
      }
      await new Promise<void>((resolve) => {
        this.#options.surroundings.after(PAUSE_MS * 2 ** attempt, resolve);
      });
    }
  }

  /** Shows in the cache and in lists what is expected now. Lists look again, as entities may have changed. */
  #showAll(change: (overlay: Overlay) => Overlay = (same) => same): void {
    const { overlay } = this.#options;
    for (const [id, { told }] of this.#shown) {
      if (told === undefined) {
        break;
      }
      this.#shown.delete(id);
    }
    this.#layer.show([
      ...[...this.#guesses.values()].flat(),
      ...[...this.#shown.values()].flatMap(({ expected, told }) => told ?? expected),
    ]);
    overlay.set({ ...change(overlay.get()) });
  }

  #isOffline(): boolean {
    return this.#options.reach.get() === 'none';
  }

  async #current(document: DocumentNode, variables: JsonObject): Promise<unknown> {
    const asked = currentQuery(document, variables);
    const data = asked && (await this.#options.query(asked.query, variables).catch(() => null));
    return (asked && data?.[asked.field]) ?? null;
  }
}

/** What is shown of a change. */
interface Shown {
  readonly document: DocumentNode | string;
  readonly variables: JsonObject;
  readonly expected: readonly Expectation[];
  /** What the server said, while an earlier change is under way that would hide it. */
  readonly told?: readonly Expectation[];
  /** Ends the watch over what is newest of its entities. */
  readonly unwatch: () => void;
}

function isConflict({ code, field }: Refusal): boolean {
  return code === 'CONFLICT' && field === 'ifHead';
}
