/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What an `Album` must be like. All that is given must hold; an empty filter matches everything. */
export type AlbumFilter = {
  /** All of these hold; of none, it holds. */
  and?: Array<AlbumFilter> | null | undefined;
  /** Whose album it is; null for a collection by several artists. */
  artist?: ArtistFilter | null | undefined;
  /** Anything else that is known of it, such as its label or where it was recorded. */
  details?: JsonFilter | null | undefined;
  /** How it was published. */
  format?: AlbumFormatFilter | null | undefined;
  id?: IdFilter | null | undefined;
  /** Whether the reference that led here is null. Only below a reference. */
  isNull?: boolean | null | undefined;
  /** This is false. What compares with null is neither. */
  not?: AlbumFilter | null | undefined;
  /** What the staff say about it; several people may write at once. */
  notes?: StringFilter | null | undefined;
  /** At least one of these holds; of none, it fails. */
  or?: Array<AlbumFilter> | null | undefined;
  /** How often it was played from start to end. Every increment counts. */
  plays?: LongFilter | null | undefined;
  /** The day on which it first came out, where it is known. */
  released?: DateFilter | null | undefined;
  /** Words to find it by, such as `live` or `debut`. */
  tags?: StringListFilter | null | undefined;
  /** The title on the cover. */
  title?: StringFilter | null | undefined;
  /** The entities whose `album` refers here. */
  tracks?: TrackRelationFilter | null | undefined;
  /** The year in which it first came out. */
  year?: IntFilter | null | undefined;
};

/** How an album is published. */
export type AlbumFormat =
  /** A compact disc. */
  | 'CD'
  /** Files only; nothing to put on a shelf. */
  | 'DIGITAL'
  /** An extended play: more than a single, less than an album. */
  | 'EP'
  /** A long-playing record, usually twelve inches of vinyl. */
  | 'LP'
  /** One song, perhaps with another on its back. */
  | 'SINGLE';

/** Which constants match. */
export type AlbumFormatFilter = {
  /** This one. */
  eq?: AlbumFormat | null | undefined;
  /** Equal to one of these. */
  in?: Array<AlbumFormat> | null | undefined;
  /** Whether there is no value. `eq: null` matches nothing. */
  isNull?: boolean | null | undefined;
  /** Any but this one, and not null. */
  ne?: AlbumFormat | null | undefined;
  /** Equal to none of these, and not null. */
  notIn?: Array<AlbumFormat> | null | undefined;
};

/** What the `albums` of an entity must be like. All that is given must hold. */
export type AlbumRelationFilter = {
  /** How many there are. */
  count?: IntFilter | null | undefined;
  /** All are like this; of none, it holds. */
  every?: AlbumFilter | null | undefined;
  /** None is like this; `{}` asks for none at all. */
  none?: AlbumFilter | null | undefined;
  /** At least one is like this; `{}` asks for any at all. */
  some?: AlbumFilter | null | undefined;
};

/** What an `Artist` must be like. All that is given must hold; an empty filter matches everything. */
export type ArtistFilter = {
  /** The entities whose `artist` refers here. */
  albums?: AlbumRelationFilter | null | undefined;
  /** All of these hold; of none, it holds. */
  and?: Array<ArtistFilter> | null | undefined;
  id?: IdFilter | null | undefined;
  /** Whether the reference that led here is null. Only below a reference. */
  isNull?: boolean | null | undefined;
  /** The name as it is printed on the records, such as `Miles Davis`. */
  name?: StringFilter | null | undefined;
  /** This is false. What compares with null is neither. */
  not?: ArtistFilter | null | undefined;
  /** At least one of these holds; of none, it fails. */
  or?: Array<ArtistFilter> | null | undefined;
};

