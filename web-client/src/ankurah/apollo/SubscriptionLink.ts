import { ApolloLink, Observable } from '@apollo/client';
import { print } from 'graphql';
import { backoff } from '../core/backoff';
import type { Connection } from '../core/connection/Connection';
import { isRetriable, type AnkurahError } from '../core/errors';
import type { Surroundings } from '../core/surroundings';

/**
 * Runs Apollo's plain subscriptions on the connection. One that was cut off is sent again when the connection is
 * back, so that it begins anew; live queries, which go on where they were, do not come through here.
 */
export class SubscriptionLink extends ApolloLink {
  readonly #connection: Connection;
  readonly #surroundings: Surroundings;

  constructor(connection: Connection, surroundings: Surroundings) {
    super();
    this.#connection = connection;
    this.#surroundings = surroundings;
  }

  override request(operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
    const connection = this.#connection;
    const sent = {
      query: print(operation.query),
      operationName: operation.operationName,
      variables: operation.variables,
    };
    return new Observable((observer) => {
      let running = false;
      let attempt = 0;
      let stop = (): void => undefined;
      let stopWaiting = (): void => undefined;
      const run = (): void => {
        if (running) {
          return;
        }
        const { refusal } = connection;
        if (refusal !== undefined) {
          observer.error(refusal);
        } else if (connection.isOnline) {
          running = true;
          stop = connection.run(sent, {
            result: (result) => {
              attempt = 0;
              observer.next(result as ApolloLink.Result);
            },
            failed: (error) => {
              running = false;
              fail(error);
            },
            completed: () => {
              observer.complete();
            },
            lost: () => {
              running = false;
            },
          });
        }
      };
      const fail = (error: AnkurahError): void => {
        if (error.code === 'UNAUTHENTICATED') {
          connection.tell({ type: 'denied', reason: error.message });
        } else if (isRetriable(error)) {
          stopWaiting = this.#surroundings.after(backoff(attempt, this.#surroundings.random()), run);
          attempt += 1;
        } else {
          observer.error(error);
        }
      };
      const unwatch = connection.status.subscribe(run);
      run();
      return () => {
        unwatch();
        stopWaiting();
        stop();
      };
    });
  }
}
