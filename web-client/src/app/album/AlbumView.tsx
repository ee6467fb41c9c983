import { useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { EntityOf } from '../../ankurah/apollo/types';
import { useLiveQuery } from '../../ankurah/react/useLiveQuery';
import type { AlbumSubscription } from '../../generated/graphql';
import { AlbumDialog } from '../albums/AlbumDialog';
import { deleted } from '../albums/expected';
import { PlayAlbum } from '../albums/PlayAlbum';
import { DELETE_ALBUM, RESTORE_ALBUM } from '../documents';
import { notify } from '../shell/notices';
import { duration, moment, whole } from '../ui/format';
import { LiveState } from '../ui/LiveState';
import { Notes } from '../notes/Notes';
import { tellFailure, useChange } from '../ui/useChange';
import { PlayTrack } from '../tracks/PlayTrack';
import { ALBUM, ALBUM_TRACKS } from './documents';
import { History } from './History';

export function AlbumView({ id }: { id: string }) {
  const { items, status, error } = useLiveQuery(ALBUM, { variables: { id } });
  const [album] = items;
  const state = <LiveState status={status} error={error} />;
  return (
    <article className="page album">
      {album === undefined ? <Missing gone={status === 'live'} state={state} /> : <Head album={album} state={state} />}
      {/* The notes stay where they are when the album comes, as somebody may be writing. */}
      <div className="columns">
        <div>
          {album !== undefined && <Tracks album={id} />}
          <Notes id={id} notes={album?.notes} />
        </div>
        {album !== undefined && <History id={id} head={album.revision.head} />}
      </div>
    </article>
  );
}

function Missing({ gone, state }: { gone: boolean; state: ReactNode }) {
  return (
    <section>
      <h1>{gone ? 'There is no such album' : 'Album'}</h1>
      {state}
      {gone && (
        <p>
          Perhaps it was deleted. <Link href="/">All albums</Link>
        </p>
      )}
    </section>
  );
}

type Album = EntityOf<AlbumSubscription>;

function Head({ album, state }: { album: Album; state: ReactNode }) {
  const { id, title, artist, year, format, plays, tags, released, revision } = album;
  const [editing, setEditing] = useState(false);
  const remove = useChange(DELETE_ALBUM, deleted);
  const restore = useChange(RESTORE_ALBUM);
  const [, go] = useLocation();
  return (
    <>
      <header>
        <Cover title={title} />
        <div>
          <p className="hint">
            <Link href="/">Albums</Link> · {state}
          </p>
          <h1>{title}</h1>
          <p className="lead">
            {artist?.name ?? 'Several artists'}
            {year === null ? '' : ` · ${year}`}
            {format === null ? '' : ` · ${format}`}
          </p>
          {tags.length > 0 && (
            <ul className="tags" aria-label="Tags">
              {tags.map((tag) => (
                <li key={tag}>{tag}</li>
              ))}
            </ul>
          )}
          <p className="hint">
            {released === null ? '' : `Released ${released}. `}Last changed {moment(revision.updatedAt)}.
          </p>
          <div className="buttons">
            <PlayAlbum album={album} />
            <span className="plays" data-testid="plays">
              <strong>{whole(plays)}</strong> plays
            </span>
            <button
              type="button"
              onClick={() => {
                setEditing(true);
              }}
            >
              Edit
            </button>
            <button
              type="button"
              onClick={() => {
                void remove({ id }).then(tellFailure);
                notify(`Deleted “${title}”.`, {
                  label: 'Undo',
                  run: () => {
                    void restore({ id }).then(tellFailure);
                  },
                });
                go('/');
              }}
            >
              Delete
            </button>
          </div>
        </div>
      </header>
      {editing && (
        <AlbumDialog
          album={album}
          onClose={() => {
            setEditing(false);
          }}
        />
      )}
    </>
  );
}

function Tracks({ album }: { album: string }) {
  const { items, status } = useLiveQuery(ALBUM_TRACKS, { variables: { album } });
  return (
    <section aria-labelledby="tracks">
      <h2 id="tracks">Tracks</h2>
      {items.length === 0 && status === 'live' && <p className="hint">No track is known of it.</p>}
      <ol className="tracks" aria-labelledby="tracks">
        {items.map((track) => (
          <li key={track.id}>
            <span className="name">
              {track.name} {track.explicit && <abbr title="Explicit">E</abbr>}
              <span className="hint"> {track.composer}</span>
            </span>
            <span className="number">{duration(track.milliseconds)}</span>
            <span className="number">{whole(track.plays)} plays</span>
            <PlayTrack track={track} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const HUES = 360;
const SPREAD = 31;

/** A cover of the colours that its title gives. */
function Cover({ title }: { title: string }) {
  const hue = Array.from(title).reduce((sum, letter) => (sum * SPREAD + letter.charCodeAt(0)) % HUES, 7);
  return (
    <svg className="cover" viewBox="0 0 100 100" aria-hidden="true">
      <rect width="100" height="100" fill={`hsl(${hue} 55% 32%)`} />
      <circle cx="50" cy="50" r="40" fill={`hsl(${(hue + 40) % HUES} 60% 45%)`} />
      <circle cx="50" cy="50" r="28" fill={`hsl(${(hue + 80) % HUES} 65% 60%)`} />
      <circle cx="50" cy="50" r="6" fill={`hsl(${hue} 55% 20%)`} />
    </svg>
  );
}
