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

/** What an `Album` is created from. What is left out is null, or the zero of its type where null is not allowed. */
export type AlbumInput = {
  /** Whose album it is; null for a collection by several artists. */
  artist?: string | null | undefined;
  /** Anything else that is known of it, such as its label or where it was recorded. */
  details?: unknown;
  /** How it was published. */
  format?: AlbumFormat | null | undefined;
  /** What the staff say about it; several people may write at once. */
  notes?: string | null | undefined;
  /** How often it was played from start to end. Every increment counts. */
  plays?: number | null | undefined;
  /** The day on which it first came out, where it is known. */
  released?: string | null | undefined;
  /** Words to find it by, such as `live` or `debut`. */
  tags?: Array<string> | null | undefined;
  /** The title on the cover. */
  title: string;
  /** The year in which it first came out. */
  year?: number | null | undefined;
};

/** One key of an order: exactly one field. Ties are ordered by `id`. */
export type AlbumOrder =
  {   /** How it was published. */
  format: Direction; id?: never; notes?: never; plays?: never; released?: never; title?: never; year?: never; }
  |  { format?: never;   id: Direction; notes?: never; plays?: never; released?: never; title?: never; year?: never; }
  |  { format?: never; id?: never;   /** What the staff say about it; several people may write at once. */
  notes: Direction; plays?: never; released?: never; title?: never; year?: never; }
  |  { format?: never; id?: never; notes?: never;   /** How often it was played from start to end. Every increment counts. */
  plays: Direction; released?: never; title?: never; year?: never; }
  |  { format?: never; id?: never; notes?: never; plays?: never;   /** The day on which it first came out, where it is known. */
  released: Direction; title?: never; year?: never; }
  |  { format?: never; id?: never; notes?: never; plays?: never; released?: never;   /** The title on the cover. */
  title: Direction; year?: never; }
  |  { format?: never; id?: never; notes?: never; plays?: never; released?: never; title?: never;   /** The year in which it first came out. */
  year: Direction; };

