/** The notes of an album, which several write at a time. The album's id is the page's hash: `/#01JX…`. */

import { createAnkurahClient } from '@ankurah/client/apollo/client';
import { createTextProvider } from '@ankurah/client/text/provider';
import { standardKeymap } from '@codemirror/commands';
import { EditorView, keymap } from '@codemirror/view';
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next';
import { Awareness } from 'y-protocols/awareness';
import { Doc } from 'yjs';

const client = createAnkurahClient();
const doc = new Doc();
const awareness = new Awareness(doc);
awareness.setLocalStateField('user', { name: `Guest ${doc.clientID % 100}`, color: '#6d28d9' });

const notes = createTextProvider(client, {
  collection: 'album',
  id: location.hash.slice(1),
  field: 'notes',
  doc,
  awareness,
});

new EditorView({
  parent: document.getElementById('notes') ?? document.body,
  doc: notes.content,
  extensions: [
    yCollab(notes.text, awareness, { undoManager: notes.undoManager }),
    keymap.of([...yUndoManagerKeymap, ...standardKeymap]),
    EditorView.contentAttributes.of({ 'aria-label': 'Notes' }),
    EditorView.lineWrapping,
  ],
});

notes.status.subscribe(() => {
  const { state, error } = notes.status.get();
  (document.getElementById('status') ?? document.body).textContent = error?.message ?? state;
});
