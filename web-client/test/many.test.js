/** Several hundred operations of the `graphql-ws` client on one socket, all kinds of them mixed. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Albums, nextPayload } from '../support/albums.js';

const options = { timeout: 120_000 };

const LIVE_QUERIES = 300;
const QUERIES = 200;
const MUTATIONS = 100;

test('several hundred operations share one socket', options, async (t) => {
  const albums = new Albums(t);
  const years = Array.from({ length: LIVE_QUERIES }, (_, index) => 1000 + index);
  const lives = years.map((year) =>
    albums.server.subscribe(
      `subscription ($mark: String!, $year: Int) {
        albums(where: {title: {startsWith: $mark}, year: {eq: $year}}) { changes { kind album { year } } }
      }`,
      { mark: albums.mark, year },
    ),
  );
  await Promise.all(lives.map(nextPayload));

  const queries = Array.from({ length: QUERIES }, (_, number) =>
    albums.server.execute(`query { answer${number}: __typename }`),
  );
  const mutations = years.slice(0, MUTATIONS).map((year) => albums.create('one', year));
  const answers = await Promise.all(queries);
  await Promise.all(mutations);

  answers.forEach((answer, number) => assert.deepEqual(answer, { [`answer${number}`]: 'Query' }));
  for (const [index, live] of lives.slice(0, MUTATIONS).entries()) {
    assert.deepEqual(await nextPayload(live), { changes: [{ kind: 'ADDED', album: { year: years[index] } }] });
  }
  await Promise.all(lives.map((live) => live.cancel()));
  assert.equal(albums.server.sockets, 1);
});
