import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newLocalId } from '../core/outbox/localId';
import { CREATE, Mutations, RENAME, renamed } from '../testing/changesOfSongs';
import { ClientOfSongs, SONGS } from '../testing/ClientOfSongs';

let songs: ClientOfSongs;
let mutations: Mutations;

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  songs = new ClientOfSongs();
  mutations = new Mutations(songs);
  songs.answer = mutations.carryOut;
  songs.server.commit({ a: { name: 'Old', plays: 0 } });
});

afterEach(() => {
  songs.client.stop();
  vi.unstubAllGlobals();
});

/** Lets everything go on, without time passing, until something holds. */
async function until(holds: () => boolean): Promise<void> {
  for (let round = 0; !holds(); round++) {
    if (round > 200) {
      throw new Error(`never: ${holds.toString()}`);
    }
    await songs.arrive();
  }
}

function names(): string[] {
  const list = songs.client.live(SONGS, {}, () => 'last');
  return list.get().items.map(({ name }) => name);
}

async function open(): Promise<void> {
  songs.client.live(SONGS, {}, () => 'last').subscribe(() => undefined);
  await until(() => names().length > 0);
}

function rename(id: string, name: string, ifHead?: string[]) {
  const variables = { id, name, ...(ifHead === undefined ? {} : { ifHead }) };
  return songs.client.change(RENAME, { variables, optimistic: renamed(variables), outbox: true });
}

const states = (): string[] =>
  songs.client.outbox.state.get().entries.map(({ name, state }) => `${name} ${state.kind}`);

/** The page is loaded anew: another client, the same disk and the same server. */
function reload(): void {
  const { server, answer } = songs;
  songs.client.stop();
  songs = new ClientOfSongs({ openSocket: server.open });
  songs.answer = answer;
  vi.spyOn(songs.server, 'deliver').mockImplementation(() => {
    server.deliver();
  });
}

test('M6 what is changed offline is shown again after a reload, and sent in order when the connection returns', async () => {
  await open();
  songs.client.goOffline();
  expect((await rename('a', 'One')).kind).toBe('kept');
  await rename('a', 'Two');
  expect(names()).toEqual(['Two']);

  reload();
  let release: (value: unknown) => void = () => undefined;
  const released = new Promise((resolve) => {
    release = resolve;
  });
  songs.answer = async (request) => {
    await released;
    return mutations.carryOut(request);
  };
  await open();
  await until(() => names()[0] === 'Two');
  expect(mutations.done).toEqual([]);
  release(undefined);
  await until(() => states().length === 0);
  expect(mutations.done).toEqual(['updateSong One', 'updateSong Two']);
  expect(names()).toEqual(['Two']);
});

test('O9 a change of what was created offline is sent with the id that the server gave', async () => {
  await open();
  songs.client.goOffline();
  const id = newLocalId();
  await songs.client.change(CREATE, {
    variables: { name: 'Made' },
    optimistic: { create: { __typename: 'Song', id, name: 'Made', plays: 0 } },
    outbox: true,
  });
  await rename(id, 'Renamed');
  expect(names()).toEqual(['Old', 'Renamed']);
  songs.client.goOnline();
  await until(() => states().length === 0);
  await songs.arrive();
  expect(songs.requests.map(({ variables }) => variables['id'])).toEqual([undefined, 'made1']);
  expect(names()).toEqual(['Old', 'Renamed']);
  // A page that still has the former id may go on using it.
  expect(await songs.client.change(RENAME, { variables: { id, name: 'Again' } })).toMatchObject({ kind: 'done' });
});

test('M5 what is refused is taken back, stays with its reason, and can be seen beside what is there', async () => {
  await open();
  songs.client.goOffline();
  await rename('a', 'Mine', ['H']);
  songs.answer = ({ query }) =>
    query.startsWith('mutation')
      ? {
          data: null,
          errors: [{ message: 'moved', path: ['updateSong'], extensions: { code: 'CONFLICT', field: 'ifHead' } }],
        }
      : { data: { song: { __typename: 'Song', id: 'a', name: 'Theirs' } } };
  songs.client.goOnline();
  await until(() => states()[0] === 'Rename refused');
  expect(names()).toEqual(['Old']);
  const [entry] = songs.client.outbox.state.get().entries;
  expect(entry && (await songs.client.conflictOf(entry))).toMatchObject({
    mine: { name: 'Mine' },
    theirs: { name: 'Theirs' },
  });
  await songs.client.outbox.discard(entry?.id ?? '');
  expect(states()).toEqual([]);
});

test('O5 who is signed out loses nothing: a new token is asked for once, then it waits', async () => {
  let asked = 0;
  songs.client.stop();
  songs = new ClientOfSongs({ token: () => `token ${++asked}` });
  songs.answer = () => ({ errors: [{ message: 'who?', extensions: { code: 'UNAUTHENTICATED' } }] });
  await rename('a', 'New');
  await until(() => songs.client.outbox.state.get().entries[0]?.attempts === 1 && states()[0] === 'Rename waiting');
  expect(songs.requests.map(({ headers }) => headers['authorization'])).toEqual(['Bearer token 1', 'Bearer token 2']);
  const [entry] = songs.client.outbox.state.get().entries;
  expect(entry?.state).toMatchObject({ kind: 'waiting', problem: { code: 'UNAUTHENTICATED' } });
  songs.answer = new Mutations(songs).carryOut;
  await songs.surroundings.pass(60_000);
  await until(() => states().length === 0);
});
