import { randomUUID } from 'node:crypto';
import { Server } from './server.js';

const ALBUM = 'id title year';

const WHAT = 'where: {title: {startsWith: $mark}}, orderBy: [{year: ASC}, {title: ASC}]';

const LIVE = `subscription ($mark: String!) {
  albums(${WHAT}) {
    cursor reset totalCount
    changes { kind id index fields album { ${ALBUM} } }
    items { ${ALBUM} }
  }
}`;

const FETCH = `query ($mark: String!) {
  albums(${WHAT}, first: 1000) { totalCount nodes { ${ALBUM} } }
}`;

const CREATE = 'mutation ($inputs: [AlbumInput!]!) { createAlbums(inputs: $inputs) { albums { id } } }';
const UPDATE = 'mutation ($id: ID!, $patch: AlbumPatch!) { updateAlbum(id: $id, patch: $patch) { cursor } }';
const DELETE = 'mutation ($id: ID!) { deleteAlbum(id: $id) { cursor } }';
const RESTORE = 'mutation ($id: ID!) { restoreAlbum(id: $id) { cursor } }';

/**
 * Albums of one test, over a connection of its own. Their titles start with a mark that no other album has, so
 * that tests neither see nor touch what else is in the store.
 */
export class Albums {
  /** How the titles start. */
  mark = `${randomUUID()} `;

  /** @param {import('node:test').TestContext} t closes the connection when it ends, however it ends */
  constructor(t) {
    const url = process.env.ANKURAH_URL;
    if (!url) {
      throw new Error('set ANKURAH_URL to the address of a running server, such as http://localhost:8080');
    }
    this.server = new Server(url);
    t.after(() => this.server.close());
  }

  /** Watches them, by year and then title; those without a year are last. */
  watch() {
    return this.server.subscribe(LIVE, { mark: this.mark });
  }

  /** Queries what {@link watch} watches. */
  async fetch() {
    return (await this.server.execute(FETCH, { mark: this.mark })).albums;
  }

  /** Creates one; gives its id. */
  async create(title, year) {
    const [id] = await this.createAll([{ title, year }]);
    return id;
  }

  /** Creates several in one transaction; gives their ids. Titles get the mark in front. */
  async createAll(inputs) {
    const marked = inputs.map((input) => ({ ...input, title: this.mark + input.title }));
    const { createAlbums } = await this.server.execute(CREATE, { inputs: marked });
    return createAlbums.albums.map((album) => album.id);
  }

  /** Changes one. A title is taken as it is, so that it can lose the mark. */
  async update(id, patch) {
    await this.server.execute(UPDATE, { id, patch });
  }

  async delete(id) {
    await this.server.execute(DELETE, { id });
  }

  async restore(id) {
    await this.server.execute(RESTORE, { id });
  }
}

/** The next payload of a live query over albums. */
export async function nextPayload(live) {
  return (await live.next()).albums;
}

/** The ids of albums, in their order. */
export function idsOf(albums) {
  return albums.map((album) => album.id);
}
