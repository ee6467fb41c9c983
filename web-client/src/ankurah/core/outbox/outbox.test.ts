import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Cell } from '../signal';
import { browserSurroundings } from '../surroundings';
import { EMPTY_QUEUE, type Draft } from './entry';
import { newLocalId } from './localId';
import { Outbox, type OutboxEntry, type OutboxOptions, type Reach } from './outbox';
import { enqueued } from './queue';
import { ScriptedServer, turn, until } from './scripted';
import { DiskStore } from './store';

const DAY = 86_400_000;

let server: ScriptedServer;
let reach: Cell<Reach>;
let open: Outbox[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  vi.stubGlobal('indexedDB', new IDBFactory());
  server = new ScriptedServer();
  reach = new Cell<Reach>('sure');
  open = [];
});

afterEach(() => {
  open.forEach((outbox) => {
    outbox.close();
  });
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function outbox(options: Partial<OutboxOptions> = {}): Outbox {
  const name = options.name ?? 'test';
  const made = new Outbox({
    store: new DiskStore(name),
    name,
    reach,
    surroundings: browserSurroundings,
    send: (entry) => server.send(entry),
    ...options,
  });
  open.push(made);
  return made;
}

function draft(name: string, more: Partial<Draft> = {}): Draft {
  return { document: `mutation ${name} { x }`, name, variables: {}, expected: [], ...more };
}

function entries(of: Outbox): readonly OutboxEntry[] {
  return of.state.get().entries;
}

function states(of: Outbox): string[] {
  return entries(of).map(({ name, state }) => `${name} ${state.kind}`);
}

test('what is added online is sent at once, and its outcome is told', async () => {
  const box = outbox();
  const { outcome } = await box.add(draft('a'));
  expect(await outcome).toMatchObject({ kind: 'answered', data: { make: { album: { id: 'ID-a' } } } });
  await until(() => entries(box).length === 0);
  expect(server.applied).toEqual(['a']);
});

test('O3 what is added offline waits, survives a reload, and is sent in order when the connection returns', async () => {
  reach.set('none');
  const before = outbox();
  await before.add(draft('a'));
  await before.add(draft('b'));
  expect(entries(before).map(({ kept }) => kept)).toEqual(['disk', 'disk']);
  before.close();
  const after = outbox();
  await until(() => entries(after).length === 2);
  expect(states(after)).toEqual(['a waiting', 'b waiting']);
  reach.set('sure');
  await until(() => entries(after).length === 0);
  expect(server.applied).toEqual(['a', 'b']);
});

test('O1 a lost answer is asked for again under the same key, after a pause', async () => {
  server.faults = ['answerLost', 'answerLost'];
  const box = outbox();
  await box.add(draft('a'));
  await until(() => server.faults.length === 1 && entries(box)[0]?.state.kind === 'waiting');
  expect(entries(box)[0]?.state).toMatchObject({ kind: 'waiting', problem: { code: 'UNREACHABLE' } });
  await until(() => entries(box).length === 0);
  expect(server.applied).toEqual(['a']);
});

test('O5 a connection that returns ends the pause', async () => {
  server.faults = ['requestLost'];
  const box = outbox({ surroundings: { ...browserSurroundings, random: () => 0.99 } });
  await box.add(draft('a'));
  await until(() => entries(box)[0]?.attempts === 1 && states(box)[0] === 'a waiting');
  const before = Date.now();
  reach.set('none');
  reach.set('sure');
  while (entries(box).length > 0) {
    await turn();
  }
  expect(Date.now()).toBe(before);
});

test('O5 a server that has no time says how long to wait', async () => {
  server.faults = ['unavailable'];
  const box = outbox({ surroundings: { ...browserSurroundings, random: () => 0 } });
  await box.add(draft('a'));
  await until(() => states(box)[0] === 'a waiting' && entries(box)[0]?.attempts === 1);
  const [entry] = entries(box);
  expect(entry?.state.kind === 'waiting' && entry.state.retryAt - entry.madeAt).toBeGreaterThanOrEqual(2_000);
});

test('O5 a server that fails at one mutation again and again does not hold up the others forever', async () => {
  const box = outbox({
    send: (entry) =>
      entry.name === 'poison'
        ? Promise.resolve({ kind: 'failed', problem: { code: 'INTERNAL', message: 'oops' } })
        : server.send(entry),
  });
  await box.add(draft('poison'));
  await box.add(draft('fine'));
  await until(() => server.applied.length === 1 && entries(box).length === 1);
  expect(entries(box)[0]?.state).toMatchObject({ kind: 'refused', refusal: { code: 'INTERNAL' } });
});

describe('refusals', () => {
  test('O6 a mutation that is refused after a long time offline is kept with the reason, the others go on', async () => {
    reach.set('none');
    const box = outbox();
    const { id, outcome } = await box.add(draft('bad', { variables: { refuse: true } }));
    await box.add(draft('good'));
    vi.setSystemTime(Date.now() + 3 * DAY);
    reach.set('sure');
    expect(await outcome).toMatchObject({ kind: 'refused', refusal: { code: 'VALIDATION', field: 'title' } });
    await until(() => server.applied.length === 1 && entries(box).length === 1);
    expect(entries(box)[0]).toMatchObject({ id, name: 'bad', variables: { refuse: true }, kept: 'disk' });
    const gone = box.outcome(id);
    await box.discard(id);
    expect(await gone).toEqual({ kind: 'gone' });
    expect(entries(box)).toEqual([]);
  });

  test('O7 what builds on a refused creation is blocked, and sent with the real id once that was sent again', async () => {
    let ready = false;
    const sent: unknown[] = [];
    const box = outbox({
      send: (entry) => {
        sent.push(entry.variables);
        return entry.name === 'create' && !ready
          ? Promise.resolve({ kind: 'refused', refusal: { code: 'CONFLICT', message: 'taken' } })
          : server.send(entry);
      },
    });
    reach.set('none');
    const local = newLocalId();
    const { id } = await box.add(draft('create', { expected: [{ create: { __typename: 'Album', id: local } }] }));
    await box.add(draft('edit', { variables: { id: local } }));
    reach.set('sure');
    await until(() => states(box)[0] === 'create refused');
    expect(entries(box)[1]?.state).toEqual({ kind: 'blocked', by: id });
    ready = true;
    await box.retry(id);
    await until(() => entries(box).length === 0);
    expect(sent.at(-1)).toEqual({ id: 'ID-create' });
    expect(box.resolve({ id: local })).toEqual({ id: 'ID-create' });
  });

  test('O8 an answer that was lost too long ago is not asked for again by itself', async () => {
    server.faults = ['answerLost'];
    const box = outbox();
    const { id } = await box.add(draft('a'));
    await until(() => states(box)[0] === 'a waiting' && entries(box)[0]?.attempts === 1);
    reach.set('none');
    vi.setSystemTime(Date.now() + 2 * DAY);
    reach.set('sure');
    await until(() => states(box)[0] === 'a refused');
    expect(entries(box)[0]?.state).toMatchObject({ refusal: { code: 'OUTCOME_UNKNOWN' } });
    await box.retry(id);
    await until(() => entries(box).length === 0);
  });
});

describe('storage', () => {
  test('O11 without a disk the queue is in memory, and says so', async () => {
    vi.stubGlobal('indexedDB', undefined);
    reach.set('none');
    const box = outbox();
    await box.add(draft('a'));
    expect(box.state.get().storage).toMatchObject({ kind: 'memory', reason: 'unavailable' });
    expect(entries(box)[0]?.kept).toBe('memory');
    reach.set('sure');
    await until(() => entries(box).length === 0);
    expect(server.applied).toEqual(['a']);
  });

  test('O11 with a full disk new entries are in memory, go to disk when there is room, and are sent in any case', async () => {
    reach.set('none');
    const box = outbox();
    await box.add(draft('a'));
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await box.add(draft('b'));
    expect(box.state.get().storage).toEqual({ kind: 'memory', reason: 'full', message: 'no room' });
    expect(entries(box).map(({ kept }) => kept)).toEqual(['disk', 'memory']);
    reach.set('sure');
    await until(() => entries(box).length === 0);
    reach.set('none');
    await box.add(draft('c'));
    full.mockRestore();
    await box.add(draft('d'));
    expect(entries(box).map(({ name, kept }) => `${name} ${kept}`)).toEqual(['c disk', 'd disk']);
    expect(box.state.get().storage).toEqual({ kind: 'disk' });
    expect(server.applied).toEqual(['a', 'b']);
  });

  test('O12 what another version kept is shown and not sent', async () => {
    const before = new DiskStore('test');
    await before.change((queue) => queue);
    before.close();
    const request = indexedDB.open('test');
    await until(() => request.readyState === 'done');
    const rows = request.result.transaction('outbox', 'readwrite').objectStore('outbox');
    rows.put({ id: 'x', name: 'old', order: 1, madeAt: 0, attempts: 0, form: 99 });
    request.result.close();
    const box = outbox();
    await until(() => entries(box).length === 1);
    expect(entries(box)[0]?.state).toMatchObject({ kind: 'refused', refusal: { code: 'UNREADABLE' } });
  });

  test('O13 an outbox takes no more than a thousand', async () => {
    reach.set('none');
    const store = new DiskStore('full');
    await store.change(() => {
      const numbers = Array.from({ length: 1_000 }, (_, i) => String(i));
      return numbers.reduce((queue, id) => enqueued(queue, id, draft(id), 0), EMPTY_QUEUE);
    });
    const box = outbox({ store });
    await until(() => entries(box).length === 1_000);
    await expect(box.add(draft('b'))).rejects.toThrow('no more than 1000');
  });
});

describe('several tabs', () => {
  test('O4 share one outbox and send nothing twice, with or without locks', async () => {
    for (const locks of [undefined, mutex()]) {
      server = new ScriptedServer();
      reach.set('none');
      const requests: string[] = [];
      const tab = () =>
        outbox({
          name: `tabs ${locks === undefined}`,
          locks,
          channel: new BroadcastChannel(`tabs ${locks === undefined}`),
          send: (entry) => {
            requests.push(entry.name);
            return server.send(entry);
          },
        });
      const [one, two] = [tab(), tab()];
      await one.add(draft('a'));
      const { outcome } = await two.add(draft('b'));
      await until(() => entries(one).length === 2 && entries(two).length === 2);
      reach.set('sure');
      await until(() => entries(one).length === 0 && entries(two).length === 0);
      expect(server.applied).toEqual(['a', 'b']);
      expect(await outcome).toMatchObject({ kind: 'answered' });
      if (locks !== undefined) {
        expect(requests).toEqual(['a', 'b']);
      }
    }
  });
});

/** What `navigator.locks` does with one name. */
function mutex(): Pick<LockManager, 'request'> {
  let turns: Promise<unknown> = Promise.resolve();
  const request = (_: string, work: () => Promise<void>): Promise<void> => {
    const mine = turns.then(work);
    turns = mine.catch(() => undefined);
    return mine;
  };
  return { request } as Pick<LockManager, 'request'>;
}
