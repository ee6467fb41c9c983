/** The codes of the server's contract. */
const SERVER_CODES = [
  'BAD_QUERY',
  'VALIDATION',
  'NOT_FOUND',
  'CONFLICT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'LIMIT_EXCEEDED',
  'UNAVAILABLE',
  'INTERNAL',
] as const;

export type ServerCode = (typeof SERVER_CODES)[number];

/**
 * What kind of failure it is. Besides the server's codes: `REFUSED`, the server takes no connection from us;
 * `OUT_OF_STEP`, a payload came that cannot follow what came before.
 */
export type ErrorCode = ServerCode | 'REFUSED' | 'OUT_OF_STEP';

/** A failure, with the code that says what may be done about it. */
export class AnkurahError extends Error {
  override readonly name = 'AnkurahError';
  readonly code: ErrorCode;
  /** The argument or property that it is about, where there is one. */
  readonly field: string | undefined;
  /** The cursor behind which a live query may go on, where there is one. */
  readonly cursor: string | undefined;
  /** After how many milliseconds the server wants to be asked again, if it said so. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    more: { field?: string | undefined; cursor?: string | undefined; retryAfterMs?: number | undefined } = {},
  ) {
    super(message);
    this.code = code;
    this.field = more.field;
    this.cursor = more.cursor;
    this.retryAfterMs = more.retryAfterMs;
  }
}

/** What of a GraphQL error is looked at. */
export interface WireError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** The failure that a list of GraphQL errors tells of: the first of them. */
export function failureOf(errors: readonly WireError[]): AnkurahError {
  const first = errors[0];
  if (first === undefined) {
    return new AnkurahError('INTERNAL', 'The server told of a failure without saying which.');
  }
  const seconds = first.extensions?.['retryAfter'];
  return new AnkurahError(codeOf(first), first.message, {
    retryAfterMs: typeof seconds === 'number' ? seconds * 1_000 : undefined,
    field: textOf(first.extensions?.['field']),
    cursor: textOf(first.extensions?.['cursor']),
  });
}

/** The code of a GraphQL error; one that the contract does not know is a failure inside the server. */
export function codeOf(error: WireError): ServerCode {
  const code = error.extensions?.['code'];
  return SERVER_CODES.find((known) => known === code) ?? 'INTERNAL';
}

/** Whether the same live query may succeed later, just as it is. */
export function isRetriable(error: AnkurahError): boolean {
  switch (error.code) {
    case 'UNAVAILABLE':
    case 'INTERNAL':
    case 'OUT_OF_STEP':
      return true;
    case 'LIMIT_EXCEEDED':
      // With a cursor we were too slow; without one the query asks for too much, and always will.
      return error.cursor !== undefined;
    default:
      return false;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
