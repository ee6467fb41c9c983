import { newLocalId } from '../../ankurah/core/outbox/localId';
import type { Expectation } from '../../ankurah/core/outbox/entry';
import type { AlbumInput, AlbumPatch, AlbumRowFragment } from '../../generated/graphql';

export interface ArtistName {
  readonly id: string;
  readonly name: string;
}

/** What creating an album is expected to show. */
export function created(input: AlbumInput, artists: readonly ArtistName[]): Expectation {
  return {
    create: {
      __typename: 'Album',
      id: newLocalId(),
      title: input.title,
      year: input.year ?? null,
      format: input.format ?? null,
      plays: 0,
      artist: artistOf(input.artist, artists),
      revision: { __typename: 'Revision', head: [] },
    },
  };
}

/** What a patch of an album is expected to show. */
export function updated(id: string, patch: AlbumPatch, artists: readonly ArtistName[]): Expectation {
  const { title, year, format, artist } = patch;
  return {
    update: {
      __typename: 'Album',
      id,
      ...(title === undefined ? {} : { title }),
      ...(year === undefined ? {} : { year }),
      ...(format === undefined ? {} : { format }),
      ...(artist === undefined ? {} : { artist: artistOf(artist, artists) }),
    },
  };
}

export function played(type: 'Album' | 'Track', { id, plays }: { readonly id: string; readonly plays: number }) {
  return { update: { __typename: type, id, plays: plays + 1 } } satisfies Expectation;
}

export function deleted({ id }: Pick<AlbumRowFragment, 'id'>): Expectation {
  return { delete: { __typename: 'Album', id } };
}

function artistOf(id: string | null | undefined, artists: readonly ArtistName[]) {
  const artist = artists.find((each) => each.id === id);
  return artist === undefined ? null : { __typename: 'Artist', id: artist.id, name: artist.name };
}
