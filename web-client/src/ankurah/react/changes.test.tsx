import { ApolloProvider } from '@apollo/client/react';
import { act, cleanup, renderHook } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Mutations, RENAME, renamed } from '../testing/changesOfSongs';
import { ClientOfSongs, SONGS } from '../testing/ClientOfSongs';
import { useLiveMutation } from './useLiveMutation';
import { useLiveQuery } from './useLiveQuery';
import { useOutbox } from './useOutbox';

let songs: ClientOfSongs;

beforeEach(() => {
  songs = new ClientOfSongs();
  songs.answer = new Mutations(songs).carryOut;
  songs.server.commit({ a: { name: 'Old', plays: 0 } });
});

afterEach(() => {
  cleanup();
  songs.client.stop();
});

const arrive = (): Promise<void> => act(() => songs.arrive());

const wrapper = ({ children }: { readonly children: ReactNode }) => (
  <StrictMode>
    <ApolloProvider client={songs.client}>{children}</ApolloProvider>
  </StrictMode>
);

function usePage(outbox: boolean) {
  const { items } = useLiveQuery(SONGS);
  const [rename, state] = useLiveMutation(RENAME, { optimistic: renamed, outbox });
  return { names: items.map(({ name }) => name), rename, state, outbox: useOutbox() };
}

test('a change is shown at once, and its state tells what became of it', async () => {
  const { result } = renderHook(() => usePage(false), { wrapper });
  await arrive();
  expect(result.current).toMatchObject({ names: ['Old'], state: { kind: 'idle' } });
  act(() => void result.current.rename({ id: 'a', name: 'New' }));
  expect(result.current).toMatchObject({ names: ['New'], state: { kind: 'running' } });
  await arrive();
  expect(result.current).toMatchObject({ names: ['New'], state: { kind: 'done' } });
});

test('a change that is refused is taken back, and its state tells why', async () => {
  songs.answer = () => ({ errors: [{ message: 'no', path: ['updateSong'], extensions: { code: 'FORBIDDEN' } }] });
  const { result } = renderHook(() => usePage(false), { wrapper });
  await arrive();
  act(() => void result.current.rename({ id: 'a', name: 'New' }));
  await arrive();
  expect(result.current).toMatchObject({ names: ['Old'], state: { kind: 'failed', error: { code: 'FORBIDDEN' } } });
});

test('a change through the outbox is kept while offline, and seen there until it is sent', async () => {
  const { result } = renderHook(() => usePage(true), { wrapper });
  await arrive();
  act(() => {
    songs.client.goOffline();
  });
  act(() => void result.current.rename({ id: 'a', name: 'New' }));
  await arrive();
  expect(result.current).toMatchObject({ names: ['New'], state: { kind: 'kept' } });
  expect(result.current.outbox.entries).toMatchObject([{ name: 'Rename', state: { kind: 'waiting' }, kept: 'memory' }]);
  expect(result.current.outbox.storage).toMatchObject({ kind: 'memory', reason: 'unavailable' });
  act(() => {
    songs.client.goOnline();
  });
  await arrive();
  await arrive();
  expect(result.current).toMatchObject({ names: ['New'], outbox: { entries: [] } });
});

test('what is discarded is taken back', async () => {
  const { result } = renderHook(() => usePage(true), { wrapper });
  await arrive();
  act(() => {
    songs.client.goOffline();
  });
  act(() => void result.current.rename({ id: 'a', name: 'New' }));
  await arrive();
  await act(() => result.current.outbox.discard(result.current.outbox.entries[0]?.id ?? ''));
  expect(result.current).toMatchObject({ names: ['Old'], outbox: { entries: [] } });
});
