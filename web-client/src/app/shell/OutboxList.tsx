import { useState } from 'react';
import type { OutboxEntry } from '../../ankurah/core/outbox/outbox';
import { unreachable } from '../../ankurah/core/unreachable';
import { useAnkurahClient } from '../../ankurah/react/client';
import type { useOutbox } from '../../ankurah/react/useOutbox';
import { moment } from '../ui/format';

/** The changes that were made and not carried out yet. */
export function OutboxList({ outbox }: { outbox: ReturnType<typeof useOutbox> }) {
  const { entries, retry, discard } = outbox;
  if (entries.length === 0) {
    return <p className="hint">No change waits to be sent.</p>;
  }
  return (
    <>
      <h2>Changes that wait</h2>
      <ol className="outbox" aria-label="Changes that wait">
        {entries.map((entry) => (
          <li key={entry.id} data-kind={entry.state.kind}>
            <strong>{spaced(entry.name)}</strong> <time>{moment(entry.madeAt)}</time>
            <p>{stateOf(entry)}</p>
            {entry.state.kind === 'refused' && (
              <>
                {entry.state.refusal.code === 'CONFLICT' && <Theirs entry={entry} />}
                <button
                  type="button"
                  className="small"
                  onClick={() => {
                    void retry(entry.id);
                  }}
                >
                  Send again
                </button>
              </>
            )}
            {entry.state.kind === 'sending' || (
              <button
                type="button"
                className="small"
                onClick={() => {
                  void discard(entry.id);
                }}
              >
                Discard
              </button>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

/** What the entity is like now, for an edit that was made upon another state. */
function Theirs({ entry }: { entry: OutboxEntry }) {
  const client = useAnkurahClient();
  const [theirs, setTheirs] = useState<string>();
  if (theirs !== undefined) {
    return <pre>{theirs}</pre>;
  }
  return (
    <button
      type="button"
      className="small"
      onClick={() => {
        void client.conflictOf(entry).then((conflict) => {
          setTheirs(JSON.stringify({ mine: conflict?.mine, theirs: conflict?.theirs }, null, 2));
        });
      }}
    >
      Show both versions
    </button>
  );
}

function stateOf({ state }: OutboxEntry): string {
  switch (state.kind) {
    case 'waiting':
      return state.problem === undefined ? 'Will be sent.' : `Will be sent again. ${state.problem.message}`;
    case 'sending':
      return 'On its way…';
    case 'refused':
      return `Refused: ${state.refusal.message}`;
    case 'blocked':
      return 'Waits for one that was refused.';
    default:
      return unreachable(state);
  }
}

/** `CreateAlbum` as people write it. */
function spaced(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}