/** What a value of type `Boolean` must be like. */
export type BooleanFilter = {
  /** Equal to this. */
  eq?: boolean | null | undefined;
  /** Equal to one of these. */
  in?: Array<boolean> | null | undefined;
  /** Whether there is no value. `eq: null` matches nothing. */
  isNull?: boolean | null | undefined;
  /** Not equal to this, and not null. */
  ne?: boolean | null | undefined;
  /** Equal to none of these, and not null. */
  notIn?: Array<boolean> | null | undefined;
};

/** What a `Customer` must be like. All that is given must hold; an empty filter matches everything. */
export type CustomerFilter = {
  /** Street and number. */
  address?: StringFilter | null | undefined;
  /** All of these hold; of none, it holds. */
  and?: Array<CustomerFilter> | null | undefined;
  /** City. */
  city?: StringFilter | null | undefined;
  /** The company they buy for. */
  company?: StringFilter | null | undefined;
  /** Country. */
  country?: StringFilter | null | undefined;
  /** E-mail address; no two customers share one. */
  email?: StringFilter | null | undefined;
  /** Fax number. */
  fax?: StringFilter | null | undefined;
  /** The given name. */
  firstName?: StringFilter | null | undefined;
  id?: IdFilter | null | undefined;
  /** The entities whose `customer` refers here. */
  invoices?: InvoiceRelationFilter | null | undefined;
  /** Whether the reference that led here is null. Only below a reference. */
  isNull?: boolean | null | undefined;
  /** The family name. */
  lastName?: StringFilter | null | undefined;
  /** This is false. What compares with null is neither. */
  not?: CustomerFilter | null | undefined;
  /** At least one of these holds; of none, it fails. */
  or?: Array<CustomerFilter> | null | undefined;
  /** Telephone number. */
  phone?: StringFilter | null | undefined;
  /** Postal code. */
  postalCode?: StringFilter | null | undefined;
  /** State or province. */
  state?: StringFilter | null | undefined;
  /** The employee who helps them. */
  supportRep?: EmployeeFilter | null | undefined;
};

/** What the `customers` of an entity must be like. All that is given must hold. */
export type CustomerRelationFilter = {
  /** How many there are. */
  count?: IntFilter | null | undefined;
  /** All are like this; of none, it holds. */
  every?: CustomerFilter | null | undefined;
  /** None is like this; `{}` asks for none at all. */
  none?: CustomerFilter | null | undefined;
  /** At least one is like this; `{}` asks for any at all. */
  some?: CustomerFilter | null | undefined;
};

/** What a value of type `Date` must be like. */
export type DateFilter = {
  /** Equal to this. */
  eq?: string | null | undefined;
  /** Greater than this. */
  gt?: string | null | undefined;
  /** Greater than this, or equal. */
  gte?: string | null | undefined;
  /** Equal to one of these. */
  in?: Array<string> | null | undefined;
  /** Whether there is no value. `eq: null` matches nothing. */
  isNull?: boolean | null | undefined;
  /** Less than this. */
  lt?: string | null | undefined;
  /** Less than this, or equal. */
  lte?: string | null | undefined;
  /** Not equal to this, and not null. */
  ne?: string | null | undefined;
  /** Equal to none of these, and not null. */
  notIn?: Array<string> | null | undefined;
};

/** What a value of type `DateTime` must be like. */
export type DateTimeFilter = {
  /** Equal to this. */
  eq?: string | null | undefined;
  /** Greater than this. */
  gt?: string | null | undefined;
  /** Greater than this, or equal. */
  gte?: string | null | undefined;
  /** Equal to one of these. */
  in?: Array<string> | null | undefined;
  /** Whether there is no value. `eq: null` matches nothing. */
  isNull?: boolean | null | undefined;
  /** Less than this. */
  lt?: string | null | undefined;
  /** Less than this, or equal. */
  lte?: string | null | undefined;
  /** Not equal to this, and not null. */
  ne?: string | null | undefined;
  /** Equal to none of these, and not null. */
  notIn?: Array<string> | null | undefined;
};

