/** An observable value. */
export interface Signal<T> {
  /** The value now. It is the same object until it changes. */
  get(): T;

  /** Calls back after each change, with nothing: who wants the value gets it. Gives what ends that. */
  subscribe(callback: () => void): () => void;
}

/** Callbacks that wait for the end of the outermost {@link batch}; null outside of one. */
let waiting: Set<() => void> | null = null;

/** A signal whose value is set from outside. */
export class Cell<T> implements Signal<T> {
  #value: T;
  readonly #callbacks = new Set<{ call: () => void }>();

  constructor(value: T) {
    this.#value = value;
  }

  get(): T {
    return this.#value;
  }

  /** Sets the value, and calls back unless it is the same. */
  set(value: T): void {
    if (Object.is(value, this.#value)) {
      return;
    }
    this.#value = value;
    for (const { call } of [...this.#callbacks]) {
      if (waiting === null) {
        call();
      } else {
        waiting.add(call);
      }
    }
  }

  subscribe(callback: () => void): () => void {
    const entry = { call: callback };
    this.#callbacks.add(entry);
    return () => {
      this.#callbacks.delete(entry);
    };
  }
}

/** Runs an action that may set many cells; each callback is called once, when it is done. */
export function batch<T>(action: () => T): T {
  if (waiting !== null) {
    return action();
  }
  const calls = new Set<() => void>();
  waiting = calls;
  try {
    return action();
  } finally {
    waiting = null;
    calls.forEach((call) => {
      call();
    });
  }
}

/** A signal of what a function makes of another signal's value, computed once for each value. */
export function mapped<S, T>(source: Signal<S>, map: (value: S) => T): Signal<T> {
  let last: { from: S; to: T } | undefined;
  return {
    get() {
      const from = source.get();
      if (last === undefined || !Object.is(last.from, from)) {
        last = { from, to: map(from) };
      }
      return last.to;
    },
    subscribe: (callback) => source.subscribe(callback),
  };
}
