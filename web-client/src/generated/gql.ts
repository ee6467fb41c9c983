/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  subscription WatchAlbums($where: AlbumFilter) {\n    albums(where: $where, orderBy: [{ year: ASC }, { title: ASC }]) {\n      changes {\n        album {\n          title\n          year\n        }\n      }\n    }\n  }\n": typeof types.WatchAlbumsDocument,
    "\n  subscription MostPlayed {\n    albums(orderBy: [{ plays: DESC }], first: 10) {\n      changes {\n        album {\n          title\n          plays\n        }\n      }\n    }\n  }\n": typeof types.MostPlayedDocument,
    "\n  mutation Play($id: ID!) {\n    updateAlbum(id: $id, patch: { plays: { increment: 1 } }) {\n      album {\n        plays\n      }\n    }\n  }\n": typeof types.PlayDocument,
    "\n  subscription Album($id: ID!) {\n    albums(where: { id: { eq: $id } }) {\n      changes {\n        album {\n          ...AlbumRow\n          notes\n          tags\n          released\n          revision {\n            head\n            createdAt\n            updatedAt\n          }\n        }\n      }\n    }\n  }\n": typeof types.AlbumDocument,
    "\n  subscription AlbumTracks($album: ID!) {\n    tracks(where: { album: { id: { eq: $album } } }, orderBy: [{ id: ASC }]) {\n      changes {\n        track {\n          ...TrackRow\n        }\n      }\n    }\n  }\n": typeof types.AlbumTracksDocument,
    "\n  query History($id: ID!) {\n    events(entities: [$id], last: 500) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          parents\n          committedAt\n          actor\n          operations\n        }\n      }\n    }\n  }\n": typeof types.HistoryDocument,
    "\n  query AlbumThen($id: ID!, $at: String!) {\n    album(id: $id, at: $at) {\n      title\n      year\n      format\n      plays\n      notes\n      tags\n      released\n      artist {\n        name\n      }\n      tracks(first: 100) {\n        totalCount\n      }\n    }\n  }\n": typeof types.AlbumThenDocument,
    "\n  fragment AlbumRow on Album {\n    id\n    title\n    year\n    format\n    plays\n    artist {\n      id\n      name\n    }\n    revision {\n      head\n    }\n  }\n": typeof types.AlbumRowFragmentDoc,
    "\n  subscription Albums($where: AlbumFilter, $orderBy: [AlbumOrder!], $first: Int) {\n    albums(where: $where, orderBy: $orderBy, first: $first) {\n      totalCount\n      changes {\n        album {\n          ...AlbumRow\n        }\n      }\n    }\n  }\n": typeof types.AlbumsDocument,
    "\n  subscription Sales {\n    invoicesAggregate {\n      cursor\n      groups {\n        count\n        sum {\n          total\n        }\n        avg {\n          total\n        }\n      }\n    }\n  }\n": typeof types.SalesDocument,
    "\n  subscription SalesByCountry {\n    invoicesAggregate(groupBy: [billingCountry]) {\n      cursor\n      groups {\n        key {\n          billingCountry\n        }\n        count\n        sum {\n          total\n        }\n      }\n    }\n  }\n": typeof types.SalesByCountryDocument,
    "\n  subscription SalesOfGenre($genre: ID!) {\n    invoiceLinesAggregate(where: { track: { genre: { id: { eq: $genre } } } }, groupBy: [unitPrice]) {\n      cursor\n      groups {\n        key {\n          unitPrice\n        }\n        sum {\n          quantity\n        }\n      }\n    }\n  }\n": typeof types.SalesOfGenreDocument,
    "\n  subscription AlbumsByYear {\n    albumsAggregate(groupBy: [year]) {\n      cursor\n      groups {\n        key {\n          year\n        }\n        count\n      }\n    }\n  }\n": typeof types.AlbumsByYearDocument,
    "\n  subscription Plays {\n    albumsAggregate {\n      cursor\n      groups {\n        count\n        sum {\n          plays\n        }\n      }\n    }\n  }\n": typeof types.PlaysDocument,
    "\n  subscription LatestSales {\n    invoices(orderBy: [{ invoiceDate: DESC }], first: 6) {\n      changes {\n        invoice {\n          id\n          invoiceDate\n          billingCountry\n          total\n          customer {\n            id\n            firstName\n            lastName\n          }\n        }\n      }\n    }\n  }\n": typeof types.LatestSalesDocument,
    "\n  query Sellable {\n    customers(first: 100) {\n      nodes {\n        id\n        country\n      }\n    }\n    tracks(first: 200) {\n      nodes {\n        id\n        unitPrice\n      }\n    }\n  }\n": typeof types.SellableDocument,
    "\n  mutation CreateInvoice($input: InvoiceInput!) {\n    createInvoice(input: $input) {\n      invoice {\n        id\n      }\n      cursor\n    }\n  }\n": typeof types.CreateInvoiceDocument,
    "\n  mutation CreateLine($input: InvoiceLineInput!) {\n    createInvoiceLine(input: $input) {\n      invoiceLine {\n        id\n      }\n      cursor\n    }\n  }\n": typeof types.CreateLineDocument,
    "\n  mutation CreateAlbum($input: AlbumInput!) {\n    createAlbum(input: $input) {\n      album {\n        ...AlbumRow\n      }\n      cursor\n    }\n  }\n": typeof types.CreateAlbumDocument,
    "\n  mutation UpdateAlbum($id: ID!, $patch: AlbumPatch!, $ifHead: [ID!]) {\n    updateAlbum(id: $id, patch: $patch, ifHead: $ifHead) {\n      album {\n        ...AlbumRow\n      }\n      cursor\n    }\n  }\n": typeof types.UpdateAlbumDocument,
    "\n  mutation DeleteAlbum($id: ID!) {\n    deleteAlbum(id: $id) {\n      album {\n        id\n      }\n      cursor\n    }\n  }\n": typeof types.DeleteAlbumDocument,
    "\n  mutation RestoreAlbum($id: ID!) {\n    restoreAlbum(id: $id) {\n      album {\n        ...AlbumRow\n      }\n      cursor\n    }\n  }\n": typeof types.RestoreAlbumDocument,
    "\n  mutation PlayAlbum($id: ID!) {\n    updateAlbum(id: $id, patch: { plays: { increment: 1 } }) {\n      album {\n        id\n        plays\n        revision {\n          head\n        }\n      }\n      cursor\n    }\n  }\n": typeof types.PlayAlbumDocument,
    "\n  mutation PlayTrack($id: ID!) {\n    updateTrack(id: $id, patch: { plays: { increment: 1 } }) {\n      track {\n        id\n        plays\n      }\n      cursor\n    }\n  }\n": typeof types.PlayTrackDocument,
    "\n  subscription Artists {\n    artists(orderBy: [{ name: ASC }], first: 1000) {\n      changes {\n        artist {\n          name\n        }\n      }\n    }\n  }\n": typeof types.ArtistsDocument,
    "\n  subscription Tracks($where: TrackFilter, $orderBy: [TrackOrder!], $first: Int) {\n    tracks(where: $where, orderBy: $orderBy, first: $first) {\n      totalCount\n      changes {\n        track {\n          ...TrackRow\n        }\n      }\n    }\n  }\n": typeof types.TracksDocument,
    "\n  fragment TrackRow on Track {\n    id\n    name\n    composer\n    milliseconds\n    unitPrice\n    explicit\n    plays\n    album {\n      id\n      title\n    }\n    genre {\n      id\n      name\n    }\n  }\n": typeof types.TrackRowFragmentDoc,
    "\n  subscription Genres {\n    genres(orderBy: [{ name: ASC }]) {\n      changes {\n        genre {\n          name\n        }\n      }\n    }\n  }\n": typeof types.GenresDocument,
};
const documents: Documents = {
    "\n  subscription WatchAlbums($where: AlbumFilter) {\n    albums(where: $where, orderBy: [{ year: ASC }, { title: ASC }]) {\n      changes {\n        album {\n          title\n          year\n        }\n      }\n    }\n  }\n": types.WatchAlbumsDocument,
    "\n  subscription MostPlayed {\n    albums(orderBy: [{ plays: DESC }], first: 10) {\n      changes {\n        album {\n          title\n          plays\n        }\n      }\n    }\n  }\n": types.MostPlayedDocument,
    "\n  mutation Play($id: ID!) {\n    updateAlbum(id: $id, patch: { plays: { increment: 1 } }) {\n      album {\n        plays\n      }\n    }\n  }\n": types.PlayDocument,
    "\n  subscription Album($id: ID!) {\n    albums(where: { id: { eq: $id } }) {\n      changes {\n        album {\n          ...AlbumRow\n          notes\n          tags\n          released\n          revision {\n            head\n            createdAt\n            updatedAt\n          }\n        }\n      }\n    }\n  }\n": types.AlbumDocument,
    "\n  subscription AlbumTracks($album: ID!) {\n    tracks(where: { album: { id: { eq: $album } } }, orderBy: [{ id: ASC }]) {\n      changes {\n        track {\n          ...TrackRow\n        }\n      }\n    }\n  }\n": types.AlbumTracksDocument,
    "\n  query History($id: ID!) {\n    events(entities: [$id], last: 500) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          parents\n          committedAt\n          actor\n          operations\n        }\n      }\n    }\n  }\n": types.HistoryDocument,
    "\n  query AlbumThen($id: ID!, $at: String!) {\n    album(id: $id, at: $at) {\n      title\n      year\n      format\n      plays\n      notes\n      tags\n      released\n      artist {\n        name\n      }\n      tracks(first: 100) {\n        totalCount\n      }\n    }\n  }\n": types.AlbumThenDocument,
    "\n  fragment AlbumRow on Album {\n    id\n    title\n    year\n    format\n    plays\n    artist {\n      id\n      name\n    }\n    revision {\n      head\n    }\n  }\n": types.AlbumRowFragmentDoc,
    "\n  subscription Albums($where: AlbumFilter, $orderBy: [AlbumOrder!], $first: Int) {\n    albums(where: $where, orderBy: $orderBy, first: $first) {\n      totalCount\n      changes {\n        album {\n          ...AlbumRow\n        }\n      }\n    }\n  }\n": types.AlbumsDocument,
    "\n  subscription Sales {\n    invoicesAggregate {\n      cursor\n      groups {\n        count\n        sum {\n          total\n        }\n        avg {\n          total\n        }\n      }\n    }\n  }\n": types.SalesDocument,
    "\n  subscription SalesByCountry {\n    invoicesAggregate(groupBy: [billingCountry]) {\n      cursor\n      groups {\n        key {\n          billingCountry\n        }\n        count\n        sum {\n          total\n        }\n      }\n    }\n  }\n": types.SalesByCountryDocument,
    "\n  subscription SalesOfGenre($genre: ID!) {\n    invoiceLinesAggregate(where: { track: { genre: { id: { eq: $genre } } } }, groupBy: [unitPrice]) {\n      cursor\n      groups {\n        key {\n          unitPrice\n        }\n        sum {\n          quantity\n        }\n      }\n    }\n  }\n": types.SalesOfGenreDocument,
    "\n  subscription AlbumsByYear {\n    albumsAggregate(groupBy: [year]) {\n      cursor\n      groups {\n        key {\n          year\n        }\n        count\n      }\n    }\n  }\n": types.AlbumsByYearDocument,
    "\n  subscription Plays {\n    albumsAggregate {\n      cursor\n      groups {\n        count\n        sum {\n          plays\n        }\n      }\n    }\n  }\n": types.PlaysDocument,
    "\n  subscription LatestSales {\n    invoices(orderBy: [{ invoiceDate: DESC }], first: 6) {\n      changes {\n        invoice {\n          id\n          invoiceDate\n          billingCountry\n          total\n          customer {\n            id\n            firstName\n            lastName\n          }\n        }\n      }\n    }\n  }\n": types.LatestSalesDocument,
    "\n  query Sellable {\n    customers(first: 100) {\n      nodes {\n        id\n        country\n      }\n    }\n    tracks(first: 200) {\n      nodes {\n        id\n        unitPrice\n      }\n    }\n  }\n": types.SellableDocument,
    "\n  mutation CreateInvoice($input: InvoiceInput!) {\n    createInvoice(input: $input) {\n      invoice {\n        id\n      }\n      cursor\n    }\n  }\n": types.CreateInvoiceDocument,
    "\n  mutation CreateLine($input: InvoiceLineInput!) {\n    createInvoiceLine(input: $input) {\n      invoiceLine {\n        id\n      }\n      cursor\n    }\n  }\n": types.CreateLineDocument,
    "\n  mutation CreateAlbum($input: AlbumInput!) {\n    createAlbum(input: $input) {\n      album {\n        ...AlbumRow\n      }\n      cursor\n    }\n  }\n": types.CreateAlbumDocument,
    "\n  mutation UpdateAlbum($id: ID!, $patch: AlbumPatch!, $ifHead: [ID!]) {\n    updateAlbum(id: $id, patch: $patch, ifHead: $ifHead) {\n      album {\n        ...AlbumRow\n      }\n      cursor\n    }\n  }\n": types.UpdateAlbumDocument,
    "\n  mutation DeleteAlbum($id: ID!) {\n    deleteAlbum(id: $id) {\n      album {\n        id\n      }\n      cursor\n    }\n  }\n": types.DeleteAlbumDocument,
    "\n  mutation RestoreAlbum($id: ID!) {\n    restoreAlbum(id: $id) {\n      album {\n        ...AlbumRow\n      }\n      cursor\n    }\n  }\n": types.RestoreAlbumDocument,
    "\n  mutation PlayAlbum($id: ID!) {\n    updateAlbum(id: $id, patch: { plays: { increment: 1 } }) {\n      album {\n        id\n        plays\n        revision {\n          head\n        }\n      }\n      cursor\n    }\n  }\n": types.PlayAlbumDocument,
    "\n  mutation PlayTrack($id: ID!) {\n    updateTrack(id: $id, patch: { plays: { increment: 1 } }) {\n      track {\n        id\n        plays\n      }\n      cursor\n    }\n  }\n": types.PlayTrackDocument,
    "\n  subscription Artists {\n    artists(orderBy: [{ name: ASC }], first: 1000) {\n      changes {\n        artist {\n          name\n        }\n      }\n    }\n  }\n": types.ArtistsDocument,
    "\n  subscription Tracks($where: TrackFilter, $orderBy: [TrackOrder!], $first: Int) {\n    tracks(where: $where, orderBy: $orderBy, first: $first) {\n      totalCount\n      changes {\n        track {\n          ...TrackRow\n        }\n      }\n    }\n  }\n": types.TracksDocument,
    "\n  fragment TrackRow on Track {\n    id\n    name\n    composer\n    milliseconds\n    unitPrice\n    explicit\n    plays\n    album {\n      id\n      title\n    }\n    genre {\n      id\n      name\n    }\n  }\n": types.TrackRowFragmentDoc,
    "\n  subscription Genres {\n    genres(orderBy: [{ name: ASC }]) {\n      changes {\n        genre {\n          name\n        }\n      }\n    }\n  }\n": types.GenresDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription WatchAlbums($where: AlbumFilter) {\n    albums(where: $where, orderBy: [{ year: ASC }, { title: ASC }]) {\n      changes {\n        album {\n          title\n          year\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription WatchAlbums($where: AlbumFilter) {\n    albums(where: $where, orderBy: [{ year: ASC }, { title: ASC }]) {\n      changes {\n        album {\n          title\n          year\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription MostPlayed {\n    albums(orderBy: [{ plays: DESC }], first: 10) {\n      changes {\n        album {\n          title\n          plays\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription MostPlayed {\n    albums(orderBy: [{ plays: DESC }], first: 10) {\n      changes {\n        album {\n          title\n          plays\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Play($id: ID!) {\n    updateAlbum(id: $id, patch: { plays: { increment: 1 } }) {\n      album {\n        plays\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation Play($id: ID!) {\n    updateAlbum(id: $id, patch: { plays: { increment: 1 } }) {\n      album {\n        plays\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Album($id: ID!) {\n    albums(where: { id: { eq: $id } }) {\n      changes {\n        album {\n          ...AlbumRow\n          notes\n          tags\n          released\n          revision {\n            head\n            createdAt\n            updatedAt\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription Album($id: ID!) {\n    albums(where: { id: { eq: $id } }) {\n      changes {\n        album {\n          ...AlbumRow\n          notes\n          tags\n          released\n          revision {\n            head\n            createdAt\n            updatedAt\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription AlbumTracks($album: ID!) {\n    tracks(where: { album: { id: { eq: $album } } }, orderBy: [{ id: ASC }]) {\n      changes {\n        track {\n          ...TrackRow\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription AlbumTracks($album: ID!) {\n    tracks(where: { album: { id: { eq: $album } } }, orderBy: [{ id: ASC }]) {\n      changes {\n        track {\n          ...TrackRow\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query History($id: ID!) {\n    events(entities: [$id], last: 500) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          parents\n          committedAt\n          actor\n          operations\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query History($id: ID!) {\n    events(entities: [$id], last: 500) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          parents\n          committedAt\n          actor\n          operations\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AlbumThen($id: ID!, $at: String!) {\n    album(id: $id, at: $at) {\n      title\n      year\n      format\n      plays\n      notes\n      tags\n      released\n      artist {\n        name\n      }\n      tracks(first: 100) {\n        totalCount\n      }\n    }\n  }\n"): (typeof documents)["\n  query AlbumThen($id: ID!, $at: String!) {\n    album(id: $id, at: $at) {\n      title\n      year\n      format\n      plays\n      notes\n      tags\n      released\n      artist {\n        name\n      }\n      tracks(first: 100) {\n        totalCount\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AlbumRow on Album {\n    id\n    title\n    year\n    format\n    plays\n    artist {\n      id\n      name\n    }\n    revision {\n      head\n    }\n  }\n"): (typeof documents)["\n  fragment AlbumRow on Album {\n    id\n    title\n    year\n    format\n    plays\n    artist {\n      id\n      name\n    }\n    revision {\n      head\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Albums($where: AlbumFilter, $orderBy: [AlbumOrder!], $first: Int) {\n    albums(where: $where, orderBy: $orderBy, first: $first) {\n      totalCount\n      changes {\n        album {\n          ...AlbumRow\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription Albums($where: AlbumFilter, $orderBy: [AlbumOrder!], $first: Int) {\n    albums(where: $where, orderBy: $orderBy, first: $first) {\n      totalCount\n      changes {\n        album {\n          ...AlbumRow\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Sales {\n    invoicesAggregate {\n      cursor\n      groups {\n        count\n        sum {\n          total\n        }\n        avg {\n          total\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription Sales {\n    invoicesAggregate {\n      cursor\n      groups {\n        count\n        sum {\n          total\n        }\n        avg {\n          total\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription SalesByCountry {\n    invoicesAggregate(groupBy: [billingCountry]) {\n      cursor\n      groups {\n        key {\n          billingCountry\n        }\n        count\n        sum {\n          total\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription SalesByCountry {\n    invoicesAggregate(groupBy: [billingCountry]) {\n      cursor\n      groups {\n        key {\n          billingCountry\n        }\n        count\n        sum {\n          total\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription SalesOfGenre($genre: ID!) {\n    invoiceLinesAggregate(where: { track: { genre: { id: { eq: $genre } } } }, groupBy: [unitPrice]) {\n      cursor\n      groups {\n        key {\n          unitPrice\n        }\n        sum {\n          quantity\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription SalesOfGenre($genre: ID!) {\n    invoiceLinesAggregate(where: { track: { genre: { id: { eq: $genre } } } }, groupBy: [unitPrice]) {\n      cursor\n      groups {\n        key {\n          unitPrice\n        }\n        sum {\n          quantity\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription AlbumsByYear {\n    albumsAggregate(groupBy: [year]) {\n      cursor\n      groups {\n        key {\n          year\n        }\n        count\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription AlbumsByYear {\n    albumsAggregate(groupBy: [year]) {\n      cursor\n      groups {\n        key {\n          year\n        }\n        count\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Plays {\n    albumsAggregate {\n      cursor\n      groups {\n        count\n        sum {\n          plays\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription Plays {\n    albumsAggregate {\n      cursor\n      groups {\n        count\n        sum {\n          plays\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription LatestSales {\n    invoices(orderBy: [{ invoiceDate: DESC }], first: 6) {\n      changes {\n        invoice {\n          id\n          invoiceDate\n          billingCountry\n          total\n          customer {\n            id\n            firstName\n            lastName\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription LatestSales {\n    invoices(orderBy: [{ invoiceDate: DESC }], first: 6) {\n      changes {\n        invoice {\n          id\n          invoiceDate\n          billingCountry\n          total\n          customer {\n            id\n            firstName\n            lastName\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Sellable {\n    customers(first: 100) {\n      nodes {\n        id\n        country\n      }\n    }\n    tracks(first: 200) {\n      nodes {\n        id\n        unitPrice\n      }\n    }\n  }\n"): (typeof documents)["\n  query Sellable {\n    customers(first: 100) {\n      nodes {\n        id\n        country\n      }\n    }\n    tracks(first: 200) {\n      nodes {\n        id\n        unitPrice\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateInvoice($input: InvoiceInput!) {\n    createInvoice(input: $input) {\n      invoice {\n        id\n      }\n      cursor\n    }\n  }\n"): (typeof documents)["\n  mutation CreateInvoice($input: InvoiceInput!) {\n    createInvoice(input: $input) {\n      invoice {\n        id\n      }\n      cursor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateLine($input: InvoiceLineInput!) {\n    createInvoiceLine(input: $input) {\n      invoiceLine {\n        id\n      }\n      cursor\n    }\n  }\n"): (typeof documents)["\n  mutation CreateLine($input: InvoiceLineInput!) {\n    createInvoiceLine(input: $input) {\n      invoiceLine {\n        id\n      }\n      cursor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateAlbum($input: AlbumInput!) {\n    createAlbum(input: $input) {\n      album {\n        ...AlbumRow\n      }\n      cursor\n    }\n  }\n"): (typeof documents)["\n  mutation CreateAlbum($input: AlbumInput!) {\n    createAlbum(input: $input) {\n      album {\n        ...AlbumRow\n      }\n      cursor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateAlbum($id: ID!, $patch: AlbumPatch!, $ifHead: [ID!]) {\n    updateAlbum(id: $id, patch: $patch, ifHead: $ifHead) {\n      album {\n        ...AlbumRow\n      }\n      cursor\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateAlbum($id: ID!, $patch: AlbumPatch!, $ifHead: [ID!]) {\n    updateAlbum(id: $id, patch: $patch, ifHead: $ifHead) {\n      album {\n        ...AlbumRow\n      }\n      cursor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteAlbum($id: ID!) {\n    deleteAlbum(id: $id) {\n      album {\n        id\n      }\n      cursor\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteAlbum($id: ID!) {\n    deleteAlbum(id: $id) {\n      album {\n        id\n      }\n      cursor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestoreAlbum($id: ID!) {\n    restoreAlbum(id: $id) {\n      album {\n        ...AlbumRow\n      }\n      cursor\n    }\n  }\n"): (typeof documents)["\n  mutation RestoreAlbum($id: ID!) {\n    restoreAlbum(id: $id) {\n      album {\n        ...AlbumRow\n      }\n      cursor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PlayAlbum($id: ID!) {\n    updateAlbum(id: $id, patch: { plays: { increment: 1 } }) {\n      album {\n        id\n        plays\n        revision {\n          head\n        }\n      }\n      cursor\n    }\n  }\n"): (typeof documents)["\n  mutation PlayAlbum($id: ID!) {\n    updateAlbum(id: $id, patch: { plays: { increment: 1 } }) {\n      album {\n        id\n        plays\n        revision {\n          head\n        }\n      }\n      cursor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PlayTrack($id: ID!) {\n    updateTrack(id: $id, patch: { plays: { increment: 1 } }) {\n      track {\n        id\n        plays\n      }\n      cursor\n    }\n  }\n"): (typeof documents)["\n  mutation PlayTrack($id: ID!) {\n    updateTrack(id: $id, patch: { plays: { increment: 1 } }) {\n      track {\n        id\n        plays\n      }\n      cursor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Artists {\n    artists(orderBy: [{ name: ASC }], first: 1000) {\n      changes {\n        artist {\n          name\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription Artists {\n    artists(orderBy: [{ name: ASC }], first: 1000) {\n      changes {\n        artist {\n          name\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Tracks($where: TrackFilter, $orderBy: [TrackOrder!], $first: Int) {\n    tracks(where: $where, orderBy: $orderBy, first: $first) {\n      totalCount\n      changes {\n        track {\n          ...TrackRow\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription Tracks($where: TrackFilter, $orderBy: [TrackOrder!], $first: Int) {\n    tracks(where: $where, orderBy: $orderBy, first: $first) {\n      totalCount\n      changes {\n        track {\n          ...TrackRow\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TrackRow on Track {\n    id\n    name\n    composer\n    milliseconds\n    unitPrice\n    explicit\n    plays\n    album {\n      id\n      title\n    }\n    genre {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment TrackRow on Track {\n    id\n    name\n    composer\n    milliseconds\n    unitPrice\n    explicit\n    plays\n    album {\n      id\n      title\n    }\n    genre {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Genres {\n    genres(orderBy: [{ name: ASC }]) {\n      changes {\n        genre {\n          name\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription Genres {\n    genres(orderBy: [{ name: ASC }]) {\n      changes {\n        genre {\n          name\n        }\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;