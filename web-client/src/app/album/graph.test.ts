import { expect, test } from 'vitest';
import { graphOf } from './graph';

function places(...events: [id: string, ...parents: string[]][]): Record<string, string> {
  const { nodes } = graphOf(events.map(([id, ...parents]) => ({ id, parents })));
  return Object.fromEntries(nodes.map(({ event, row, lane }) => [event.id, `${row}/${lane}`]));
}

test('changes one after the other stand in one lane, the newest on top', () => {
  expect(places(['a'], ['b', 'a'], ['c', 'b'])).toEqual({ c: '0/0', b: '1/0', a: '2/0' });
});

test('changes side by side stand in lanes of their own until something joins them', () => {
  expect(places(['a'], ['b', 'a'], ['c', 'a'], ['d', 'b', 'c'])).toEqual({ d: '0/0', c: '1/1', b: '2/0', a: '3/0' });
});

test('several heads begin in several lanes', () => {
  const graph = graphOf([
    { id: 'a', parents: [] },
    { id: 'b', parents: ['a'] },
    { id: 'c', parents: ['a'] },
  ]);
  expect(graph.lanes).toBe(2);
  expect(graph.lines).toEqual([
    { from: { row: 0, lane: 0 }, to: { row: 2, lane: 0 } },
    { from: { row: 1, lane: 1 }, to: { row: 2, lane: 0 } },
  ]);
});

test('a lane that came to its end is used again', () => {
  const events = [['a'], ['b', 'a'], ['c', 'a'], ['d', 'b', 'c'], ['e', 'd'], ['f', 'd'], ['g', 'e', 'f']] as const;
  expect(graphOf(events.map(([id, ...parents]) => ({ id, parents }))).lanes).toBe(2);
});

test('a line to an event that is not there leads out at the bottom', () => {
  expect(graphOf([{ id: 'b', parents: ['a'] }]).lines).toEqual([
    { from: { row: 0, lane: 0 }, to: { row: 1, lane: 0 } },
  ]);
});
