import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { ScriptedServer } from '../../testing/ScriptedServer';
import { ManualSurroundings } from '../../testing/ManualSurroundings';
import { TokenSource, type TokenOption } from '../token';
import { Connection, type ConnectionSink } from './Connection';
import { socketOpener } from './socket';

const OPERATION = { query: 'subscription { songs { cursor } }', variables: { since: null } };

let server: ScriptedServer;
let surroundings: ManualSurroundings;
let connection: Connection;

beforeEach(async () => {
  server = await ScriptedServer.start();
  surroundings = new ManualSurroundings();
});

afterEach(async () => {
  connection.close();
  await server.stop();
});

function connect(token?: TokenOption, pingAfter = 60_000): void {
  const open = socketOpener({ url: server.url, webSocket: WebSocket, pingAfter, parameters: { adminKey: 'secret' } });
  connection = new Connection({ open, token: new TokenSource(token), surroundings });
}

async function acknowledge(): Promise<void> {
  await server.receive();
  server.say({ type: 'connection_ack' });
  await becomes('online');
}

function becomes(state: string): Promise<void> {
  return vi.waitFor(() => {
    expect(connection.status.get().state).toBe(state);
  });
}

function sink(): { readonly [M in keyof ConnectionSink]: ReturnType<typeof vi.fn<ConnectionSink[M]>> } {
  return { result: vi.fn(), failed: vi.fn(), completed: vi.fn(), lost: vi.fn() };
}

test('the greeting carries the token and what else it is given', async () => {
  connect('abc');
  expect(await server.receive()).toEqual({
    type: 'connection_init',
    payload: { adminKey: 'secret', Authorization: 'Bearer abc' },
  });
  expect(connection.status.get().state).toBe('connecting');

  server.say({ type: 'connection_ack' });
  await becomes('online');
});

test('an operation gets its results, its errors and its end', async () => {
  connect();
  await acknowledge();
  const [one, two] = [sink(), sink()];
  connection.run(OPERATION, one);
  connection.run(OPERATION, two);
  const ids = [(await server.receive()).id, (await server.receive()).id] as [string, string];

  server.say({ type: 'next', id: ids[0], payload: { data: { songs: 1 } } });
  server.say({ type: 'complete', id: ids[0] });
  server.say({ type: 'error', id: ids[1], payload: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }] });
  await vi.waitFor(() => {
    expect(one.completed).toHaveBeenCalledOnce();
    expect(two.failed).toHaveBeenCalledWith(expect.objectContaining({ code: 'FORBIDDEN', message: 'no' }));
  });

  expect(one.result).toHaveBeenCalledWith({ data: { songs: 1 } });
  server.say({ type: 'next', id: ids[0], payload: { data: { songs: 2 } } });
  server.say({ type: 'ping' });
  expect(await server.receive()).toEqual({ type: 'pong' });
  expect(one.result).toHaveBeenCalledOnce();
  expect(one.lost).not.toHaveBeenCalled();
});

test('an operation that is stopped is completed at the server, and hears no more', async () => {
  connect();
  await acknowledge();
  const stopped = sink();
  const stop = connection.run(OPERATION, stopped);
  const { id } = await server.receive();

  stop();
  expect(await server.receive()).toEqual({ type: 'complete', id });
  server.close(1001, 'The server stops.');
  await becomes('waiting');
  expect([stopped.completed, stopped.lost, stopped.failed].some((call) => call.mock.calls.length > 0)).toBe(false);
});

test('when the socket breaks, operations are lost and the next attempt is due', async () => {
  connect();
  await acknowledge();
  const lost = sink();
  connection.run(OPERATION, lost);
  await server.receive();

  server.close(1001, 'The server stops.');
  await becomes('waiting');
  expect(lost.lost).toHaveBeenCalledOnce();
  expect(connection.status.get()).toMatchObject({ reason: 'The server stops.', attempt: 1 });
  expect((await server.receive()).type).toBe('closed');

  await surroundings.pass(1_000);
  await acknowledge();
});

test('an operation without a connection is lost at once', () => {
  connect();
  const lost = sink();
  connection.run(OPERATION, lost);
  expect(lost.lost).toHaveBeenCalledOnce();
});

test('C7 a server that is silent after a page is looked at again is left for a new socket', async () => {
  connect();
  await acknowledge();
  surroundings.tell('woken');
  expect(await server.receive()).toEqual({ type: 'ping' });
  server.say({ type: 'pong' });
  server.say({ type: 'ping' });
  await server.receive();
  await surroundings.pass(60_000);
  expect(connection.status.get().state).toBe('online');

  surroundings.tell('woken');
  await server.receive();
  await surroundings.pass(6_000);
  expect(connection.status.get().state).toBe('connecting');
});

test('a quiet socket is asked for a sign of life by itself', async () => {
  connect(undefined, 250);
  await acknowledge();
  expect(await server.receive()).toEqual({ type: 'ping' });
  await surroundings.pass(6_000);
  expect(connection.status.get().state).toBe('connecting');
});

test('C8 a socket that does not open in time is given up', async () => {
  connect();
  await server.receive();
  await surroundings.pass(10_000);
  expect(connection.status.get()).toMatchObject({ state: 'waiting', reason: 'The server did not answer.' });
});

test.each([4401, 4403])('C3 close code %i asks for a new token, once', async (code) => {
  let count = 0;
  connect(() => `token ${(count += 1)}`);
  await server.receive();
  server.close(code, 'Who are you?');
  await server.receive();
  expect(await server.receive()).toMatchObject({ payload: { Authorization: 'Bearer token 2' } });

  server.close(code, 'Who are you?');
  await becomes('refused');
  expect(connection.refusal).toMatchObject({ code: 'UNAUTHENTICATED', message: 'Who are you?' });
});

test.each([4400, 4406, 4429])('close code %i is a mistake that is not made again', async (code) => {
  connect();
  await server.receive();
  server.close(code, 'Bad message');
  await becomes('refused');
  expect(connection.refusal).toMatchObject({ code: 'REFUSED' });
});

test('a token that cannot be had is tried again', async () => {
  let count = 0;
  connect(() => {
    count += 1;
    return count === 1 ? Promise.reject(new Error('no token today')) : 'abc';
  });
  await becomes('waiting');
  expect(connection.status.get().reason).toBe('no token today');

  await surroundings.pass(1_000);
  expect(await server.receive()).toMatchObject({ payload: { Authorization: 'Bearer abc' } });
});

test('C9 one that is closed lets go of everything', async () => {
  connect();
  await acknowledge();
  connection.close();
  expect((await server.receive()).type).toBe('closed');
  expect(surroundings.watchers).toBe(0);
  connection.tell({ type: 'retry' });
  expect(connection.status.get()).toMatchObject({ state: 'offline', reason: 'Closed.' });
});
