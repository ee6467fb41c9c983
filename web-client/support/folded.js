import assert from 'node:assert/strict';
import { nextPayload } from './albums.js';

/** What the payloads of a live query fold to. */
export class Folded {
  #live;
  #held = [];
  #cursors = new Set();

  constructor(live) {
    this.#live = live;
  }

  /** The number of payloads that came. */
  get payloads() {
    return this.#cursors.size;
  }

  /** Takes payloads until the list is what a query gave. */
  async reach({ nodes, totalCount }) {
    while (this.payloads === 0 || JSON.stringify(this.#held) !== JSON.stringify(nodes)) {
      this.#take(await nextPayload(this.#live));
    }
    assert.equal(totalCount, this.#held.length);
  }

  #take(payload) {
    assert.ok(!this.#cursors.has(payload.cursor), 'no cursor comes twice');
    this.#cursors.add(payload.cursor);
    this.#held = fold(this.#held, payload);
    assert.deepEqual(payload.items, this.#held);
    assert.equal(payload.totalCount, this.#held.length);
  }
}

/** Takes out every id that is named, then inserts the ones that stay at their index, in the order given. */
function fold(held, { reset, changes }) {
  const named = new Set(changes.map((change) => change.id));
  const folded = reset ? [] : held.filter((album) => !named.has(album.id));
  for (const { kind, index, album } of changes) {
    if (kind !== 'REMOVED') {
      folded.splice(index, 0, album);
    }
  }
  return folded;
}
