import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AnkurahError } from '../errors';
import { fold, type Held } from './fold';
import { readPayload, type ChangeKind, type LiveChange } from './payload';

type Letter = { readonly id: string };

const held = (...ids: readonly string[]): readonly Held<Letter>[] => ids.map((id) => ({ id, entity: { id } }));

const change = (kind: ChangeKind, id: string, index: number | null): LiveChange<Letter> => ({
  kind,
  id,
  index,
  entity: kind === 'REMOVED' ? null : { id },
});

const payload = (changes: readonly LiveChange<Letter>[], reset = false) => ({
  cursor: 'c',
  reset,
  changes,
  totalCount: undefined,
});

const ids = (list: readonly Held<Letter>[]): string => list.map(({ id }) => id).join('');

test('what is named is taken out, then what stays is inserted at its index, in order', () => {
  const before = held('a', 'b', 'c', 'd');

  const after = fold(
    before,
    payload([
      change('REMOVED', 'b', null),
      change('UPDATED', 'd', 0),
      change('ADDED', 'x', 2),
      change('UPDATED', 'c', 3),
    ]),
  );

  expect(ids(after)).toBe('daxc');
  expect(after[1]).toBe(before[0]);
});

test('a reset forgets what was held, also when it brings nothing', () => {
  expect(ids(fold(held('a'), payload([change('INITIAL', 'b', 0)], true)))).toBe('b');
  expect(fold(held('a'), payload([], true))).toEqual([]);
});

test('a payload without changes leaves the same list', () => {
  const before = held('a');
  expect(fold(before, payload([]))).toBe(before);
});

describe('L2 what cannot follow is refused', () => {
  const cases: Record<string, readonly LiveChange<Letter>[]> = {
    'an index behind the end': [change('ADDED', 'x', 4)],
    'a negative index': [change('ADDED', 'x', -2)],
    'a broken index': [change('ADDED', 'x', 0.5)],
    'UPDATED of an unknown id': [change('UPDATED', 'x', 0)],
    'REMOVED of an unknown id': [change('REMOVED', 'x', null)],
    'ADDED of a known id': [change('ADDED', 'a', 0)],
    'INITIAL without a reset': [change('INITIAL', 'x', 0)],
    'an id twice': [change('REMOVED', 'a', null), change('ADDED', 'a', 0)],
    'a removal after others': [change('ADDED', 'x', 0), change('REMOVED', 'a', null)],
    'descending indexes': [change('UPDATED', 'a', 1), change('UPDATED', 'b', 0)],
    'an index twice': [change('ADDED', 'x', 1), change('ADDED', 'y', 1)],
    'no index': [change('ADDED', 'x', null)],
  };
  for (const [name, changes] of Object.entries(cases)) {
    test(name, () => {
      expect(() => fold(held('a', 'b', 'c'), payload(changes))).toThrow(AnkurahError);
    });
  }

  test('a reset that updates', () => {
    expect(() => fold(held('a'), payload([change('UPDATED', 'a', 0)], true))).toThrow(AnkurahError);
  });

  test('a beginning that is no reset', () => {
    expect(() => fold(null, payload([change('ADDED', 'a', 0)]))).toThrow(AnkurahError);
  });
});

describe('L2 what is no payload is refused', () => {
  const cases: Record<string, unknown> = {
    'no live query': {},
    'no object': { letters: 1 },
    'no cursor': { letters: { reset: true, changes: [] } },
    'no changes': { letters: { cursor: 'c', reset: true } },
    'a change of no kind': { letters: { cursor: 'c', reset: true, changes: [{ kind: 'LOST', id: 'a' }] } },
    'a change without its entity': {
      letters: { cursor: 'c', reset: true, changes: [{ kind: 'INITIAL', id: 'a', index: 0, letter: null }] },
    },
  };
  for (const [name, data] of Object.entries(cases)) {
    test(name, () => {
      expect(() => readPayload(data, 'letters', 'letter')).toThrow(AnkurahError);
    });
  }
});

test('L1 the payload that leads from one list to another leads there', () => {
  const list = fc.uniqueArray(
    fc.integer({ min: 97, max: 108 }).map((code) => String.fromCharCode(code)),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(list, list, fc.infiniteStream(fc.boolean()), (from, to, touched) => {
      const stays = from.filter((id) => to.includes(id));
      // Those that keep their order need not be named, but may be.
      const named = new Set(longestKept(stays, to).filter(() => !touched.next().value));
      const changes = [
        ...from.filter((id) => !to.includes(id)).map((id) => change('REMOVED', id, null)),
        ...to.flatMap((id, index) =>
          named.has(id) ? [] : [change(from.includes(id) ? 'UPDATED' : 'ADDED', id, index)],
        ),
      ];
      expect(ids(fold(held(...from), payload(changes)))).toBe(to.join(''));
    }),
  );
});

/** Of those in one list, some that are in the same order in the other. */
function longestKept(stays: readonly string[], to: readonly string[]): readonly string[] {
  let last = -1;
  return stays.filter((id) => {
    const place = to.indexOf(id);
    const kept = place > last;
    last = kept ? place : last;
    return kept;
  });
}
