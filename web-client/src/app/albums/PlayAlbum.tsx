import type { AlbumRowFragment } from '../../generated/graphql';
import { PLAY_ALBUM } from '../documents';
import { tellFailure, useChange } from '../ui/useChange';
import { played } from './expected';

/** Counts one more play. However many press it at once, each counts. */
export function PlayAlbum({ album }: { album: Pick<AlbumRowFragment, 'id' | 'title' | 'plays'> }) {
  const play = useChange(PLAY_ALBUM, () => played('Album', album));
  return (
    <button
      type="button"
      className="icon"
      aria-label={`Play ${album.title}`}
      onClick={() => {
        void play({ id: album.id }).then(tellFailure);
      }}
    >
      ▶
    </button>
  );
}
