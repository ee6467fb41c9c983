import { expect, test, vi } from 'vitest';
import { batch, Cell, mapped } from './signal';

test('a cell calls back when its value becomes another, and only then', () => {
  const cell = new Cell(1);
  const callback = vi.fn();
  const unsubscribe = cell.subscribe(callback);

  cell.set(1);
  expect(callback).not.toHaveBeenCalled();
  cell.set(2);
  expect(callback).toHaveBeenCalledOnce();
  unsubscribe();
  cell.set(3);
  expect(callback).toHaveBeenCalledOnce();
});

test('the same function subscribed twice is called twice, and ends once each', () => {
  const cell = new Cell(1);
  const callback = vi.fn();
  const first = cell.subscribe(callback);
  cell.subscribe(callback);

  cell.set(2);
  expect(callback).toHaveBeenCalledTimes(2);
  first();
  cell.set(3);
  expect(callback).toHaveBeenCalledTimes(3);
});

test('a batch calls each callback once, when it is done, also when it fails', () => {
  const one = new Cell(1);
  const two = new Cell(1);
  const seen: number[] = [];
  const callback = (): void => {
    seen.push(one.get() + two.get());
  };
  one.subscribe(callback);
  two.subscribe(callback);

  batch(() => {
    one.set(10);
    batch(() => {
      two.set(20);
    });
    expect(seen).toEqual([]);
  });
  expect(seen).toEqual([30]);
  expect(() =>
    batch(() => {
      one.set(11);
      throw new Error('broken');
    }),
  ).toThrow('broken');
  expect(seen).toEqual([30, 31]);
});

test('a mapped signal computes once for each value', () => {
  const cell = new Cell(1);
  const map = vi.fn((value: number) => ({ value }));
  const signal = mapped(cell, map);

  expect(signal.get()).toBe(signal.get());
  cell.set(2);
  expect(signal.get()).toEqual({ value: 2 });
  expect(map).toHaveBeenCalledTimes(2);
});
