import { outOfStep, type LiveChange, type Payload } from './payload';

/** An entity in the result of a live query. */
export interface Held<E> {
  readonly id: string;
  readonly entity: E;
}

/**
 * The result after a payload: takes out every id that is named, then inserts those that stay at their index, in the
 * order given. Entities that are not named stay the same objects.
 *
 * @param held the result before; null if there is none that the payload could continue
 * @throws AnkurahError with `OUT_OF_STEP`, if the payload cannot follow
 */
export function fold<E>(held: readonly Held<E>[] | null, payload: Payload<E>): readonly Held<E>[] {
  if (held === null && !payload.reset) {
    throw outOfStep('a beginning that is no reset');
  }
  const before = payload.reset || held === null ? [] : held;
  if (payload.changes.length === 0) {
    return before;
  }
  checkOrder(payload.changes);
  return replacedInPlace(before, payload.changes) ?? moved(before, payload);
}

/** No id twice, the removed first, then by ascending index. */
function checkOrder<E>(changes: readonly LiveChange<E>[]): void {
  const named = new Set<string>();
  let last = -1;
  for (const { kind, id, index } of changes) {
    if (named.has(id)) {
      throw outOfStep(`two changes of ${id}`);
    }
    named.add(id);
    const place = kind === 'REMOVED' ? -1 : index;
    if (place === null || place < last || (place === last && place !== -1)) {
      throw outOfStep(`the change of ${id} is not in order`);
    }
    last = place;
  }
}

/** The common case, where nothing moves; undefined if it is not that one. */
function replacedInPlace<E>(
  before: readonly Held<E>[],
  changes: readonly LiveChange<E>[],
): readonly Held<E>[] | undefined {
  if (!changes.every(({ kind, id, index }) => kind === 'UPDATED' && before[index ?? -1]?.id === id)) {
    return undefined;
  }
  const after = before.slice();
  for (const { id, index, entity } of changes) {
    if (index !== null && entity !== null) {
      after[index] = { id, entity };
    }
  }
  return after;
}

function moved<E>(before: readonly Held<E>[], { changes, reset }: Payload<E>): readonly Held<E>[] {
  const known = new Set(before.map(({ id }) => id));
  for (const { kind, id } of changes) {
    const expected = kind === 'UPDATED' || kind === 'REMOVED';
    if (known.has(id) !== expected || (kind === 'INITIAL') !== reset) {
      throw outOfStep(`${kind} of ${id}, which is ${known.has(id) ? 'there' : 'not there'}`);
    }
  }
  const named = new Set(changes.map(({ id }) => id));
  const after = before.filter(({ id }) => !named.has(id));
  for (const { id, index, entity } of changes) {
    if (index === null || entity === null) {
      continue;
    }
    if (!Number.isInteger(index) || index < 0 || index > after.length) {
      throw outOfStep(`index ${index} in a result of ${after.length}`);
    }
    after.splice(index, 0, { id, entity });
  }
  return after;
}
