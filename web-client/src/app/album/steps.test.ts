import { expect, test } from 'vitest';
import { stepsOf, type HistoryEdge } from './steps';

const PLAYED = { plays: { increment: 1 } };

function edge(id: string, parents: readonly string[], operations: unknown, actor = 'ann'): HistoryEdge {
  return { cursor: `behind ${id}`, node: { id, parents, committedAt: '2026-01-31T12:00:00Z', actor, operations } };
}

const said = (...edges: HistoryEdge[]): string[] => stepsOf(edges).map((step) => step.said);

test('each operation is said in words', () => {
  expect(
    said(
      edge('a', [], { title: { set: '1999' } }),
      edge('b', ['a'], { title: { set: 'Purple Rain' }, year: { set: null } }),
      edge('c', ['b'], { plays: { increment: -2 } }),
      edge('d', ['c'], { notes: { update: 'AAA=' } }),
      edge('e', ['d'], { deleted: { set: true } }),
      edge('f', ['e'], { deleted: { set: false } }),
    ),
  ).toEqual([
    'Created with title',
    'Title → “Purple Rain”, year cleared',
    'Plays −2',
    'Notes edited',
    'Deleted',
    'Restored',
  ]);
});

test('plays that follow each other are one step, which stands where the first one did', () => {
  const steps = stepsOf([
    edge('a', [], {}),
    edge('b', ['a'], PLAYED),
    edge('c', ['b'], PLAYED),
    edge('d', ['c'], PLAYED),
  ]);
  expect(steps.map((step) => step.said)).toEqual(['Created', 'Played 3 times']);
  expect(steps[1]).toMatchObject({ id: 'd', parents: ['a'], cursor: 'behind d', count: 3 });
});

test('edits of a text that follow each other are one step', () => {
  const edited = { notes: { update: 'AAA=' } };
  expect(
    said(
      edge('a', [], edited),
      edge('b', ['a'], edited),
      edge('c', ['b'], edited),
      edge('d', ['c'], edited, 'ben'),
      edge('e', ['d'], PLAYED, 'ben'),
    ),
  ).toEqual(['Created with notes', 'Notes edited 2 times', 'Notes edited', 'Played']);
});

test('plays of different people stay apart', () => {
  expect(said(edge('a', [], {}), edge('b', ['a'], PLAYED), edge('c', ['b'], PLAYED, 'ben'))).toEqual([
    'Created',
    'Played',
    'Played',
  ]);
});

test('plays that were made side by side stay apart, and so does what joins them', () => {
  expect(
    said(edge('a', [], {}), edge('b', ['a'], PLAYED), edge('c', ['a'], PLAYED), edge('d', ['b', 'c'], PLAYED)),
  ).toEqual(['Created', 'Played', 'Played', 'Played']);
});

test('an event that others were made upon side by side is not hidden in a run', () => {
  const steps = stepsOf([
    edge('a', [], {}),
    edge('b', ['a'], PLAYED),
    edge('c', ['b'], PLAYED),
    edge('d', ['b'], PLAYED),
  ]);
  expect(steps.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
});
