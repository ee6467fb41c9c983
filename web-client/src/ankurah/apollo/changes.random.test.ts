import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newLocalId } from '../core/outbox/localId';
import { CREATE, Mutations, RENAME, renamed } from '../testing/changesOfSongs';
import { ClientOfSongs, SONGS } from '../testing/ClientOfSongs';
import '../testing/seed';

const RUNS = Number(process.env['RUNS'] ?? 150);

type Step =
  | { readonly kind: 'rename' | 'others'; readonly song: string }
  | { readonly kind: 'create' | 'payload' | 'request' }
  | { readonly kind: 'answer'; readonly which: number };

const song = fc.constantFrom('a', 'b');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('rename' as const, 'others' as const), song }),
  fc.record({ kind: fc.constantFrom('create' as const, 'payload' as const, 'request' as const) }),
  fc.record({ kind: fc.constant('answer' as const), which: fc.nat(3) }),
);

/** A client whose requests, answers and payloads a test lets go one by one, and all that it showed. */
class World {
  readonly songs = new ClientOfSongs();
  readonly mutations = new Mutations(this.songs);
  readonly list = this.songs.client.live(SONGS, {}, () => 'last');
  /** What was shown: the name of each song, in the order of the list. */
  readonly shown: string[][] = [];
  readonly #held: (() => void)[] = [];
  #names = 0;

  constructor() {
    this.songs.answer = (request) => {
      const answer = this.mutations.carryOut(request);
      return new Promise((resolve) => {
        this.#held.push(() => {
          resolve(answer);
        });
      });
    };
    this.songs.server.commit({ a: { name: this.#name(), plays: 0 }, b: { name: this.#name(), plays: 0 } });
    this.list.subscribe(() => {
      this.shown.push(this.list.get().items.map(({ name }) => name));
    });
  }

  async do(step: Step): Promise<void> {
    const { client, server, surroundings } = this.songs;
    switch (step.kind) {
      case 'rename': {
        const variables = { id: step.song, name: this.#name() };
        void client.change(RENAME, { variables, optimistic: renamed(variables) });
        return;
      }
      case 'create': {
        const name = this.#name();
        const create = { __typename: 'Song', id: newLocalId(), name, plays: 0 };
        void client.change(CREATE, { variables: { name }, optimistic: { create } });
        return;
      }
      case 'others':
        server.commit({ [step.song]: { name: this.#name(), plays: 0 } });
        return;
      case 'request':
        await surroundings.pass(0);
        return;
      case 'payload':
        server.deliver(1);
        surroundings.frame();
        return;
      case 'answer':
        this.#held.splice(step.which % Math.max(1, this.#held.length), 1)[0]?.();
        await surroundings.pass(0);
    }
  }

  /** Everything that is on its way arrives. */
  async settle(): Promise<void> {
    for (let round = 0; round < 10; round++) {
      await this.songs.arrive();
      this.#held.splice(0).forEach((release) => {
        release();
      });
    }
    await this.songs.surroundings.pass(20_000);
    await this.songs.arrive();
  }

  #name(): string {
    return `name ${++this.#names}`;
  }
}

test(
  'M1 whatever comes first, what is shown never goes back and never shows anything twice',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const world = new World();
        await world.songs.arrive();
        for (const each of steps) {
          await world.do(each);
        }
        await world.settle();
        world.songs.client.stop();
        expect(world.shown.at(-1)).toEqual([]);
        const { server } = world.songs;
        const lists = world.shown.slice(0, -1);
        expect(lists.at(-1)).toEqual(server.result.map(({ name }) => name));
        const seen = new Map<string, number>();
        for (const names of lists) {
          expect(new Set(names).size).toBe(names.length);
          const places = names.map((name) => writtenAt(server.results, name));
          expect(new Set(places.map(({ id }) => id)).size).toBe(names.length);
          expect(names.length).toBeGreaterThanOrEqual(seen.size);
          for (const { id, at } of places) {
            expect(at).toBeGreaterThanOrEqual(seen.get(id) ?? 0);
            seen.set(id, at);
          }
        }
      }),
      { numRuns: RUNS },
    );
  },
);

/** The transaction that gave a song its name. */
function writtenAt(results: ClientOfSongs['server']['results'], name: string): { at: number; id: string } {
  const at = results.findIndex((result) => result.some((item) => item.name === name));
  const id = results[at]?.find((item) => item.name === name)?.id;
  expect(id).toBeDefined();
  return { at, id: id ?? '' };
}
