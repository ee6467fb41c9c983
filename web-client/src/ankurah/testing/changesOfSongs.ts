import { gql, type TypedDocumentNode } from '@apollo/client';
import type { ClientOfSongs, Request } from './ClientOfSongs';

interface SongPayload {
  readonly song: {
    readonly id: string;
    readonly name: string;
    readonly revision?: { readonly head: readonly string[] };
  };
}

export const RENAME: TypedDocumentNode<
  { readonly updateSong: SongPayload },
  { readonly id: string; readonly name: string; readonly ifHead?: readonly string[] }
> = gql`
  mutation Rename($id: ID!, $name: String!, $ifHead: [ID!]) {
    updateSong(id: $id, patch: { name: $name }, ifHead: $ifHead) {
      song {
        name
      }
    }
  }
`;

export const CREATE: TypedDocumentNode<{ readonly createSong: SongPayload }, { readonly name: string }> = gql`
  mutation Create($name: String!) {
    createSong(input: { name: $name }) {
      song {
        name
      }
    }
  }
`;

export const DELETE: TypedDocumentNode<{ readonly deleteSong: SongPayload }, { readonly id: string }> = gql`
  mutation Delete($id: ID!) {
    deleteSong(id: $id) {
      song {
        name
      }
    }
  }
`;

/** Carries a request out once for each key, as the server does; the payloads of it wait to be delivered. */
export class Mutations {
  readonly #songs: ClientOfSongs;
  readonly #answers = new Map<string, unknown>();
  /** The names of the mutations that were carried out, in order. */
  readonly done: string[] = [];
  #created = 0;

  constructor(songs: ClientOfSongs) {
    this.#songs = songs;
  }

  readonly carryOut = ({ query, variables, headers }: Request): { data: unknown } => {
    const key = headers['idempotency-key'] ?? '';
    const first = this.#answers.get(key);
    if (first !== undefined) {
      return { data: first };
    }
    const data = this.#change(query, variables);
    this.#answers.set(key, data);
    return { data };
  };

  #change(query: string, { id: given, name = '' }: { id?: string; name?: string }): unknown {
    const { server } = this.#songs;
    const verb = /(create|update|delete)Song/.exec(query)?.[0] ?? 'updateSong';
    const id = given ?? `made${++this.#created}`;
    const plays = server.result.find((song) => song.id === id)?.plays ?? 0;
    server.commit({ [id]: verb === 'deleteSong' ? null : { name, plays } });
    this.done.push(`${verb} ${name === '' ? id : name}`);
    const song = { __typename: 'Song', id, name };
    return { [verb]: { __typename: 'SongPayload', cursor: server.cursor, song } };
  }
}

/** What an update shows at once. */
export function renamed({ id, name }: { readonly id: string; readonly name: string }) {
  return { update: { __typename: 'Song', id, name } };
}
