/** What the tests of the outbox share: a server that plays a part, and waiting without sleeping. */

import { vi } from 'vitest';
import type { Entry, JsonObject } from './entry';
import type { Sent } from './outbox';

/** What happens to one request. */
export type Fault = 'none' | 'requestLost' | 'answerLost' | 'unavailable';

/** Carries mutations out once for each key, as the server does, and refuses those whose variables say `refuse`. */
export class ScriptedServer {
  /** The names of what was carried out, in order. */
  readonly applied: string[] = [];
  /** What happens to the next requests; after them nothing is wrong. */
  faults: Fault[] = [];
  /** Whether no request arrives. */
  down = false;
  readonly #answers = new Map<string, JsonObject>();

  async send(entry: Entry): Promise<Sent> {
    const fault = this.down ? 'requestLost' : (this.faults.shift() ?? 'none');
    await turn();
    if (fault === 'requestLost') {
      return { kind: 'failed', problem: { code: 'UNREACHABLE', message: 'no way' } };
    }
    if (fault === 'unavailable') {
      return { kind: 'failed', problem: { code: 'UNAVAILABLE', message: 'no time' }, retryAfterMs: 2_000 };
    }
    const sent = this.#carryOut(entry);
    await turn();
    return fault === 'answerLost' ? { kind: 'failed', problem: { code: 'UNREACHABLE', message: 'cut' } } : sent;
  }

  #carryOut(entry: Entry): Sent {
    const first = this.#answers.get(entry.id);
    if (first !== undefined) {
      return { kind: 'answered', data: first };
    }
    if (entry.variables['refuse'] === true) {
      return { kind: 'refused', refusal: { code: 'VALIDATION', message: 'not like this', field: 'title' } };
    }
    this.applied.push(entry.name);
    const data = { make: { album: { __typename: 'Album', id: `ID-${entry.name}` } } };
    this.#answers.set(entry.id, data);
    return { kind: 'answered', data };
  }
}

/** Lets everything run that is ready to. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Turns, and lets timers of the tests' clock pass, until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let round = 0; !holds(); round++) {
    if (round > 20_000) {
      throw new Error(`never: ${holds.toString()}`);
    }
    await turn();
    if (round % 50 === 49) {
      await vi.advanceTimersByTimeAsync(1_000);
    }
  }
}
