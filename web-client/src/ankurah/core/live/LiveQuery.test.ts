import { expect, test } from 'vitest';
import { cursorOf } from '../../testing/ModelServer';
import { Songs } from '../../testing/songs';

const take = (name: string, plays = 0) => ({ name, plays });

async function started(options: ConstructorParameters<typeof Songs>[0] = {}): Promise<Songs> {
  const songs = new Songs(options);
  songs.server.commit({ a: take('All Blues'), b: take('Blue in Green') });
  songs.query.start();
  await songs.arrive();
  return songs;
}

test('the first payload makes it live', async () => {
  const songs = new Songs();
  songs.query.start();
  expect(songs.query.get().status).toBe('loading');

  await songs.arrive();

  expect(songs.query.get()).toMatchObject({ held: [], totalCount: 0, changes: [], status: 'live', error: undefined });
  expect(songs.server.operations[0]?.variables).toEqual({ genre: 'Jazz', since: null });
});

test('entities that did not change stay the same objects', async () => {
  const songs = await started();
  const before = await songs.shown();

  songs.server.commit({ b: take('Blue in Green', 1) });

  const after = await songs.shown();
  expect(after[0]).toBe(before[0]);
  expect(after[1]).toMatchObject({ plays: 1 });
});

test('payloads that come within a frame are shown together', async () => {
  const songs = await started();
  let shown = 0;
  songs.query.subscribe(() => {
    shown += 1;
  });

  songs.server.commit({ a: take('All Blues', 1) });
  songs.server.commit({ a: take('All Blues', 2) });
  songs.server.commit({ c: take('Cantaloupe') });
  await songs.arrive();

  expect(shown).toBe(1);
  expect(songs.query.get().changes.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    'UPDATED a',
    'UPDATED a',
    'ADDED c',
  ]);
});

test('L3 after a cut it goes on behind the last payload that was folded', async () => {
  const songs = await started();
  songs.server.commit({ c: take('Cantaloupe') });
  songs.server.cut();
  await songs.arrive();
  expect(songs.query.get()).toMatchObject({ status: 'resuming' });
  expect(songs.query.get().held).toHaveLength(2);

  songs.server.commit({ a: null });
  await songs.heal();

  expect(await songs.shown()).toEqual(songs.server.result);
  expect(songs.sinces).toEqual([null, cursorOf(1)]);
  expect(songs.query.get().changes.map(({ kind }) => kind)).toEqual(['REMOVED', 'ADDED']);
});

test('L3 a server that cannot go on there starts over, and what was shown stays until then', async () => {
  const songs = await started();
  songs.server.forget();
  songs.server.cut();
  songs.server.commit({ a: null });
  await songs.arrive();
  expect(songs.query.get().held).toHaveLength(2);

  await songs.heal();

  expect(await songs.shown()).toEqual(songs.server.result);
  expect(songs.restarts).toEqual([]);
});

test('L4 a cursor that the server does not know any more is let go of', async () => {
  const songs = await started();
  songs.server.replacePast();
  songs.server.cut();
  songs.server.commit({ a: null });

  await songs.heal();

  expect(await songs.shown()).toEqual(songs.server.result);
  expect(songs.sinces).toEqual([null, cursorOf(1), null]);
  expect(songs.query.get().status).toBe('live');
});

test.each([
  ['an index out of range', { kind: 'ADDED', id: 'x', index: 9, song: {} }],
  ['UPDATED of an unknown id', { kind: 'UPDATED', id: 'x', index: 0, song: {} }],
])('L2 %s is not applied: it begins anew, and says why', async (_name, change) => {
  const songs = await started();

  songs.server.send({ cursor: cursorOf(1), reset: false, changes: [change] });
  await songs.arrive();
  expect(songs.query.get()).toMatchObject({ status: 'resuming', error: { code: 'OUT_OF_STEP' } });
  expect(songs.server.running).toBe(0);
  expect(await songs.shown()).toEqual(songs.server.result);

  await songs.heal();
  expect(await songs.shown()).toEqual(songs.server.result);
  expect(songs.query.get()).toMatchObject({ status: 'live', error: undefined });
  expect(songs.sinces).toEqual([null, null]);
  expect(songs.restarts.map(({ code }) => code)).toEqual(['OUT_OF_STEP']);
});

test('L2 a payload that follows a misfit in the same stream is not applied either', async () => {
  const songs = await started();

  songs.server.send({ cursor: cursorOf(1), reset: false, changes: [{ kind: 'REMOVED', id: 'x', index: null }] });
  songs.server.commit({ c: take('Cantaloupe') });
  await songs.arrive();
  expect(songs.query.get().held).toHaveLength(2);

  await songs.heal();
  expect(await songs.shown()).toEqual(songs.server.result);
});

