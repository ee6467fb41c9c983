import { gql } from '@apollo/client';
import { ApolloProvider, useQuery } from '@apollo/client/react';
import { act, cleanup, render, renderHook, screen, waitFor } from '@testing-library/react';
import { memo, StrictMode, Suspense, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CARD, ClientOfSongs, song, SONGS } from '../testing/ClientOfSongs';
import { useConnectionStatus } from './useConnectionStatus';
import { useEntity } from './useEntity';
import { useLiveQuery } from './useLiveQuery';

let songs: ClientOfSongs;

beforeEach(() => {
  songs = new ClientOfSongs();
});

afterEach(() => {
  cleanup();
  songs.client.stop();
});

const arrive = (): Promise<void> => act(() => songs.arrive());

const Provider = ({ children }: { readonly children: ReactNode }) => (
  <ApolloProvider client={songs.client}>{children}</ApolloProvider>
);

const Strict = ({ children }: { readonly children: ReactNode }) => (
  <StrictMode>
    <Provider>{children}</Provider>
  </StrictMode>
);

const useSongs = ({ genre }: { readonly genre: string }) => useLiveQuery(SONGS, { variables: { genre } });

test('a row is drawn again only when its entity changed', async () => {
  const drawn: string[] = [];
  const Row = memo(function Row({ item }: { readonly item: { readonly id: string; readonly plays: number } }) {
    drawn.push(item.id);
    return (
      <li>
        {item.id} {item.plays}
      </li>
    );
  });
  const List = () => useLiveQuery(SONGS).items.map((item) => <Row key={item.id} item={item} />);
  songs.play({ a: 0, b: 0, c: 0 });
  render(<List />, { wrapper: Provider });
  await arrive();
  expect(drawn.splice(0)).toEqual(['a', 'b', 'c']);

  songs.play({ b: 1 });
  await arrive();
  expect(drawn.splice(0)).toEqual(['b']);
  expect(screen.getAllByRole('listitem').map((row) => row.textContent)).toEqual(['a 0', 'b 1', 'c 0']);

  songs.server.commit({ a: null });
  songs.play({ d: 0 });
  await arrive();
  expect(drawn.splice(0)).toEqual(['d']);
});

test('other variables are another subscription, and the one before ends', async () => {
  songs.play({ a: 0 });
  const { result, rerender } = renderHook(useSongs, { wrapper: Provider, initialProps: { genre: 'Jazz' } });
  await arrive();
  expect(result.current.status).toBe('live');

  rerender({ genre: 'Blues' });
  expect(result.current).toMatchObject({ status: 'loading', items: [] });
  await arrive();
  expect(result.current.status).toBe('live');
  expect(songs.server.operations.map(({ variables }) => variables['genre'])).toEqual(['Jazz', 'Blues']);

  await act(() => songs.surroundings.pass(2_000));
  expect(songs.server.running).toBe(1);
});

test('the same variables made anew are the same subscription', async () => {
  const { rerender } = renderHook(useSongs, { wrapper: Provider, initialProps: { genre: 'Jazz' } });
  await arrive();
  rerender({ genre: 'Jazz' });
  await arrive();

  expect(songs.server.operations).toHaveLength(1);
});

test('Strict Mode subscribes once', async () => {
  songs.play({ a: 0 });
  const { result } = renderHook(useSongs, { wrapper: Strict, initialProps: { genre: 'Jazz' } });
  await arrive();

  expect(result.current.items).toHaveLength(1);
  expect(songs.server.operations).toHaveLength(1);
});

test('components with the same live query share it, and the last one ends it', async () => {
  const one = renderHook(useSongs, { wrapper: Provider, initialProps: { genre: 'Jazz' } });
  const two = renderHook(useSongs, { wrapper: Provider, initialProps: { genre: 'Jazz' } });
  await arrive();
  expect(songs.server.operations).toHaveLength(1);
  expect(one.result.current).toBe(two.result.current);
  expect(songs.client.liveQueries.get()).toHaveLength(1);

  one.unmount();
  await songs.surroundings.pass(2_000);
  expect(songs.server.running).toBe(1);
  two.unmount();
  expect(songs.server.running).toBe(1);
  await songs.surroundings.pass(2_000);
  expect(songs.server.running).toBe(0);
  expect(songs.client.liveQueries.get()).toEqual([]);
});

