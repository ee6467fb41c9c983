// What TextBenchmark.java does, by Yjs: prints the medians as JSON.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as Y from 'yjs';

const ROOT = 'text';
const ROUNDS = 5;
const LONG = 13;
const SMALL = 10_000;
const SHUFFLED = 4_000;

const history = JSON.parse(gunzipSync(readFileSync(process.argv[2])));
const patches = history.txns.flatMap((transaction) => transaction.patches);
if (history.startContent !== '') patches.unshift([0, 0, history.startContent]);

const millis = new Map();

function timed(what, work) {
  const began = performance.now();
  const result = work();
  if (!millis.has(what)) millis.set(what, []);
  millis.get(what).push(performance.now() - began);
  return result;
}

function replay(times, updates) {
  const doc = new Y.Doc();
  doc.clientID = 1;
  doc.on('update', (update) => updates.push(update));
  const text = doc.getText(ROOT);
  for (let i = 0; i < times; i++) {
    for (const [at, deleted, inserted] of patches) {
      doc.transact(() => {
        if (deleted > 0) text.delete(at, deleted);
        if (inserted !== '') text.insert(at, inserted);
      });
    }
  }
  return doc;
}

function apply(updates) {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

function load(state) {
  return apply([state]).getText(ROOT).toString();
}

function shuffled(updates) {
  const result = [...updates];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

const figures = {};
for (let round = 0; round < ROUNDS; round++) {
  const updates = [];
  const doc = timed('type', () => replay(1, updates));
  if (doc.getText(ROOT).toString() !== history.endContent) throw new Error('not what was typed');
  const typed = timed('type, long', () => replay(LONG, []));
  const state = timed('encode', () => Y.encodeStateAsUpdate(doc));
  const longState = Y.encodeStateAsUpdate(typed);
  timed('load and read', () => load(state));
  timed('load and read, long', () => load(longState));
  timed('apply 10,000 updates', () => apply(updates.slice(0, SMALL)));
  const few = updates.slice(0, SHUFFLED);
  timed('apply 4,000 updates', () => apply(few));
  if (round === 0) timed('apply 4,000 updates, shuffled', () => apply(shuffled(few)));
  figures.state = state.length;
  figures['state, long'] = longState.length;
}
for (const [what, times] of millis) {
  figures[what] = times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}
console.log(JSON.stringify(figures));
