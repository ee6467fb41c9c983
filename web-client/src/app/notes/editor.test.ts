import { EditorView } from '@codemirror/view';
import { afterEach, expect, test } from 'vitest';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { applyUpdate, Doc, UndoManager } from 'yjs';
import { openEditor } from './editor';
import { nameOf, userOf } from './writers';

const desks: Desk[] = [];

afterEach(() => {
  desks.splice(0).forEach(({ view, awareness }) => {
    view.destroy();
    awareness.destroy();
  });
});

/** Somebody with an editor of the same text as all others. */
class Desk {
  readonly doc = new Doc();
  readonly awareness = new Awareness(this.doc);
  readonly view: EditorView;

  constructor(name: string) {
    this.awareness.setLocalStateField('user', userOf(this.awareness.clientID, name));
    for (const other of desks) {
      connect(this, other);
      connect(other, this);
    }
    const text = this.doc.getText('notes');
    const parent = document.body.appendChild(document.createElement('div'));
    const provider = { text, content: text.toJSON(), undoManager: new UndoManager(text) };
    this.view = openEditor(parent, provider, this.awareness, { 'aria-label': 'Notes' });
    desks.push(this);
  }

  get carets(): (string | null)[] {
    return [...this.view.contentDOM.querySelectorAll('.caret')].map(({ textContent }) => textContent);
  }

  type(at: number, insert: string): void {
    this.view.dispatch({ changes: { from: at, insert } });
  }
}

/** Somebody with another program, who says of themselves what they like. */
class Stranger {
  readonly doc = new Doc();
  readonly awareness = new Awareness(this.doc);

  constructor(name: string, desk: Desk) {
    connect(this, desk);
    connect(desk, this);
    this.awareness.setLocalStateField('user', { name });
  }

  point(cursor: unknown): void {
    this.awareness.setLocalStateField('cursor', cursor);
  }
}

function connect(from: Pick<Desk, 'doc' | 'awareness'>, to: Pick<Desk, 'doc' | 'awareness'>): void {
  from.doc.on('update', (update: Uint8Array) => {
    applyUpdate(to.doc, update, 'others');
  });
  from.awareness.on('update', () => {
    applyAwarenessUpdate(to.awareness, encodeAwarenessUpdate(from.awareness, [from.awareness.clientID]), 'others');
  });
}

test('line ends of all kinds are at the same places in the editor and in the text', () => {
  const [ann, ben] = [new Desk('Ann'), new Desk('Ben')];
  ann.doc.getText('notes').insert(0, 'one\r\ntwo\rthree\nfour');
  ben.type(9, 'X');
  ann.type(0, 'Y');

  expect(ann.doc.getText('notes').toJSON()).toBe('Yone\r\ntwo\rXthree\nfour');
  expect(ann.view.state.doc.toString()).toBe('Yone\r\ntwo\rXthree\nfour');
  expect(ben.view.state.doc.toString()).toBe('Yone\r\ntwo\rXthree\nfour');
});

test('carets of others move with the text', () => {
  const ben = new Desk('Ben');
  const ann = new Stranger('Ann', ben);
  ann.doc.getText('notes').insert(0, 'here');
  const place = { type: null, tname: 'notes', item: { client: ann.doc.clientID, clock: 2 }, assoc: 0 };
  ann.point({ anchor: place, head: place });
  expect(ben.carets).toEqual(['Ann']);

  ben.type(0, 'before ');
  expect(ben.view.contentDOM.textContent).toBe('before heAnnre');
  ann.awareness.destroy();
  expect(ben.carets).toEqual([]);
});

test('whatever others say of themselves, the editor goes on', () => {
  const ben = new Desk('Ben');
  const ann = new Stranger('Ann', ben);
  ann.doc.getText('notes').insert(0, 'text');
  const far = { type: null, tname: 'notes', item: { client: 7, clock: 1e9 }, assoc: 0 };
  for (const cursor of [1, 'x', {}, { anchor: 1, head: 2 }, { anchor: {}, head: null }, { anchor: far, head: far }]) {
    ann.point(cursor);
    expect(ben.carets).toEqual([]);
  }
  ben.type(4, '!');
  expect(ann.doc.getText('notes').toJSON()).toBe('text!');
  ann.awareness.destroy();
});

test('names are short texts', () => {
  expect(nameOf({ user: { name: ' Ann ' } })).toBe('Ann');
  expect(nameOf({ user: { name: 'x'.repeat(1_000) } })).toHaveLength(24);
  for (const state of [null, 1, {}, { user: null }, { user: { name: 7 } }, { user: { name: '  ' } }]) {
    expect(nameOf(state)).toBe('Somebody');
  }
});
