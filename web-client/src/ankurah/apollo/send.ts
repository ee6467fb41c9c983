import type { ApolloClient } from '@apollo/client';
import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import type { DocumentNode } from 'graphql';
import { codeOf, type WireError } from '../core/errors';
import type { JsonObject, Refusal } from '../core/outbox/entry';
import type { Sent } from '../core/outbox/outbox';

/** A request that nobody has answered by then is lost. */
const PATIENCE_MS = 30_000;

/** What the server says of the fields of a request of which another one failed. */
const BYSTANDER = 'Nothing was written, because';

/** Sends a mutation once, under its key. What it did is not written into the cache. */
export async function send(
  client: ApolloClient,
  mutation: DocumentNode,
  variables: JsonObject,
  key: string,
): Promise<Sent> {
  try {
    const { data, error } = await client.mutate({
      mutation,
      variables,
      fetchPolicy: 'no-cache',
      errorPolicy: 'all',
      context: { headers: { 'idempotency-key': key }, fetchOptions: { signal: AbortSignal.timeout(PATIENCE_MS) } },
    });
    return error === undefined && data ? { kind: 'answered', data: data as JsonObject } : sentOf(error);
  } catch (error) {
    return sentOf(error);
  }
}

/** What an error says of a mutation. */
export function sentOf(error: unknown): Sent {
  if (CombinedGraphQLErrors.is(error)) {
    const culprit = error.errors.find(({ message }) => !message.startsWith(BYSTANDER)) ?? error.errors[0];
    if (culprit !== undefined) {
      return toldBy(culprit);
    }
  }
  if (ServerError.is(error) && error.statusCode === 413) {
    return { kind: 'refused', refusal: { code: 'LIMIT_EXCEEDED', message: 'It is larger than the server takes.' } };
  }
  const unauthenticated = ServerError.is(error) && error.statusCode === 401;
  const message = error instanceof Error ? error.message : 'The server gave no answer that makes sense.';
  return { kind: 'failed', problem: { code: unauthenticated ? 'UNAUTHENTICATED' : 'UNREACHABLE', message } };
}

function toldBy(error: WireError & { readonly path?: unknown }): Sent {
  const { field, retryAfter } = error.extensions ?? {};
  const code = codeOf(error);
  const told: Refusal = { code, message: error.message, ...(typeof field === 'string' ? { field } : {}) };
  switch (code) {
    case 'UNAVAILABLE':
    case 'INTERNAL':
    case 'UNAUTHENTICATED':
      // Signed out is no reason to throw changes away: they are sent once somebody is signed in.
      return {
        kind: 'failed',
        problem: told,
        ...(typeof retryAfter === 'number' ? { retryAfterMs: retryAfter * 1_000 } : {}),
      };
    case 'BAD_QUERY':
      return { kind: 'refused', refusal: error.path === undefined ? { ...told, message: unfit(told.message) } : told };
    default:
      return { kind: 'refused', refusal: told };
  }
}

function unfit(message: string): string {
  return `The server does not know this mutation as it is written; its schema may have changed since. ${message}`;
}
