/** A `graphql-sse` client from npm, in distinct connections mode, against a running server. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from 'graphql-sse';
import { Albums } from '../support/albums.js';

const options = { timeout: 60_000 };

function connect(t, retryAttempts = 0) {
  const url = `${process.env.ANKURAH_URL.replace(/\/$/, '')}/graphql/stream`;
  const client = createClient({ url, retryAttempts });
  t.after(() => client.dispose());
  return client;
}

/** The results of an operation that ends by itself. */
async function resultsOf(client, query, variables = {}) {
  const results = [];
  for await (const result of client.iterate({ query, variables })) {
    results.push(result);
  }
  return results;
}

test('queries and mutations answer once and complete', options, async (t) => {
  const client = connect(t);
  assert.deepEqual(await resultsOf(client, '{ __typename }'), [{ data: { __typename: 'Query' } }]);

  const [created] = await resultsOf(
    client,
    'mutation { createAlbum(input: {title: "by stream\\n"}) { album { title } } }',
  );
  assert.deepEqual(created, { data: { createAlbum: { album: { title: 'by stream\n' } } } });
});

test('errors are results', options, async (t) => {
  const [result] = await resultsOf(connect(t), 'subscription { albums { nonsense } }');

  assert.equal(result.errors[0].extensions.code, 'BAD_QUERY');
  assert.equal('data' in result, false);
});

test('a live query streams until the client leaves, and resumes behind a cursor', options, async (t) => {
  const client = connect(t);
  const albums = new Albums(t);
  const query = `subscription ($mark: String!, $since: String) {
    albums(where: {title: {startsWith: $mark}}, since: $since) { cursor reset changes { kind album { title } } }
  }`;

  const live = client.iterate({ query, variables: { mark: albums.mark } });
  const first = (await live.next()).value.data.albums;
  assert.equal(first.reset, true);
  await albums.create('a', 1990);
  const second = (await live.next()).value.data.albums;
  assert.deepEqual(second.changes, [{ kind: 'ADDED', album: { title: `${albums.mark}a` } }]);
  await live.return();

  await albums.create('b', 1991);
  const again = client.iterate({ query, variables: { mark: albums.mark, since: second.cursor } });
  const missed = (await again.next()).value.data.albums;
  assert.equal(missed.reset, false);
  assert.deepEqual(missed.changes, [{ kind: 'ADDED', album: { title: `${albums.mark}b` } }]);
  await again.return();
});

test('many streams run beside each other', options, async (t) => {
  const client = connect(t);
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, number) => resultsOf(client, `{ answer${number}: __typename }`)),
  );

  answers.forEach((answer, number) => assert.deepEqual(answer, [{ data: { [`answer${number}`]: 'Query' } }]));
});
