import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { ManualSurroundings, settled } from '../testing/ManualSurroundings';
import { TextServer } from '../testing/TextServer';
import { Writer } from '../testing/Writer';
import { keptTexts, nameOfText, textsOf } from './kept';
import { sendLeftovers } from './leftovers';

const NOTES = { collection: 'album', id: 'A', field: 'notes' };
const OTHER = { collection: 'album', id: 'B', field: 'notes' };

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

function update(text: string): Uint8Array {
  const doc = new Doc();
  doc.getText('notes').insert(0, text);
  return encodeStateAsUpdate(doc);
}

test('T6 each text has its own rows, in order', async () => {
  const disk = textsOf('test');
  const [first, second] = [update('1'), update('2')];
  await disk.add(nameOfText(NOTES), first);
  const { row } = await disk.add(nameOfText(OTHER), second);
  await disk.add(nameOfText(NOTES), second);

  await expect(disk.load(nameOfText(NOTES))).resolves.toMatchObject({ updates: [first, second] });
  await expect(keptTexts({ base: { name: 'test' } })).resolves.toEqual([NOTES, OTHER]);
  await disk.remove([row]);
  await expect(keptTexts({ base: { name: 'test' } })).resolves.toEqual([NOTES]);
  await expect(disk.add(nameOfText(OTHER), first, row)).resolves.toMatchObject({ builds: false });
  disk.close();
});

test('T6 where there is no disk nothing is kept on it', async () => {
  vi.stubGlobal('indexedDB', undefined);
  await expect(keptTexts({ base: { name: 'test' } })).resolves.toEqual([]);
});

test('T10 what an earlier visit has left is sent without an editor, and what is refused is told', async () => {
  const surroundings = new ManualSurroundings();
  const server = new TextServer();
  const disk = textsOf('test');
  await disk.add(nameOfText(NOTES), update('left behind'));
  await disk.add(nameOfText(OTHER), update('not taken'));
  server.hidden.set('B', 'NOT_FOUND');
  const visitor = new Writer(server, surroundings, 'C');
  const refused: unknown[] = [];

  sendLeftovers(visitor.client, await keptTexts(visitor.client), (place, { code }) => {
    refused.push([place, code]);
  });
  for (let round = 0; round < 60; round += 1) {
    await settled();
    await surroundings.pass(100);
    server.deliver();
  }

  expect(server.read('A')).toBe('left behind');
  expect(refused).toEqual([[OTHER, 'NOT_FOUND']]);
  await expect(keptTexts(visitor.client)).resolves.toEqual([OTHER]);
  visitor.close();
});