test('L2 a payload that follows the end of its stream is not applied', async () => {
  const songs = await started();

  songs.server.send({ cursor: cursorOf(9), reset: true, changes: [] });
  songs.server.complete();
  songs.server.send({ cursor: cursorOf(9), reset: true, changes: [] });
  const operation = songs.server.operations[0];
  await songs.arrive();
  expect(operation).toBeDefined();
  expect(songs.query.get()).toMatchObject({ status: 'resuming' });

  await songs.heal();
  expect(songs.query.get()).toMatchObject({ status: 'live' });
});

test.each(['UNAVAILABLE', 'INTERNAL'])('L5 after %s it goes on by itself', async (code) => {
  const songs = await started();

  songs.server.fail(code);
  await songs.arrive();
  expect(songs.query.get()).toMatchObject({ status: 'resuming', error: { code } });

  songs.server.commit({ c: take('Cantaloupe') });
  await songs.heal();
  expect(await songs.shown()).toEqual(songs.server.result);
  expect(songs.sinces).toEqual([null, cursorOf(1)]);
});

test('L5 one that was too slow goes on; one that asks for too much has ended', async () => {
  const slow = await started();
  slow.server.fail('LIMIT_EXCEEDED', { cursor: cursorOf(1) });
  await slow.heal();
  expect(slow.query.get().status).toBe('live');

  const greedy = await started();
  greedy.server.fail('LIMIT_EXCEEDED');
  await greedy.heal();
  expect(greedy.query.get()).toMatchObject({ status: 'ended', error: { code: 'LIMIT_EXCEEDED' } });
});

test.each(['BAD_QUERY', 'FORBIDDEN', 'VALIDATION'])('L5 after %s it has ended, and keeps what it has', async (code) => {
  const songs = await started();

  songs.server.fail(code);
  await songs.heal();

  expect(songs.query.get()).toMatchObject({ status: 'ended', error: { code } });
  expect(songs.query.get().held).toHaveLength(2);
  expect(songs.server.running).toBe(0);
});

test('L5 a stream that completes is sent again', async () => {
  const songs = await started();

  songs.server.complete();
  songs.server.commit({ c: take('Cantaloupe') });
  await songs.heal();

  expect(await songs.shown()).toEqual(songs.server.result);
});

test('L6 after UNAUTHENTICATED it goes on with a new token', async () => {
  let count = 0;
  const songs = await started({ token: () => `token ${(count += 1)}` });

  songs.server.fail('UNAUTHENTICATED');
  songs.server.commit({ c: take('Cantaloupe') });
  await songs.heal();

  expect(songs.server.greeted).toEqual(['token 1', 'token 2']);
  expect(await songs.shown()).toEqual(songs.server.result);
  expect(songs.sinces).toEqual([null, cursorOf(1)]);
});

test('L6 when the new token is no better it has ended, until the program connects again', async () => {
  let count = 0;
  const songs = await started({ token: () => `token ${(count += 1)}` });
  songs.server.tokens = ['token 3'];

  songs.server.fail('UNAUTHENTICATED');
  await songs.heal();
  expect(songs.connection.status.get()).toMatchObject({ state: 'refused', reason: 'Forbidden' });
  expect(songs.query.get()).toMatchObject({ status: 'ended', error: { code: 'UNAUTHENTICATED' } });

  songs.connection.tell({ type: 'retry' });
  await songs.heal();
  expect(songs.query.get()).toMatchObject({ status: 'live', error: undefined });
});

test('L7 without a network it is offline, and live when there is one', async () => {
  const songs = await started();

  songs.surroundings.tell('networkDown');
  await songs.arrive();
  expect(songs.query.get().status).toBe('offline');

  songs.server.commit({ a: null });
  songs.surroundings.tell('networkUp');
  expect(await songs.shown()).toEqual(songs.server.result);
  expect(songs.query.get().status).toBe('live');
});

test('L8 one that is stopped has no subscription, and begins anew when started', async () => {
  const songs = await started();

  songs.query.stop();
  expect(songs.server.running).toBe(0);
  expect(songs.query.get()).toMatchObject({ held: [], status: 'loading' });
  songs.server.cut();
  songs.query.start();
  await songs.heal();

  expect(await songs.shown()).toEqual(songs.server.result);
  expect(songs.sinces).toEqual([null, null]);
});

test('L9 what fails again and again is tried less and less often', async () => {
  const songs = await started();
  const times: number[] = [];
  for (let count = 0; count < 6; count += 1) {
    const before = songs.surroundings.now();
    songs.server.fail('UNAVAILABLE');
    songs.server.deliver();
    const sent = songs.server.operations.length;
    while (songs.server.operations.length === sent) {
      await songs.surroundings.pass(10);
    }
    times.push(songs.surroundings.now() - before);
  }
  expect(times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0))).toBe(true);
});
