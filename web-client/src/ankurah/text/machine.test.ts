import { describe, expect, test } from 'vitest';
import { AnkurahError } from '../core/errors';
import { step, type SendingEvent, type SendingState } from './machine';

const NOW = { time: 10_000, random: 0.5 };

const LATER = new AnkurahError('UNAVAILABLE', 'not now');

const EVENTS: Readonly<Record<string, SendingEvent>> = {
  connected: { type: 'connected', blank: false },
  'connected, blank': { type: 'connected', blank: true },
  lost: { type: 'lost' },
  edited: { type: 'edited' },
  answered: { type: 'answered', left: false },
  'answered, left': { type: 'answered', left: true },
  'failed: may pass': { type: 'failed', error: LATER },
  'failed: token': { type: 'failed', error: new AnkurahError('UNAUTHENTICATED', 'who are you') },
  'failed: else': { type: 'failed', error: new AnkurahError('FORBIDDEN', 'not you') },
  due: { type: 'due' },
  'retried online': { type: 'retried', online: true },
  'retried offline': { type: 'retried', online: false },
};

const STATES: { readonly [N in SendingState['name']]: Extract<SendingState, { name: N }> } = {
  blocked: { name: 'blocked', attempt: 2 },
  asking: { name: 'asking', attempt: 2 },
  idle: { name: 'idle' },
  sending: { name: 'sending', attempt: 2 },
  pausing: { name: 'pausing', attempt: 2, error: LATER },
  refused: { name: 'refused', error: LATER },
};

/** Where each event leads, row by row; `.` where nothing happens. The same table is in SPEC.md. */
const TABLE = `
                  blocked  asking   idle     sending  pausing  refused
connected         asking   .        .        .        .        .
connected, blank  idle     .        .        .        .        .
lost              .        blocked  blocked  blocked  blocked  .
edited            .        .        sending  .        .        .
answered          .        idle     .        idle     .        .
answered, left    .        sending  .        .        .        .
failed: may pass  .        pausing  .        pausing  .        .
failed: token     .        blocked  .        blocked  .        .
failed: else      .        refused  .        refused  .        .
due               .        .        .        .        asking   .
retried online    .        .        .        .        asking   asking
retried offline   .        .        .        .        asking   blocked
`;

describe('T7 every event has its place in every state', () => {
  const [header = '', ...rows] = TABLE.trim().split('\n');
  const names = header.trim().split(/ +/) as SendingState['name'][];
  for (const row of rows) {
    const [type = '', ...cells] = row.split(/ {2,}/);
    test(type, () => {
      names.forEach((name, index) => {
        const { state } = step(STATES[name], EVENTS[type] ?? { type: 'lost' }, NOW);
        expect(state.name, `${name} ${type}`).toBe(cells[index] === '.' ? name : cells[index]);
      });
    });
  }
});
