import { useState } from 'react';
import { UPDATE_ALBUM } from '../documents';
import { tellFailure, useChange } from '../ui/useChange';

/** What the staff say about an album. Who writes is told what others have written meanwhile. */
export function Notes({ album: { id, notes } }: { album: { readonly id: string; readonly notes: string } }) {
  const [typed, setTyped] = useState<string>();
  const [begun, setBegun] = useState(notes);
  const save = useChange(UPDATE_ALBUM, () =>
    typed === undefined ? [] : { update: { __typename: 'Album', id, notes: typed } },
  );
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">Notes</h2>
      {typed === undefined ? (
        <>
          <p className="notes">{notes || 'Nothing was written about it.'}</p>
          <button
            type="button"
            onClick={() => {
              setTyped(notes);
              setBegun(notes);
            }}
          >
            Write
          </button>
        </>
      ) : (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void save({ id, patch: { notes: { set: typed } } }).then(tellFailure);
            setTyped(undefined);
          }}
        >
          <textarea
            aria-labelledby="notes"
            rows={5}
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value);
            }}
          />
          {notes !== begun && (
            <p className="conflict" role="alert">
              Somebody else has written meanwhile. Saving replaces what is there now: “{notes}”
            </p>
          )}
          <div className="buttons">
            <button
              type="button"
              onClick={() => {
                setTyped(undefined);
              }}
            >
              Cancel
            </button>
            <button type="submit" className="primary">
              Save
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
