import type { EntityPart } from '../outbox/entry';

type Fields = Map<string, { readonly position: number; readonly value: unknown }>;

/**
 * Answers of mutations and payloads of live queries come on two ways, so one that tells of an older state may come
 * after one that tells of a newer. While an entity is being changed, and a while after, this remembers what was told
 * of its fields last, by the place in the log, and replaces what is older.
 *
 * Fields are compared one by one, since each answer selects others. Values and references are; pages are not, as
 * they may have arguments.
 */
export class Newest {
  readonly #watched = new Map<string, { watchers: number; readonly fields: Fields }>();

  /** Remembers what is told of an entity from now on; gives what ends that. */
  watch(id: string): () => void {
    const known = this.#watched.get(id) ?? { watchers: 0, fields: new Map() };
    known.watchers++;
    this.#watched.set(id, known);
    let watching = true;
    return () => {
      if (watching && --known.watchers === 0) {
        this.#watched.delete(id);
      }
      watching = false;
    };
  }

  /** The entity as it was told at a position, with newer values of its fields where such are known. */
  admit<E>(entity: E, position: number | undefined): E {
    const fields = this.#watched.get((entity as Partial<EntityPart>).id ?? '')?.fields;
    if (fields === undefined || position === undefined) {
      return entity;
    }
    let admitted = entity;
    for (const [name, value] of Object.entries(entity as object)) {
      const known = fields.get(name);
      if (known !== undefined && known.position > position && covers(known.value, value)) {
        admitted = { ...admitted, [name]: known.value };
      } else if (isComparable(value)) {
        fields.set(name, { position, value });
      }
    }
    return admitted;
  }
}

/** Values, entities, and lists of these. */
function isComparable(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.every(isComparable);
  }
  return typeof value !== 'object' || value === null || 'id' in value;
}

/** Whether one value has all that was selected of another. */
function covers(known: unknown, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return typeof known !== 'object' || known === null || Array.isArray(known) === Array.isArray(value);
  }
  return (
    known === null ||
    (typeof known === 'object' &&
      Object.entries(value).every(([key, part]) => key in known && covers(Reflect.get(known, key), part)))
  );
}
