import { gql, type TypedDocumentNode } from '@apollo/client';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { createAnkurahClient, type AnkurahClient } from './client';

interface Album {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
}

interface Live {
  readonly albums: {
    readonly totalCount: number;
    readonly changes: readonly { readonly album: Omit<Album, 'id'> | null }[];
  };
}

interface Marked {
  readonly mark: string;
  readonly first: number;
}

const ALBUMS: TypedDocumentNode<Live, Marked> = gql`
  subscription Albums($mark: String!, $first: Int) {
    albums(where: { title: { startsWith: $mark } }, orderBy: [{ year: ASC }, { title: ASC }], first: $first) {
      totalCount
      changes {
        album {
          title
          year
        }
      }
    }
  }
`;

const FRESH: TypedDocumentNode<
  { readonly albums: { readonly totalCount: number; readonly nodes: readonly Album[] } },
  Marked
> = gql`
  query Fresh($mark: String!, $first: Int) {
    albums(where: { title: { startsWith: $mark } }, orderBy: [{ year: ASC }, { title: ASC }], first: $first) {
      totalCount
      nodes {
        id
        title
        year
      }
    }
  }
`;

const CREATE: TypedDocumentNode<{ readonly createAlbum: { readonly album: { readonly id: string } } }> = gql`
  mutation Create($title: String!, $year: Int) {
    createAlbum(input: { title: $title, year: $year }) {
      album {
        id
      }
    }
  }
`;

const UPDATE = gql`
  mutation Update($id: ID!, $year: Int) {
    updateAlbum(id: $id, patch: { year: $year }) {
      cursor
    }
  }
`;

const DELETE = gql`
  mutation Delete($id: ID!) {
    deleteAlbum(id: $id) {
      cursor
    }
  }
`;

/** The longest wait for something that is to come; generous, since a test machine may be busy. */
const PATIENCE = { timeout: 20_000, interval: 50 };

/** Sockets of which a test can cut every one. */
class Sockets {
  readonly #open = new Set<WebSocket>();
  readonly implementation: typeof WebSocket;

  constructor() {
    const open = this.#open;
    this.implementation = class extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol);
        open.add(this);
        this.once('close', () => open.delete(this));
      }
    } as typeof WebSocket;
  }

  cut(): void {
    this.#open.forEach((socket) => {
      socket.terminate();
    });
  }
}

let client: AnkurahClient;

afterEach(() => {
  client.stop();
});

function url(): string {
  const given = process.env['ANKURAH_URL'];
  if (given === undefined) {
    throw new Error('set ANKURAH_URL to the address of a running server, such as http://localhost:8080');
  }
  return given;
}

type Step =
  | readonly ['create', number | null]
  | readonly ['update', number, number | null]
  | readonly ['delete', number]
  | readonly ['cut'];

const year = fc.option(fc.integer({ min: 1960, max: 1970 }), { freq: 5 });

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof<fc.WeightedArbitrary<Step>[]>(
    { weight: 4, arbitrary: fc.tuple(fc.constant('create' as const), year) },
    { weight: 4, arbitrary: fc.tuple(fc.constant('update' as const), fc.nat(99), year) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('delete' as const), fc.nat(99)) },
    { weight: 2, arbitrary: fc.constant(['cut'] as const) },
  ),
  { minLength: 10, maxLength: 60 },
);

test('L1 live queries give what a fresh query gives, however often the socket breaks', async () => {
  const sockets = new Sockets();
  const restarts = vi.fn();
  client = createAnkurahClient({ url: url(), webSocket: sockets.implementation, onRestart: restarts });
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const mark = `${crypto.randomUUID()} `;
      const variables = [3, 1000].map((first) => ({ mark, first }));
      const lives = variables.map((each) => client.live(ALBUMS, each));
      const ends = lives.map((live) => live.subscribe(() => undefined));
      await run(sequence, mark, sockets);
      for (const [index, live] of lives.entries()) {
        const query = {
          query: FRESH,
          variables: variables[index] ?? { mark, first: 0 },
          fetchPolicy: 'no-cache' as const,
        };
        const { data } = await client.query(query);
        await vi.waitFor(() => {
          const { status, items, totalCount } = live.get();
          expect({
            status,
            totalCount,
            nodes: items.map(({ id, title, year: of }) => ({ id, title, year: of })),
          }).toEqual({
            status: 'live',
            totalCount: data?.albums.totalCount,
            nodes: data?.albums.nodes.map(({ id, title, year: of }) => ({ id, title, year: of })),
          });
        }, PATIENCE);
      }
      ends.forEach((end) => {
        end();
      });
    }),
    { numRuns: 15, endOnFailure: true },
  );
  expect(restarts).not.toHaveBeenCalled();
});

/** Mutations follow each other; the socket breaks whenever it does. */
async function run(sequence: readonly Step[], mark: string, sockets: Sockets): Promise<void> {
  const ids: string[] = [];
  for (const [what, first, second] of sequence) {
    const id = ids[(first ?? 0) % Math.max(1, ids.length)];
    if (what === 'cut') {
      sockets.cut();
    } else if (what === 'create') {
      const variables = { title: `${mark}${ids.length}`, year: first };
      const { data } = await client.mutate({ mutation: CREATE, variables });
      ids.push(data?.createAlbum.album.id ?? '');
    } else if (id !== undefined && what === 'update') {
      await client.mutate({ mutation: UPDATE, variables: { id, year: second } });
    } else if (id !== undefined) {
      await client.mutate({ mutation: DELETE, variables: { id } });
      ids.splice(ids.indexOf(id), 1);
    }
  }
}
