import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cut, partsOf } from './parts';

const refs = (ids: readonly string[]) => ids.map((id) => ({ __ref: id }));

const list = fc.uniqueArray(fc.string({ minLength: 2, maxLength: 3 }), { maxLength: 400 });

test('the parts are the list, in order, and none is too long', () => {
  fc.assert(
    fc.property(list, (ids) => {
      const parts = cut(ids, (id) => id);
      expect(parts.flat()).toEqual(ids);
      expect(parts.every(({ length }) => length > 0 && length <= 128)).toBe(true);
    }),
  );
});

test('a list that is the same has the same parts', () => {
  fc.assert(
    fc.property(list, (ids) => {
      const parts = partsOf(refs(ids), []);
      expect(partsOf(refs(ids), parts)).toBe(parts);
    }),
  );
});

test('what comes or goes changes few parts', () => {
  const random = (seed: number): string => ((seed * 2_654_435_761) % 4_294_967_296).toString(36);
  const ids = Array.from({ length: 2_000 }, (_, index) => `${index} ${random(index + 1)}`);
  const before = partsOf(refs(ids), []);

  const after = partsOf(refs(ids.toSpliced(1_000, 1).toSpliced(5, 0, 'new one')), before);

  expect(before.length).toBeGreaterThan(20);
  expect(after.filter((part) => !before.includes(part)).length).toBeLessThanOrEqual(4);
});
