/** Prints the albums of a year range as they come, change and go. Usage: `main.js [from] [to]`, with `ANKURAH_URL`. */

import { createAnkurahClient } from '@ankurah/client/apollo/client';
import { number, where } from '@ankurah/client/core/where';
import { WebSocket } from 'ws';
import { graphql } from '../../src/generated';
import type { AlbumFilter } from '../../src/generated/graphql';

const ALBUMS = graphql(`
  subscription WatchAlbums($where: AlbumFilter) {
    albums(where: $where, orderBy: [{ year: ASC }, { title: ASC }]) {
      changes {
        album {
          title
          year
        }
      }
    }
  }
`);

const [, , from, to] = process.argv;
const client = createAnkurahClient({
  url: process.env['ANKURAH_URL'] ?? 'http://localhost:8080',
  webSocket: WebSocket,
});
const years = where<AlbumFilter>({ year: { gte: number(from), lte: number(to) } });
const albums = client.live(ALBUMS, { where: years });

let printed: unknown;

albums.subscribe(() => {
  const { changes, items, status, error } = albums.get();
  if (changes !== printed) {
    printed = changes;
    for (const { kind, id, entity } of changes) {
      console.log(kind, entity === null ? id : `${entity.title} (${String(entity.year)})`);
    }
  }
  console.log(`${items.length} albums, ${status}`, error?.message ?? '');
});

process.once('SIGINT', () => {
  client.stop();
});
