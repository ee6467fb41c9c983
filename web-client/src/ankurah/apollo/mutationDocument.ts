import {
  Kind,
  OperationTypeNode,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** What of a payload is no entity. */
const OF_PAYLOAD = ['__typename', 'cursor', 'events'];

/** The operation of a mutation's document. */
export function mutationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (operation?.operation !== OperationTypeNode.MUTATION) {
    throw new TypeError('Only a mutation changes anything.');
  }
  return operation;
}

/** What people call a mutation: the name of its operation, or of its first field. */
export function nameOf(document: DocumentNode): string {
  const operation = mutationOf(document);
  const [first] = fieldsOf(operation.selectionSet);
  return operation.name?.value ?? first?.name.value ?? 'mutation';
}

/** The head that a mutation is conditional on; undefined if it is not. */
export function headOf(document: DocumentNode, variables: Readonly<Record<string, unknown>>): string[] | undefined {
  for (const field of fieldsOf(mutationOf(document).selectionSet)) {
    const head = argument(field, 'ifHead', variables);
    if (Array.isArray(head)) {
      return head as string[];
    }
  }
  return undefined;
}

/**
 * A query for the entity that a conditional mutation was about, with all that the mutation selects of it.
 *
 * @returns undefined if there is no such field, or it selects no entity
 */
export function currentQuery(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): { readonly query: DocumentNode; readonly id: string; readonly field: string } | undefined {
  const operation = mutationOf(document);
  const conditional = fieldsOf(operation.selectionSet).find(
    (field) => argument(field, 'ifHead', variables) !== undefined,
  );
  const entity =
    conditional && fieldsOf(conditional.selectionSet).find((field) => !OF_PAYLOAD.includes(field.name.value));
  const id = conditional && argument(conditional, 'id', variables);
  const idArgument = conditional?.arguments?.find(({ name }) => name.value === 'id');
  if (entity === undefined || typeof id !== 'string' || idArgument === undefined) {
    return undefined;
  }
  const asked: FieldNode = {
    kind: Kind.FIELD,
    name: entity.name,
    arguments: [idArgument],
    ...(entity.selectionSet === undefined ? {} : { selectionSet: entity.selectionSet }),
  };
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  const used = new Set<string>();
  variablesIn([asked, fragments], used);
  const definition: OperationDefinitionNode = {
    ...operation,
    operation: OperationTypeNode.QUERY,
    variableDefinitions: (operation.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value)),
    selectionSet: { kind: Kind.SELECTION_SET, selections: [asked] },
  };
  return { query: { kind: Kind.DOCUMENT, definitions: [definition, ...fragments] }, id, field: entity.name.value };
}

function fieldsOf(set: SelectionSetNode | undefined): FieldNode[] {
  return (set?.selections ?? []).filter((each) => each.kind === Kind.FIELD);
}

function argument(field: FieldNode, name: string, variables: Readonly<Record<string, unknown>>): unknown {
  const given = field.arguments?.find((each: ArgumentNode) => each.name.value === name)?.value;
  return given && valueOf(given, variables);
}

function valueOf(node: ValueNode, variables: Readonly<Record<string, unknown>>): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return variables[node.name.value] ?? undefined;
    case Kind.LIST:
      return node.values.map((value) => valueOf(value, variables));
    case Kind.STRING:
      return node.value;
    default:
      return undefined;
  }
}

/** The names of the variables anywhere below a node. */
function variablesIn(node: unknown, found: Set<string>): void {
  if (typeof node !== 'object' || node === null) {
    return;
  }
  const { kind, name } = node as { kind?: unknown; name?: { value?: unknown } };
  if (kind === Kind.VARIABLE && typeof name?.value === 'string') {
    found.add(name.value);
  }
  for (const [key, part] of Object.entries(node)) {
    if (key !== 'loc') {
      variablesIn(part, found);
    }
  }
}
