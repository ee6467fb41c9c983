/** A JSON object, such as the variables of a mutation or its result. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Why a mutation was not carried out: a code of the server's, or one of the outbox's own ({@link OutboxCode}). */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** The field that is to blame, where one is. */
  readonly field?: string;
}

/** What the outbox itself says of a mutation, beside the server's codes. */
export type OutboxCode =
  /** No answer came that could be understood, so it is not known whether it was carried out; it is tried again. */
  | 'UNREACHABLE'
  /** It was sent, no answer came, and the server does not remember its key any more. */
  | 'OUTCOME_UNKNOWN'
  /** It builds on an entity that will never be created. */
  | 'NEVER_CREATED'
  /** Another version of this program kept it, in a form that this one cannot read. */
  | 'UNREADABLE';

/** What becomes of an entry. An entry that the server carried out is no entry any more. */
export type EntryState =
  /** It will be sent, not before `retryAt`; `problem` tells what happened when it was tried last. */
  | { readonly kind: 'waiting'; readonly retryAt: number; readonly problem?: Refusal }
  /** It is on its way, or was when the page that sent it went away. */
  | { readonly kind: 'sending'; readonly since: number }
  /** It changed nothing. It stays until somebody sends it again or discards it. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly at: number };

/** An entity, or what is known of it. */
export interface EntityPart {
  readonly __typename: string;
  readonly id: string;
  readonly [field: string]: unknown;
}

/** What a mutation is expected to do to one entity; it is shown until it is known what became of the mutation. */
export type Expectation =
  /** There will be this entity; its id is a local one. */
  | { readonly create: EntityPart }
  /** These fields of it will have these values. */
  | { readonly update: EntityPart }
  /** It will leave every live query. */
  | { readonly delete: EntityPart };

/** A mutation to be kept. */
export interface Draft {
  /** The document's text. */
  readonly document: string;
  /** What people may call it, such as the name of the operation. */
  readonly name: string;
  readonly variables: JsonObject;
  readonly expected: readonly Expectation[];
  /** The head that the mutation is conditional on, if it is. */
  readonly ifHead?: readonly string[] | undefined;
}

/** A mutation that is kept until the server has carried it out. */
export interface Entry extends Draft {
  /** Names it, and is its idempotency key. */
  readonly id: string;
  /** Entries are sent in ascending order. */
  readonly order: number;
  readonly madeAt: number;
  /** When it left for the first time, from which on the server may remember its key. */
  readonly firstSentAt: number | null;
  readonly attempts: number;
  readonly state: EntryState;
}

/** All that is kept, by ascending order, and the ids that the server gave to what was created offline. */
export interface Queue {
  readonly entries: readonly Entry[];
  readonly ids: Readonly<Record<string, string>>;
}

export const EMPTY_QUEUE: Queue = { entries: [], ids: {} };
