import type { ApolloCache, OperationVariables, TypedDocumentNode } from '@apollo/client';
import { parse, print, type DocumentNode } from 'graphql';
import type { Newest } from '../core/optimistic/newest';
import { withAnswer, withExpected, withoutChange, type Overlay } from '../core/optimistic/overlay';
import { positionOf } from '../core/optimistic/position';
import type { EntityPart, Entry, Expectation, JsonObject, Refusal } from '../core/outbox/entry';
import { learnIds, payloadEntities } from '../core/outbox/localId';
import { Outbox, type OutboxEntry, type OutboxOptions, type Outcome, type Sent } from '../core/outbox/outbox';
import type { Cell } from '../core/signal';
import { unreachable } from '../core/unreachable';
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
  /** What is shown, by change. */
  readonly #shown = new Map<string, { readonly text: string; readonly entry: Shown; readonly unwatch: () => void }>();
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
    if (outcome.kind === 'answered' && shown !== undefined) {
      this.#shown.delete(id);
      this.#answer(id, shown.entry, outcome.data);
      this.#options.surroundings.after(HELP_MS, () => {
        shown.unwatch();
        this.#guesses.delete(id);
        this.#showAll((overlay) => withoutChange(overlay, id));
      });
    } else {
      this.#takeBack(id);
    }
  }

  #show(id: string, entry: Shown): void {
    const text = JSON.stringify(entry.expected);
    if (this.#shown.get(id)?.text === text) {
      return;
    }
    this.#takeBack(id);
    const ends = entry.expected.map((each) => this.#options.newest.watch(partOf(each).id));
    const unwatch = (): void => {
      ends.forEach((end) => {
        end();
      });
    };
    this.#shown.set(id, { text, entry, unwatch });
    this.#showAll((overlay) => withExpected(overlay, id, entry.expected));
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
  #answer(id: string, { document, variables, expected }: Shown, data: JsonObject): void {
    const { cache, newest } = this.#options;
    const position = cursorsIn(data)
      .map(positionOf)
      .find((place) => place !== undefined);
    const ids = learnIds(expected, data);
    const answered = new Map(payloadEntities(data).map((entity) => [entity.id, entity]));
    const guesses = expected.flatMap((each) =>
      'create' in each ? guessOf(each.create, answered.get(ids[each.create.id] ?? '')) : [],
    );
    if (guesses.length > 0) {
      this.#guesses.set(id, guesses);
    }
    const query = cache.transformDocument(typeof document === 'string' ? parse(document) : document);
    const result = withEntities(data, newest, position);
    cache.write({ dataId: 'ROOT_MUTATION', query, variables, result, broadcast: false });
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
    this.#layer.show([
      ...[...this.#guesses.values()].flat(),
      ...[...this.#shown.values()].flatMap(({ entry }) => entry.expected),
    ]);
    overlay.set({ ...change(overlay.get()) });
  }

  #isOffline(): boolean {
    return this.#options.reach.get() === 'none';
  }

  async #current(document: DocumentNode, variables: JsonObject): Promise<unknown> {
    const asked = currentQuery(document, variables);
    const data = asked && (await this.#options.query(asked.query, variables));
    return (asked && data?.[asked.field]) ?? null;
  }
}

/** What has to be known of a change to write its answer. */
interface Shown {
  readonly document: DocumentNode | string;
  readonly variables: JsonObject;
  readonly expected: readonly Expectation[];
}

function guessOf(part: EntityPart, answered: EntityPart | undefined): Expectation[] {
  if (answered === undefined) {
    return [];
  }
  const rest = Object.entries(part).filter(([name]) => !(name in answered));
  return [{ update: { ...Object.fromEntries(rest), __typename: part.__typename, id: answered.id } }];
}

function partOf(expectation: Expectation): EntityPart {
  return 'create' in expectation
    ? expectation.create
    : 'update' in expectation
      ? expectation.update
      : expectation.delete;
}

function isConflict({ code, field }: Refusal): boolean {
  return code === 'CONFLICT' && field === 'ifHead';
}

function cursorsIn(data: JsonObject): unknown[] {
  return Object.values(data).map((payload) => (payload as { cursor?: unknown } | null)?.cursor);
}

/** The answer with newer values of the entities where such are known. */
function withEntities(data: JsonObject, newest: Newest, position: number | undefined): JsonObject {
  const admit = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(admit)
      : typeof value === 'object' && value !== null && 'id' in value
        ? newest.admit(value, position)
        : value;
  const payloads = Object.entries(data).map(([field, payload]) => [
    field,
    typeof payload === 'object' && payload !== null
      ? Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, admit(value)]))
      : payload,
  ]);
  return Object.fromEntries(payloads) as JsonObject;
}
