import {
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
  type Awareness,
} from 'y-protocols/awareness';
import type { Connection } from '../core/connection/Connection';
import type { Surroundings } from '../core/surroundings';
import { fromBase64, toBase64 } from './bytes';
import { FOLLOW_AWARENESS, SEND_AWARENESS, type TextPlace } from './documents';
import { Followed } from './Followed';

/** The least time between two messages about where somebody is. */
const PACE_MS = 100;

/** What changed, as awareness tells it. */
interface Changed {
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
}

export interface PresenceOptions {
  readonly connection: Connection;
  readonly surroundings: Surroundings;
  readonly place: TextPlace;
  readonly awareness: Awareness;
}

/**
 * Tells others where somebody is in a text, and is told where they are. Nothing of it is kept. Awareness itself renews
 * what we say every 15 seconds and forgets those who have said nothing for 30.
 */
export class Presence {
  readonly #options: PresenceOptions;
  readonly #followed: Followed;
  readonly #ending = new AbortController();
  /** Whether something is to be said when its time has come. */
  #due = false;
  #resting = false;
  #stopResting: () => void = () => undefined;
  #hidden: Record<string, unknown> | null = null;

  constructor(options: PresenceOptions) {
    this.#options = options;
    const { connection, surroundings, place, awareness } = options;
    this.#followed = new Followed({
      connection,
      surroundings,
      operation: () => ({ query: FOLLOW_AWARENESS, variables: { ...place } }),
      onData: ({ textAwareness }) => {
        applyAwarenessUpdate(awareness, fromBase64(textAwareness), this);
      },
      onSent: () => {
        // With a new clock, as who has given us up takes nothing under the former one.
        awareness.setLocalState(awareness.getLocalState());
      },
      onLost: () => {
        this.#forgetOthers();
      },
      // Where nobody may say where they are, the text can still be written.
      onRefused: () => undefined,
    });
  }

  start(): void {
    this.#options.awareness.on('update', this.#changed);
    this.#followed.start();
    if (typeof window !== 'undefined') {
      const { signal } = this.#ending;
      window.addEventListener('pagehide', this.#hide, { signal });
      window.addEventListener('pageshow', this.#show, { signal });
    }
  }

  /** Tells that somebody leaves, and ends. */
  stop(): void {
    const { awareness } = this.#options;
    this.#ending.abort();
    awareness.off('update', this.#changed);
    awareness.setLocalState(null);
    this.#say();
    this.#stopResting();
    this.#due = false;
    this.#followed.stop();
    this.#forgetOthers();
  }

  readonly #changed = ({ added, updated, removed }: Changed, origin: unknown): void => {
    const { awareness } = this.#options;
    const own = [...added, ...updated, ...removed].includes(awareness.clientID);
    // Somebody new does not know of us yet.
    if (own || (origin === this && added.length > 0)) {
      this.#sayInTime();
    }
  };

  readonly #hide = (): void => {
    const { awareness } = this.#options;
    this.#hidden = awareness.getLocalState();
    awareness.setLocalState(null);
    this.#say();
  };

  /** The page comes back as it was left. */
  readonly #show = (): void => {
    if (this.#hidden !== null) {
      this.#options.awareness.setLocalState(this.#hidden);
      this.#hidden = null;
    }
  };

  #sayInTime(): void {
    if (this.#resting) {
      this.#due = true;
      return;
    }
    this.#say();
    this.#resting = true;
    this.#stopResting = this.#options.surroundings.after(PACE_MS, () => {
      this.#resting = false;
      if (this.#due) {
        this.#due = false;
        this.#sayInTime();
      }
    });
  }

  #say(): void {
    const { connection, place, awareness } = this.#options;
    const update = toBase64(encodeAwarenessUpdate(awareness, [awareness.clientID]));
    const nothing = (): void => undefined;
    connection.run(
      { query: SEND_AWARENESS, variables: { ...place, update } },
      // What is lost is said again within 15 seconds.
      { result: nothing, failed: nothing, completed: nothing, lost: nothing },
    );
  }

  /** So that those who are still there are new when they are heard of again, under whatever clock. */
  #forgetOthers(): void {
    const { awareness } = this.#options;
    const others = [...awareness.meta.keys()].filter((client) => client !== awareness.clientID);
    removeAwarenessStates(awareness, others, this);
    others.forEach((client) => {
      awareness.meta.delete(client);
    });
  }
}
