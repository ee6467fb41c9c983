import { AnkurahError } from '../errors';

export type ChangeKind = 'INITIAL' | 'ADDED' | 'UPDATED' | 'REMOVED';

/** What one payload tells about one entity. */
export interface LiveChange<E> {
  readonly kind: ChangeKind;
  readonly id: string;
  /** Its place after the payload; null if it left. */
  readonly index: number | null;
  /** Null if it left. */
  readonly entity: E | null;
  /** The names of the properties that changed, where the document selects them. */
  readonly fields?: readonly string[];
}

/** One payload of a live query. */
export interface Payload<E> {
  readonly cursor: string;
  readonly reset: boolean;
  readonly changes: readonly LiveChange<E>[];
  /** Where the document selects it. */
  readonly totalCount: number | undefined;
}

const KINDS: readonly unknown[] = ['INITIAL', 'ADDED', 'UPDATED', 'REMOVED'];

/**
 * Reads a payload from a result, and believes nothing.
 *
 * @param root the name of the live query in the result
 * @param entity the name of the entity in a change
 * @throws AnkurahError with `OUT_OF_STEP`, if it is not what the contract says
 */
export function readPayload<E>(data: unknown, root: string, entity: string): Payload<E> {
  const live = objectOf(objectOf(data, 'The result')[root], root);
  const { cursor, reset, changes, totalCount } = live;
  if (typeof cursor !== 'string' || typeof reset !== 'boolean' || !Array.isArray(changes)) {
    throw outOfStep('a payload without cursor, reset or changes');
  }
  return {
    cursor,
    reset,
    changes: changes.map((change: unknown) => readChange<E>(objectOf(change, 'A change'), entity)),
    totalCount: typeof totalCount === 'number' ? totalCount : undefined,
  };
}

function readChange<E>(change: Readonly<Record<string, unknown>>, name: string): LiveChange<E> {
  const { kind, id, index, fields } = change;
  const entity = change[name] ?? null;
  if (!KINDS.includes(kind) || typeof id !== 'string') {
    throw outOfStep('a change without kind or id');
  }
  if (kind !== 'REMOVED' && (typeof index !== 'number' || entity === null)) {
    throw outOfStep(`a change of ${id} without its place or its entity`);
  }
  return {
    kind: kind as ChangeKind,
    id,
    index: typeof index === 'number' ? index : null,
    entity: entity as E | null,
    ...(Array.isArray(fields) ? { fields: fields as readonly string[] } : {}),
  };
}

function objectOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) {
    throw outOfStep(`${what} is no object`);
  }
  return value as Readonly<Record<string, unknown>>;
}

export function outOfStep(what: string): AnkurahError {
  return new AnkurahError('OUT_OF_STEP', `The server sent what cannot follow: ${what}.`);
}