/** What a value of type `Decimal` must be like. */
export type DecimalFilter = {
  /** Equal to this. */
  eq?: string | number | null | undefined;
  /** Greater than this. */
  gt?: string | number | null | undefined;
  /** Greater than this, or equal. */
  gte?: string | number | null | undefined;
  /** Equal to one of these. */
  in?: Array<string | number> | null | undefined;
  /** Whether there is no value. `eq: null` matches nothing. */
  isNull?: boolean | null | undefined;
  /** Less than this. */
  lt?: string | number | null | undefined;
  /** Less than this, or equal. */
  lte?: string | number | null | undefined;
  /** Not equal to this, and not null. */
  ne?: string | number | null | undefined;
  /** Equal to none of these, and not null. */
  notIn?: Array<string | number> | null | undefined;
};

/** What an `Employee` must be like. All that is given must hold; an empty filter matches everything. */
export type EmployeeFilter = {
  /** Street and number. */
  address?: StringFilter | null | undefined;
  /** All of these hold; of none, it holds. */
  and?: Array<EmployeeFilter> | null | undefined;
  /** When they were born. */
  birthDate?: DateTimeFilter | null | undefined;
  /** City. */
  city?: StringFilter | null | undefined;
  /** Country. */
  country?: StringFilter | null | undefined;
  /** The entities whose `supportRep` refers here. */
  customers?: CustomerRelationFilter | null | undefined;
  /** E-mail address. */
  email?: StringFilter | null | undefined;
  /** The entities whose `reportsTo` refers here. */
  employeesByReportsTo?: EmployeeRelationFilter | null | undefined;
  /** Fax number. */
  fax?: StringFilter | null | undefined;
  /** The given name. */
  firstName?: StringFilter | null | undefined;
  /** When they began to work here. */
  hireDate?: DateTimeFilter | null | undefined;
  id?: IdFilter | null | undefined;
  /** Whether the reference that led here is null. Only below a reference. */
  isNull?: boolean | null | undefined;
  /** The family name. */
  lastName?: StringFilter | null | undefined;
  /** This is false. What compares with null is neither. */
  not?: EmployeeFilter | null | undefined;
  /** At least one of these holds; of none, it fails. */
  or?: Array<EmployeeFilter> | null | undefined;
  /** Telephone number. */
  phone?: StringFilter | null | undefined;
  /** Postal code. */
  postalCode?: StringFilter | null | undefined;
  /** Whom they report to; null for the head of the store. */
  reportsTo?: EmployeeFilter | null | undefined;
  /** State or province. */
  state?: StringFilter | null | undefined;
  /** What they do, such as `Sales Manager`. */
  title?: StringFilter | null | undefined;
};

/** What the `employees` of an entity must be like. All that is given must hold. */
export type EmployeeRelationFilter = {
  /** How many there are. */
  count?: IntFilter | null | undefined;
  /** All are like this; of none, it holds. */
  every?: EmployeeFilter | null | undefined;
  /** None is like this; `{}` asks for none at all. */
  none?: EmployeeFilter | null | undefined;
  /** At least one is like this; `{}` asks for any at all. */
  some?: EmployeeFilter | null | undefined;
};

/** What a value of type `Float` must be like. */
export type FloatFilter = {
  /** Equal to this. */
  eq?: number | null | undefined;
  /** Greater than this. */
  gt?: number | null | undefined;
  /** Greater than this, or equal. */
  gte?: number | null | undefined;
  /** Equal to one of these. */
  in?: Array<number> | null | undefined;
  /** Whether there is no value. `eq: null` matches nothing. */
  isNull?: boolean | null | undefined;
  /** Less than this. */
  lt?: number | null | undefined;
  /** Less than this, or equal. */
  lte?: number | null | undefined;
  /** Not equal to this, and not null. */
  ne?: number | null | undefined;
  /** Equal to none of these, and not null. */
  notIn?: Array<number> | null | undefined;
};

