import { StateEffect, type EditorState, type Extension, type Range } from '@codemirror/state';
import {
  Decoration,
  ViewPlugin,
  WidgetType,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view';
import type { Awareness } from 'y-protocols/awareness';
import {
  compareRelativePositions,
  createAbsolutePositionFromRelativePosition,
  createRelativePositionFromJSON,
  createRelativePositionFromTypeIndex,
  type RelativePosition,
  type Text,
} from 'yjs';
import { colourOf, nameOf } from './writers';

/** Where somebody is, as places that move with the text; the form is that of other Yjs bindings. */
interface Cursor {
  readonly anchor: RelativePosition;
  readonly head: RelativePosition;
}

const moved = StateEffect.define();

/** Shows where others are, by name, and tells them where we are while we write. */
export function cursors(text: Text, awareness: Awareness): Extension {
  return ViewPlugin.define((view) => new Cursors(view, text, awareness), {
    decorations: (plugin) => plugin.decorations,
  });
}

class Cursors {
  decorations: DecorationSet;
  readonly #view: EditorView;
  readonly #text: Text;
  readonly #awareness: Awareness;

  constructor(view: EditorView, text: Text, awareness: Awareness) {
    this.#view = view;
    this.#text = text;
    this.#awareness = awareness;
    this.decorations = this.#drawn(view.state);
    awareness.on('change', this.#changed);
  }

  update({ view, state, docChanged, selectionSet, focusChanged, transactions }: ViewUpdate): void {
    if (docChanged || selectionSet || focusChanged) {
      this.#tell(view);
    }
    if (docChanged || transactions.some(({ effects }) => effects.some((effect) => effect.is(moved)))) {
      this.decorations = this.#drawn(state);
      view.requestMeasure({ key: this, read: labelsThatStickOut, write: turn });
    }
  }

  destroy(): void {
    this.#awareness.off('change', this.#changed);
    this.#awareness.setLocalStateField('cursor', null);
  }

  readonly #changed = (change: Readonly<Record<'added' | 'updated' | 'removed', readonly number[]>>): void => {
    const clients = [...change.added, ...change.updated, ...change.removed];
    if (clients.some((client) => client !== this.#awareness.clientID)) {
      this.#view.dispatch({ effects: moved.of(null) });
    }
  };

  #tell(view: EditorView): void {
    const told = this.#awareness.getLocalState()?.['cursor'] as Cursor | null | undefined;
    if (!view.hasFocus) {
      if (told) {
        this.#awareness.setLocalStateField('cursor', null);
      }
      return;
    }
    const { anchor, head } = view.state.selection.main;
    const cursor: Cursor = {
      anchor: createRelativePositionFromTypeIndex(this.#text, anchor),
      head: createRelativePositionFromTypeIndex(this.#text, head),
    };
    const same =
      told && compareRelativePositions(told.anchor, cursor.anchor) && compareRelativePositions(told.head, cursor.head);
    if (!same) {
      this.#awareness.setLocalStateField('cursor', cursor);
    }
  }

  #drawn(state: EditorState): DecorationSet {
    const ranges = [...this.#awareness.getStates()].flatMap(([client, told]) => {
      if (client === this.#awareness.clientID) {
        return [];
      }
      const anchor = this.#placeOf(told['cursor'], 'anchor', state);
      const head = this.#placeOf(told['cursor'], 'head', state);
      return anchor === undefined || head === undefined ? [] : marks(client, nameOf(told), anchor, head);
    });
    return Decoration.set(ranges, true);
  }

  /** What others say may be anything. */
  #placeOf(cursor: unknown, end: keyof Cursor, state: EditorState): number | undefined {
    try {
      const relative = createRelativePositionFromJSON((cursor as Cursor)[end]);
      const doc = this.#text.doc;
      const place = doc && createAbsolutePositionFromRelativePosition(relative, doc);
      return place?.type === this.#text ? Math.min(place.index, state.doc.length) : undefined;
    } catch {
      return undefined;
    }
  }
}

function marks(client: number, name: string, anchor: number, head: number): Range<Decoration>[] {
  const caret = Decoration.widget({ widget: new Caret(client, name), side: head > anchor ? -1 : 1 }).range(head);
  if (anchor === head) {
    return [caret];
  }
  const selection = Decoration.mark({ class: `theirs ${colourOf(client)}` });
  return [selection.range(Math.min(anchor, head), Math.max(anchor, head)), caret];
}

class Caret extends WidgetType {
  readonly #client: number;
  readonly #name: string;

  constructor(client: number, name: string) {
    super();
    this.#client = client;
    this.#name = name;
  }

  override eq(other: WidgetType): boolean {
    return other instanceof Caret && other.#client === this.#client && other.#name === this.#name;
  }

  override toDOM(): HTMLElement {
    const caret = document.createElement('span');
    caret.className = `caret ${colourOf(this.#client)}`;
    // Who reads with a screen reader has the list of those who are there.
    caret.ariaHidden = 'true';
    const label = document.createElement('span');
    label.className = 'label';
    label.textContent = this.#name;
    caret.append(label);
    return caret;
  }

  override get estimatedHeight(): number {
    return -1;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/** Labels begin at their caret; near the right edge they have to end there. */
function labelsThatStickOut(view: EditorView): ReadonlyMap<Element, boolean> {
  const edge = view.scrollDOM.getBoundingClientRect().right;
  const carets = [...view.contentDOM.querySelectorAll('.caret')];
  return new Map(
    carets.map((caret) => {
      const width = caret.firstElementChild?.getBoundingClientRect().width ?? 0;
      return [caret, caret.getBoundingClientRect().left + width > edge];
    }),
  );
}

function turn(labels: ReadonlyMap<Element, boolean>): void {
  labels.forEach((sticksOut, caret) => caret.classList.toggle('turned', sticksOut));
}
