import { decodeStateVector } from 'yjs';
import { afterEach, expect, test } from 'vitest';
import { ManualSurroundings, settled } from '../testing/ManualSurroundings';
import { TextServer } from '../testing/TextServer';
import { TextsInMemory, Writer } from '../testing/Writer';
import { fromBase64 } from './bytes';

const writers: Writer[] = [];

afterEach(() => {
  writers.splice(0).forEach((writer) => {
    writer.close();
  });
});

class Scene {
  readonly surroundings = new ManualSurroundings();
  readonly server = new TextServer();

  enter(disk?: TextsInMemory): Writer {
    const writer = new Writer(this.server, this.surroundings, 'A', disk);
    writers.push(writer);
    return writer;
  }

  /** All that is on its way comes. */
  async arrive(): Promise<void> {
    for (let round = 0; round < 8; round += 1) {
      await this.surroundings.pass(0);
      this.server.deliver();
    }
    await this.surroundings.pass(0);
  }

  async later(milliseconds: number): Promise<void> {
    await this.surroundings.pass(milliseconds);
    await this.arrive();
  }

  /** Somebody who has the text before them. */
  async entered(disk?: TextsInMemory): Promise<Writer> {
    const writer = this.enter(disk);
    await this.arrive();
    return writer;
  }

  async break(): Promise<void> {
    this.server.reachable = false;
    this.server.cut();
    await settled();
  }

  async mend(): Promise<void> {
    this.server.reachable = true;
    await this.later(60_000);
  }

  operations(start: string): readonly Readonly<Record<string, unknown>>[] {
    return this.server.operations.filter(({ query }) => query.startsWith(start)).map(({ variables }) => variables);
  }

  get updates(): number {
    return this.operations('mutation SendText').length;
  }
}

test('T2 what others write comes, and what is written here arrives', async () => {
  const scene = new Scene();
  scene.server.write('A', 0, 'there');
  const writer = scene.enter();
  await settled();
  expect(writer.status).toMatchObject({ state: 'loading', loaded: false });
  await scene.arrive();
  expect(writer.shown).toBe('there');
  expect(writer.status).toMatchObject({ state: 'synced', loaded: true, unsent: false, error: undefined });

  writer.write(0, 'here and ');
  expect(writer.status).toMatchObject({ state: 'saving', unsent: true });
  await scene.arrive();

  expect(scene.server.read('A')).toBe('here and there');
  expect(writer.status.state).toBe('synced');
});

test('T3 one message is under way at a time, and what is typed meanwhile is one message', async () => {
  const scene = new Scene();
  const writer = await scene.entered();

  Array.from('typed fast').forEach((letter, index) => {
    writer.write(index, letter);
  });
  await scene.arrive();

  expect(scene.server.read('A')).toBe('typed fast');
  expect(scene.updates).toBe(2);
  expect(scene.server.mostUnderWay).toBe(1);
});

test('T4 each subscription is for what the document lacks then', async () => {
  const scene = new Scene();
  scene.server.write('A', 0, 'before ');
  const writer = await scene.entered();
  await scene.break();
  scene.server.write('A', 7, 'meanwhile');
  await scene.mend();

  const vectors = scene.operations('subscription FollowText').map(({ stateVector }) => fromBase64(stateVector));
  expect(vectors.map((vector) => [...decodeStateVector(vector).values()])).toEqual([[], [7]]);
  expect(writer.shown).toBe('before meanwhile');
});

test('T5 edits made offline are merged when the connection is back, deletions too', async () => {
  const scene = new Scene();
  scene.server.write('A', 0, 'one two three');
  const writer = await scene.entered();
  await scene.break();
  expect(writer.status).toMatchObject({ state: 'offline', unsent: false });

  writer.erase(4, 4);
  expect(writer.status).toMatchObject({ state: 'offline', unsent: true, kept: 'disk' });
  scene.server.write('A', 13, ' four');
  await scene.mend();

  expect(scene.server.read('A')).toBe('one three four');
  expect(writer.shown).toBe('one three four');
  expect(writer.status.state).toBe('synced');
});

test('T5 a server that has lost what it acknowledged is given it again', async () => {
  const scene = new Scene();
  const writer = await scene.entered();
  writer.write(0, 'acknowledged');
  await scene.arrive();
  await scene.break();
  const restored = new TextServer();
  Object.assign(scene.server, { text: restored.text.bind(restored) });
  await scene.mend();

  expect(restored.read('A')).toBe('acknowledged');
});

test('T6 unsent edits survive a reload, and are there before the server is', async () => {
  const scene = new Scene();
  scene.server.write('A', 0, 'known');
  const writer = await scene.entered();
  await scene.break();
  writer.write(5, ' and new');
  writer.write(13, '!');
  await settled();

  writer.reload();
  await settled();
  expect(writer.shown).toBe('known and new!');
  expect(writer.status).toMatchObject({ loaded: true, unsent: true });
  await scene.mend();

  expect(scene.server.read('A')).toBe('known and new!');
  await scene.later(2_000);
  expect((await writer.disk.list()).length).toBe(0);
});

test('T6 a tab whose edits another tab has sent keeps what comes after them, whole', async () => {
  const scene = new Scene();
  const disk = new TextsInMemory();
  const ann = await scene.entered(disk);
  scene.server.write('A', 0, 'base ');
  await scene.arrive();
  ann.connection.tell({ type: 'pause' });
  ann.write(5, 'one ');
  await settled();

  await scene.entered(disk);
  await scene.later(2_000);
  expect(scene.server.read('A')).toBe('base one ');
  await expect(disk.list()).resolves.toEqual([]);
  ann.write(9, 'two');
  await settled();
  await scene.break();
  ann.reload();
  await settled();

  expect(ann.shown).toBe('base one two');
});