/** What to change of an `Album`: only the fields that are named; an explicit `null` clears. */
export type AlbumPatch = {
  /** Whose album it is; null for a collection by several artists. */
  artist?: string | null | undefined;
  /** Anything else that is known of it, such as its label or where it was recorded. */
  details?: unknown;
  /** How it was published. */
  format?: AlbumFormat | null | undefined;
  /** What the staff say about it; several people may write at once. */
  notes?: TextPatch | null | undefined;
  /** How often it was played from start to end. Every increment counts. */
  plays?: CounterPatch | null | undefined;
  /** The day on which it first came out, where it is known. */
  released?: string | null | undefined;
  /** Words to find it by, such as `live` or `debut`. */
  tags?: Array<string> | null | undefined;
  /** The title on the cover. */
  title?: string | null | undefined;
  /** The year in which it first came out. */
  year?: number | null | undefined;
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

/** A change of a counter: exactly one field. */
export type CounterPatch =
  {   /** It grows by this, or shrinks if negative. Concurrent increments all count. */
  increment: number; set?: never; }
  |  { increment?: never;   /** It moves to this, as the difference from what it is. */
  set: number; };

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

/** Which way to order. */
export type Direction =
  /** Least first, nulls last. */
  | 'ASC'
  /** Greatest first, nulls first. */
  | 'DESC';

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

/** What an `Invoice` is created from. What is left out is null, or the zero of its type where null is not allowed. */
export type InvoiceInput = {
  /** Street and number of the bill. */
  billingAddress?: string | null | undefined;
  /** City of the bill. */
  billingCity?: string | null | undefined;
  /** Country of the bill. */
  billingCountry?: string | null | undefined;
  /** Postal code of the bill. */
  billingPostalCode?: string | null | undefined;
  /** State or province of the bill. */
  billingState?: string | null | undefined;
  /** Who bought. */
  customer: string;
  /** When it was bought. */
  invoiceDate?: string | null | undefined;
  /** The sum of its lines, in dollars. */
  total?: string | number | null | undefined;
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

/** What an `InvoiceLine` is created from. What is left out is null, or the zero of its type where null is not allowed. */
export type InvoiceLineInput = {
  /** The invoice that the line is on. */
  invoice: string;
  /** How many were bought. */
  quantity?: number | null | undefined;
  /** What was bought. */
  track: string;
  /** The price of one, in dollars, on the day of the purchase. */
  unitPrice?: string | number | null | undefined;
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

/** A range of text to take out. */
export type TextDelete = {
  /** Where it starts, in UTF-16 code units from 0. */
  at: number;
  /** How long it is, in UTF-16 code units. */
  length: number;
};

/** Text to put in. */
export type TextInsert = {
  /** Where, in UTF-16 code units from 0. */
  at: number;
  /** What to put in. */
  text: string;
};

/** A change of collaborative text: exactly one field. */
export type TextPatch =
  {   /** Text is taken out. */
  delete: TextDelete; insert?: never; set?: never; update?: never; }
  |  { delete?: never;   /** Text is put in. */
  insert: TextInsert; set?: never; update?: never; }
  |  { delete?: never; insert?: never;   /** The text becomes this. */
  set: string; update?: never; }
  |  { delete?: never; insert?: never; set?: never;   /** An update in Yjs's format. Not supported yet. */
  update: string; };

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

/** One key of an order: exactly one field. Ties are ordered by `id`. */
export type TrackOrder =
  {   /** How large its audio file is. */
  bytes: Direction; composer?: never; explicit?: never; id?: never; milliseconds?: never; name?: never; plays?: never; rating?: never; unitPrice?: never; }
  |  { bytes?: never;   /** Who wrote it: one or more names. */
  composer: Direction; explicit?: never; id?: never; milliseconds?: never; name?: never; plays?: never; rating?: never; unitPrice?: never; }
  |  { bytes?: never; composer?: never;   /** Whether its words are not for children. */
  explicit: Direction; id?: never; milliseconds?: never; name?: never; plays?: never; rating?: never; unitPrice?: never; }
  |  { bytes?: never; composer?: never; explicit?: never;   id: Direction; milliseconds?: never; name?: never; plays?: never; rating?: never; unitPrice?: never; }
  |  { bytes?: never; composer?: never; explicit?: never; id?: never;   /** How long it plays, in milliseconds. */
  milliseconds: Direction; name?: never; plays?: never; rating?: never; unitPrice?: never; }
  |  { bytes?: never; composer?: never; explicit?: never; id?: never; milliseconds?: never;   /** The title of the piece. */
  name: Direction; plays?: never; rating?: never; unitPrice?: never; }
  |  { bytes?: never; composer?: never; explicit?: never; id?: never; milliseconds?: never; name?: never;   /** How often it was played. Every increment counts, however many listeners there are. */
  plays: Direction; rating?: never; unitPrice?: never; }
  |  { bytes?: never; composer?: never; explicit?: never; id?: never; milliseconds?: never; name?: never; plays?: never;   /** What listeners think of it on average, from 0 to 5. */
  rating: Direction; unitPrice?: never; }
  |  { bytes?: never; composer?: never; explicit?: never; id?: never; milliseconds?: never; name?: never; plays?: never; rating?: never;   /** What the store asks for it, in dollars. */
  unitPrice: Direction; };

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
  id: string;
}>;


export type PlayMutation = { updateAlbum: { album: { plays: number } } };

export type AlbumSubscriptionVariables = Exact<{
  id: string;
}>;


export type AlbumSubscription = { albums: { changes: Array<{ album: { notes: string, tags: Array<string>, released: string | null, id: string, title: string, year: number | null, format: AlbumFormat | null, plays: number, revision: { head: Array<string>, createdAt: string, updatedAt: string }, artist: { id: string, name: string } | null } | null }> } };

export type AlbumTracksSubscriptionVariables = Exact<{
  album: string;
}>;


export type AlbumTracksSubscription = { tracks: { changes: Array<{ track: { id: string, name: string, composer: string | null, milliseconds: number, unitPrice: string, explicit: boolean, plays: number, album: { id: string, title: string } | null, genre: { id: string, name: string } | null } | null }> } };

export type HistoryQueryVariables = Exact<{
  id: string;
}>;


export type HistoryQuery = { events: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, parents: Array<string>, committedAt: string, actor: string | null, operations: unknown } }> } };

export type AlbumThenQueryVariables = Exact<{
  id: string;
  at: string;
}>;


export type AlbumThenQuery = { album: { title: string, year: number | null, format: AlbumFormat | null, plays: number, notes: string, tags: Array<string>, released: string | null, artist: { name: string } | null, tracks: { totalCount: number } } | null };

export type AlbumRowFragment = { id: string, title: string, year: number | null, format: AlbumFormat | null, plays: number, artist: { id: string, name: string } | null, revision: { head: Array<string> } };

export type AlbumsSubscriptionVariables = Exact<{
  where?: AlbumFilter | null | undefined;
  orderBy?: Array<AlbumOrder> | AlbumOrder | null | undefined;
  first?: number | null | undefined;
}>;


