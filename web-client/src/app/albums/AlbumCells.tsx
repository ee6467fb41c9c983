import { memo } from 'react';
import { Link } from 'wouter';
import type { AlbumRowFragment } from '../../generated/graphql';
import { DELETE_ALBUM, RESTORE_ALBUM } from '../documents';
import { notify } from '../shell/notices';
import { whole } from '../ui/format';
import { tellFailure, useChange } from '../ui/useChange';
import { deleted } from './expected';
import { PlayAlbum } from './PlayAlbum';

interface AlbumCellsProps {
  readonly album: AlbumRowFragment;
  readonly onEdit: (album: AlbumRowFragment) => void;
}

/** A line of the table; it is drawn again only when its album changed. */
export const AlbumCells = memo(function AlbumCells({ album, onEdit }: AlbumCellsProps) {
  const { id, title, artist, year, format, plays } = album;
  const remove = useChange(DELETE_ALBUM, deleted);
  const restore = useChange(RESTORE_ALBUM);
  return (
    <>
      <div role="cell" className="wide">
        <Link href={`/albums/${id}`}>{title}</Link>
      </div>
      <div role="cell" className="wide second">
        {artist?.name ?? '–'}
      </div>
      <div role="cell" className="number third">
        {year ?? '–'}
      </div>
      <div role="cell" className="third">
        {format ?? '–'}
      </div>
      <div role="cell" className="number">
        {whole(plays)}
      </div>
      <div role="cell" className="actions">
        <PlayAlbum album={album} />
        <button
          type="button"
          className="icon"
          aria-label={`Edit ${title}`}
          onClick={() => {
            onEdit(album);
          }}
        >
          ✎
        </button>
        <button
          type="button"
          className="icon"
          aria-label={`Delete ${title}`}
          onClick={() => {
            void remove({ id }).then(tellFailure);
            notify(`Deleted “${title}”.`, {
              label: 'Undo',
              run: () => {
                void restore({ id }).then(tellFailure);
              },
            });
          }}
        >
          ✕
        </button>
      </div>
    </>
  );
});