test('T6 without a disk it says so, and uses it again when there is room', async () => {
  const scene = new Scene();
  const disk = new TextsInMemory();
  const writer = await scene.entered(disk);
  disk.full = true;
  await scene.break();
  writer.write(0, 'a');
  await settled();
  expect(writer.status.kept).toBe('memory');

  disk.full = false;
  writer.write(1, 'b');
  await settled();
  expect(writer.status.kept).toBe('disk');
  writer.reload();
  await settled();
  expect(writer.shown).toBe('ab');
});

test('T7 a server that cannot now is asked again, and not before it wants to be', async () => {
  const scene = new Scene();
  const writer = await scene.entered();
  scene.server.failures = [{ code: 'UNAVAILABLE', retryAfter: 20 }];
  writer.write(0, 'later');
  await scene.arrive();
  await scene.later(19_000);
  expect(writer.status).toMatchObject({ state: 'saving', error: { code: 'UNAVAILABLE' } });
  expect(scene.updates).toBe(1);

  await scene.later(1_500);
  expect(scene.server.read('A')).toBe('later');
  expect(writer.status).toMatchObject({ state: 'synced', error: undefined });
});

test('T7 a server that fails five times at the same edits is taken at its word', async () => {
  const scene = new Scene();
  const writer = await scene.entered();
  scene.server.failures = Array.from({ length: 9 }, () => ({ code: 'INTERNAL' }));
  writer.write(0, 'odd');
  for (let minute = 0; minute < 9; minute += 1) {
    await scene.later(60_000);
  }
  expect(scene.updates).toBe(5);
  expect(writer.status).toMatchObject({ state: 'refused', error: { code: 'INTERNAL' } });
});

test.each(['FORBIDDEN', 'VALIDATION', 'NOT_FOUND', 'LIMIT_EXCEEDED'])(
  'T8 after %s nothing more is sent, and the words stay until they are sent again or discarded',
  async (code) => {
    const scene = new Scene();
    const writer = await scene.entered();
    scene.server.failures = [{ code }];
    writer.write(0, 'not taken');
    await scene.arrive();
    expect(writer.status).toMatchObject({ state: 'refused', unsent: true, error: { code } });

    writer.write(9, ' either');
    scene.server.write('A', 0, 'others: ');
    await scene.later(60_000);
    expect(scene.updates).toBe(1);
    expect(writer.shown).toContain('not taken either');
    expect(writer.shown).toContain('others: ');

    writer.provider.retry();
    await scene.arrive();
    expect(scene.server.read('A')).toBe(writer.shown);
    expect(writer.status.state).toBe('synced');
  },
);

test('T8 what is more than the server takes is refused, also where that shows only by a broken connection', async () => {
  const scene = new Scene();
  const writer = await scene.entered();
  scene.server.mostBytes = 150_000;
  writer.write(0, 'x'.repeat(200_000));
  for (let cut = 0; cut < 7; cut += 1) {
    await scene.later(60_000);
  }

  expect(writer.status).toMatchObject({ state: 'refused', error: { code: 'LIMIT_EXCEEDED' } });
  expect(scene.updates).toBe(5);
});

test('T8 discarding forgets what was not taken', async () => {
  const scene = new Scene();
  const writer = await scene.entered();
  scene.server.failures = [{ code: 'FORBIDDEN' }];
  writer.write(0, 'not taken');
  await scene.arrive();

  await writer.provider.discard();
  writer.reload();
  await scene.arrive();

  expect(writer.shown).toBe('');
  expect(writer.status.state).toBe('synced');
});

test('T8 a text that is not shown is refused, until it is asked for again', async () => {
  const scene = new Scene();
  scene.server.hidden.set('A', 'NOT_FOUND');
  const writer = await scene.entered();
  expect(writer.status).toMatchObject({ state: 'refused', loaded: false, error: { code: 'NOT_FOUND' } });

  scene.server.hidden.delete('A');
  writer.provider.retry();
  await scene.arrive();
  expect(writer.status).toMatchObject({ state: 'synced', error: undefined });
});

test('T9 undo takes back what was edited here, and nothing else', async () => {
  const scene = new Scene();
  const writer = await scene.entered();
  writer.write(0, 'mine');
  await scene.arrive();
  scene.server.write('A', 4, ' theirs');
  await scene.arrive();

  writer.provider.undoManager.undo();
  await scene.arrive();
  expect(scene.server.read('A')).toBe(' theirs');
  writer.provider.undoManager.undo();
  expect(writer.shown).toBe(' theirs');
  writer.provider.undoManager.redo();
  await scene.arrive();
  expect(scene.server.read('A')).toBe('mine theirs');
});

test('T10 who leaves with unsent edits still sends them', async () => {
  const scene = new Scene();
  const writer = await scene.entered();
  await scene.break();
  writer.write(0, 'on the way out');
  writer.provider.destroy();
  await scene.mend();

  expect(scene.server.read('A')).toBe('on the way out');
  expect(scene.server.following).toBe(0);
});

test('T10 who leaves before anything has come leaves nothing behind', async () => {
  const scene = new Scene();
  const writer = scene.enter();
  writer.provider.destroy();
  await scene.arrive();

  expect(scene.operations('')).toEqual([]);
});

test('T11 a payload that makes no sense is asked for again', async () => {
  const scene = new Scene();
  const writer = await scene.entered();
  scene.server.send('A', { textUpdates: 'AAEC//8=' });
  scene.server.send('A', { textUpdates: 7 });
  await scene.arrive();
  expect(writer.status.state).toBe('loading');

  scene.server.write('A', 0, 'sense');
  await scene.later(1_000);
  expect(writer.shown).toBe('sense');
  expect(writer.status.state).toBe('synced');
});