export type AlbumsSubscription = { albums: { totalCount: number, changes: Array<{ album: { id: string, title: string, year: number | null, format: AlbumFormat | null, plays: number, artist: { id: string, name: string } | null, revision: { head: Array<string> } } | null }> } };

export type SalesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type SalesSubscription = { invoicesAggregate: { cursor: string, groups: Array<{ count: number, sum: { total: string | null }, avg: { total: string | null } }> } };

export type SalesByCountrySubscriptionVariables = Exact<{ [key: string]: never; }>;


export type SalesByCountrySubscription = { invoicesAggregate: { cursor: string, groups: Array<{ count: number, key: { billingCountry: string | null }, sum: { total: string | null } }> } };

export type SalesOfGenreSubscriptionVariables = Exact<{
  genre: string;
}>;


export type SalesOfGenreSubscription = { invoiceLinesAggregate: { cursor: string, groups: Array<{ key: { unitPrice: string | null }, sum: { quantity: number | null } }> } };

export type AlbumsByYearSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type AlbumsByYearSubscription = { albumsAggregate: { cursor: string, groups: Array<{ count: number, key: { year: number | null } }> } };

export type PlaysSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type PlaysSubscription = { albumsAggregate: { cursor: string, groups: Array<{ count: number, sum: { plays: number | null } }> } };

export type LatestSalesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type LatestSalesSubscription = { invoices: { changes: Array<{ invoice: { id: string, invoiceDate: string, billingCountry: string | null, total: string, customer: { id: string, firstName: string, lastName: string } | null } | null }> } };

export type SellableQueryVariables = Exact<{ [key: string]: never; }>;


export type SellableQuery = { customers: { nodes: Array<{ id: string, country: string | null }> }, tracks: { nodes: Array<{ id: string, unitPrice: string }> } };

export type CreateInvoiceMutationVariables = Exact<{
  input: InvoiceInput;
}>;


export type CreateInvoiceMutation = { createInvoice: { cursor: string, invoice: { id: string } } };

export type CreateLineMutationVariables = Exact<{
  input: InvoiceLineInput;
}>;


export type CreateLineMutation = { createInvoiceLine: { cursor: string, invoiceLine: { id: string } } };

export type CreateAlbumMutationVariables = Exact<{
  input: AlbumInput;
}>;


export type CreateAlbumMutation = { createAlbum: { cursor: string, album: { id: string, title: string, year: number | null, format: AlbumFormat | null, plays: number, artist: { id: string, name: string } | null, revision: { head: Array<string> } } } };

export type UpdateAlbumMutationVariables = Exact<{
  id: string;
  patch: AlbumPatch;
  ifHead?: Array<string> | string | null | undefined;
}>;


export type UpdateAlbumMutation = { updateAlbum: { cursor: string, album: { id: string, title: string, year: number | null, format: AlbumFormat | null, plays: number, artist: { id: string, name: string } | null, revision: { head: Array<string> } } } };

export type DeleteAlbumMutationVariables = Exact<{
  id: string;
}>;


export type DeleteAlbumMutation = { deleteAlbum: { cursor: string, album: { id: string } } };

export type RestoreAlbumMutationVariables = Exact<{
  id: string;
}>;


export type RestoreAlbumMutation = { restoreAlbum: { cursor: string, album: { id: string, title: string, year: number | null, format: AlbumFormat | null, plays: number, artist: { id: string, name: string } | null, revision: { head: Array<string> } } } };

export type PlayAlbumMutationVariables = Exact<{
  id: string;
}>;


export type PlayAlbumMutation = { updateAlbum: { cursor: string, album: { id: string, plays: number, revision: { head: Array<string> } } } };

export type PlayTrackMutationVariables = Exact<{
  id: string;
}>;


export type PlayTrackMutation = { updateTrack: { cursor: string, track: { id: string, plays: number } } };

export type ArtistsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ArtistsSubscription = { artists: { changes: Array<{ artist: { name: string } | null }> } };

export type TracksSubscriptionVariables = Exact<{
  where?: TrackFilter | null | undefined;
  orderBy?: Array<TrackOrder> | TrackOrder | null | undefined;
  first?: number | null | undefined;
}>;


export type TracksSubscription = { tracks: { totalCount: number, changes: Array<{ track: { id: string, name: string, composer: string | null, milliseconds: number, unitPrice: string, explicit: boolean, plays: number, album: { id: string, title: string } | null, genre: { id: string, name: string } | null } | null }> } };

export type TrackRowFragment = { id: string, name: string, composer: string | null, milliseconds: number, unitPrice: string, explicit: boolean, plays: number, album: { id: string, title: string } | null, genre: { id: string, name: string } | null };

export type GenresSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type GenresSubscription = { genres: { changes: Array<{ genre: { name: string } | null }> } };

