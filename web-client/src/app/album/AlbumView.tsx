import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useLiveQuery } from '../../ankurah/react/useLiveQuery';
import { AlbumDialog } from '../albums/AlbumDialog';
import { deleted } from '../albums/expected';
import { PlayAlbum } from '../albums/PlayAlbum';
import { DELETE_ALBUM, RESTORE_ALBUM } from '../documents';
import { notify } from '../shell/notices';
import { duration, moment, whole } from '../ui/format';
import { LiveState } from '../ui/LiveState';
import { tellFailure, useChange } from '../ui/useChange';
import { PlayTrack } from '../tracks/PlayTrack';
import { ALBUM, ALBUM_TRACKS } from './documents';
import { History } from './History';
import { Notes } from './Notes';

export function AlbumView({ id }: { id: string }) {
  const { items, status, error } = useLiveQuery(ALBUM, { variables: { id } });
  const [editing, setEditing] = useState(false);
  const remove = useChange(DELETE_ALBUM, deleted);
  const restore = useChange(RESTORE_ALBUM);
  const [, go] = useLocation();
  const [album] = items;
  if (album === undefined) {
    return (
      <section className="page">
        <h1>{status === 'live' ? 'There is no such album' : 'Album'}</h1>
        <LiveState status={status} error={error} />
        {status === 'live' && (
          <p>
            Perhaps it was deleted. <Link href="/">All albums</Link>
          </p>
        )}
      </section>
    );
  }
  const { title, artist, year, format, plays, tags, released, revision } = album;
  return (
    <article className="page album">
      <header>
        <Cover title={title} />
        <div>
          <p className="hint">
            <Link href="/">Albums</Link> · <LiveState status={status} error={error} />
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
      <div className="columns">
        <div>
          <Tracks album={id} />
          <Notes album={album} />
        </div>
        <History id={id} head={revision.head} />
      </div>
      {editing && (
        <AlbumDialog
          album={album}
          onClose={() => {
            setEditing(false);
          }}
        />
      )}
    </article>
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
