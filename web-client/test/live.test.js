/**
 * A `graphql-ws` client from npm against a running server: `ANKURAH_URL` says which, such as
 * `http://localhost:8080`.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Albums, idsOf, nextPayload } from '../support/albums.js';
import { Refusal } from '../support/server.js';

const options = { timeout: 60_000 };

test('a live query tells its initial result, then what each mutation did to it', options, async (t) => {
  const albums = new Albums(t);
  const live = albums.watch();

  const initial = await nextPayload(live);
  assert.equal(typeof initial.cursor, 'string');
  assert.equal(initial.reset, true);
  assert.deepEqual(initial.changes, []);
  assert.deepEqual(initial.items, []);
  assert.equal(initial.totalCount, 0);

  const late = await albums.create('late', 1999);
  const added = await nextPayload(live);
  assert.equal(added.reset, false);
  assert.deepEqual(added.changes, [
    {
      kind: 'ADDED',
      id: late,
      index: 0,
      fields: ['title', 'year'],
      album: { id: late, title: `${albums.mark}late`, year: 1999 },
    },
  ]);
  assert.equal(added.totalCount, 1);

  const early = await albums.create('early', 1980);
  const addedBefore = await nextPayload(live);
  assert.equal(addedBefore.changes[0].index, 0);
  assert.deepEqual(idsOf(addedBefore.items), [early, late]);

  await albums.update(early, { year: 2001 });
  const updated = await nextPayload(live);
  assert.deepEqual(updated.changes, [
    {
      kind: 'UPDATED',
      id: early,
      index: 1,
      fields: ['year'],
      album: { id: early, title: `${albums.mark}early`, year: 2001 },
    },
  ]);
  assert.deepEqual(idsOf(updated.items), [late, early]);

  await albums.delete(late);
  const removed = await nextPayload(live);
  assert.deepEqual(removed.changes, [{ kind: 'REMOVED', id: late, index: null, fields: [], album: null }]);
  assert.deepEqual(idsOf(removed.items), [early]);
  assert.equal(removed.totalCount, 1);

  await albums.update(early, { title: 'elsewhere' });
  const left = await nextPayload(live);
  assert.deepEqual(left.changes, [{ kind: 'REMOVED', id: early, index: null, fields: ['title'], album: null }]);
  assert.deepEqual(left.items, []);
  assert.equal(left.totalCount, 0);
});

test('a live query that starts later begins with what is there', options, async (t) => {
  const albums = new Albums(t);
  const [b, a, c] = await albums.createAll([{ title: 'b', year: 1990 }, { title: 'a', year: 1990 }, { title: 'c' }]);

  const initial = await nextPayload(albums.watch());

  assert.deepEqual(
    initial.changes.map(({ kind, id, index, fields }) => ({ kind, id, index, fields })),
    [a, b, c].map((id, index) => ({ kind: 'INITIAL', id, index, fields: [] })),
  );
  assert.deepEqual(idsOf(initial.items), [a, b, c]);
  assert.equal(initial.totalCount, 3);
});

test('all mutations of one request are one payload, with the removed first', options, async (t) => {
  const albums = new Albums(t);
  const gone = await albums.create('gone', 1970);
  const kept = await albums.create('kept', 1980);
  const live = albums.watch();
  await nextPayload(live);

  await albums.server.execute(
    `mutation ($gone: ID!, $kept: ID!, $title: String!) {
      updateAlbum(id: $kept, patch: {year: 1999}) { album { id } }
      createAlbum(input: {title: $title, year: 1985}) { album { id } }
      deleteAlbum(id: $gone) { album { id } }
    }`,
    { gone, kept, title: `${albums.mark}new` },
  );

  const { changes } = await nextPayload(live);
  assert.deepEqual(
    changes.map(({ kind, index }) => ({ kind, index })),
    [
      { kind: 'REMOVED', index: null },
      { kind: 'ADDED', index: 0 },
      { kind: 'UPDATED', index: 1 },
    ],
  );
  await live.silent();
});

test('what was not selected stays silent', options, async (t) => {
  const albums = new Albums(t);
  const id = await albums.create('a', 1999);
  const live = albums.server.subscribe(
    `subscription ($mark: String!) {
      albums(where: {title: {startsWith: $mark}}) { cursor changes { kind id album { title } } }
    }`,
    { mark: albums.mark },
  );
  await nextPayload(live);

  await albums.update(id, { year: 2000 });
  await live.silent();

  const title = `${albums.mark}b`;
  await albums.update(id, { title });
  assert.deepEqual((await nextPayload(live)).changes, [{ kind: 'UPDATED', id, album: { title } }]);
});

test('query text filters a live query as inputs do', options, async (t) => {
  const albums = new Albums(t);
  const live = albums.server.subscribe(
    `subscription ($variables: Json) {
      albums(query: "title LIKE :like AND (year < :year OR year IS NULL) ORDER BY year DESC", variables: $variables) {
        totalCount changes { kind album { year } }
      }
    }`,
    { variables: { like: `${albums.mark}%`, year: 1990 } },
  );
  await nextPayload(live);

  await albums.create('too late', 1990);
  await albums.create('unknown', null);
  assert.deepEqual(await nextPayload(live), { totalCount: 1, changes: [{ kind: 'ADDED', album: { year: null } }] });

  await albums.create('early enough', 1989);
  assert.deepEqual(await nextPayload(live), { totalCount: 2, changes: [{ kind: 'ADDED', album: { year: 1989 } }] });
});

test('one socket carries queries, mutations and live queries', options, async (t) => {
  const albums = new Albums(t);
  const live = albums.watch();
  await nextPayload(live);

  await albums.create('album', 1990);
  const { nodes } = await albums.fetch();

  assert.deepEqual((await nextPayload(live)).items, nodes);
  assert.equal(albums.server.sockets, 1);
});

test('live queries on one socket do not disturb each other', options, async (t) => {
  const albums = new Albums(t);
  const years = [1990, 1991, 1992];
  const lives = years.map((year) =>
    albums.server.subscribe(
      `subscription ($mark: String!, $year: Int) {
        albums(where: {title: {startsWith: $mark}, year: {eq: $year}}) { totalCount changes { album { year } } }
      }`,
      { mark: albums.mark, year },
    ),
  );
  await Promise.all(lives.map(nextPayload));

  await Promise.all(years.map((year) => albums.create('first', year)));
  assert.deepEqual(
    await Promise.all(lives.map(nextPayload)),
    years.map((year) => ({ totalCount: 1, changes: [{ album: { year } }] })),
  );

  await lives[0].cancel();
  await albums.create('second', 1990);
  await albums.create('second', 1991);
  assert.equal((await nextPayload(lives[1])).totalCount, 2);
  await lives[0].silent();
  await lives[2].silent();
  assert.equal(albums.server.sockets, 1);
});

test('errors carry their code and leave the socket usable', options, async (t) => {
  const albums = new Albums(t);
  const live = albums.watch();
  await nextPayload(live);

  const refusals = [
    ['BAD_QUERY', 'subscription { albums { nonsense } }'],
    ['BAD_QUERY', 'subscription { albums {'],
    ['BAD_QUERY', 'subscription { albums(query: "yaer > 1") { cursor } }'],
    ['BAD_QUERY', 'subscription { albums(where: {year: {eq: "x"}}) { cursor } }'],
    ['BAD_QUERY', 'subscription { albums(since: "nonsense") { cursor } }'],
    ['NOT_FOUND', 'mutation { deleteAlbum(id: "01ARZ3NDEKTSV4RRFFQ69G5FAV") { cursor } }'],
    ['VALIDATION', 'mutation { createAlbum(input: {title: "a", artist: "nobody"}) { cursor } }'],
  ];
  for (const [code, document] of refusals) {
    const refusal = await refused(albums.server.execute(document));
    assert.equal(refusal.code, code, `${document}: ${refusal.message}`);
    assert.ok(refusal.errors[0].message.length > 0);
  }

  await albums.create('album', 1990);
  assert.equal((await nextPayload(live)).totalCount, 1);
  assert.equal(albums.server.sockets, 1);
});

async function refused(promise) {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Refusal) {
      return error;
    }
    throw error;
  }
  throw new assert.AssertionError({ message: 'expected to be refused' });
}