export const AlbumRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AlbumRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Album"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"year"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"plays"}},{"kind":"Field","name":{"kind":"Name","value":"artist"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"revision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"head"}}]}}]}}]} as unknown as DocumentNode<AlbumRowFragment, unknown>;
export const TrackRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TrackRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Track"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"composer"}},{"kind":"Field","name":{"kind":"Name","value":"milliseconds"}},{"kind":"Field","name":{"kind":"Name","value":"unitPrice"}},{"kind":"Field","name":{"kind":"Name","value":"explicit"}},{"kind":"Field","name":{"kind":"Name","value":"plays"}},{"kind":"Field","name":{"kind":"Name","value":"album"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"genre"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<TrackRowFragment, unknown>;
export const WatchAlbumsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"WatchAlbums"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AlbumFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"albums"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"year"},"value":{"kind":"EnumValue","value":"ASC"}}]},{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"title"},"value":{"kind":"EnumValue","value":"ASC"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"album"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"year"}}]}}]}}]}}]}}]} as unknown as DocumentNode<WatchAlbumsSubscription, WatchAlbumsSubscriptionVariables>;
export const MostPlayedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"MostPlayed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"albums"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"plays"},"value":{"kind":"EnumValue","value":"DESC"}}]}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"album"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"plays"}}]}}]}}]}}]}}]} as unknown as DocumentNode<MostPlayedSubscription, MostPlayedSubscriptionVariables>;
export const PlayDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Play"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateAlbum"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"patch"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"plays"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"increment"},"value":{"kind":"IntValue","value":"1"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"album"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plays"}}]}}]}}]}}]} as unknown as DocumentNode<PlayMutation, PlayMutationVariables>;
export const AlbumDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Album"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"albums"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"album"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AlbumRow"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"released"}},{"kind":"Field","name":{"kind":"Name","value":"revision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"head"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AlbumRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Album"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"year"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"plays"}},{"kind":"Field","name":{"kind":"Name","value":"artist"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"revision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"head"}}]}}]}}]} as unknown as DocumentNode<AlbumSubscription, AlbumSubscriptionVariables>;
export const AlbumTracksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"AlbumTracks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"album"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tracks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"album"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"album"}}}]}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"EnumValue","value":"ASC"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"track"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TrackRow"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TrackRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Track"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"composer"}},{"kind":"Field","name":{"kind":"Name","value":"milliseconds"}},{"kind":"Field","name":{"kind":"Name","value":"unitPrice"}},{"kind":"Field","name":{"kind":"Name","value":"explicit"}},{"kind":"Field","name":{"kind":"Name","value":"plays"}},{"kind":"Field","name":{"kind":"Name","value":"album"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"genre"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<AlbumTracksSubscription, AlbumTracksSubscriptionVariables>;
export const HistoryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"History"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entities"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"id"}}]}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"IntValue","value":"500"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"parents"}},{"kind":"Field","name":{"kind":"Name","value":"committedAt"}},{"kind":"Field","name":{"kind":"Name","value":"actor"}},{"kind":"Field","name":{"kind":"Name","value":"operations"}}]}}]}}]}}]}}]} as unknown as DocumentNode<HistoryQuery, HistoryQueryVariables>;
export const AlbumThenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AlbumThen"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"at"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"album"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"at"},"value":{"kind":"Variable","name":{"kind":"Name","value":"at"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"year"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"plays"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"released"}},{"kind":"Field","name":{"kind":"Name","value":"artist"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tracks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}}]} as unknown as DocumentNode<AlbumThenQuery, AlbumThenQueryVariables>;
export const AlbumsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Albums"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AlbumFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AlbumOrder"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"albums"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"album"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AlbumRow"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AlbumRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Album"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"year"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"plays"}},{"kind":"Field","name":{"kind":"Name","value":"artist"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"revision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"head"}}]}}]}}]} as unknown as DocumentNode<AlbumsSubscription, AlbumsSubscriptionVariables>;
export const SalesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Sales"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoicesAggregate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"sum"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}}]}},{"kind":"Field","name":{"kind":"Name","value":"avg"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SalesSubscription, SalesSubscriptionVariables>;
export const SalesByCountryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"SalesByCountry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoicesAggregate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"groupBy"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"billingCountry"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"billingCountry"}}]}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"sum"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SalesByCountrySubscription, SalesByCountrySubscriptionVariables>;
export const SalesOfGenreDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"SalesOfGenre"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"genre"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoiceLinesAggregate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"track"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"genre"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"genre"}}}]}}]}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"groupBy"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"unitPrice"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unitPrice"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sum"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"quantity"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SalesOfGenreSubscription, SalesOfGenreSubscriptionVariables>;
export const AlbumsByYearDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"AlbumsByYear"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"albumsAggregate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"groupBy"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"year"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"year"}}]}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}}]}}]}}]} as unknown as DocumentNode<AlbumsByYearSubscription, AlbumsByYearSubscriptionVariables>;
export const PlaysDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Plays"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"albumsAggregate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"sum"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plays"}}]}}]}}]}}]}}]} as unknown as DocumentNode<PlaysSubscription, PlaysSubscriptionVariables>;
export const LatestSalesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"LatestSales"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"invoiceDate"},"value":{"kind":"EnumValue","value":"DESC"}}]}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"6"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"invoiceDate"}},{"kind":"Field","name":{"kind":"Name","value":"billingCountry"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<LatestSalesSubscription, LatestSalesSubscriptionVariables>;
export const SellableDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Sellable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"country"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"tracks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unitPrice"}}]}}]}}]}}]} as unknown as DocumentNode<SellableQuery, SellableQueryVariables>;
export const CreateInvoiceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateInvoice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createInvoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}}]}}]} as unknown as DocumentNode<CreateInvoiceMutation, CreateInvoiceMutationVariables>;
export const CreateLineDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateLine"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceLineInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createInvoiceLine"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoiceLine"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}}]}}]} as unknown as DocumentNode<CreateLineMutation, CreateLineMutationVariables>;
export const CreateAlbumDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateAlbum"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AlbumInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createAlbum"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"album"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AlbumRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AlbumRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Album"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"year"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"plays"}},{"kind":"Field","name":{"kind":"Name","value":"artist"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"revision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"head"}}]}}]}}]} as unknown as DocumentNode<CreateAlbumMutation, CreateAlbumMutationVariables>;
export const UpdateAlbumDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateAlbum"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"patch"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AlbumPatch"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ifHead"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateAlbum"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"patch"},"value":{"kind":"Variable","name":{"kind":"Name","value":"patch"}}},{"kind":"Argument","name":{"kind":"Name","value":"ifHead"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ifHead"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"album"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AlbumRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AlbumRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Album"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"year"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"plays"}},{"kind":"Field","name":{"kind":"Name","value":"artist"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"revision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"head"}}]}}]}}]} as unknown as DocumentNode<UpdateAlbumMutation, UpdateAlbumMutationVariables>;
export const DeleteAlbumDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteAlbum"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteAlbum"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"album"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}}]}}]} as unknown as DocumentNode<DeleteAlbumMutation, DeleteAlbumMutationVariables>;
export const RestoreAlbumDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RestoreAlbum"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"restoreAlbum"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"album"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AlbumRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AlbumRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Album"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"year"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"plays"}},{"kind":"Field","name":{"kind":"Name","value":"artist"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"revision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"head"}}]}}]}}]} as unknown as DocumentNode<RestoreAlbumMutation, RestoreAlbumMutationVariables>;
export const PlayAlbumDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PlayAlbum"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateAlbum"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"patch"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"plays"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"increment"},"value":{"kind":"IntValue","value":"1"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"album"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"plays"}},{"kind":"Field","name":{"kind":"Name","value":"revision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"head"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}}]}}]} as unknown as DocumentNode<PlayAlbumMutation, PlayAlbumMutationVariables>;
export const PlayTrackDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PlayTrack"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateTrack"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"patch"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"plays"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"increment"},"value":{"kind":"IntValue","value":"1"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"track"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"plays"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}}]}}]} as unknown as DocumentNode<PlayTrackMutation, PlayTrackMutationVariables>;
export const ArtistsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Artists"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"artists"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"name"},"value":{"kind":"EnumValue","value":"ASC"}}]}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1000"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"artist"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ArtistsSubscription, ArtistsSubscriptionVariables>;
export const TracksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Tracks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TrackFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TrackOrder"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tracks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"track"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TrackRow"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TrackRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Track"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"composer"}},{"kind":"Field","name":{"kind":"Name","value":"milliseconds"}},{"kind":"Field","name":{"kind":"Name","value":"unitPrice"}},{"kind":"Field","name":{"kind":"Name","value":"explicit"}},{"kind":"Field","name":{"kind":"Name","value":"plays"}},{"kind":"Field","name":{"kind":"Name","value":"album"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"genre"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<TracksSubscription, TracksSubscriptionVariables>;
export const GenresDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Genres"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"genres"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"name"},"value":{"kind":"EnumValue","value":"ASC"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"genre"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<GenresSubscription, GenresSubscriptionVariables>;