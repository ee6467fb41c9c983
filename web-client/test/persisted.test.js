/** Apollo Client's persisted queries and batches, from npm, against a running server. */

import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { BatchHttpLink } from '@apollo/client/link/batch-http';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';

const uri = `${process.env.ANKURAH_URL.replace(/\/$/, '')}/graphql`;
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** A client that persists queries, and what it sends. */
function recorded(options = {}) {
  const sent = [];
  const record = (input, init) => {
    sent.push({ url: String(input), method: init.method, body: init.body ? JSON.parse(init.body) : undefined });
    return fetch(input, init);
  };
  const link = ApolloLink.from([new PersistedQueryLink({ sha256, ...options }), new HttpLink({ uri, fetch: record })]);
  const client = new ApolloClient({
    link,
    cache: new InMemoryCache(),
    defaultOptions: { query: { fetchPolicy: 'no-cache' } },
  });
  return { client, sent };
}

/** A query that nobody has sent before. */
const fresh = () => gql(`query Q${randomUUID().replaceAll('-', '')} { genres(first: 1) { totalCount } }`);

test('a query is sent whole once, and named from then on', async () => {
  const { client, sent } = recorded();
  const query = fresh();

  for (let i = 0; i < 3; i++) {
    const { data } = await client.query({ query });
    assert.equal(typeof data.genres.totalCount, 'number');
  }

  const texts = sent.map(({ body }) => body.query !== undefined);
  assert.deepEqual(texts, [false, true, false, false]);
});

test('queries that are named travel by GET', async () => {
  const { client, sent } = recorded({ useGETForHashedQueries: true });
  const query = fresh();

  await client.query({ query });
  await client.query({ query });

  assert.deepEqual(
    sent.map(({ method }) => method),
    ['GET', 'POST', 'GET'],
  );
});

test('queries of one moment travel as a batch', async () => {
  const client = new ApolloClient({ link: new BatchHttpLink({ uri, batchInterval: 20 }), cache: new InMemoryCache() });

  const answers = await Promise.all([
    client.query({ query: gql('{ genres(first: 1) { totalCount } }') }),
    client.query({ query: gql('{ albums(first: 1) { totalCount } }') }),
  ]);

  assert.deepEqual(
    answers.map(({ data }) => Object.keys(data)[0]),
    ['genres', 'albums'],
  );
});
