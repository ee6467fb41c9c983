// Documents of Yjs, driven by lines of JSON: each line is [command, document, …arguments], each answer one line. The
// tests of the server's own text type (YjsIT) compare themselves with it. Places are shares (0 to 1) of the text, so
// that who asks need not know its length.
import { Buffer } from 'node:buffer';
import { createInterface } from 'node:readline';
import * as Y from 'yjs';

/** @type {Map<string, Y.Doc>} */
const documents = new Map();

const base64 = (bytes) => Buffer.from(bytes).toString('base64');
const bytesOf = (text) => new Uint8Array(Buffer.from(text, 'base64'));

function make(id, client) {
  const document = new Y.Doc();
  if (client !== null) {
    document.clientID = client;
  }
  documents.set(id, document);
  return document;
}

/** Runs something, and answers with the updates that the document made of its own. */
function following(document, run) {
  const updates = [];
  const listener = (update, _origin, _document, transaction) => {
    if (transaction.local) {
      updates.push(base64(update));
    }
  };
  document.on('update', listener);
  run();
  document.off('update', listener);
  return { updates };
}

function edit(document, change) {
  return following(document, () => document.transact(() => change(document.getText('text'), document)));
}

function range(text, share, length) {
  const at = Math.floor(share * text.length);
  return [at, Math.min(length, text.length - at)];
}

/**
 * As range, but never in the middle of a character: Yjs cuts text there even where a format changes nothing then, and
 * others, who are told of no edit, keep the whole character.
 */
function wholeRange(text, share, length) {
  const units = text
    .toDelta()
    .map(({ insert }) => (typeof insert === 'string' ? insert : '.'))
    .join('');
  const inside = (at) => at > 0 && units.codePointAt(at - 1) > 0xffff;
  const [at, count] = range(text, share, length);
  const from = inside(at) ? at - 1 : at;
  const to = inside(at + count) ? at + count + 1 : at + count;
  return [from, to - from];
}

function describe(document) {
  const text = document.getText('text');
  return {
    text: text.toString(),
    content: JSON.stringify(
      [text.toDelta(), document.getMap('map').toJSON(), document.getArray('array').toJSON()],
      sortedKeys,
    ),
    vector: base64(Y.encodeStateVector(document)),
    state: base64(Y.encodeStateAsUpdate(document)),
  };
}

/** The order of a map's keys is that in which they came. */
const sortedKeys = (_key, value) =>
  value !== null && value.constructor === Object
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

const nested = {
  text: (value) => new Y.Text(value),
  array: (value) => Y.Array.from([value, 1.5, null, { a: [value] }]),
  map: (value) => new Y.Map([['inner', new Y.Text(value)]]),
  bytes: (value) => new Uint8Array(Buffer.from(value)),
  xml: () => new Y.XmlElement('p'),
  document: (value) => new Y.Doc({ guid: value }),
  plain: (value) => value,
};

const commands = {
  make: (id, client) => {
    make(id, client);
    return {};
  },
  insert: (id, share, value) =>
    edit(documents.get(id), (text) => text.insert(Math.floor(share * (text.length + 1)), value)),
  remove: (id, share, length) => edit(documents.get(id), (text) => text.delete(...range(text, share, length))),
  format: (id, share, length, key, value) =>
    edit(documents.get(id), (text) => text.format(...wholeRange(text, share, length), { [key]: value })),
  embed: (id, share, value) =>
    edit(documents.get(id), (text) => text.insertEmbed(Math.floor(share * (text.length + 1)), { value })),
  set: (id, key, kind, value) =>
    edit(documents.get(id), (_, document) => document.getMap('map').set(key, nested[kind](value))),
  unset: (id, key) => edit(documents.get(id), (_, document) => document.getMap('map').delete(key)),
  inside: (id, key, value) =>
    edit(documents.get(id), (_, document) => {
      const inner = document.getMap('map').get(key);
      if (inner instanceof Y.Text) {
        inner.insert(0, value);
      } else if (inner instanceof Y.Array) {
        inner.push([value]);
      } else if (inner instanceof Y.Map) {
        inner.set(value, value);
      }
    }),
  add: (id, share, kind, value) =>
    edit(documents.get(id), (_, document) => {
      const array = document.getArray('array');
      array.insert(Math.floor(share * (array.length + 1)), [nested[kind](value), value]);
    }),
  take: (id, share) =>
    edit(documents.get(id), (_, document) => {
      const array = document.getArray('array');
      array.delete(...range(array, share, 2));
    }),
  // Yjs may delete formats that concurrent edits made superfluous, which is an edit of its own.
  apply: (id, update) => following(documents.get(id), () => Y.applyUpdate(documents.get(id), bytesOf(update))),
  describe: (id) => describe(documents.get(id)),
  load: (id, state) => {
    const document = make(id, null);
    Y.applyUpdate(document, bytesOf(state));
    return describe(document);
  },
  since: (id, vector) => ({ update: base64(Y.encodeStateAsUpdate(documents.get(id), bytesOf(vector))) }),
  reset: () => {
    documents.clear();
    return {};
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const [command, ...args] = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(commands[command](...args))}\n`);
}