/** What a `Genre` must be like. All that is given must hold; an empty filter matches everything. */
export type GenreFilter = {
  /** All of these hold; of none, it holds. */
  and?: Array<GenreFilter> | null | undefined;
  id?: IdFilter | null | undefined;
  /** Whether the reference that led here is null. Only below a reference. */
  isNull?: boolean | null | undefined;
  /** The name of the genre. */
  name?: StringFilter | null | undefined;
  /** This is false. What compares with null is neither. */
  not?: GenreFilter | null | undefined;
  /** At least one of these holds; of none, it fails. */
  or?: Array<GenreFilter> | null | undefined;
  /** The entities whose `genre` refers here. */
  tracks?: TrackRelationFilter | null | undefined;
};

/** What a value of type `ID` must be like. */
export type IdFilter = {
  /** Equal to this. */
  eq?: string | number | null | undefined;
  /** Greater than this. */
  gt?: string | number | null | undefined;
  /** Greater than this, or equal. */
  gte?: string | number | null | undefined;
  /** Equal to one of these. */
  in?: Array<string | number> | null | undefined;
  /** Whether there is no value. `eq: null` matches nothing. */
  isNull?: boolean | null | undefined;
  /** Less than this. */
  lt?: string | number | null | undefined;
  /** Less than this, or equal. */
  lte?: string | number | null | undefined;
  /** Not equal to this, and not null. */
  ne?: string | number | null | undefined;
  /** Equal to none of these, and not null. */
  notIn?: Array<string | number> | null | undefined;
};

/** What a value of type `Int` must be like. */
export type IntFilter = {
  /** Equal to this. */
  eq?: number | null | undefined;
  /** Greater than this. */
  gt?: number | null | undefined;
  /** Greater than this, or equal. */
  gte?: number | null | undefined;
  /** Equal to one of these. */
  in?: Array<number> | null | undefined;
  /** Whether there is no value. `eq: null` matches nothing. */
  isNull?: boolean | null | undefined;
  /** Less than this. */
  lt?: number | null | undefined;
  /** Less than this, or equal. */
  lte?: number | null | undefined;
  /** Not equal to this, and not null. */
  ne?: number | null | undefined;
  /** Equal to none of these, and not null. */
  notIn?: Array<number> | null | undefined;
};

/** What an `Invoice` must be like. All that is given must hold; an empty filter matches everything. */
export type InvoiceFilter = {
  /** All of these hold; of none, it holds. */
  and?: Array<InvoiceFilter> | null | undefined;
  /** Street and number of the bill. */
  billingAddress?: StringFilter | null | undefined;
  /** City of the bill. */
  billingCity?: StringFilter | null | undefined;
  /** Country of the bill. */
  billingCountry?: StringFilter | null | undefined;
  /** Postal code of the bill. */
  billingPostalCode?: StringFilter | null | undefined;
  /** State or province of the bill. */
  billingState?: StringFilter | null | undefined;
  /** Who bought. */
  customer?: CustomerFilter | null | undefined;
  id?: IdFilter | null | undefined;
  /** When it was bought. */
  invoiceDate?: DateTimeFilter | null | undefined;
  /** The entities whose `invoice` refers here. */
  invoiceLines?: InvoiceLineRelationFilter | null | undefined;
  /** Whether the reference that led here is null. Only below a reference. */
  isNull?: boolean | null | undefined;
  /** This is false. What compares with null is neither. */
  not?: InvoiceFilter | null | undefined;
  /** At least one of these holds; of none, it fails. */
  or?: Array<InvoiceFilter> | null | undefined;
  /** The sum of its lines, in dollars. */
  total?: DecimalFilter | null | undefined;
};

