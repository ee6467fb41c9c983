import type { ApolloCache, OperationVariables, Reference, StoreObject } from '@apollo/client';
import { Kind, OperationTypeNode, type DocumentNode, type FieldNode, type SelectionSetNode } from 'graphql';
import type { LiveDocument } from '../core/document/liveDocument';
import type { LiveQuery, LiveSnapshot } from '../core/live/LiveQuery';
import type { LiveChange } from '../core/live/payload';
import type { Newest } from '../core/optimistic/newest';
import { ShownList, type Expecting, type Overlay } from '../core/optimistic/overlay';
import { positionOf } from '../core/optimistic/position';
import { Cell, type Signal } from '../core/signal';
import { cut, partsOf, type Part } from './parts';
import type { StaleGuard } from './StaleGuard';
import type { LiveResult } from './types';

export interface LiveHandleOptions<E> {
  /** Its name in the cache, which no other live query has. */
  readonly name: string;
  readonly cache: ApolloCache;
  readonly guard: StaleGuard;
  readonly newest: Newest;
  /** What changes that are under way do to its list. */
  readonly overlay: Signal<Overlay>;
  readonly document: LiveDocument;
  readonly variables: OperationVariables;
  readonly query: LiveQuery<E>;
  /** Is told when the first one looks, and when the last one does not any more. */
  readonly onUse: (used: boolean) => void;
  /** Shows a change; with the next frame's end if one is at work. */
  readonly show: (handle: LiveHandle<E>) => void;
}

/**
 * A live query whose entities are in Apollo's cache, so that what anybody else writes about them is seen here, and
 * what it brings is seen by everybody. It runs while somebody is subscribed, and a little longer.
 */
export class LiveHandle<E> implements Signal<LiveResult<E>> {
  /** Where it shows an entity that is being created, if it does before it is told. */
  expecting: Expecting | undefined;
  readonly #options: LiveHandleOptions<E>;
  readonly #result: Cell<LiveResult<E>>;
  readonly #list: DocumentNode;
  readonly #entity: DocumentNode;
  readonly #references = new Map<string, Reference>();
  readonly #shown = new ShownList<E>();
  #seen: LiveSnapshot<E>;
  #items: readonly E[] = [];
  #users = 0;
  #loaded: Promise<void> | undefined;
  #unwatch: (() => void) | undefined;

