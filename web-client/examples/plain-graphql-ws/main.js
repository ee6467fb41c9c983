/**
 * A live query with nothing but npm `graphql-ws`: follows the most played albums, and prints them whenever they change.
 * This is all that a client in another language has to do. Usage: `node main.js`, with `ANKURAH_URL`.
 */

import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const url = process.env.ANKURAH_URL ?? 'http://localhost:8080';

const query = `
  subscription ($since: String) {
    albums(orderBy: [{ plays: DESC }], first: 5, since: $since) {
      cursor
      reset
      changes { kind id index album { title plays } }
    }
  }`;

let albums = [];
let cursor = null;

/** Takes out every id that is named, then inserts those that stay at their index, in the order given. */
function fold({ reset, changes }) {
  const named = new Set(changes.map(({ id }) => id));
  albums = reset ? [] : albums.filter(({ id }) => !named.has(id));
  for (const { kind, id, index, album } of changes) {
    if (kind !== 'REMOVED') {
      albums.splice(index, 0, { id, ...album });
    }
  }
}

const client = createClient({
  url: `${url.replace(/^http/, 'ws')}/graphql`,
  webSocketImpl: WebSocket,
  retryAttempts: Infinity,
  shouldRetry: () => true,
});

// The variables are read anew for each attempt: after a lost connection it goes on behind the last payload.
const operation = {
  query,
  variables: {
    get since() {
      return cursor;
    },
  },
};

client.subscribe(operation, {
  next({ data, errors }) {
    if (errors) {
      throw new Error(errors[0].message);
    }
    fold(data.albums);
    cursor = data.albums.cursor;
    console.log(albums.map(({ title, plays }) => `${title}: ${plays}`).join(', '));
  },
  error: (error) => console.error(error),
  complete: () => console.log('The server has ended it.'),
});
