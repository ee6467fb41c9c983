/** What is written into the cache while a request is under way. */
type Written = Map<string, () => void>;

/**
 * Keeps an answer over HTTP from putting back what a live query has moved on from: the answer may have been made
 * before the change and arrive after it. What live queries wrote since a request was sent is written once more when
 * its answer has been. If the answer was the newer of the two, the live query is about to say so itself.
 */
export class StaleGuard {
  readonly #requests = new Set<Written>();

  /** A request is sent. Gives what has to be called after its answer was written. */
  begin(): { again(): void; end(): void } {
    const written: Written = new Map();
    this.#requests.add(written);
    const again = (): void => {
      written.forEach((write) => {
        write();
      });
    };
    return {
      again,
      end: () => {
        this.#requests.delete(written);
        again();
      },
    };
  }

  /** Writes, now and where a request under way may undo it. */
  write(key: string, write: () => void): void {
    write();
    for (const written of this.#requests) {
      // The newest is to be the last.
      written.delete(key);
      written.set(key, write);
    }
  }

  /** What was written under a key, or one that begins with it and a space, is nobody's truth any more. */
  forget(key: string): void {
    for (const written of this.#requests) {
      for (const known of written.keys()) {
        if (known === key || known.startsWith(`${key} `)) {
          written.delete(known);
        }
      }
    }
  }
}
