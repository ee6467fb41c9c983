import { ApolloLink, Observable } from '@apollo/client';
import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { OperationTypeNode } from 'graphql';
import { backoff } from '../core/backoff';
import { codeOf } from '../core/errors';
import type { Surroundings } from '../core/surroundings';
import type { Token, TokenSource } from '../core/token';
import type { ConnectionFields } from './ConnectionFields';
import type { StaleGuard } from './StaleGuard';

/** How often a query is sent before its failure is told. */
const MAX_ATTEMPTS = 5;

/** Answers of proxies and busy servers that a later attempt may not meet. */
const PASSING = [429, 502, 503, 504];

type Trouble = 'none' | 'unauthenticated' | 'passing' | 'final';

export interface ResilientLinkOptions {
  readonly token: TokenSource;
  readonly surroundings: Surroundings;
  readonly guard: StaleGuard;
  readonly connections: ConnectionFields;
}

/**
 * Sends queries and mutations with the token. After `UNAUTHENTICATED` it asks for a new token, once. A query that
 * met a passing trouble is sent again with back-off; a mutation is not, since it may have been done.
 */
export class ResilientLink extends ApolloLink {
  readonly #options: ResilientLinkOptions;

  constructor(options: ResilientLinkOptions) {
    super();
    this.#options = options;
  }

  override request(
    operation: ApolloLink.Operation,
    forward: ApolloLink.ForwardFunction,
  ): Observable<ApolloLink.Result> {
    return new Observable((observer) => {
      const run = new Run(this.#options, operation, forward, observer);
      run.start();
      return () => {
        run.stop();
      };
    });
  }
}

interface Observer {
  next(result: ApolloLink.Result): void;
  error(error: unknown): void;
  complete(): void;
}

/** One operation on its way, with all its attempts. */
class Run {
  readonly #options: ResilientLinkOptions;
  readonly #operation: ApolloLink.Operation;
  readonly #forward: ApolloLink.ForwardFunction;
  readonly #observer: Observer;
  readonly #request: ReturnType<StaleGuard['begin']>;
  #token: Token;
  #renewed = false;
  #attempt = 0;
  #stopped = false;
  #cancel: () => void = () => undefined;

  constructor(
    options: ResilientLinkOptions,
    operation: ApolloLink.Operation,
    forward: ApolloLink.ForwardFunction,
    observer: Observer,
  ) {
    this.#options = options;
    this.#operation = operation;
    this.#forward = forward;
    this.#observer = observer;
    this.#request = options.guard.begin();
  }

  start(): void {
    this.#send(this.#options.token.get());
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
    // The answer may be written only after it was passed on.
    this.#options.surroundings.after(0, () => {
      this.#request.end();
    });
  }

  #send(token: Promise<Token>): void {
    token.then(
      (got) => {
        this.#token = got;
        if (!this.#stopped) {
          this.#attemptWith(got);
        }
      },
      (error: unknown) => {
        this.#observer.error(error);
      },
    );
  }

  #attemptWith(token: Token): void {
    if (token) {
      this.#operation.setContext(({ headers }) => ({
        headers: { ...(headers as Record<string, string> | undefined), authorization: `Bearer ${token}` },
      }));
    }
    let again = false;
    const subscription = this.#forward(this.#operation).subscribe({
      next: (result) => {
        again = this.#tryAgain(troubleOf(result));
        if (!again) {
          this.#options.connections.answered(this.#operation.query, result.data);
          this.#observer.next(result);
          this.#request.again();
        }
      },
      error: (error: unknown) => {
        if (!this.#tryAgain(troubleOfFailure(error))) {
          this.#observer.error(error);
        }
      },
      complete: () => {
        if (!again) {
          this.#observer.complete();
        }
      },
    });
    this.#cancel = () => {
      subscription.unsubscribe();
    };
  }

  /** Whether it is sent once more. */
  #tryAgain(trouble: Trouble): boolean {
    if (trouble === 'unauthenticated' && !this.#renewed) {
      this.#renewed = true;
      this.#send(this.#options.token.renew(this.#token));
      return true;
    }
    if (
      trouble !== 'passing' ||
      this.#attempt + 1 >= MAX_ATTEMPTS ||
      this.#operation.operationType === OperationTypeNode.MUTATION
    ) {
      return false;
    }
    const { surroundings, token } = this.#options;
    const delay = backoff(this.#attempt, surroundings.random());
    this.#attempt += 1;
    this.#cancel = surroundings.after(delay, () => {
      this.#send(token.get());
    });
    return true;
  }
}

function troubleOf(result: ApolloLink.Result): Trouble {
  const first = result.errors?.[0];
  if (first === undefined) {
    return 'none';
  }
  const code = codeOf(first);
  return code === 'UNAUTHENTICATED' ? 'unauthenticated' : code === 'UNAVAILABLE' ? 'passing' : 'final';
}

function troubleOfFailure(error: unknown): Trouble {
  if (CombinedGraphQLErrors.is(error)) {
    return troubleOf({ errors: error.errors, data: null });
  }
  if (ServerError.is(error)) {
    const { statusCode } = error;
    return statusCode === 401 ? 'unauthenticated' : PASSING.includes(statusCode) ? 'passing' : 'final';
  }
  return 'passing';
}
