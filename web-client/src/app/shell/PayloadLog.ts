import { ApolloLink } from '@apollo/client';
import { OperationTypeNode, print } from 'graphql';
import { finalize, tap } from 'rxjs';
import { Cell, type Signal } from '../../ankurah/core/signal';

/** How many payloads of one subscription are kept. */
const KEPT = 20;

export interface Payload {
  readonly number: number;
  readonly at: number;
  readonly data: unknown;
}

/** A subscription that runs beside the live queries: the live figures of the dashboard. */
export interface Running {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Log {
  count: number;
  payloads: readonly Payload[];
}

/** Keeps what came last for each running subscription, and tells once a frame that there is more. */
export class PayloadLog {
  readonly #logs = new WeakMap<object, Log>();
  readonly #version = new Cell(0);
  readonly #running = new Cell<readonly Running[]>([]);
  #due = false;

  /** Grows with what is kept. */
  get version(): Signal<number> {
    return this.#version;
  }

  get running(): Signal<readonly Running[]> {
    return this.#running;
  }

  add(subscription: object, data: unknown): void {
    const log = this.#logs.get(subscription) ?? { count: 0, payloads: [] };
    log.count += 1;
    log.payloads = [{ number: log.count, at: Date.now(), data }, ...log.payloads.slice(0, KEPT - 1)];
    this.#logs.set(subscription, log);
    if (!this.#due) {
      this.#due = true;
      requestAnimationFrame(() => {
        this.#due = false;
        this.#version.set(this.#version.get() + 1);
      });
    }
  }

  /** The newest first. */
  of(subscription: object): readonly Payload[] {
    return this.#logs.get(subscription)?.payloads ?? [];
  }

  /** Looks at the plain subscriptions that pass. */
  link(): ApolloLink {
    return new ApolloLink((operation, forward) => {
      if (operation.operationType !== OperationTypeNode.SUBSCRIPTION) {
        return forward(operation);
      }
      const running = { text: print(operation.query), variables: operation.variables };
      this.#running.set([...this.#running.get(), running]);
      return forward(operation).pipe(
        tap((result) => {
          this.add(running, result.data);
        }),
        finalize(() => {
          this.#running.set(this.#running.get().filter((each) => each !== running));
        }),
      );
    });
  }
}
