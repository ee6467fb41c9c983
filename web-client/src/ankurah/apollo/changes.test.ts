import { gql, type TypedDocumentNode } from '@apollo/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newLocalId } from '../core/outbox/localId';
import { CREATE, DELETE, Mutations, RENAME, renamed } from '../testing/changesOfSongs';
import { ClientOfSongs, SONGS, type Request } from '../testing/ClientOfSongs';
import type { LiveHandle } from './LiveHandle';

type Answer = Awaited<ReturnType<ClientOfSongs['answer']>>;
type Song = { readonly id: string; readonly name: string; readonly plays: number };

let songs: ClientOfSongs;
let mutations: Mutations;
let list: LiveHandle<Song>;
/** Each list of names that was shown, in order. */
let shown: string[];
/** Lets the answers to the requests that came go, one by one. */
let held: ((change?: (answer: Answer) => Answer) => void)[];

beforeEach(async () => {
  songs = new ClientOfSongs();
  mutations = new Mutations(songs);
  held = [];
  songs.answer = (request) => {
    const answer = mutations.carryOut(request);
    return new Promise((resolve) => {
      held.push((change = (same) => same) => {
        resolve(change(answer));
      });
    });
  };
  songs.server.commit({ a: { name: 'Old', plays: 0 } });
  list = songs.client.live(SONGS, {}, () => 'last');
  shown = [];
  list.subscribe(() => {
    const names = list
      .get()
      .items.map(({ name, plays }) => `${name} ${plays}`)
      .join(', ');
    if (names !== shown.at(-1)) {
      shown.push(names);
    }
  });
  await songs.arrive();
  shown.splice(0);
});

afterEach(() => {
  songs.client.stop();
});

/** The request is at the server, which has carried it out. */
const sent = (): Promise<void> => songs.surroundings.pass(0);

/** The answer to the first request that was not answered arrives. */
async function answer(change?: (answer: Answer) => Answer): Promise<void> {
  held.shift()?.(change);
  await songs.surroundings.pass(0);
  await songs.surroundings.pass(0);
}

/** The next payload of the live query arrives, and a frame is drawn. */
async function payload(): Promise<void> {
  songs.server.deliver(1);
  songs.surroundings.frame();
  await songs.surroundings.pass(0);
}

const refusal = (code: string, field?: string) => (): Answer => ({
  data: null,
  errors: [{ message: 'no', path: ['updateSong'], extensions: { code, ...(field === undefined ? {} : { field }) } }],
});

function rename(name: string, more: { ifHead?: string[] } = {}) {
  const variables = { id: 'a', name, ...more };
  return songs.client.change(RENAME, { variables, optimistic: renamed(variables) });
}

