import { gql } from '@apollo/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ClientOfSongs, song, SONGS } from '../testing/ClientOfSongs';

const QUERY = gql`
  query Song {
    song(id: "a") {
      id
      plays
    }
  }
`;

const PLAY = gql`
  mutation Play {
    play(id: "a") {
      song {
        id
        plays
      }
    }
  }
`;

const OK = { data: { song: song('a', 0) } };

const refused = (code: string) => ({ errors: [{ message: `It is ${code}.`, extensions: { code } }] });

let songs: ClientOfSongs;

beforeEach(() => {
  songs = new ClientOfSongs();
});

afterEach(() => {
  songs.client.stop();
});

/** Lets time pass until a promise is settled. */
async function inTime<T>(promise: Promise<T>): Promise<T> {
  const state = { done: false };
  const settle = (): void => {
    state.done = true;
  };
  promise.then(settle, settle);
  while (!state.done) {
    await songs.surroundings.pass(1_000);
  }
  return promise;
}

/** Answers that a test gives when it wants to. */
function heldBack(): { readonly answer: Promise<object>; readonly give: (answer: object) => void } {
  let give: (answer: object) => void = () => undefined;
  const answer = new Promise<object>((resolve) => {
    give = resolve;
  });
  return { answer, give };
}

test('requests carry the token, and after UNAUTHENTICATED a new one, once', async () => {
  let count = 0;
  songs = new ClientOfSongs({ token: () => `token ${(count += 1)}` });
  songs.answer = ({ headers }) => (headers['authorization'] === 'Bearer token 2' ? OK : refused('UNAUTHENTICATED'));
  await inTime(songs.client.query({ query: QUERY }));
  expect(songs.requests.map(({ headers }) => headers['authorization'])).toEqual(['Bearer token 1', 'Bearer token 2']);

  songs.answer = () => ({ status: 401 });
  await expect(inTime(songs.client.query({ query: QUERY, fetchPolicy: 'no-cache' }))).rejects.toThrow();
  expect(songs.requests).toHaveLength(4);
});

test('requests that are refused together ask for one new token', async () => {
  let count = 0;
  songs = new ClientOfSongs({ token: () => `token ${(count += 1)}` });
  songs.answer = ({ headers }) => (headers['authorization'] === 'Bearer token 1' ? refused('UNAUTHENTICATED') : OK);
  const queries = ['a', 'b', 'c'].map((name) =>
    songs.client.query({ query: gql(`query ${name} { song { id plays } }`), fetchPolicy: 'no-cache' }),
  );

  await inTime(Promise.all(queries));

  expect(count).toBe(2);
});

test('a query that meets a passing trouble is sent again', async () => {
  const answers = [refused('UNAVAILABLE'), { status: 503 }, OK];
  songs.answer = () => answers.shift() ?? OK;

  const { data } = await inTime(songs.client.query({ query: QUERY }));

  expect(data).toMatchObject({ song: { plays: 0 } });
  expect(songs.requests).toHaveLength(3);
});

test('a query that meets nothing but trouble fails in the end', async () => {
  songs.answer = () => refused('UNAVAILABLE');
  await expect(inTime(songs.client.query({ query: QUERY }))).rejects.toThrow('It is UNAVAILABLE.');
  expect(songs.requests).toHaveLength(5);
});

test.each(['BAD_QUERY', 'FORBIDDEN'])('a query that is %s is not sent again', async (code) => {
  songs.answer = () => refused(code);
  await expect(inTime(songs.client.query({ query: QUERY }))).rejects.toThrow(code);
  expect(songs.requests).toHaveLength(1);
});

test('a mutation is not sent again, since it may have been done', async () => {
  songs.answer = () => refused('UNAVAILABLE');
  await expect(inTime(songs.client.mutate({ mutation: PLAY }))).rejects.toThrow('It is UNAVAILABLE.');
  expect(songs.requests).toHaveLength(1);
});

test('an answer that was under way does not put back what a live query moved on from', async () => {
  const { answer, give } = heldBack();
  songs.answer = () => answer;
  songs.play({ a: 1, b: 0 });
  const live = songs.client.live(SONGS);
  live.subscribe(() => undefined);
  await songs.arrive();
  const query = songs.client.query({ query: QUERY, fetchPolicy: 'network-only' });
  await vi.waitFor(() => {
    expect(songs.requests).toHaveLength(1);
  });

  songs.play({ a: 2 });
  await songs.arrive();
  give({ data: { song: song('a', 1) } });
  await inTime(query);
  await songs.arrive();

  expect(live.get().items).toMatchObject([{ plays: 2 }, { plays: 0 }]);
});

test('an answer that was under way since before the live query leaves its list as it is now', async () => {
  const { answer, give } = heldBack();
  songs.answer = () => answer;
  songs.play({ a: 1 });
  const query = songs.client.query({ query: QUERY });
  const live = songs.client.live(SONGS);
  live.subscribe(() => undefined);
  await songs.arrive();
  songs.play({ a: 2, b: 0 });
  await songs.arrive();

  give({ data: { song: song('a', 1) } });
  await inTime(query);
  await songs.arrive();

  expect(live.get().items).toMatchObject([
    { id: 'a', plays: 2 },
    { id: 'b', plays: 0 },
  ]);
});

