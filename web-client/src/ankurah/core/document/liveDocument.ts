import {
  Kind,
  OperationTypeNode,
  print,
  visit,
  type ArgumentNode,
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type NameNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from 'graphql';

/** A subscription document of the contract, made ready to be folded and resumed. */
export interface LiveDocument {
  /** The document as it is sent: with `cursor`, `reset`, the places of the changes, and `$since`. */
  readonly text: string;
  readonly operationName: string | undefined;
  /** The name under which the live query is in each result. */
  readonly root: string;
  /** The name under which the entity is in each change. */
  readonly entity: string;
  /** What is selected of an entity, with `id` and `__typename`. */
  readonly selection: SelectionSetNode;
  /** The operation that the user wrote. */
  readonly operation: OperationDefinitionNode;
  /** The fragments that the selection may use. */
  readonly fragments: readonly DocumentNode['definitions'][number][];
}

/** What of a change is not the entity. */
const OF_CHANGE = ['__typename', 'kind', 'id', 'index', 'fields'];

const SINCE = { kind: Kind.VARIABLE, name: nameNode('since') } as const;

const known = new WeakMap<DocumentNode, LiveDocument>();

/**
 * Reads a live query's document and adds what folding needs. It is done once for each document.
 *
 * @throws TypeError that says what is wrong, if it is no live query whose entities are selected
 */
export function liveDocument(document: DocumentNode): LiveDocument {
  let live = known.get(document);
  if (live === undefined) {
    live = read(document);
    known.set(document, live);
  }
  return live;
}

function read(document: DocumentNode): LiveDocument {
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
    throw new TypeError('A live query is a subscription.');
  }
  const [root, ...others] = operation.selectionSet.selections;
  if (root?.kind !== Kind.FIELD || others.length > 0) {
    throw new TypeError('A live query has one root field, such as `albums`.');
  }
  if (root.arguments?.some((argument) => argument.name.value === 'since')) {
    throw new TypeError('A live query resumes by itself: leave out `since`.');
  }
  const changes = selectionsOf(root).find((each) => isField(each) && nameOf(each) === 'changes');
  const entity = selectionsOf(changes).find((each) => isField(each) && !OF_CHANGE.includes(nameOf(each)));
  if (changes?.kind !== Kind.FIELD || entity?.kind !== Kind.FIELD || entity.selectionSet === undefined) {
    throw new TypeError('A live query selects its entities in `changes`, such as `changes { album { title } }`.');
  }
  const selection = withFields(withTypenames(entity.selectionSet), ['id']);
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION).map(withTypenames);
  const whole = replaced(changes, entity, { ...entity, selectionSet: selection }, ['kind', 'id', 'index']);
  const live = replaced(root, changes, whole, ['cursor', 'reset']);
  return {
    text: print({ kind: Kind.DOCUMENT, definitions: [resumable(operation, live), ...fragments] }),
    operationName: operation.name?.value,
    root: nameOf(root),
    entity: nameOf(entity),
    selection,
    operation,
    fragments,
  };
}

/** The operation with a root field that goes on from `$since`. */
function resumable(operation: OperationDefinitionNode, root: FieldNode): OperationDefinitionNode {
  const definition: VariableDefinitionNode = {
    kind: Kind.VARIABLE_DEFINITION,
    variable: SINCE,
    type: { kind: Kind.NAMED_TYPE, name: nameNode('String') },
  };
  const argument: ArgumentNode = { kind: Kind.ARGUMENT, name: nameNode('since'), value: SINCE };
  const field: FieldNode = { ...root, arguments: [...(root.arguments ?? []), argument] };
  return {
    ...operation,
    variableDefinitions: [...(operation.variableDefinitions ?? []), definition],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [field] },
  };
}

/** A field with one of its fields replaced, and others that it may lack. */
function replaced(parent: FieldNode, old: SelectionNode, by: FieldNode, needed: readonly string[]): FieldNode {
  const selections = selectionsOf(parent).map((each) => (each === old ? by : each));
  return { ...parent, selectionSet: withFields({ kind: Kind.SELECTION_SET, selections }, needed) };
}

function isField(node: SelectionNode): node is FieldNode {
  return node.kind === Kind.FIELD;
}

function selectionsOf(node: SelectionNode | undefined): readonly SelectionNode[] {
  return node?.kind === Kind.FIELD ? (node.selectionSet?.selections ?? []) : [];
}

/** The name under which a field is in the result. */
function nameOf(node: FieldNode): string {
  return node.alias?.value ?? node.name.value;
}

function nameNode(value: string): NameNode {
  return { kind: Kind.NAME, value };
}

/** A selection with fields that it may lack. */
function withFields(set: SelectionSetNode, names: readonly string[]): SelectionSetNode {
  const present = set.selections.filter(isField).map(nameOf);
  const missing = names.filter((name) => !present.includes(name));
  const added = missing.map((name): FieldNode => ({ kind: Kind.FIELD, name: nameNode(name) }));
  return { ...set, selections: [...added, ...set.selections] };
}

/** Every selection in a node with `__typename`, by which the cache knows what is what. */
function withTypenames<T extends ASTNode>(node: T): T {
  return visit<T>(node, { SelectionSet: { leave: (set) => withFields(set, ['__typename']) } });
}
