import type { Expecting } from '../core/optimistic/overlay';
import type { LiveChange } from '../core/live/payload';
import type { LiveStatus } from '../core/live/LiveQuery';
import type { AnkurahError } from '../core/errors';

type RootOf<Data> = Data[Exclude<keyof Data, '__typename'>];

type ChangeOf<Data> = RootOf<Data> extends { changes: readonly (infer Change)[] } ? Change : never;

type EntityKeyOf<Change> = Exclude<keyof Change, '__typename' | 'kind' | 'id' | 'index' | 'fields'>;

/** The type of the entities of a live query, by the type of its document's data. */
export type EntityOf<Data> = NonNullable<ChangeOf<Data>[EntityKeyOf<ChangeOf<Data>>]> & { readonly id: string };

/** What a live query gives. It is a new object after each change, and its parts are the same until they change. */
export interface LiveResult<E> {
  /** The entities in their order. One that did not change is the same object as before. */
  readonly items: readonly E[];
  /** All that match, if the document selects it. */
  readonly totalCount: number | undefined;
  /** What the last frame brought. */
  readonly changes: readonly LiveChange<E>[];
  readonly status: LiveStatus;
  /** Why it ended, or what keeps it from being live. */
  readonly error: AnkurahError | undefined;
}

/** How a component wants its live query. */
export interface LiveQueryOptions<Variables> {
  readonly variables?: Variables;
  /** Does nothing, and gives nothing. */
  readonly skip?: boolean;
  /** Suspends until the first result is there. */
  readonly suspend?: boolean;
  /** Where an entity that is being created is shown until the server tells; it is not shown unless this says so. */
  readonly expecting?: Expecting;
}
