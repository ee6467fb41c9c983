import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { begin, step, type ConnectionEvent, type ConnectionState } from './machine';

const NOW = { time: 10_000, random: 0.5 };

const EVENTS: { readonly [T in ConnectionEvent['type']]: Extract<ConnectionEvent, { type: T }> } = {
  opened: { type: 'opened' },
  lost: { type: 'lost', reason: 'broken' },
  denied: { type: 'denied', reason: 'who are you' },
  mistaken: { type: 'mistaken', reason: 'bad message' },
  proven: { type: 'proven' },
  silent: { type: 'silent' },
  due: { type: 'due' },
  networkUp: { type: 'networkUp' },
  networkDown: { type: 'networkDown' },
  woken: { type: 'woken' },
  retry: { type: 'retry' },
  pause: { type: 'pause' },
  resume: { type: 'resume' },
  close: { type: 'close' },
};

const STATES: { readonly [N in ConnectionState['name']]: Extract<ConnectionState, { name: N }> } = {
  connecting: { name: 'connecting', since: 0, attempt: 2, renewed: false },
  online: { name: 'online', since: 0, attempt: 2, renewed: false },
  waiting: { name: 'waiting', since: 0, attempt: 2, renewed: false, retryAt: 20_000, reason: 'broken' },
  offline: { name: 'offline', since: 0, cause: 'network' },
  refused: { name: 'refused', since: 0, denied: true, reason: 'who are you' },
  closed: { name: 'closed', since: 0 },
};

/** Where each event leads, row by row; `.` where nothing happens. The same table is in SPEC.md. */
const TABLE = `
             connecting  online      waiting     offline     refused     closed
opened       online      .           .           .           .           .
lost         waiting     waiting     .           .           .           .
denied       connecting  connecting  .           .           .           .
mistaken     refused     refused     .           .           .           .
proven       .           .           .           .           .           .
silent       waiting     connecting  .           .           .           .
due          .           .           connecting  .           .           .
networkUp    .           .           connecting  connecting  .           .
networkDown  offline     offline     offline     .           .           .
woken        .           .           connecting  .           .           .
retry        .           .           connecting  connecting  connecting  .
pause        offline     offline     offline     .           offline     .
resume       .           .           .           .           .           .
close        closed      closed      closed      closed      closed      .
`;

describe('C1 every event has its place in every state', () => {
  const [header = '', ...rows] = TABLE.trim().split('\n');
  const names = header.trim().split(/ +/) as ConnectionState['name'][];
  for (const row of rows) {
    const [type = '', ...cells] = row.split(/ +/);
    test(type, () => {
      names.forEach((name, index) => {
        const { state } = step(STATES[name], EVENTS[type as ConnectionEvent['type']], NOW);
        expect(state.name, `${name} ${type}`).toBe(cells[index] === '.' ? name : cells[index]);
      });
    });
  }

  test('no event is missing', () => {
    expect(rows.map((row) => row.split(' ')[0])).toEqual(Object.keys(EVENTS));
  });
});

test('C2 silence that was asked for ends only when it is asked for', () => {
  const asked: ConnectionState = { name: 'offline', since: 0, cause: 'asked' };

  expect(step(asked, EVENTS.networkUp, NOW).state).toBe(asked);
  expect(step(asked, EVENTS.resume, NOW).state.name).toBe('connecting');
  expect(step(STATES.offline, EVENTS.resume, NOW).state).toBe(STATES.offline);
  expect(step(STATES.offline, EVENTS.pause, NOW).state).toEqual({ ...STATES.offline, cause: 'asked' });
});

test('C3 a new token is asked for once, until one has proven good', () => {
  const first = step(STATES.online, EVENTS.denied, NOW);
  expect(first.effects).toEqual([{ do: 'drop' }, { do: 'open', renew: true }]);

  const second = step(first.state, EVENTS.denied, NOW);
  expect(second.state).toMatchObject({ name: 'refused', denied: true, reason: 'who are you' });

  const proven = step(step(first.state, EVENTS.opened, NOW).state, EVENTS.proven, NOW);
  expect(step(proven.state, EVENTS.denied, NOW).state.name).toBe('connecting');
});

test('C4 attempts that fail one after the other wait longer and longer, up to a bound', () => {
  let state: ConnectionState = STATES.connecting;
  const delays: number[] = [];
  for (let count = 0; count < 12; count += 1) {
    const { state: waiting, effects } = step(state, EVENTS.lost, NOW);
    const wait = effects.find((effect) => effect.do === 'wait');
    delays.push(wait?.delay ?? 0);
    expect(waiting).toMatchObject({ name: 'waiting', retryAt: NOW.time + (wait?.delay ?? 0) });
    state = step(waiting, EVENTS.due, NOW).state;
  }
  expect(delays).toEqual([...delays].sort((a, b) => a - b));
  expect(Math.max(...delays)).toBeLessThanOrEqual(30_000);
});

test('C5 a server that takes us and drops us at once counts as failing', () => {
  const short = step({ ...STATES.online, since: NOW.time - 100 }, EVENTS.lost, NOW).state;
  const long = step({ ...STATES.online, since: NOW.time - 60_000 }, EVENTS.lost, NOW).state;

  expect(short).toMatchObject({ attempt: 3 });
  expect(long).toMatchObject({ attempt: 1 });
});

test('C5 a server that has served us is soon called again', () => {
  const served = step({ ...STATES.online, attempt: 9, since: NOW.time - 100 }, EVENTS.proven, NOW).state;
  const lost = step(served, EVENTS.lost, NOW);

  expect(lost.effects.find((effect) => effect.do === 'wait')?.delay).toBeLessThanOrEqual(1_000);
});

test('C6 there is at most one socket: it is opened only after the one before was dropped', () => {
  const events = fc.array(fc.constantFrom(...Object.values(EVENTS)), { maxLength: 60 });
  fc.assert(
    fc.property(events, fc.boolean(), (sequence, network) => {
      let open = 0;
      let { state, effects } = begin(network, NOW);
      for (const event of [...sequence, EVENTS.close]) {
        for (const effect of effects) {
          open = effect.do === 'drop' ? 0 : effect.do === 'open' ? open + 1 : open;
          expect(open).toBeLessThanOrEqual(1);
        }
        expect(open === 1, state.name).toBe(state.name === 'connecting' || state.name === 'online');
        ({ state, effects } = step(state, event, NOW));
      }
      expect(state.name).toBe('closed');
    }),
  );
});

test('C7 a page that is looked at again asks for a sign of life', () => {
  for (const event of [EVENTS.woken, EVENTS.networkUp, EVENTS.retry]) {
    expect(step(STATES.online, event, NOW).effects).toEqual([{ do: 'probe' }]);
  }
});
