import { graphql } from '../../generated';

/** What a line of the table shows, and the head that an edit of it is based on. */
export const ALBUM_ROW = graphql(`
  fragment AlbumRow on Album {
    id
    title
    year
    format
    plays
    artist {
      id
      name
    }
    revision {
      head
    }
  }
`);

export const ALBUMS = graphql(`
  subscription Albums($where: AlbumFilter, $orderBy: [AlbumOrder!], $first: Int) {
    albums(where: $where, orderBy: $orderBy, first: $first) {
      totalCount
      changes {
        album {
          ...AlbumRow
        }
      }
    }
  }
`);
