import type { InMemoryCache, TypePolicies } from '@apollo/client';
import {
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { connectionPolicy } from './connectionPolicy';

/** What a connection has and no entity does. */
const MARKS = ['edges', 'pageInfo'];

/** How deep fragments in fragments are followed; a valid document has no circles. */
const MAX_DEPTH = 20;

/**
 * Finds the Relay connections in the documents that are used and tells the cache how to keep them. So the library
 * needs no schema. A connection of a query is known before the first read; one below an entity when the first
 * answer says of what type the entity is.
 */
export class ConnectionFields {
  readonly #cache: InMemoryCache;
  readonly #known = new Set<string>();
  /** The documents that were looked through, with whether they have connections below entities. */
  readonly #nested = new WeakMap<DocumentNode, boolean>();

  /** @param own the policies of the program, which stay as they are */
  constructor(cache: InMemoryCache, own: TypePolicies = {}) {
    this.#cache = cache;
    for (const [type, { fields = {} }] of Object.entries(own)) {
      Object.keys(fields).forEach((field) => this.#known.add(`${type}.${field}`));
    }
  }

  /** A document is about to be used. */
  read(document: DocumentNode): void {
    if (this.#nested.has(document)) {
      return;
    }
    let nested = false;
    for (const operation of document.definitions) {
      if (operation.kind === Kind.OPERATION_DEFINITION) {
        walk(document, operation.selectionSet, 0, (field, depth) => {
          if (depth === 0 && operation.operation === OperationTypeNode.QUERY) {
            this.#add('Query', field.name.value);
          } else {
            nested = true;
          }
        });
      }
    }
    this.#nested.set(document, nested);
  }

  /** An answer to a document is about to be written. */
  answered(document: DocumentNode, data: unknown): void {
    this.read(document);
    if (this.#nested.get(document) === true) {
      for (const operation of document.definitions) {
        if (operation.kind === Kind.OPERATION_DEFINITION) {
          this.#learn(document, operation.selectionSet, data, 0);
        }
      }
    }
  }

  #learn(document: DocumentNode, set: SelectionSetNode, data: unknown, depth: number): void {
    if (Array.isArray(data)) {
      data.forEach((each) => {
        this.#learn(document, set, each, depth);
      });
      return;
    }
    if (typeof data !== 'object' || data === null || depth > MAX_DEPTH) {
      return;
    }
    const object = data as Readonly<Record<string, unknown>>;
    for (const field of fieldsOf(document, set, 0)) {
      if (field.selectionSet !== undefined) {
        const typename = object['__typename'];
        if (typeof typename === 'string' && isConnection(document, field)) {
          this.#add(typename, field.name.value);
        }
        this.#learn(document, field.selectionSet, object[field.alias?.value ?? field.name.value], depth + 1);
      }
    }
  }

  #add(type: string, field: string): void {
    const key = `${type}.${field}`;
    if (!this.#known.has(key)) {
      this.#known.add(key);
      this.#cache.policies.addTypePolicies({ [type]: { fields: { [field]: connectionPolicy } } });
    }
  }
}

/** Tells of each connection in a selection, and how deep it is. */
function walk(
  document: DocumentNode,
  set: SelectionSetNode,
  depth: number,
  found: (field: FieldNode, depth: number) => void,
): void {
  for (const field of fieldsOf(document, set, 0)) {
    if (field.selectionSet !== undefined && depth <= MAX_DEPTH) {
      if (isConnection(document, field)) {
        found(field, depth);
      }
      walk(document, field.selectionSet, depth + 1, found);
    }
  }
}

function isConnection(document: DocumentNode, field: FieldNode): boolean {
  return (
    field.selectionSet !== undefined &&
    fieldsOf(document, field.selectionSet, 0).some(({ name }) => MARKS.includes(name.value))
  );
}

/** The fields of a selection, those in its fragments included. */
function fieldsOf(document: DocumentNode, set: SelectionSetNode, depth: number): readonly FieldNode[] {
  return depth > MAX_DEPTH ? [] : set.selections.flatMap((each) => fieldsIn(document, each, depth));
}

function fieldsIn(document: DocumentNode, selection: SelectionNode, depth: number): readonly FieldNode[] {
  switch (selection.kind) {
    case Kind.FIELD:
      return [selection];
    case Kind.INLINE_FRAGMENT:
      return fieldsOf(document, selection.selectionSet, depth + 1);
    case Kind.FRAGMENT_SPREAD: {
      const fragment = document.definitions.find(
        (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value,
      );
      return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fieldsOf(document, fragment.selectionSet, depth + 1) : [];
    }
  }
}
