import { useEffect, useId, useRef, useState } from 'react';
import { useSignal } from '../../ankurah/react/useSignal';
import type { TextStatus } from '../../ankurah/text/provider';
import '../styles/notes.css';
import { openEditor } from './editor';
import { useOthers, useUndo, useWriting, type Writing } from './useWriting';
import { colourOf, keepOwnName, ownName, userOf } from './writers';

/** The notes of an album, written together with whoever else is there. */
export default function NotesEditor({ id, onClose }: { id: string; onClose: () => void }) {
  const { writing, again } = useWriting(id);
  return writing === undefined ? (
    <p className="hint">Loading…</p>
  ) : (
    <Desk writing={writing} onDiscard={again} onClose={onClose} />
  );
}

function Desk({ writing, onDiscard, onClose }: { writing: Writing; onDiscard: () => void; onClose: () => void }) {
  const { provider, awareness } = writing;
  const status = useSignal(provider.status);
  const { canUndo, canRedo } = useUndo(provider.undoManager);
  const said = sayingOf(status);
  const describedBy = useId();
  return (
    <div className="desk">
      <Refusal writing={writing} status={status} onDiscard={onDiscard} />
      {status.loaded ? <Paper writing={writing} describedBy={describedBy} /> : <p className="hint">{said}</p>}
      <p className="hint" id={describedBy} data-testid="notes-status" data-state={status.state}>
        {said}
      </p>
      {/* Each “Saving…” would be too much to hear. */}
      <span className="read-out" role="status">
        {status.state === 'offline' ? said : ''}
      </span>
      <Others writing={writing} />
      <div className="buttons">
        <button
          type="button"
          disabled={!canUndo}
          onClick={() => {
            provider.undoManager.undo();
          }}
        >
          Undo
        </button>
        <button
          type="button"
          disabled={!canRedo}
          onClick={() => {
            provider.undoManager.redo();
          }}
        >
          Redo
        </button>
        <OwnName awareness={awareness} />
        <button type="button" className="primary" onClick={onClose}>
          Done
        </button>
      </div>
    </div>
  );
}

/** Where the text is written. */
function Paper({ writing: { provider, awareness }, describedBy }: { writing: Writing; describedBy: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) {
      return undefined;
    }
    const view = openEditor(place.current, provider, awareness, {
      'aria-labelledby': 'notes',
      'aria-describedby': describedBy,
    });
    view.focus();
    return () => {
      view.destroy();
    };
  }, [provider, awareness, describedBy]);
  return <div className="paper" ref={place} />;
}

function Others({ writing: { awareness } }: { writing: Writing }) {
  const others = useOthers(awareness);
  return others.length === 0 ? null : (
    <div className="others hint">
      Here with you:
      <ul aria-label="Here with you">
        {others.map(({ client, name }) => (
          <li key={client} className={colourOf(client)}>
            {name}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Under which name others see us. */
function OwnName({ awareness }: { awareness: Writing['awareness'] }) {
  const [name, setName] = useState(ownName);
  useEffect(() => {
    awareness.setLocalStateField('user', userOf(awareness.clientID, name));
  }, [awareness, name]);
  return (
    <label className="own-name">
      Your name
      <input
        type="text"
        autoComplete="nickname"
        maxLength={24}
        value={name}
        onChange={({ target }) => {
          setName(target.value);
          keepOwnName(target.value);
        }}
      />
    </label>
  );
}

/** What to do with words that the server does not take. */
function Refusal({
  writing: { provider },
  status: { state, error, unsent },
  onDiscard,
}: {
  writing: Writing;
  status: TextStatus;
  onDiscard: () => void;
}) {
  const [copied, setCopied] = useState(false);
  if (state !== 'refused' || error === undefined) {
    return null;
  }
  return (
    <div className="conflict" role="alert">
      <p>
        {unsent ? 'What you have written is not saved: ' : ''}
        {error.message} ({error.code})
      </p>
      <div className="buttons">
        <button
          type="button"
          onClick={() => {
            provider.retry();
          }}
        >
          Try again
        </button>
        {unsent && (
          <>
            <button
              type="button"
              onClick={() => {
                void navigator.clipboard.writeText(provider.content).then(() => {
                  setCopied(true);
                });
              }}
            >
              {copied ? 'Copied' : 'Copy my text'}
            </button>
            <button type="button" onClick={onDiscard}>
              Discard what I wrote
            </button>
          </>
        )}
      </div>
    </div>
  );
}

function sayingOf({ state, unsent, kept }: TextStatus): string {
  switch (state) {
    case 'loading':
      return 'Catching up…';
    case 'synced':
      return 'Saved';
    case 'saving':
      return 'Saving…';
    case 'refused':
      return 'Not saved';
    case 'offline':
      if (!unsent) {
        return 'Offline';
      }
      return kept === 'disk'
        ? 'Offline: what you write is kept here, and sent when you are back'
        : 'Offline: what you write is lost if you leave this page';
  }
}
