import type { EntityPart, Expectation } from './entry';

const PREFIX = 'local-';
const QUOTED = /"(local-[0-9a-f-]{36})"/g;

/**
 * An id for an entity that the server has not created yet. It may stand wherever an id may, also in the variables of
 * later mutations, and is replaced by the server's when that is known.
 */
export function newLocalId(): string {
  return PREFIX + crypto.randomUUID();
}

/** All local ids that are values somewhere in `value`. */
export function localIds(value: unknown): ReadonlySet<string> {
  const text = JSON.stringify(value ?? null);
  return new Set(Array.from(text.matchAll(QUOTED), ([, id]) => id ?? ''));
}

/** The same with every known local id replaced; the same object if there was none. */
export function withIds<T>(value: T, ids: Readonly<Record<string, string>>): T {
  return [...localIds(value)].some((id) => id in ids)
    ? (JSON.parse(JSON.stringify(value), (_, part: unknown) =>
        typeof part === 'string' ? (ids[part] ?? part) : part,
      ) as T)
    : value;
}

/**
 * The server's ids for the local ones of what was expected to be created: what was created stands in the result in the
 * order in which it was asked for.
 */
export function learnIds(expected: readonly Expectation[], result: unknown): Record<string, string> {
  const made = payloadEntities(result);
  const found: Record<string, string> = {};
  for (const expectation of expected) {
    if ('create' in expectation) {
      const { __typename, id } = expectation.create;
      const at = made.findIndex((entity) => entity.__typename === __typename);
      const [entity] = at < 0 ? [] : made.splice(at, 1);
      if (entity !== undefined) {
        found[id] = entity.id;
      }
    }
  }
  return found;
}

/** The entities that the payloads of a mutation's result are about, not those below them. */
export function payloadEntities(result: unknown): EntityPart[] {
  return parts(result)
    .flatMap(parts)
    .flatMap((part) => (Array.isArray(part) ? (part as unknown[]) : [part]))
    .filter(isEntity);
}

function parts(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

/** Events have ids as well, but are no entities. */
function isEntity(value: unknown): value is EntityPart {
  const { __typename, id } = (value ?? {}) as Partial<EntityPart>;
  return typeof id === 'string' && typeof __typename === 'string' && __typename !== 'Event';
}
