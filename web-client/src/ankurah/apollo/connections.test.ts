import { gql, type ApolloCache } from '@apollo/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ClientOfSongs } from '../testing/ClientOfSongs';

const NODES = gql`
  query Songs($genre: String, $after: String, $before: String) {
    songs(genre: $genre, first: 2, after: $after, before: $before) {
      nodes {
        id
        name
      }
      pageInfo {
        startCursor
        endCursor
        hasNextPage
        hasPreviousPage
      }
    }
  }
`;

const NESTED = gql`
  query Artist($after: String) {
    artist {
      id
      songs(first: 2, after: $after) {
        edges {
          cursor
          node {
            id
          }
        }
        pageInfo {
          endCursor
        }
      }
    }
  }
`;

let songs: ClientOfSongs;
let cache: ApolloCache;

/** A server's songs are the numbers from 1 to 9. */
beforeEach(() => {
  songs = new ClientOfSongs();
  cache = songs.client.cache;
  songs.answer = ({ query, variables: { after, before } }) => {
    const first = typeof before === 'string' ? Number(before) - 2 : Number(after ?? 0) + 1;
    const page = [first, first + 1];
    const pageInfo = {
      __typename: 'PageInfo',
      startCursor: `${first}`,
      endCursor: `${first + 1}`,
      hasNextPage: first < 7,
      hasPreviousPage: first > 1,
    };
    const node = (id: number) => ({ __typename: 'Song', id: `${id}`, name: `Song ${id}` });
    return {
      data: query.includes('artist')
        ? {
            artist: {
              __typename: 'Artist',
              id: 'x',
              songs: {
                __typename: 'SongConnection',
                edges: page.map((id) => ({ __typename: 'SongEdge', cursor: `${id}`, node: node(id) })),
                pageInfo,
              },
            },
          }
        : { songs: { __typename: 'SongConnection', nodes: page.map(node), pageInfo } },
    };
  };
});

afterEach(() => {
  songs.client.stop();
});

function held(genre: string): { readonly nodes: readonly { readonly id: string }[]; readonly pageInfo: object } {
  const data = cache.readQuery<{ songs: ReturnType<typeof held> }>({ query: NODES, variables: { genre } });
  return data?.songs ?? { nodes: [], pageInfo: {} };
}

const ask = (variables: object) => songs.client.query({ query: NODES, variables, fetchPolicy: 'network-only' });

test('pages that follow one another are joined, at both ends', async () => {
  await ask({ genre: 'Jazz', after: '2' });
  await ask({ genre: 'Jazz', after: '4' });
  await ask({ genre: 'Jazz', before: '3' });

  const { nodes, pageInfo } = held('Jazz');
  expect(nodes.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '6']);
  expect(pageInfo).toMatchObject({ startCursor: '1', endCursor: '6', hasNextPage: true, hasPreviousPage: false });
});

test('a page that follows nothing takes the place of what was held', async () => {
  await ask({ genre: 'Jazz' });
  await ask({ genre: 'Jazz', after: '2' });
  await ask({ genre: 'Jazz' });

  expect(held('Jazz').nodes.map(({ id }) => id)).toEqual(['1', '2']);
});

test('what else is asked for makes another list', async () => {
  await ask({ genre: 'Jazz' });
  await ask({ genre: 'Blues', after: '2' });

  expect(held('Jazz').nodes.map(({ id }) => id)).toEqual(['1', '2']);
  expect(held('Blues').nodes.map(({ id }) => id)).toEqual(['3', '4']);
});

test('connections below an entity are found too, and an evicted entity leaves no hole', async () => {
  await songs.client.query({ query: NESTED });
  await songs.client.query({ query: NESTED, variables: { after: '2' }, fetchPolicy: 'network-only' });
  cache.evict({ id: 'Song:2' });

  const data = cache.readQuery<{ artist: { songs: { edges: readonly { cursor: string }[] } } }>({ query: NESTED });
  expect(data?.artist.songs.edges.map(({ cursor }) => cursor)).toEqual(['1', '3', '4']);
});