test('with suspend it waits for the first result', async () => {
  const List = () => {
    const { items, status } = useLiveQuery(SONGS, { suspend: true });
    return (
      <p>
        {items.length} {status}
      </p>
    );
  };
  songs.play({ a: 0, b: 0 });
  await act(async () => {
    render(
      <Suspense fallback={<p>waiting</p>}>
        <List />
      </Suspense>,
      { wrapper: Strict },
    );
    await Promise.resolve();
  });
  expect(screen.getByText('waiting')).toBeDefined();

  await arrive();
  expect(screen.getByText('2 live')).toBeDefined();
  expect(songs.server.operations).toHaveLength(1);
});

test('with skip it does nothing until it may', async () => {
  const { result, rerender } = renderHook(({ skip }) => useLiveQuery(SONGS, { skip }), {
    wrapper: Provider,
    initialProps: { skip: true },
  });
  await arrive();
  expect(result.current).toMatchObject({ items: [], status: 'ended' });
  expect(songs.server.operations).toEqual([]);

  rerender({ skip: false });
  await arrive();
  expect(result.current.status).toBe('live');
});

test('what a live query brings is seen by every other query', async () => {
  songs.answer = () => ({ data: { song: song('a', 0) } });
  const QUERY = gql`
    query Song {
      song(id: "a") {
        id
        plays
      }
    }
  `;
  songs.play({ a: 0 });
  renderHook(useSongs, { wrapper: Provider, initialProps: { genre: 'Jazz' } });
  const { result } = renderHook(() => useQuery(QUERY), { wrapper: Provider });
  await arrive();
  await waitFor(() => {
    expect(result.current.data).toMatchObject({ song: { plays: 0 } });
  });

  songs.play({ a: 1 });
  await arrive();
  await waitFor(() => {
    expect(result.current.data).toMatchObject({ song: { plays: 1 } });
  });
  expect(songs.requests).toHaveLength(1);
});

test('it tells of the connection', async () => {
  const { result } = renderHook(useConnectionStatus, { wrapper: Provider });
  expect(result.current.state).toBe('connecting');
  await arrive();
  expect(result.current.state).toBe('online');
  act(() => {
    songs.client.goOffline();
  });
  expect(result.current).toMatchObject({ state: 'offline', reason: 'Paused.' });
});

test('an entity that a live query has needs no request, and stays current', async () => {
  songs.play({ a: 0 });
  renderHook(useSongs, { wrapper: Provider, initialProps: { genre: 'Jazz' } });
  await arrive();

  const { result } = renderHook(() => useEntity('a', CARD), { wrapper: Provider });
  expect(result.current).toMatchObject({ status: 'found', entity: { plays: 0 } });
  songs.play({ a: 1 });
  await arrive();
  await waitFor(() => {
    expect(result.current).toMatchObject({ status: 'found', entity: { plays: 1 } });
  });
  expect(songs.requests).toEqual([]);
});

test('an entity that is not there is asked for', async () => {
  songs.answer = ({ variables }) => ({ data: { entity: variables['id'] === 'a' ? song('a', 7) : null } });
  const { result, rerender } = renderHook(({ id }) => useEntity(id, CARD), {
    wrapper: Provider,
    initialProps: { id: undefined as string | undefined },
  });
  expect(result.current.status).toBe('loading');
  expect(songs.requests).toEqual([]);

  rerender({ id: 'a' });
  await waitFor(() => {
    expect(result.current).toMatchObject({ status: 'found', entity: { plays: 7 } });
  });
  rerender({ id: 'b' });
  await waitFor(() => {
    expect(result.current).toMatchObject({ status: 'missing' });
  });
});