describe('M2 an update', () => {
  test('is shown at once, and stays when first the answer comes and then the payload', async () => {
    const result = rename('New');
    expect(shown).toEqual(['New 0']);
    await sent();
    await answer();
    await payload();
    expect(await result).toMatchObject({ kind: 'done', data: { updateSong: { song: { name: 'New' } } } });
    expect(shown).toEqual(['New 0']);
  });

  test('stays when first the payload comes and then the answer', async () => {
    const result = rename('New');
    await sent();
    await payload();
    await answer();
    expect((await result).kind).toBe('done');
    expect(shown).toEqual(['New 0']);
  });

  test('stays when a payload from before it comes after its answer, of which other fields are taken', async () => {
    songs.server.commit({ a: { name: 'Old', plays: 7 } });
    void rename('New');
    await sent();
    await answer();
    await payload();
    await payload();
    expect(shown).toEqual(['New 0', 'New 7']);
  });

  test('gives way to a later change of somebody else, whose payload came before its answer', async () => {
    void rename('New');
    await sent();
    songs.server.commit({ a: { name: 'Theirs', plays: 0 } });
    await payload();
    await payload();
    await answer();
    expect(shown).toEqual(['New 0', 'Theirs 0']);
  });

  test('is not undone by an earlier one that is answered later', async () => {
    void rename('One');
    await sent();
    void rename('Two');
    await sent();
    const first = held.shift();
    await answer();
    first?.();
    await songs.surroundings.pass(0);
    await payload();
    await payload();
    expect(shown).toEqual(['One 0', 'Two 0']);
  });

  test('lets through what others change of other fields meanwhile', async () => {
    void rename('New');
    songs.server.commit({ a: { name: 'Old', plays: 7 } });
    await payload();
    expect(shown).toEqual(['New 0', 'New 7']);
  });

  test('is taken back with the reason when it is refused', async () => {
    const result = rename('New');
    await sent();
    await answer(refusal('VALIDATION', 'name'));
    expect(await result).toEqual({ kind: 'failed', error: { code: 'VALIDATION', message: 'no', field: 'name' } });
    expect(shown).toEqual(['New 0', 'Old 0']);
  });

  test('M5 shows both versions when the head has moved', async () => {
    const result = rename('New', { ifHead: ['H'] });
    await sent();
    await answer(refusal('CONFLICT', 'ifHead'));
    expect(songs.requests.at(-1)?.query).toContain('song(id: $id)');
    expect(songs.requests.at(-1)?.variables).toMatchObject({ id: 'a' });
    await answer(() => ({ data: { song: { __typename: 'Song', id: 'a', name: 'Theirs' } } }));
    expect(await result).toMatchObject({
      kind: 'conflict',
      mine: { id: 'a', name: 'New' },
      theirs: { id: 'a', name: 'Theirs' },
    });
  });

  test('M7 is sent again under its key when the answer is lost, and given up after some time', async () => {
    songs.answer = () => Promise.reject(new TypeError('no network'));
    const result = rename('New');
    await songs.surroundings.pass(10_000);
    expect(await result).toMatchObject({ kind: 'failed', error: { code: 'UNREACHABLE' } });
    const keys = songs.requests.map(({ headers }: Request) => headers['idempotency-key']);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(shown).toEqual(['New 0', 'Old 0']);
  });

  test('is refused at once while offline', async () => {
    songs.client.goOffline();
    expect(await rename('New')).toMatchObject({ kind: 'failed', error: { code: 'UNREACHABLE' } });
    expect(songs.requests).toEqual([]);
  });

  test('shows again in a cache that was cleared', async () => {
    void rename('New');
    await songs.client.clearStore();
    await songs.arrive();
    expect(list.get().items[0]?.name).toBe('New');
  });

  test('with a document that the server does not know says so', async () => {
    const unknown: TypedDocumentNode<object, Record<string, never>> = gql`
      mutation Gone {
        goneSong {
          cursor
        }
      }
    `;
    const result = songs.client.change(unknown, { variables: {} });
    await sent();
    await answer(() => ({ errors: [{ message: 'Field goneSong is undefined', extensions: { code: 'BAD_QUERY' } }] }));
    expect(await result).toMatchObject({ kind: 'failed', error: { message: /schema may have changed.*goneSong/ } });
  });
});

describe('M3 a creation', () => {
  const create = (): void => {
    const part = { __typename: 'Song', id: newLocalId(), name: 'Zed', plays: 0 };
    void songs.client.change(CREATE, { variables: { name: 'Zed' }, optimistic: { create: part } });
  };

  test('is in the list at once and once, when first the answer comes', async () => {
    create();
    expect(shown).toEqual(['Old 0, Zed 0']);
    await sent();
    await answer();
    expect(list.get().items.at(-1)?.id).toBe('made1');
    await payload();
    expect(shown).toEqual(['Old 0, Zed 0']);
    await songs.surroundings.pass(20_000);
    expect(shown).toEqual(['Old 0, Zed 0']);
  });

  test('is in the list at once and once, when first the payload comes', async () => {
    create();
    await sent();
    await payload();
    await answer();
    expect(shown).toEqual(['Old 0, Zed 0']);
    expect(list.get().items.at(-1)?.id).toBe('made1');
  });

  test('leaves the list when it is refused', async () => {
    create();
    await sent();
    await answer(refusal('FORBIDDEN'));
    expect(shown).toEqual(['Old 0, Zed 0', 'Old 0']);
  });

  test('is not mistaken for one that looks the same and was there before', async () => {
    songs.server.commit({ b: { name: 'Zed', plays: 0 } });
    await payload();
    create();
    expect(list.get().items).toHaveLength(3);
  });
});

describe('M4 a deletion', () => {
  const remove = () =>
    songs.client.change(DELETE, { variables: { id: 'a' }, optimistic: { delete: { __typename: 'Song', id: 'a' } } });

  test('leaves the list at once and for good, whatever comes first', async () => {
    void remove();
    expect(shown).toEqual(['']);
    await sent();
    await answer();
    await payload();
    await songs.surroundings.pass(20_000);
    expect(shown).toEqual(['']);
  });

  test('comes back when it is refused', async () => {
    void remove();
    await sent();
    await answer(refusal('FORBIDDEN'));
    expect(shown).toEqual(['', 'Old 0']);
  });

  test('does not hide an entity that was restored since', async () => {
    void remove();
    await sent();
    await answer();
    songs.server.commit({ a: { name: 'Back', plays: 0 } });
    await payload();
    await payload();
    expect(shown.at(-1)).toBe('Back 0');
  });
});