/** What an `InvoiceLine` must be like. All that is given must hold; an empty filter matches everything. */
export type InvoiceLineFilter = {
  /** All of these hold; of none, it holds. */
  and?: Array<InvoiceLineFilter> | null | undefined;
  id?: IdFilter | null | undefined;
  /** The invoice that the line is on. */
  invoice?: InvoiceFilter | null | undefined;
  /** Whether the reference that led here is null. Only below a reference. */
  isNull?: boolean | null | undefined;
  /** This is false. What compares with null is neither. */
  not?: InvoiceLineFilter | null | undefined;
  /** At least one of these holds; of none, it fails. */
  or?: Array<InvoiceLineFilter> | null | undefined;
  /** How many were bought. */
  quantity?: IntFilter | null | undefined;
  /** What was bought. */
  track?: TrackFilter | null | undefined;
  /** The price of one, in dollars, on the day of the purchase. */
  unitPrice?: DecimalFilter | null | undefined;
};

/** What the `invoiceLines` of an entity must be like. All that is given must hold. */
export type InvoiceLineRelationFilter = {
  /** How many there are. */
  count?: IntFilter | null | undefined;
  /** All are like this; of none, it holds. */
  every?: InvoiceLineFilter | null | undefined;
  /** None is like this; `{}` asks for none at all. */
  none?: InvoiceLineFilter | null | undefined;
  /** At least one is like this; `{}` asks for any at all. */
  some?: InvoiceLineFilter | null | undefined;
};

/** What the `invoices` of an entity must be like. All that is given must hold. */
export type InvoiceRelationFilter = {
  /** How many there are. */
  count?: IntFilter | null | undefined;
  /** All are like this; of none, it holds. */
  every?: InvoiceFilter | null | undefined;
  /** None is like this; `{}` asks for none at all. */
  none?: InvoiceFilter | null | undefined;
  /** At least one is like this; `{}` asks for any at all. */
  some?: InvoiceFilter | null | undefined;
};

/** What a JSON document, or the part of it at `path`, must be like. Nothing is coerced. */
export type JsonFilter = {
  /** Contains this sub-document. */
  contains?: unknown;
  /** Equal to this. */
  eq?: unknown;
  /** Greater than this number or string. */
  gt?: unknown;
  /** Greater than this number or string, or equal. */
  gte?: unknown;
  /** Equal to one of these. */
  in?: Array<unknown> | null | undefined;
  /** Whether there is nothing, or null. */
  isNull?: boolean | null | undefined;
  /** Less than this number or string. */
  lt?: unknown;
  /** Less than this number or string, or equal. */
  lte?: unknown;
  /** Not equal to this, and there. */
  ne?: unknown;
  /** Where to look: member names or list indexes joined by dots, such as `size.width`; the whole document if absent. */
  path?: string | null | undefined;
};

/** What a value of type `Long` must be like. */
export type LongFilter = {
  /** Equal to this. */
  eq?: number | null | undefined;
  /** Greater than this. */
  gt?: number | null | undefined;
  /** Greater than this, or equal. */
  gte?: number | null | undefined;
  /** Equal to one of these. */
  in?: Array<number> | null | undefined;
  /** Whether there is no value. `eq: null` matches nothing. */
  isNull?: boolean | null | undefined;
  /** Less than this. */
  lt?: number | null | undefined;
  /** Less than this, or equal. */
  lte?: number | null | undefined;
  /** Not equal to this, and not null. */
  ne?: number | null | undefined;
  /** Equal to none of these, and not null. */
  notIn?: Array<number> | null | undefined;
};

/** What a `MediaType` must be like. All that is given must hold; an empty filter matches everything. */
export type MediaTypeFilter = {
  /** All of these hold; of none, it holds. */
  and?: Array<MediaTypeFilter> | null | undefined;
  id?: IdFilter | null | undefined;
  /** Whether the reference that led here is null. Only below a reference. */
  isNull?: boolean | null | undefined;
  /** The name of the format. */
  name?: StringFilter | null | undefined;
  /** This is false. What compares with null is neither. */
  not?: MediaTypeFilter | null | undefined;
  /** At least one of these holds; of none, it fails. */
  or?: Array<MediaTypeFilter> | null | undefined;
  /** The entities whose `mediaType` refers here. */
  tracks?: TrackRelationFilter | null | undefined;
};

