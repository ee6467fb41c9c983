import type { EntityPart, Expectation, JsonObject } from '../outbox/entry';

/** An entity that is shown although no live query has told of it yet. */
export interface Created {
  /** The change that creates it. */
  readonly change: string;
  readonly part: EntityPart;
  /** The place in the log where it was created, and its id there, once that is known. */
  readonly done?: { readonly position: number | undefined; readonly id: string };
}

/** An entity that is not shown although a live query still has it. */
export interface Deleted {
  readonly change: string;
  readonly id: string;
  readonly done?: { readonly position: number | undefined };
}

/** What changes that are under way do to the lists of live queries. */
export interface Overlay {
  readonly created: readonly Created[];
  readonly deleted: readonly Deleted[];
}

export const NO_OVERLAY: Overlay = { created: [], deleted: [] };

/** Where a list shows an entity that is being created; undefined if it does not. */
export type Expecting = (entity: EntityPart) => 'first' | 'last' | undefined;

export function withExpected(overlay: Overlay, change: string, expected: readonly Expectation[]): Overlay {
  const rest = withoutChange(overlay, change);
  const created = expected.flatMap((each) => ('create' in each ? [{ change, part: each.create }] : []));
  const deleted = expected.flatMap((each) => ('delete' in each ? [{ change, id: each.delete.id }] : []));
  return created.length + deleted.length === 0
    ? rest
    : { created: [...rest.created, ...created], deleted: [...rest.deleted, ...deleted] };
}

export function withoutChange(overlay: Overlay, change: string): Overlay {
  const others = (each: { readonly change: string }) => each.change !== change;
  return overlay.created.every(others) && overlay.deleted.every(others)
    ? overlay
    : { created: overlay.created.filter(others), deleted: overlay.deleted.filter(others) };
}

/** A change was carried out: lists that have come to its place know by themselves what they show. */
export function withAnswer(
  overlay: Overlay,
  change: string,
  position: number | undefined,
  ids: Readonly<Record<string, string>>,
): Overlay {
  return {
    created: overlay.created.map((each) => {
      const id = ids[each.part.id];
      return each.change === change && id !== undefined ? { ...each, done: { position, id } } : each;
    }),
    deleted: overlay.deleted.map((each) => (each.change === change ? { ...each, done: { position } } : each)),
  };
}

/** A list as a live query has it. */
export interface Listed<E> {
  readonly items: readonly E[];
  /** Up to where it was told. */
  readonly position: number | undefined;
}

/** What a list shows while changes are under way; remembers since when it knows of them. */
export class ShownList<E> {
  /** For each creation: the ids that were there when it was seen first, which are certainly others. */
  readonly #before = new WeakMap<EntityPart, ReadonlySet<string | undefined>>();

  /** @param read gives an entity that is not in the list; undefined if not all that the list needs is known of it */
  show(
    list: Listed<E>,
    { created, deleted }: Overlay,
    expecting: Expecting | undefined,
    read: (part: { readonly __typename: string; readonly id: string }) => E | undefined,
  ): readonly E[] {
    const gone = new Set<string | undefined>(deleted.filter(({ done }) => !isPast(list, done)).map(({ id }) => id));
    const first: E[] = [];
    const last: E[] = [];
    for (const each of created) {
      const place = expecting?.(each.part);
      const id = each.done?.id ?? each.part.id;
      if (place !== undefined && !isPast(list, each.done) && !gone.has(id) && !this.#isThere(list, each)) {
        const entity = read({ __typename: each.part.__typename, id });
        (place === 'first' ? first : last).push(...(entity === undefined ? [] : [entity]));
      }
    }
    const stays = gone.size === 0 ? list.items : list.items.filter((item) => !gone.has(idOf(item)));
    return first.length + last.length === 0 ? stays : [...first, ...stays, ...last];
  }

  /**
   * Whether the list has the entity already. Its payload may come before the answer that tells its id; then an
   * entity that has come meanwhile and looks as expected is taken for it.
   */
  #isThere({ items }: Listed<E>, { part, done }: Created): boolean {
    let before = this.#before.get(part);
    if (before === undefined) {
      before = new Set(items.map(idOf));
      this.#before.set(part, before);
    }
    const others = before;
    return items.some((item) =>
      done === undefined ? !others.has(idOf(item)) && looksLike(item, part) : idOf(item) === done.id,
    );
  }
}

/** Whether the list was told of a change, so that it need not be helped. */
function isPast({ position }: Listed<unknown>, done: { readonly position: number | undefined } | undefined): boolean {
  return done?.position !== undefined && position !== undefined && position >= done.position;
}

function looksLike(item: unknown, part: EntityPart): boolean {
  return Object.entries(part).every(([name, value]) => {
    const shown = (item as JsonObject)[name];
    return name === 'id' || shown === undefined || typeof value === 'object' || value === shown;
  });
}

function idOf(item: unknown): string | undefined {
  return (item as Partial<EntityPart>).id;
}
