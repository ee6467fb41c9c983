import { lazy, Suspense, useEffect, useState } from 'react';
import { useAnkurahClient } from '../../ankurah/react/client';
import { keptTexts } from '../../ankurah/text/kept';

/** With its editor, which only those need who write. */
const NotesEditor = lazy(() => import('./NotesEditor'));

/**
 * What the staff say about an album, which several may write at a time.
 *
 * @param notes what is known of it; undefined while nothing is. Then it is shown only if there are words that were
 *     written here and not sent
 */
export function Notes({ id, notes }: { id: string; notes: string | undefined }) {
  const client = useAnkurahClient();
  const [writing, setWriting] = useState(false);
  useEffect(() => {
    let here = true;
    void keptTexts(client).then((texts) => {
      if (here && texts.some((text) => text.id === id)) {
        setWriting(true);
      }
    });
    return () => {
      here = false;
    };
  }, [client, id]);
  if (notes === undefined && !writing) {
    return null;
  }
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">Notes</h2>
      {writing ? (
        <Suspense fallback={<p className="notes">{notes ?? 'Loading…'}</p>}>
          <NotesEditor
            id={id}
            onClose={() => {
              setWriting(false);
            }}
          />
        </Suspense>
      ) : (
        <>
          <p className="notes">{notes === '' ? 'Nothing was written about it.' : notes}</p>
          <button
            type="button"
            onClick={() => {
              setWriting(true);
            }}
          >
            Write
          </button>
        </>
      )}
    </section>
  );
}