/** What a `Playlist` must be like. All that is given must hold; an empty filter matches everything. */
export type PlaylistFilter = {
  /** All of these hold; of none, it holds. */
  and?: Array<PlaylistFilter> | null | undefined;
  id?: IdFilter | null | undefined;
  /** Whether the reference that led here is null. Only below a reference. */
  isNull?: boolean | null | undefined;
  /** The name of the playlist. */
  name?: StringFilter | null | undefined;
  /** This is false. What compares with null is neither. */
  not?: PlaylistFilter | null | undefined;
  /** At least one of these holds; of none, it fails. */
  or?: Array<PlaylistFilter> | null | undefined;
  /** The entities whose `playlist` refers here. */
  playlistTracks?: PlaylistTrackRelationFilter | null | undefined;
};

/** What a `PlaylistTrack` must be like. All that is given must hold; an empty filter matches everything. */
export type PlaylistTrackFilter = {
  /** All of these hold; of none, it holds. */
  and?: Array<PlaylistTrackFilter> | null | undefined;
  id?: IdFilter | null | undefined;
  /** Whether the reference that led here is null. Only below a reference. */
  isNull?: boolean | null | undefined;
  /** This is false. What compares with null is neither. */
  not?: PlaylistTrackFilter | null | undefined;
  /** At least one of these holds; of none, it fails. */
  or?: Array<PlaylistTrackFilter> | null | undefined;
  /** The playlist. */
  playlist?: PlaylistFilter | null | undefined;
  /** The track that is on it. */
  track?: TrackFilter | null | undefined;
};

/** What the `playlistTracks` of an entity must be like. All that is given must hold. */
export type PlaylistTrackRelationFilter = {
  /** How many there are. */
  count?: IntFilter | null | undefined;
  /** All are like this; of none, it holds. */
  every?: PlaylistTrackFilter | null | undefined;
  /** None is like this; `{}` asks for none at all. */
  none?: PlaylistTrackFilter | null | undefined;
  /** At least one is like this; `{}` asks for any at all. */
  some?: PlaylistTrackFilter | null | undefined;
};

/** What a value of type `String` must be like. */
export type StringFilter = {
  /** Contains exactly this. */
  contains?: string | null | undefined;
  /** Ends with exactly this. */
  endsWith?: string | null | undefined;
  /** Equal to this. */
  eq?: string | null | undefined;
  /** Greater than this. */
  gt?: string | null | undefined;
  /** Greater than this, or equal. */
  gte?: string | null | undefined;
  /** Like `like`, whatever the case. */
  ilike?: string | null | undefined;
  /** Equal to one of these. */
  in?: Array<string> | null | undefined;
  /** Whether there is no value. `eq: null` matches nothing. */
  isNull?: boolean | null | undefined;
  /** Matches this pattern: `%` is any run of characters, `_` any one, `\` takes the next as it is. */
  like?: string | null | undefined;
  /** Less than this. */
  lt?: string | null | undefined;
  /** Less than this, or equal. */
  lte?: string | null | undefined;
  /** Not equal to this, and not null. */
  ne?: string | null | undefined;
  /** Equal to none of these, and not null. */
  notIn?: Array<string> | null | undefined;
  /** Starts with exactly this. */
  startsWith?: string | null | undefined;
};

/** What a list must be like. */
export type StringListFilter = {
  /** Holds this. */
  contains?: string | null | undefined;
  /** Holds all of these. */
  containsAll?: Array<string> | null | undefined;
  /** Holds at least one of these. */
  containsAny?: Array<string> | null | undefined;
  /** Holds exactly these, in this order. */
  eq?: Array<string> | null | undefined;
  /** Whether it holds nothing. */
  isEmpty?: boolean | null | undefined;
  /** Whether there is no value. `eq: null` matches nothing. */
  isNull?: boolean | null | undefined;
};

