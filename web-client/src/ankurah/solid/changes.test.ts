import { createComponent, createRoot } from 'solid-js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Mutations, RENAME, renamed } from '../testing/changesOfSongs';
import { ClientOfSongs } from '../testing/ClientOfSongs';
import { AnkurahContext } from './client';
import { useLiveMutation } from './useLiveMutation';
import { useOutbox } from './useOutbox';

let songs: ClientOfSongs;
let dispose: () => void = () => undefined;

beforeEach(() => {
  songs = new ClientOfSongs();
  songs.answer = new Mutations(songs).carryOut;
  songs.server.commit({ a: { name: 'Old', plays: 0 } });
});

afterEach(() => {
  dispose();
  songs.client.stop();
});

test('a change through the outbox is kept while offline, and its state is told', async () => {
  const page = createRoot((end) => {
    dispose = end;
    const parts: { rename: ReturnType<typeof usePage> }[] = [];
    createComponent(AnkurahContext.Provider, {
      value: songs.client,
      get children() {
        return createComponent(() => {
          parts.push({ rename: usePage() });
          return null;
        }, {});
      },
    });
    return parts[0]?.rename;
  });
  await songs.arrive();
  songs.client.goOffline();
  const made = page?.change({ id: 'a', name: 'New' });
  expect(page?.state().kind).toBe('running');
  expect((await made)?.kind).toBe('kept');
  expect(page?.state().kind).toBe('kept');
  expect(page?.outbox.state().entries).toMatchObject([{ name: 'Rename', state: { kind: 'waiting' } }]);
  songs.client.goOnline();
  await songs.arrive();
  await songs.arrive();
  expect(page?.outbox.state().entries).toEqual([]);
});

function usePage() {
  const [change, state] = useLiveMutation(RENAME, { optimistic: renamed, outbox: true });
  return { change, state, outbox: useOutbox() };
}
