import type { Newest } from '../core/optimistic/newest';
import { positionOf } from '../core/optimistic/position';
import type { EntityPart, Expectation, JsonObject } from '../core/outbox/entry';
import { payloadEntities } from '../core/outbox/localId';

type Ids = Readonly<Record<string, string>>;

/** The place in the log behind a mutation. */
export function positionIn(data: JsonObject): number | undefined {
  return Object.values(data)
    .map((payload) => positionOf((payload as { cursor?: unknown } | null)?.cursor))
    .find((position) => position !== undefined);
}

/** The answer with newer values of the entities where such are known. */
export function admitted(data: JsonObject, newest: Newest, position: number | undefined): JsonObject {
  const admit = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(admit) : hasId(value) ? newest.admit(value, position) : value;
  return changedValues(data, (payload) =>
    typeof payload === 'object' && payload !== null ? changedValues(payload as JsonObject, admit) : payload,
  );
}

/** What the answer says of the fields that were expected to change. */
export function toldOf(expected: readonly Expectation[], ids: Ids, data: JsonObject): Expectation[] {
  return compared(expected, ids, data, (name, answered) => (name in answered ? answered[name] : undefined));
}

/** What the answer leaves open of the entities that were created. */
export function guessesOf(expected: readonly Expectation[], ids: Ids, data: JsonObject): Expectation[] {
  const created = expected.filter((each) => 'create' in each);
  return compared(created, ids, data, (name, answered, guess) => (name in answered ? undefined : guess));
}

/** The entity that an expectation is about. */
export function partOf(expectation: Expectation): EntityPart {
  return 'create' in expectation
    ? expectation.create
    : 'update' in expectation
      ? expectation.update
      : expectation.delete;
}

/** Expectations of what was answered, with the values that are chosen; undefined leaves a field out. */
function compared(
  expected: readonly Expectation[],
  ids: Ids,
  data: JsonObject,
  choose: (name: string, answered: EntityPart, guess: unknown) => unknown,
): Expectation[] {
  const answers = new Map(payloadEntities(data).map((entity) => [entity.id, entity]));
  return expected.flatMap((each) => {
    const { __typename, id: given, ...fields } = partOf(each);
    const id = ids[given] ?? given;
    const answered = answers.get(id);
    const chosen = Object.entries(fields).flatMap(([name, guess]) => {
      const value = answered && choose(name, answered, guess);
      return value === undefined ? [] : [[name, value] as const];
    });
    return chosen.length === 0 ? [] : [{ update: { ...Object.fromEntries(chosen), __typename, id } }];
  });
}

function hasId(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'id' in value;
}

function changedValues(object: JsonObject, change: (value: unknown) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
