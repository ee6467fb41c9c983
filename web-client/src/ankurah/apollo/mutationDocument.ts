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

const completed = new WeakMap<DocumentNode, DocumentNode>();

/**
 * A mutation with what the library needs of its payloads: `cursor`, by which it is told what is newer, and the `id` of
 * each entity, by which the cache knows it.
 */
export function complete(document: DocumentNode): DocumentNode {
  let complete = completed.get(document);
  if (complete === undefined) {
    const operation = mutationOf(document);
    const whole = withSelections(operation, (payload) =>
      withField(
        'cursor',
        withSelections(payload, (entity) => withField('id', entity)),
      ),
    );
    complete = { ...document, definitions: document.definitions.map((each) => (each === operation ? whole : each)) };
    completed.set(document, complete);
  }
  return complete;
}

/** A node with its fields changed that select something and may be entities or payloads. */
function withSelections<T extends { readonly selectionSet?: SelectionSetNode | undefined }>(
  node: T,
  change: (field: FieldNode) => FieldNode,
): T {
  const selections = node.selectionSet?.selections.map((each) =>
    each.kind === Kind.FIELD && each.selectionSet !== undefined && !OF_PAYLOAD.includes(each.name.value)
      ? change(each)
      : each,
  );
  return selections === undefined ? node : { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function withField(name: string, node: FieldNode): FieldNode {
  const selections = node.selectionSet?.selections ?? [];
  return fieldsOf(node.selectionSet).some((field) => (field.alias ?? field.name).value === name)
    ? node
    : {
        ...node,
        selectionSet: {
          kind: Kind.SELECTION_SET,
          selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } }, ...selections],
        },
      };
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
