import { graphql } from '../../generated';

export const ALBUM = graphql(`
  subscription Album($id: ID!) {
    albums(where: { id: { eq: $id } }) {
      changes {
        album {
          ...AlbumRow
          notes
          tags
          released
          revision {
            head
            createdAt
            updatedAt
          }
        }
      }
    }
  }
`);

export const ALBUM_TRACKS = graphql(`
  subscription AlbumTracks($album: ID!) {
    tracks(where: { album: { id: { eq: $album } } }, orderBy: [{ id: ASC }]) {
      changes {
        track {
          ...TrackRow
        }
      }
    }
  }
`);

/** The newest events of an entity, also of one that was deleted. */
export const HISTORY = graphql(`
  query History($id: ID!) {
    events(entities: [$id], last: 500) {
      totalCount
      edges {
        cursor
        node {
          id
          parents
          committedAt
          actor
          operations
        }
      }
    }
  }
`);

/** The album as it was behind one of its events. */
export const ALBUM_THEN = graphql(`
  query AlbumThen($id: ID!, $at: String!) {
    album(id: $id, at: $at) {
      title
      year
      format
      plays
      notes
      tags
      released
      artist {
        name
      }
      tracks(first: 100) {
        totalCount
      }
    }
  }
`);
