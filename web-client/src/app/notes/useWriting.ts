import { useEffect, useState, useSyncExternalStore } from 'react';
import { Awareness } from 'y-protocols/awareness';
import { Doc, type UndoManager } from 'yjs';
import { useAnkurahClient } from '../../ankurah/react/client';
import { createTextProvider, type TextProvider } from '../../ankurah/text/provider';
import { nameOf, type Writer } from './writers';

/** A text that is being written, and who is at it. */
export interface Writing {
  readonly provider: TextProvider;
  readonly awareness: Awareness;
}

/** The notes of an album, to be written; undefined at first. `again` begins anew, without what is unsent. */
export function useWriting(id: string): { writing: Writing | undefined; again: () => void } {
  const client = useAnkurahClient();
  const [writing, setWriting] = useState<Writing>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const doc = new Doc();
    const awareness = new Awareness(doc);
    const provider = createTextProvider(client, { collection: 'album', id, field: 'notes', doc, awareness });
    setWriting({ provider, awareness });
    return () => {
      provider.destroy();
      awareness.destroy();
      setWriting(undefined);
    };
  }, [client, id, round]);
  const again = (): void => {
    void writing?.provider.discard().then(() => {
      setRound(round + 1);
    });
  };
  return { writing, again };
}

/** The others who are at a text. */
export function useOthers(awareness: Awareness): readonly Writer[] {
  const others = (): readonly Writer[] =>
    [...awareness.getStates()]
      .filter(([client]) => client !== awareness.clientID)
      .map(([client, state]) => ({ client, name: nameOf(state) }))
      .sort((a, b) => a.client - b.client);
  const [shown, setShown] = useState(others);
  useEffect(() => {
    const changed = (): void => {
      setShown(others);
    };
    changed();
    awareness.on('change', changed);
    return () => {
      awareness.off('change', changed);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- it reads nothing but awareness
  }, [awareness]);
  return shown;
}

const UNDO_EVENTS = ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const;

/** Whether there is something to undo, and to redo. */
export function useUndo(manager: UndoManager): { canUndo: boolean; canRedo: boolean } {
  const subscribe = (callback: () => void): (() => void) => {
    UNDO_EVENTS.forEach((event) => {
      manager.on(event, callback);
    });
    return () => {
      UNDO_EVENTS.forEach((event) => {
        manager.off(event, callback);
      });
    };
  };
  return {
    canUndo: useSyncExternalStore(subscribe, () => manager.canUndo()),
    canRedo: useSyncExternalStore(subscribe, () => manager.canRedo()),
  };
}