  constructor(options: LiveHandleOptions<E>) {
    this.#options = options;
    this.#list = documentOf(options.document, {
      kind: Kind.SELECTION_SET,
      selections: [
        fieldOf(options.name, {
          kind: Kind.SELECTION_SET,
          selections: [fieldOf('items', options.document.selection)],
        }),
      ],
    });
    this.#entity = documentOf(options.document, options.document.selection);
    this.#seen = options.query.get();
    const { totalCount, status, error } = this.#seen;
    this.#result = new Cell<LiveResult<E>>({ items: [], totalCount, changes: [], status, error });
    options.query.subscribe(() => {
      this.#take(options.query.get());
    });
  }

  /** The document as it is sent, and its variables. */
  get text(): string {
    return this.#options.document.text;
  }

  get variables(): OperationVariables {
    return this.#options.variables;
  }

  get(): LiveResult<E> {
    return this.#result.get();
  }

  subscribe(callback: () => void): () => void {
    const unsubscribe = this.#result.subscribe(callback);
    this.#users += 1;
    if (this.#users === 1) {
      this.#options.onUse(true);
    }
    let subscribed = true;
    return () => {
      if (subscribed) {
        subscribed = false;
        unsubscribe();
        this.#users -= 1;
        if (this.#users === 0) {
          this.#options.onUse(false);
        }
      }
    };
  }

  /** Becomes so that it is not `loading` any more; runs it until then. */
  loaded(): Promise<void> {
    this.#loaded ??= new Promise<void>((resolve) => {
      const settle = (): void => {
        if (this.get().status !== 'loading') {
          this.#loaded = undefined;
          resolve();
          // Not at once, since it may be that it is not subscribed yet.
          queueMicrotask(() => {
            unsubscribe();
          });
        }
      };
      const unsubscribe = this.subscribe(settle);
      settle();
    });
    return this.#loaded;
  }

  /** Ends it, and forgets what it has in the cache. The entities stay, since others may show them. */
  close(): void {
    this.#items = [];
    this.#options.query.stop();
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#references.clear();
    this.#options.guard.forget(this.#options.name);
    this.#options.cache.evict({ id: 'ROOT_QUERY', fieldName: this.#options.name });
  }

  /** Puts back what it has into a cache that was cleared. */
  restore(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#options.cache.batch({
      update: () => {
        this.#writeAll();
      },
    });
  }

  /** Shows what is known now. */
  show(): void {
    const { totalCount, status, error, changes } = this.#seen;
    const next: LiveResult<E> = { items: this.#shownItems(), totalCount, changes, status, error };
    const before = this.#result.get();
    if ((Object.keys(next) as (keyof LiveResult<E>)[]).some((key) => !Object.is(next[key], before[key]))) {
      this.#result.set(next);
    }
  }

  #shownItems(): readonly E[] {
    const { cache, overlay, variables } = this.#options;
    const list = { items: this.#items, position: positionOf(this.#seen.cursor) };
    return this.#shown.show(list, overlay.get(), this.expecting, (part) => {
      const id = cache.identify(part);
      const { result, complete } = cache.diff<E>({
        query: this.#entity,
        variables,
        optimistic: true,
        returnPartialData: true,
        ...(id === undefined ? {} : { id }),
      });
      return complete ? result : undefined;
    });
  }

  #take(snapshot: LiveSnapshot<E>): void {
    const before = this.#seen;
    this.#seen = snapshot;
    if (snapshot.held !== before.held && snapshot.status !== 'loading') {
      if (this.#unwatch === undefined || snapshot.changes.some(({ kind }) => kind === 'INITIAL')) {
        this.#writeAll();
      } else {
        const position = positionOf(snapshot.cursor);
        snapshot.changes.forEach((change) => {
          this.#writeChange(change, position);
        });
        this.#writeOrder(snapshot);
      }
    }
    this.#options.show(this);
  }

  #writeAll(): void {
    const { cache, guard, newest, name, variables } = this.#options;
    guard.write(name, () => {
      const { held, cursor } = this.#seen;
      const position = positionOf(cursor);
      const parts = cut(held, (each) => this.#reference(each.id, each.entity).__ref);
      const data = parts.map((part) => ({ items: part.map(({ entity }) => newest.admit(entity, position)) }));
      // What is there would be joined with what comes.
      cache.evict({ id: 'ROOT_QUERY', fieldName: name, broadcast: false });
      cache.writeQuery({ query: this.#list, variables, data: { [name]: data } });
    });
    this.#unwatch ??= cache.watch<Record<string, readonly { readonly items: readonly E[] }[] | undefined>>({
      query: this.#list,
      variables,
      optimistic: true,
      returnPartialData: true,
      callback: ({ result }) => {
        const parts = result?.[name] as readonly { readonly items: readonly E[] }[] | undefined;
        if (parts !== undefined) {
          this.#items = parts.flatMap(({ items }) => items);
          this.#options.show(this);
        }
      },
    });
  }

  #writeChange({ id, entity }: LiveChange<E>, position: number | undefined): void {
    const { cache, guard, newest, name, variables } = this.#options;
    const key = `${name} ${id}`;
    if (entity === null) {
      guard.forget(key);
      this.#references.delete(id);
      return;
    }
    guard.write(key, () => {
      cache.write({
        query: this.#entity,
        variables,
        result: newest.admit(entity, position) as Record<string, unknown>,
        dataId: this.#reference(id, entity).__ref,
      });
    });
  }

  #writeOrder({ held }: LiveSnapshot<E>): void {
    const { cache, name } = this.#options;
    const references = held.map(({ id, entity }) => this.#reference(id, entity));
    cache.modify({
      fields: { [name]: (before: unknown) => partsOf(references, before as readonly Part[]) as unknown },
    });
  }

  #reference(id: string, entity: E): Reference {
    let reference = this.#references.get(id);
    if (reference === undefined) {
      reference = { __ref: this.#options.cache.identify(entity as StoreObject) ?? id };
      this.#references.set(id, reference);
    }
    return reference;
  }
}

/** A query that reads or writes what a live query selects. */
function documentOf({ operation, fragments }: LiveDocument, selectionSet: SelectionSetNode): DocumentNode {
  const { variableDefinitions } = operation;
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: OperationTypeNode.QUERY,
        ...(variableDefinitions === undefined ? {} : { variableDefinitions }),
        selectionSet,
      },
      ...fragments,
    ],
  };
}

function fieldOf(name: string, selectionSet: SelectionSetNode): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name }, selectionSet };
}
