import type { Surroundings } from '../core/surroundings';

type WorldEvent = 'networkUp' | 'networkDown' | 'woken';

/** Surroundings whose time stands still until a test moves it. */
export class ManualSurroundings implements Surroundings {
  #time = 1_000_000;
  #network = true;
  readonly #timers = new Set<{ readonly due: number; readonly action: () => void }>();
  #frame: (() => void)[] = [];
  readonly #watchers = new Set<(event: WorldEvent) => void>();

  now(): number {
    return this.#time;
  }

  random(): number {
    return 0.5;
  }

  after(milliseconds: number, action: () => void): () => void {
    const timer = { due: this.#time + milliseconds, action };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  beforeFrame(action: () => void): void {
    this.#frame.push(action);
  }

  hasNetwork(): boolean {
    return this.#network;
  }

  watch(tell: (event: WorldEvent) => void): () => void {
    this.#watchers.add(tell);
    return () => {
      this.#watchers.delete(tell);
    };
  }

  /** The number of those who want to know of network and sleep. */
  get watchers(): number {
    return this.#watchers.size;
  }

  /** Lets time pass; what is due meanwhile happens at its time, and what it promises is settled. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#time + milliseconds;
    await settled();
    for (let next = this.#firstDue(end); next !== undefined; next = this.#firstDue(end)) {
      this.#timers.delete(next);
      this.#time = Math.max(this.#time, next.due);
      next.action();
      await settled();
    }
    this.#time = end;
  }

  /** Draws a frame. */
  frame(): void {
    const actions = this.#frame;
    this.#frame = [];
    actions.forEach((action) => {
      action();
    });
  }

  /** Tells of network or sleep, as the browser does. */
  tell(event: WorldEvent): void {
    if (event !== 'woken') {
      this.#network = event === 'networkUp';
    }
    this.#watchers.forEach((tell) => {
      tell(event);
    });
  }

  #firstDue(end: number): { readonly due: number; readonly action: () => void } | undefined {
    return [...this.#timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
  }
}

/** Everything that promises wait for has happened. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
