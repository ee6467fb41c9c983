import type { TypedDocumentNode, TypePolicies } from '@apollo/client';
import { Kind, OperationTypeNode, type DocumentNode, type FieldNode, type NameNode, type SelectionNode } from 'graphql';

/** A query for one entity, whatever its type. */
export type EntityQuery<Entity> = TypedDocumentNode<{ readonly entity: Entity | null }, { readonly id: string }>;

const known = new WeakMap<DocumentNode, DocumentNode>();

/**
 * The query for one entity that gives what a fragment selects.
 *
 * @throws TypeError if the document has no fragment
 */
export function entityQuery<Entity>(fragment: TypedDocumentNode<Entity, never>): EntityQuery<Entity>;
export function entityQuery(fragment: DocumentNode): DocumentNode {
  let query = known.get(fragment);
  if (query === undefined) {
    query = build(fragment);
    known.set(fragment, query);
  }
  return query;
}

/** An entity that the cache has already is found there, if the query says of what type it is. */
export const entityPolicy: TypePolicies = {
  Query: {
    fields: {
      entity: {
        keyArgs: ['id'],
        read(held, { args, field, toReference, canRead }) {
          const id: unknown = args?.['id'];
          const type = field === null ? undefined : typeOf(field);
          if (held !== undefined || type === undefined || typeof id !== 'string') {
            return held as unknown;
          }
          const reference = toReference({ __typename: type, id });
          return canRead(reference) ? reference : undefined;
        },
      },
    },
  },
  // A revision has no id of its own: what one answer tells of an entity's is added to what is known of it.
  Revision: { merge: true },
};

function typeOf(field: FieldNode): string | undefined {
  const inline = field.selectionSet?.selections.find((each) => each.kind === Kind.INLINE_FRAGMENT);
  return inline?.typeCondition?.name.value;
}

function build(document: DocumentNode): DocumentNode {
  const [fragment] = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  if (fragment === undefined) {
    throw new TypeError('useEntity needs a fragment, such as `fragment Card on Album { title }`.');
  }
  const id = { kind: Kind.VARIABLE, name: nameNode('id') } as const;
  const selections: readonly SelectionNode[] = [
    fieldNode('__typename'),
    fieldNode('id'),
    {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: fragment.typeCondition,
      selectionSet: {
        kind: Kind.SELECTION_SET,
        selections: [{ kind: Kind.FRAGMENT_SPREAD, name: fragment.name }],
      },
    },
  ];
  const entity: FieldNode = {
    ...fieldNode('entity'),
    arguments: [{ kind: Kind.ARGUMENT, name: nameNode('id'), value: id }],
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: OperationTypeNode.QUERY,
        name: nameNode('Entity'),
        variableDefinitions: [
          {
            kind: Kind.VARIABLE_DEFINITION,
            variable: id,
            type: { kind: Kind.NON_NULL_TYPE, type: { kind: Kind.NAMED_TYPE, name: nameNode('ID') } },
          },
        ],
        selectionSet: { kind: Kind.SELECTION_SET, selections: [entity] },
      },
      ...document.definitions,
    ],
  };
}

function nameNode(value: string): NameNode {
  return { kind: Kind.NAME, value };
}

function fieldNode(name: string): FieldNode {
  return { kind: Kind.FIELD, name: nameNode(name) };
}
