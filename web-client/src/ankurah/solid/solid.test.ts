import { createComponent, createRoot, createSignal } from 'solid-js';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CARD, ClientOfSongs, song, SONGS } from '../testing/ClientOfSongs';
import { AnkurahContext } from './client';
import { useConnectionStatus } from './useConnectionStatus';
import { useEntity } from './useEntity';
import { useLiveQuery } from './useLiveQuery';

let songs: ClientOfSongs;
let dispose: () => void = () => undefined;

beforeEach(() => {
  songs = new ClientOfSongs();
});

afterEach(() => {
  dispose();
  songs.client.stop();
});

/** Runs what a component does, below a provider. */
function inComponent<T>(body: () => T): T {
  return createRoot((end) => {
    dispose = end;
    let result: { readonly value: T } | undefined;
    const Body = (): null => {
      result = { value: body() };
      return null;
    };
    createComponent(AnkurahContext.Provider, {
      value: songs.client,
      get children() {
        return createComponent(Body, {});
      },
    });
    if (result === undefined) {
      throw new Error('The provider does not draw its children.');
    }
    return result.value;
  });
}

test('a live query stays current, and unchanged entities stay the same objects', async () => {
  songs.play({ a: 0, b: 0 });
  const result = inComponent(() => useLiveQuery(SONGS));
  expect(result().status).toBe('loading');
  await songs.arrive();
  const before = result().items;

  songs.play({ b: 1 });
  await songs.arrive();

  expect(result()).toMatchObject({ status: 'live', items: [{ plays: 0 }, { plays: 1 }] });
  expect(result().items[0]).toBe(before[0]);
});

test('other variables are another subscription, and the end of the owner ends it', async () => {
  const [genre, setGenre] = createSignal('Jazz');
  const result = inComponent(() => useLiveQuery(SONGS, () => ({ variables: { genre: genre() } })));
  await songs.arrive();
  setGenre('Blues');
  expect(result().status).toBe('loading');
  await songs.arrive();
  expect(result().status).toBe('live');
  expect(songs.server.operations.map(({ variables }) => variables['genre'])).toEqual(['Jazz', 'Blues']);

  dispose();
  await songs.surroundings.pass(2_000);
  expect(songs.server.running).toBe(0);
});

test('with skip it does nothing until it may', async () => {
  const [skip, setSkip] = createSignal(true);
  const result = inComponent(() => useLiveQuery(SONGS, () => ({ skip: skip() })));
  await songs.arrive();
  expect(result().status).toBe('ended');
  expect(songs.server.operations).toEqual([]);

  setSkip(false);
  await songs.arrive();
  expect(result().status).toBe('live');
});

test('it tells of the connection', async () => {
  const status = inComponent(useConnectionStatus);
  expect(status().state).toBe('connecting');
  await songs.arrive();
  expect(status().state).toBe('online');
});

test('an entity is asked for once, and then kept current by what live queries bring', async () => {
  songs.answer = () => ({ data: { entity: song('a', 0) } });
  songs.play({ a: 0 });
  const entity = inComponent(() => {
    useLiveQuery(SONGS);
    return useEntity(() => 'a', CARD);
  });
  await vi.waitFor(() => {
    expect(entity()).toMatchObject({ status: 'found', entity: { plays: 0 } });
  });
  await songs.arrive();

  songs.play({ a: 1 });
  await songs.arrive();
  await vi.waitFor(() => {
    expect(entity()).toMatchObject({ status: 'found', entity: { plays: 1 } });
  });
  expect(songs.requests).toHaveLength(1);
});

test('without a provider it says what is missing', () => {
  expect(() => createRoot(() => useConnectionStatus())).toThrow('AnkurahContext.Provider');
});
