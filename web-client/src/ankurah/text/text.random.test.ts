import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ManualSurroundings } from '../testing/ManualSurroundings';
import { TextServer } from '../testing/TextServer';
import { TextsInMemory, Writer } from '../testing/Writer';

/** `SEED` repeats a run; `RUNS` says how many scenarios it has. */
const RUNS = Number(process.env['RUNS'] ?? 200);

/** Two texts, with two writers each. Those of the second are tabs of one browser. */
const TEXTS = ['A', 'A', 'B', 'B'];

type Step =
  | { readonly kind: 'write'; readonly who: number; readonly at: number }
  | { readonly kind: 'erase'; readonly who: number; readonly at: number; readonly length: number }
  | { readonly kind: 'deliver'; readonly messages: number }
  | { readonly kind: 'cut' | 'reachable' | 'unreachable' }
  | { readonly kind: 'fail'; readonly code: string }
  | { readonly kind: 'reload'; readonly who: number }
  | { readonly kind: 'pass'; readonly ms: number };

const who = fc.nat(TEXTS.length - 1);
const at = fc.nat(30);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('write'), who, at }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('erase'), who, at, length: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('deliver'), messages: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('cut', 'reachable', 'unreachable') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('fail'), code: fc.constantFrom('UNAVAILABLE', 'INTERNAL') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reload'), who }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('pass'), ms: fc.integer({ min: 1, max: 3_000 }) }) },
);

class World {
  readonly surroundings = new ManualSurroundings();
  readonly server = new TextServer();
  readonly #tabs = new TextsInMemory();
  readonly writers = TEXTS.map(
    (id) => new Writer(this.server, this.surroundings, id, id === 'B' ? this.#tabs : new TextsInMemory()),
  );
  /** What was written and never erased, by text. */
  readonly expected = new Map<string, Set<string>>([
    ['A', new Set()],
    ['B', new Set()],
  ]);
  #letter = 0x4e00;

  async run(steps: readonly Step[]): Promise<void> {
    for (const each of steps) {
      await this.#step(each);
    }
    this.server.reachable = true;
    this.server.failures = [];
    this.writers.forEach(({ provider }) => {
      provider.retry();
    });
    for (let round = 0; round < 400 && !this.#isDone; round += 1) {
      await this.surroundings.pass(round < 5 ? 0 : 500);
      this.server.deliver();
    }
    await this.surroundings.pass(2_000);
  }

  get #isDone(): boolean {
    return this.writers.every(
      ({ status, shown }, index) => status.state === 'synced' && shown === this.server.read(TEXTS[index] ?? ''),
    );
  }

  async #step(each: Step): Promise<void> {
    const writer = 'who' in each ? this.writers[each.who] : undefined;
    switch (each.kind) {
      case 'write': {
        // Each letter is written once, so that one that is lost or doubled is seen.
        const letter = String.fromCharCode(this.#letter++);
        writer?.write(each.at, letter);
        this.#expectedOf(each.who).add(letter);
        return;
      }
      case 'erase': {
        const erased = writer?.shown.slice(each.at, each.at + each.length) ?? '';
        writer?.erase(each.at, each.length);
        Array.from(erased).forEach((letter) => this.#expectedOf(each.who).delete(letter));
        return;
      }
      case 'deliver':
        this.server.deliver(each.messages);
        return;
      case 'cut':
        this.server.cut();
        return;
      case 'reachable':
        this.server.reachable = true;
        return;
      case 'unreachable':
        this.server.reachable = false;
        this.server.cut();
        return;
      case 'fail':
        this.server.failures.push({ code: each.code });
        return;
      case 'reload':
        // What was typed in the same moment may not be on disk yet.
        await this.surroundings.pass(0);
        writer?.reload();
        await this.surroundings.pass(0);
        return;
      case 'pass':
        await this.surroundings.pass(each.ms);
    }
  }

  #expectedOf(writer: number): Set<string> {
    return this.expected.get(TEXTS[writer] ?? '') ?? new Set();
  }
}

test('T1 whatever breaks, all texts become the same, and nothing that was typed is lost or doubled', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const world = new World();
      try {
        await world.run(steps);
        for (const [index, writer] of world.writers.entries()) {
          const id = TEXTS[index] ?? '';
          expect(writer.status).toMatchObject({ state: 'synced', unsent: false });
          expect(writer.shown).toBe(world.server.read(id));
          expect(Array.from(writer.shown).sort()).toEqual([...(world.expected.get(id) ?? [])].sort());
          await expect(writer.disk.list()).resolves.toEqual([]);
        }
        expect(world.server.mostUnderWay).toBeLessThanOrEqual(1);
      } finally {
        world.writers.forEach((writer) => {
          writer.close();
        });
      }
    }),
    { numRuns: RUNS },
  );
}, 120_000);
