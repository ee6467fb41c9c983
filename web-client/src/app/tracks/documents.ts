import { graphql } from '../../generated';

export const TRACKS = graphql(`
  subscription Tracks($where: TrackFilter, $orderBy: [TrackOrder!], $first: Int) {
    tracks(where: $where, orderBy: $orderBy, first: $first) {
      totalCount
      changes {
        track {
          ...TrackRow
        }
      }
    }
  }
`);

export const TRACK_ROW = graphql(`
  fragment TrackRow on Track {
    id
    name
    composer
    milliseconds
    unitPrice
    explicit
    plays
    album {
      id
      title
    }
    genre {
      id
      name
    }
  }
`);

export const GENRES = graphql(`
  subscription Genres {
    genres(orderBy: [{ name: ASC }]) {
      changes {
        genre {
          name
        }
      }
    }
  }
`);