test('an answer that is newer than the live query is shown, and the live query follows', async () => {
  songs.answer = () => ({ data: { song: song('a', 5) } });
  songs.play({ a: 1 });
  const live = songs.client.live(SONGS);
  live.subscribe(() => undefined);
  await songs.arrive();

  await inTime(songs.client.query({ query: QUERY, fetchPolicy: 'network-only' }));
  expect(live.get().items).toMatchObject([{ plays: 5 }]);
});

test('what a mutation is expected to do is shown at once, and taken back when it fails', async () => {
  const { answer, give } = heldBack();
  songs.answer = () => answer;
  songs.play({ a: 1, b: 0 });
  const live = songs.client.live(SONGS);
  const seen: number[] = [];
  live.subscribe(() => {
    seen.push(live.get().items[0]?.plays ?? 0);
  });
  await songs.arrive();

  const optimisticResponse = { play: { __typename: 'SongPayload', song: { __typename: 'Song', id: 'a', plays: 2 } } };
  const mutation = songs.client.mutate({ mutation: PLAY, optimisticResponse });
  expect(live.get().items).toMatchObject([{ plays: 2 }, { plays: 0 }]);

  give(refused('VALIDATION'));
  await expect(inTime(mutation)).rejects.toThrow('It is VALIDATION.');
  expect(seen).toEqual([1, 2, 1]);
});

test.each(['payload', 'answer'])('nothing flickers when the %s of a change comes first', async (first) => {
  const { answer, give } = heldBack();
  songs.answer = () => answer;
  songs.play({ a: 1 });
  const live = songs.client.live(SONGS);
  const seen: number[] = [];
  live.subscribe(() => {
    seen.push(live.get().items[0]?.plays ?? 0);
  });
  await songs.arrive();
  const result = { play: { __typename: 'SongPayload', song: { __typename: 'Song', id: 'a', plays: 2 } } };
  const mutation = songs.client.mutate({ mutation: PLAY, optimisticResponse: result });
  songs.play({ a: 2 });

  if (first === 'payload') {
    await songs.arrive();
  }
  give({ data: result });
  await inTime(mutation);
  await songs.arrive();

  expect(seen.filter((plays, index) => plays !== seen[index - 1])).toEqual([1, 2]);
});

test('a cleared cache has the live queries again', async () => {
  songs.play({ a: 1 });
  const live = songs.client.live(SONGS);
  live.subscribe(() => undefined);
  await songs.arrive();

  await songs.client.clearStore();
  songs.play({ a: 2 });
  await songs.arrive();

  expect(live.get().items).toMatchObject([{ plays: 2 }]);
});

test('a live query that was let go of begins anew for whoever still holds it', async () => {
  songs.play({ a: 1 });
  const live = songs.client.live(SONGS);
  live.subscribe(() => undefined)();
  await songs.surroundings.pass(2_000);
  expect(songs.server.running).toBe(0);
  songs.play({ a: 2 });

  live.subscribe(() => undefined);
  await songs.arrive();

  expect(live.get()).toMatchObject({ status: 'live', items: [{ plays: 2 }] });
  expect(songs.client.live(SONGS)).toBe(live);
});

test('a plain subscription begins anew when the connection is back', async () => {
  const seen: unknown[] = [];
  const document = gql('subscription { songs { cursor } }');
  const subscription = songs.client.subscribe({ query: document }).subscribe((result) => seen.push(result));
  await songs.arrive();
  songs.server.cut();
  await songs.surroundings.pass(1_000);
  await songs.arrive();

  expect(seen).toHaveLength(2);
  subscription.unsubscribe();
  expect(songs.server.running).toBe(0);
});

test('a plain subscription that is refused fails with the reason', async () => {
  const failed = vi.fn();
  songs.client.subscribe({ query: gql('subscription { songs { cursor } }') }).subscribe(({ error }) => {
    failed(error);
  });
  await songs.arrive();
  songs.server.fail('FORBIDDEN');
  await songs.arrive();

  expect(failed).toHaveBeenLastCalledWith(expect.objectContaining({ code: 'FORBIDDEN' }));
});

test('payloads and restarts are told to whoever wants to know', async () => {
  const payloads: unknown[] = [];
  const restarts: string[] = [];
  songs = new ClientOfSongs({
    onPayload: (handle, data) => payloads.push([handle.variables, data]),
    onRestart: (_handle, reason) => restarts.push(reason.code),
  });
  const live = songs.client.live(SONGS, { genre: 'Jazz' });
  live.subscribe(() => undefined);
  await songs.arrive();
  expect(songs.client.liveQueries.get()).toEqual([live]);
  expect(payloads).toMatchObject([[{ genre: 'Jazz' }, { songs: { reset: true } }]]);

  songs.server.send({ cursor: 'a:0', reset: false, changes: [{ kind: 'REMOVED', id: 'x', index: null }] });
  await songs.arrive();
  expect(restarts).toEqual(['OUT_OF_STEP']);
});

test('what answers tell of a revision adds up, as it has no id of its own', () => {
  const { cache } = songs.client;
  const write = (selection: string, revision: object): void => {
    const document = gql`query { song(id: "a") { id revision { ${selection} } } }`;
    cache.writeQuery({
      query: document,
      data: { song: { __typename: 'Song', id: 'a', revision: { __typename: 'Revision', ...revision } } },
    });
  };
  write('position updatedAt', { position: 1, updatedAt: 'then' });
  write('position head', { position: 2, head: ['H'] });

  const all = cache.readQuery({ query: gql('query { song(id: "a") { id revision { position updatedAt head } } }') });
  expect(all).toMatchObject({ song: { revision: { position: 2, updatedAt: 'then', head: ['H'] } } });
});
