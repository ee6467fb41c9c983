import { graphql } from '../generated';

/** The mutations that more than one view makes. */

export const CREATE_ALBUM = graphql(`
  mutation CreateAlbum($input: AlbumInput!) {
    createAlbum(input: $input) {
      album {
        ...AlbumRow
      }
      cursor
    }
  }
`);

export const UPDATE_ALBUM = graphql(`
  mutation UpdateAlbum($id: ID!, $patch: AlbumPatch!, $ifHead: [ID!]) {
    updateAlbum(id: $id, patch: $patch, ifHead: $ifHead) {
      album {
        ...AlbumRow
      }
      cursor
    }
  }
`);

export const DELETE_ALBUM = graphql(`
  mutation DeleteAlbum($id: ID!) {
    deleteAlbum(id: $id) {
      album {
        id
      }
      cursor
    }
  }
`);

export const RESTORE_ALBUM = graphql(`
  mutation RestoreAlbum($id: ID!) {
    restoreAlbum(id: $id) {
      album {
        ...AlbumRow
      }
      cursor
    }
  }
`);

export const PLAY_ALBUM = graphql(`
  mutation PlayAlbum($id: ID!) {
    updateAlbum(id: $id, patch: { plays: { increment: 1 } }) {
      album {
        id
        plays
        revision {
          head
        }
      }
      cursor
    }
  }
`);

export const PLAY_TRACK = graphql(`
  mutation PlayTrack($id: ID!) {
    updateTrack(id: $id, patch: { plays: { increment: 1 } }) {
      track {
        id
        plays
      }
      cursor
    }
  }
`);

export const ARTISTS = graphql(`
  subscription Artists {
    artists(orderBy: [{ name: ASC }], first: 1000) {
      changes {
        artist {
          name
        }
      }
    }
  }
`);
