/**
 * Random mutations against live queries: what their payloads fold to is what a query gives. `SEED` repeats a run.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Albums } from '../support/albums.js';
import { Folded } from '../support/folded.js';

const options = { timeout: 120_000 };

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

test('folding the payloads gives what a query gives, after every mutation', options, async (t) => {
  t.diagnostic(`seed ${seed}`);
  const albums = new Albums(t);
  const writer = new RandomWriter(albums, seed);
  const folded = new Folded(albums.watch());

  for (let step = 0; step < 60; step += 1) {
    await writer.write();
    await folded.reach(await albums.fetch());
  }
  assert.ok(folded.payloads > 20, `only ${folded.payloads} payloads came`);
});

test('live queries that start amid concurrent writes miss nothing', options, async (t) => {
  t.diagnostic(`seed ${seed}`);
  const albums = new Albums(t);
  const lives = [];
  const writers = [1, 2, 3, 4, 5].map(async (number) => {
    const writer = new RandomWriter(albums, seed + number);
    for (let step = 0; step < 20; step += 1) {
      await writer.write();
      if (step % 5 === 0) {
        lives.push(albums.watch());
      }
    }
  });
  await Promise.all(writers);

  const result = await albums.fetch();
  for (const live of lives) {
    await new Folded(live).reach(result);
  }
  await Promise.all(lives.map((live) => live.silent()));
});

/** Creates one or three albums at a time, or changes, removes or brings back one of its own. */
class RandomWriter {
  #albums;
  #state;
  #ids = [];

  constructor(albums, start) {
    this.#albums = albums;
    this.#state = start;
  }

  async write() {
    const choice = this.#ids.length < 3 ? 0 : this.#below(8);
    if (choice === 0) {
      this.#ids.push(...(await this.#albums.createAll([this.#input()])));
    } else if (choice === 1) {
      this.#ids.push(...(await this.#albums.createAll([this.#input(), this.#input(), this.#input()])));
    } else if (choice === 2) {
      await this.#remove(this.#below(this.#ids.length));
    } else {
      await this.#change(this.#ids[this.#below(this.#ids.length)]);
    }
  }

  async #remove(place) {
    const [id] = this.#ids.splice(place, 1);
    await this.#albums.delete(id);
    if (this.#below(2) === 0) {
      await this.#albums.restore(id);
      this.#ids.push(id);
    }
  }

  async #change(id) {
    const { title, year } = this.#input();
    const choice = this.#below(6);
    if (choice === 0) {
      await this.#albums.update(id, { title: 'elsewhere' });
    } else if (choice === 1) {
      await this.#albums.update(id, { year });
    } else {
      await this.#albums.update(id, { title: this.#albums.mark + title, year });
    }
  }

  #input() {
    return { title: 'abc'[this.#below(3)], year: [null, 1970, 1980, 1990][this.#below(4)] };
  }

  /** A whole number below a bound: the next of a linear congruential sequence. */
  #below(bound) {
    this.#state = (Math.imul(this.#state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (this.#state >>> 8) % bound;
  }
}