/** What a `Track` must be like. All that is given must hold; an empty filter matches everything. */
export type TrackFilter = {
  /** The album that it is on. */
  album?: AlbumFilter | null | undefined;
  /** All of these hold; of none, it holds. */
  and?: Array<TrackFilter> | null | undefined;
  /** How large its audio file is. */
  bytes?: LongFilter | null | undefined;
  /** Who wrote it: one or more names. */
  composer?: StringFilter | null | undefined;
  /** Whether its words are not for children. */
  explicit?: BooleanFilter | null | undefined;
  /** The kind of music that it is. */
  genre?: GenreFilter | null | undefined;
  id?: IdFilter | null | undefined;
  /** The entities whose `track` refers here. */
  invoiceLines?: InvoiceLineRelationFilter | null | undefined;
  /** Whether the reference that led here is null. Only below a reference. */
  isNull?: boolean | null | undefined;
  /** The format of its audio file. */
  mediaType?: MediaTypeFilter | null | undefined;
  /** How long it plays, in milliseconds. */
  milliseconds?: LongFilter | null | undefined;
  /** The title of the piece. */
  name?: StringFilter | null | undefined;
  /** This is false. What compares with null is neither. */
  not?: TrackFilter | null | undefined;
  /** At least one of these holds; of none, it fails. */
  or?: Array<TrackFilter> | null | undefined;
  /** The entities whose `track` refers here. */
  playlistTracks?: PlaylistTrackRelationFilter | null | undefined;
  /** How often it was played. Every increment counts, however many listeners there are. */
  plays?: LongFilter | null | undefined;
  /** What listeners think of it on average, from 0 to 5. */
  rating?: FloatFilter | null | undefined;
  /** What the store asks for it, in dollars. */
  unitPrice?: DecimalFilter | null | undefined;
};

/** What the `tracks` of an entity must be like. All that is given must hold. */
export type TrackRelationFilter = {
  /** How many there are. */
  count?: IntFilter | null | undefined;
  /** All are like this; of none, it holds. */
  every?: TrackFilter | null | undefined;
  /** None is like this; `{}` asks for none at all. */
  none?: TrackFilter | null | undefined;
  /** At least one is like this; `{}` asks for any at all. */
  some?: TrackFilter | null | undefined;
};

export type WatchAlbumsSubscriptionVariables = Exact<{
  where?: AlbumFilter | null | undefined;
}>;


export type WatchAlbumsSubscription = { albums: { changes: Array<{ album: { title: string, year: number | null } | null }> } };

export type MostPlayedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type MostPlayedSubscription = { albums: { changes: Array<{ album: { title: string, plays: number } | null }> } };

export type PlayMutationVariables = Exact<{
  id: string | number;
}>;


export type PlayMutation = { updateAlbum: { album: { plays: number } } };


export const WatchAlbumsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"WatchAlbums"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AlbumFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"albums"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"year"},"value":{"kind":"EnumValue","value":"ASC"}}]},{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"title"},"value":{"kind":"EnumValue","value":"ASC"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"album"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"year"}}]}}]}}]}}]}}]} as unknown as DocumentNode<WatchAlbumsSubscription, WatchAlbumsSubscriptionVariables>;
export const MostPlayedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"MostPlayed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"albums"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"plays"},"value":{"kind":"EnumValue","value":"DESC"}}]}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"album"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"plays"}}]}}]}}]}}]}}]} as unknown as DocumentNode<MostPlayedSubscription, MostPlayedSubscriptionVariables>;
export const PlayDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Play"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateAlbum"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"patch"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"plays"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"increment"},"value":{"kind":"IntValue","value":"1"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"album"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plays"}}]}}]}}]}}]} as unknown as DocumentNode<PlayMutation, PlayMutationVariables>;