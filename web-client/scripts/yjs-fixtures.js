// Writes src/test/resources/org/ankurah/merge/text/yjs-fixtures.json: what Yjs makes of a few small histories. To be
// run in web-client/ when Yjs's format is to be recorded anew: node scripts/yjs-fixtures.js
import { Buffer } from 'node:buffer';
import { writeFileSync } from 'node:fs';
import * as Y from 'yjs';

const base64 = (bytes) => Buffer.from(bytes).toString('base64');

/** Two documents with given writers that exchange all updates at the end; what each edit was is recorded. */
function record(name, edit) {
  const updates = [];
  const documents = [7, 2 ** 53 - 2].map((client) => {
    const document = new Y.Doc();
    document.clientID = client;
    document.on('update', (update, _origin, _document, transaction) => {
      if (transaction.local) {
        updates.push(base64(update));
      }
    });
    return document;
  });
  const exchange = () => {
    const states = documents.map((document) => Y.encodeStateAsUpdate(document));
    states.forEach((state) => documents.forEach((document) => Y.applyUpdate(document, state)));
  };
  edit(...documents, exchange);
  exchange();
  exchange();
  const [document] = documents;
  return {
    name,
    updates,
    text: document.getText('text').toString(),
    vector: base64(Y.encodeStateVector(document)),
    state: base64(Y.encodeStateAsUpdate(document)),
  };
}

const text = (document) => document.getText('text');

const recorded = [
  record('typing', (a) => [...'Hello world'].forEach((character, at) => text(a).insert(at, character))),
  record('concurrent insertions at one place', (a, b) => {
    ['one', 'two', 'three'].forEach((word) => text(a).insert(0, word));
    ['ONE', 'TWO', 'THREE'].forEach((word) => text(b).insert(0, word));
  }),
  record('insertions into what another deletes', (a, b, exchange) => {
    text(a).insert(0, 'The quick brown fox');
    exchange();
    text(a).delete(4, 11);
    text(b).insert(10, 'or slow ');
    text(b).delete(0, 4);
  }),
  record('pairs of surrogates cut in two', (a, b, exchange) => {
    text(a).insert(0, 'x😀y😀z');
    exchange();
    text(a).insert(2, '-');
    text(b).delete(5, 1);
  }),
  record('formats and embedded objects', (a, b, exchange) => {
    text(a).insert(0, 'plain bold plain');
    exchange();
    text(a).format(6, 4, { bold: true });
    text(b).format(4, 8, { italic: true });
    text(b).insertEmbed(5, { image: 'src.png' });
  }),
  record('maps, arrays and types within types', (a, b, exchange) => {
    a.getMap('map').set('key', new Y.Map([['inner', new Y.Text('in a map')]]));
    b.getMap('map').set('key', new Uint8Array([1, 2, 3]));
    a.getArray('array').insert(0, [
      1,
      'two',
      { three: [null, 4.5, true] },
      new Y.XmlElement('p'),
      new Y.Doc({ guid: 'g' }),
    ]);
    exchange();
    b.getArray('array').delete(1, 3);
    a.getMap('map').delete('key');
    text(a).insert(0, 'and a text');
  }),
];

writeFileSync(
  '../src/test/resources/org/ankurah/merge/text/yjs-fixtures.json',
  `${JSON.stringify(recorded, null, 2)}\n`,
);
