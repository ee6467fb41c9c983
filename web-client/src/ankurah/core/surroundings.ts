/** What the core needs of the world it runs in. Tests give their own. */
export interface Surroundings {
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 up to 1. */
  random(): number;
  /** Runs an action later; gives what prevents it. */
  after(milliseconds: number, action: () => void): () => void;
  /** Runs an action before the next picture is drawn, or soon where nothing is drawn. */
  beforeFrame(action: () => void): void;
  /** Whether there may be a network. */
  hasNetwork(): boolean;
  /** Tells of network and sleep, until what it gives is called. */
  watch(tell: (event: 'networkUp' | 'networkDown' | 'woken') => void): () => void;
}

/** A page that is not looked at draws nothing, and still has to be kept current. */
const LONGEST_FRAME_MS = 100;

/** The browser, or Node as far as it goes. */
export const browserSurroundings: Surroundings = {
  now: () => Date.now(),
  random: () => Math.random(),
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
  beforeFrame(action) {
    if (typeof requestAnimationFrame === 'undefined') {
      setTimeout(action, 0);
      return;
    }
    const run = (): void => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      action();
    };
    const frame = requestAnimationFrame(run);
    const timer = setTimeout(run, LONGEST_FRAME_MS);
  },
  hasNetwork: () => typeof navigator === 'undefined' || (navigator as Partial<Navigator>).onLine !== false,
  watch(tell) {
    if (typeof window === 'undefined') {
      return () => undefined;
    }
    const ending = new AbortController();
    const options = { signal: ending.signal };
    const woken = (): void => {
      if (document.visibilityState === 'visible') {
        tell('woken');
      }
    };
    window.addEventListener(
      'online',
      () => {
        tell('networkUp');
      },
      options,
    );
    window.addEventListener(
      'offline',
      () => {
        tell('networkDown');
      },
      options,
    );
    window.addEventListener('pageshow', woken, options);
    document.addEventListener('visibilitychange', woken, options);
    return () => {
      ending.abort();
    };
  },
};
