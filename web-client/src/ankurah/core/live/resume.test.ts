import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cursorOf } from '../../testing/ModelServer';
import { Songs } from '../../testing/songs';

/** Something that happens to a live query. */
type Happening = (songs: Songs) => void | Promise<void>;

const name = fc.constantFrom('All Blues', 'Blue in Green', 'Cantaloupe', 'Dolphin Dance');

const song = fc.option(fc.record({ name, plays: fc.nat(3) }), { freq: 3 });

const commit = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), song, { minKeys: 1, maxKeys: 3 });

const named = <T>(happening: fc.Arbitrary<T>, text: string, run: (songs: Songs, value: T) => void | Promise<void>) =>
  happening.map((value): Happening & { toString(): string } =>
    Object.assign((songs: Songs) => run(songs, value), { toString: () => `${text} ${JSON.stringify(value)}` }),
  );

const once = (text: string, run: Happening) => named(fc.constant(null), text, run);

const happenings = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: named(commit, 'commit', (songs, changes) => {
        songs.server.commit(changes);
      }),
    },
    {
      weight: 6,
      arbitrary: named(fc.integer({ min: 1, max: 4 }), 'deliver', (songs, count) => {
        songs.server.deliver(count);
      }),
    },
    {
      weight: 4,
      arbitrary: named(fc.constantFrom(0, 100, 6_000, 20_000), 'pass', (songs, time) => songs.surroundings.pass(time)),
    },
    {
      weight: 3,
      arbitrary: once('frame', (songs) => {
        songs.surroundings.frame();
      }),
    },
    { weight: 6, arbitrary: once('arrive', (songs) => songs.arrive()) },
    {
      weight: 2,
      arbitrary: once('cut', (songs) => {
        songs.server.cut();
      }),
    },
    once('restart', (songs) => {
      songs.server.cut(1001, 'The server stops.');
    }),
    once('forget', (songs) => {
      songs.server.forget();
    }),
    once('replace past', (songs) => {
      songs.server.replacePast();
      songs.server.cut();
    }),
    once('unreachable', (songs) => {
      songs.server.reachable = false;
    }),
    once('reachable', (songs) => {
      songs.server.reachable = true;
    }),
    once('deaf', (songs) => {
      songs.server.answers = false;
    }),
    once('woken', (songs) => {
      songs.surroundings.tell('woken');
    }),
    once('network down', (songs) => {
      songs.surroundings.tell('networkDown');
    }),
    once('network up', (songs) => {
      songs.surroundings.tell('networkUp');
    }),
    once('unavailable', (songs) => {
      songs.server.fail('UNAVAILABLE');
    }),
    once('too slow', (songs) => {
      songs.server.fail('LIMIT_EXCEEDED', { cursor: cursorOf(0) });
    }),
    once('complete', (songs) => {
      songs.server.complete();
    }),
    once('stop and start', (songs) => {
      songs.query.stop();
      songs.query.start();
    }),
    named(fc.nat(12), 'nonsense', (songs, index) => {
      songs.server.send({
        cursor: cursorOf(0),
        reset: false,
        changes: [{ kind: 'UPDATED', id: 'z', index, song: {} }],
      });
    }),
  ),
  { minLength: 1, maxLength: 60 },
);

test('L1 whatever happens, what is shown is a result that there was, and in the end the one that there is', async () => {
  await fc.assert(
    fc.asyncProperty(happenings, fc.constantFrom(2, 4, Number.POSITIVE_INFINITY), async (sequence, window) => {
      const songs = new Songs({ window });
      songs.query.subscribe(() => {
        const { held } = songs.query.get();
        expect(songs.server.results).toContainEqual(held.map(({ entity }) => entity));
      });
      songs.query.start();
      await songs.arrive();
      for (const happening of sequence) {
        await happening(songs);
      }
      songs.server.reachable = true;
      songs.server.answers = true;
      await songs.heal();

      expect(songs.query.get().status).toBe('live');
      expect(await songs.shown()).toEqual(songs.server.result);
      expect(songs.query.get().totalCount).toBe(songs.server.totalCount);
      expect(songs.server.running).toBe(1);
      expect(songs.server.sockets).toBe(1);
    }),
    { numRuns: 300 },
  );
}, 60_000);
