import { describe, expect, test } from 'vitest';
import { EMPTY_QUEUE, type Draft, type Queue } from './entry';
import { newLocalId } from './localId';
import { answered, awakened, blockers, claimed, discarded, enqueued, failed, next, refused, released } from './queue';

const DAY = 86_400_000;
const PROBLEM = { code: 'UNREACHABLE', message: 'cut' };
const REFUSAL = { code: 'VALIDATION', message: 'no' };

function draft(name: string, more: Partial<Draft> = {}): Draft {
  return { document: `mutation ${name} { x }`, name, variables: {}, expected: [], ...more };
}

function queueOf(...drafts: Draft[]): Queue {
  return drafts.reduce((queue, each) => enqueued(queue, each.name, each, 0), EMPTY_QUEUE);
}

function sendable(queue: Queue, now = 0): string {
  const decision = next(queue, now, DAY);
  return decision.kind === 'send' ? decision.entry.id : decision.kind;
}

describe('order', () => {
  test('O2 entries are sent in the order in which they were made', () => {
    const queue = queueOf(draft('a'), draft('b'));
    expect(sendable(queue)).toBe('a');
    expect(sendable(answered(claimed(queue, 'a', 0), 'a', {}))).toBe('b');
    expect(sendable(EMPTY_QUEUE)).toBe('idle');
  });

  test('O2 an entry that waits to be tried again holds up those behind it', () => {
    const queue = failed(claimed(queueOf(draft('a'), draft('b')), 'a', 0), 'a', PROBLEM, 5_000);
    expect(next(queue, 1_000, DAY)).toEqual({ kind: 'wait', until: 5_000 });
    expect(sendable(queue, 5_000)).toBe('a');
  });

  test('O5 a clock that was set back makes nobody wait', () => {
    const queue = failed(claimed(queueOf(draft('a')), 'a', 0), 'a', PROBLEM, 5 * DAY);
    expect(sendable(queue)).toBe('a');
  });

  test('O5 a connection that is back ends all waiting', () => {
    expect(sendable(awakened(failed(queueOf(draft('a')), 'a', PROBLEM, 5_000)))).toBe('a');
  });

  test('O3 an entry that was on its way when the page went away is sent again', () => {
    expect(sendable(claimed(queueOf(draft('a')), 'a', 0))).toBe('a');
  });
});

describe('refusals', () => {
  test('O6 a refused entry stays and does not hold up the others', () => {
    const queue = refused(claimed(queueOf(draft('a'), draft('b')), 'a', 0), 'a', REFUSAL, 7);
    expect(queue.entries[0]?.state).toEqual({ kind: 'refused', refusal: REFUSAL, at: 7 });
    expect(sendable(queue)).toBe('b');
  });

  test('O7 those that build on what a refused entry would have created wait for it, however indirectly', () => {
    const [artist, album] = [newLocalId(), newLocalId()];
    const queue = refused(
      queueOf(
        draft('artist', { expected: [{ create: { __typename: 'Artist', id: artist } }] }),
        draft('album', {
          variables: { input: { artist } },
          expected: [{ create: { __typename: 'Album', id: album } }],
        }),
        draft('track', { variables: { album } }),
        draft('other'),
      ),
      'artist',
      REFUSAL,
      0,
    );
    expect([...blockers(queue.entries)]).toEqual([
      ['album', 'artist'],
      ['track', 'album'],
    ]);
    expect(sendable(queue)).toBe('other');
    expect(sendable(released(queue, 'artist'))).toBe('artist');
  });

  test('O7 a discarded entry takes those along that build on it, as refused ones', () => {
    const id = newLocalId();
    const queue = discarded(
      queueOf(
        draft('create', { expected: [{ create: { __typename: 'Album', id } }] }),
        draft('edit', { variables: { id } }),
      ),
      'create',
      3,
    );
    expect(queue.entries.map((entry) => entry.state)).toMatchObject([
      { kind: 'refused', refusal: { code: 'NEVER_CREATED' } },
    ]);
  });

  test('what is on its way cannot be discarded, what is refused cannot be claimed', () => {
    const sending = claimed(queueOf(draft('a')), 'a', 0);
    expect(discarded(sending, 'a', 0)).toBe(sending);
    expect(claimed(refused(sending, 'a', REFUSAL, 0), 'a', 0).entries[0]?.state.kind).toBe('refused');
  });

  test('O12 an unreadable entry is never sent', () => {
    const queue = refused(queueOf(draft('a')), 'a', { code: 'UNREADABLE', message: '' }, 0);
    expect(sendable(released(queue, 'a'))).toBe('idle');
  });
});

describe('keys', () => {
  test('O8 what was never sent may be sent at any age', () => {
    expect(sendable(queueOf(draft('a')), 30 * DAY)).toBe('a');
  });

  test('O8 what was sent too long ago is not sent again by itself, but by hand', () => {
    const queue = failed(claimed(queueOf(draft('a')), 'a', 0), 'a', PROBLEM, 1_000);
    expect(next(queue, DAY, DAY).kind).toBe('expire');
    const given = refused(queue, 'a', { code: 'OUTCOME_UNKNOWN', message: '' }, DAY);
    expect(sendable(released(given, 'a'), DAY)).toBe('a');
  });
});

describe('what an answer teaches', () => {
  test('O9 later entries get the ids of what was created, also those that are made afterwards', () => {
    const id = newLocalId();
    const create = draft('create', { expected: [{ create: { __typename: 'Album', id } }] });
    const edit = draft('edit', { variables: { id, patch: { related: [id] } } });
    const queue = answered(queueOf(create, edit), 'create', {
      createAlbum: { events: [{ __typename: 'Event', id: 'E' }], album: { __typename: 'Album', id: 'REAL' } },
    });
    expect(queue.entries[0]?.variables).toEqual({ id: 'REAL', patch: { related: ['REAL'] } });
    expect(enqueued(queue, 'late', edit, 0).entries[1]?.variables).toEqual({
      id: 'REAL',
      patch: { related: ['REAL'] },
    });
  });

  test('O10 a change upon a conditional change of one’s own is conditional on what that left', () => {
    const edit = (name: string): Draft => draft(name, { variables: { id: 'X', ifHead: ['H0'] }, ifHead: ['H0'] });
    const other = draft('other', { variables: { ids: ['H0'] } });
    const queue = answered(queueOf(edit('a'), edit('b'), other), 'a', {
      updateAlbum: { album: { id: 'X', revision: { head: ['H1'] } } },
    });
    expect(queue.entries[0]).toMatchObject({ ifHead: ['H1'], variables: { id: 'X', ifHead: ['H1'] } });
    expect(queue.entries[1]?.variables).toEqual({ ids: ['H0'] });
  });
});
