import { standardKeymap } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next';
import type { Awareness } from 'y-protocols/awareness';
import type { TextProvider } from '../../ankurah/text/provider';
import { cursors } from './cursors';

/** An editor of a text that others write too. Its tab key leaves it, as in every field of a page. */
export function openEditor(
  parent: HTMLElement,
  { text, content, undoManager }: Pick<TextProvider, 'text' | 'content' | 'undoManager'>,
  awareness: Awareness,
  attributes: Readonly<Record<string, string>>,
): EditorView {
  return new EditorView({
    parent,
    doc: content,
    extensions: [
      // Any other line end would be one place here and two in the text, so it is kept as it is, and none is pasted.
      EditorState.lineSeparator.of('\n'),
      EditorView.clipboardInputFilter.of((pasted) => pasted.replace(/\r\n?/g, '\n')),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ spellcheck: 'true', autocapitalize: 'sentences', ...attributes }),
      placeholder('Nothing was written about it yet.'),
      yCollab(text, null, { undoManager }),
      cursors(text, awareness),
      keymap.of([...yUndoManagerKeymap, ...standardKeymap]),
    ],
  });
}
