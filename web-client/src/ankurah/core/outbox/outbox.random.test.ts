import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Cell } from '../signal';
import { browserSurroundings } from '../surroundings';
import { Outbox, type Reach } from './outbox';
import { ScriptedServer, turn, until, type Fault } from './scripted';
import { DiskStore } from './store';

/** `SEED` repeats a run; `RUNS` says how many scenarios it has. */
const SEED = process.env['SEED'] === undefined ? undefined : Number(process.env['SEED']);
const RUNS = Number(process.env['RUNS'] ?? 150);

type Step =
  | { readonly kind: 'add'; readonly tab: number; readonly refuse: boolean }
  | { readonly kind: 'reach'; readonly value: Reach }
  | { readonly kind: 'faults'; readonly faults: Fault[] }
  | { readonly kind: 'crash'; readonly tab: number }
  | { readonly kind: 'turns'; readonly count: number }
  | { readonly kind: 'later'; readonly ms: number };

const fault = fc.constantFrom<Fault>('none', 'requestLost', 'answerLost', 'unavailable');
const tab = fc.nat(1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('add'), tab, refuse: fc.nat(4).map((n) => n === 0) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('reach'), value: fc.constantFrom<Reach>('none', 'unsure', 'sure') }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('faults'), faults: fc.array(fault, { maxLength: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('crash'), tab }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('turns'), count: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('later'), ms: fc.integer({ min: 1, max: 40_000 }) }) },
);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Two tabs, without locks, on one disk and one server. */
class World {
  readonly server = new ScriptedServer();
  readonly reach = new Cell<Reach>('sure');
  readonly accepted: string[] = [];
  readonly refused: string[] = [];
  readonly #tabs: Outbox[];
  #count = 0;

  constructor() {
    vi.stubGlobal('indexedDB', new IDBFactory());
    this.#tabs = [this.#open(), this.#open()];
  }

  async run(steps: readonly Step[]): Promise<void> {
    for (const each of steps) {
      await this.#step(each);
    }
    this.server.faults = [];
    this.reach.set('sure');
    await until(() => this.server.applied.length >= this.accepted.length && this.#tabs.every(this.#isDone));
  }

  readonly #isDone = (tab: Outbox): boolean => {
    const { entries } = tab.state.get();
    return entries.length === this.refused.length && entries.every(({ state }) => state.kind === 'refused');
  };

  /** The names of what each tab still shows. */
  left(): string[][] {
    return this.#tabs.map((tab) => tab.state.get().entries.map(({ name }) => name));
  }

  close(): void {
    this.#tabs.forEach((tab) => {
      tab.close();
    });
  }

  async #step(step: Step): Promise<void> {
    switch (step.kind) {
      case 'add': {
        const name = `m${++this.#count}`;
        (step.refuse ? this.refused : this.accepted).push(name);
        await this.#tabs[step.tab]?.add({ document: '', name, variables: { refuse: step.refuse }, expected: [] });
        return;
      }
      case 'reach':
        this.reach.set(step.value);
        return;
      case 'faults':
        this.server.faults = [...step.faults];
        return;
      case 'crash':
        this.#tabs[step.tab]?.close();
        this.#tabs[step.tab] = this.#open();
        return;
      case 'turns':
        for (let i = 0; i < step.count; i++) {
          await turn();
        }
        return;
      case 'later':
        await vi.advanceTimersByTimeAsync(step.ms);
    }
  }

  #open(): Outbox {
    const channel = new BroadcastChannel('random');
    const send = this.server.send.bind(this.server);
    return new Outbox({
      store: new DiskStore('random'),
      name: 'random',
      reach: this.reach,
      surroundings: browserSurroundings,
      send,
      channel,
    });
  }
}

test(
  'O1 whatever happens, each mutation is carried out once and in order, or kept as refused',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const world = new World();
        try {
          await world.run(steps);
          expect(world.server.applied).toEqual(world.accepted);
          expect(world.left()).toEqual([world.refused, world.refused]);
        } finally {
          world.close();
          await until(() => true);
        }
      }),
      { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }) },
    );
  },
);
