import { gql, type TypedDocumentNode } from '@apollo/client';
import { createAnkurahClient, type AnkurahClient, type AnkurahClientOptions } from '../apollo/client';
import { ManualSurroundings } from './ManualSurroundings';
import { ModelServer, type Song } from './ModelServer';

export interface SongsData {
  readonly songs: {
    readonly changes: readonly { readonly song: { readonly name: string; readonly plays: number } | null }[];
  };
}

export type SongsVariables = { readonly genre?: string };

/** A live query over songs. */
export const SONGS: TypedDocumentNode<SongsData, SongsVariables> = gql`
  subscription Songs($genre: String) {
    songs(genre: $genre) {
      changes {
        song {
          name
          plays
        }
      }
    }
  }
`;

/** What a fragment selects of a song. */
export const CARD: TypedDocumentNode<{ readonly name: string; readonly plays: number }, never> = gql`
  fragment Card on Song {
    name
    plays
  }
`;

/** A request over HTTP as it arrived. */
export interface Request {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

type Answer = { readonly status?: number; readonly data?: unknown; readonly errors?: readonly unknown[] };

/** A client with a model server behind its socket, and a test's answers over HTTP. */
export class ClientOfSongs {
  readonly surroundings = new ManualSurroundings();
  readonly server = new ModelServer();
  readonly requests: Request[] = [];
  readonly client: AnkurahClient;
  /** What is answered over HTTP; a promise holds the answer back. */
  answer: (request: Request) => Answer | Promise<Answer> = () => ({ errors: [{ message: 'not expected' }] });

  constructor(options: AnkurahClientOptions = {}) {
    this.client = createAnkurahClient({
      url: 'http://songs.test',
      surroundings: this.surroundings,
      openSocket: this.server.open,
      fetch: (_url, init) => this.#fetch(init),
      ...options,
    });
  }

  /** All that is on its way comes, and a frame is drawn. */
  async arrive(): Promise<void> {
    for (let round = 0; round < 5; round += 1) {
      await this.surroundings.pass(0);
      this.server.deliver();
    }
    this.surroundings.frame();
    await this.surroundings.pass(0);
  }

  /** Sets the plays of songs, which are created if need be. */
  play(plays: Readonly<Record<string, number>>): void {
    this.server.commit(
      Object.fromEntries(Object.entries(plays).map(([id, count]) => [id, { name: `Song ${id}`, plays: count }])),
    );
  }

  async #fetch(init: RequestInit | undefined): Promise<Response> {
    const { query, variables } = JSON.parse(init?.body as string) as Request;
    const request = { query, variables, headers: init?.headers as Readonly<Record<string, string>> };
    this.requests.push(request);
    const { status = 200, ...body } = await this.answer(request);
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  }
}

/** A song as a server sends it. */
export function song(id: string, plays: number): Song {
  return { __typename: 'Song', id, name: `Song ${id}`, plays };
}
