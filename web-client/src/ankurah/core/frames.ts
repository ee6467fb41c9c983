import type { Surroundings } from './surroundings';

/** Gathers what is to be shown until the next frame, and then runs all of it in one go. */
export class Frames {
  readonly #surroundings: Surroundings;
  readonly #around: (run: () => void) => void;
  #actions = new Set<() => void>();

  /** @param around runs what it is given, at once; for what has to be done once for all actions of a frame */
  constructor(surroundings: Surroundings, around: (run: () => void) => void) {
    this.#surroundings = surroundings;
    this.#around = around;
  }

  /** Runs an action with the next frame; once, however often it is asked for before. */
  request(action: () => void): void {
    if (this.#actions.size === 0) {
      this.#surroundings.beforeFrame(() => {
        this.#run();
      });
    }
    this.#actions.add(action);
  }

  #run(): void {
    const actions = this.#actions;
    this.#actions = new Set();
    this.#around(() => {
      actions.forEach((action) => {
        action();
      });
    });
  }
}
