import type { TrackRowFragment } from '../../generated/graphql';
import { played } from '../albums/expected';
import { PLAY_TRACK } from '../documents';
import { tellFailure, useChange } from '../ui/useChange';

/** Counts one more play of a track. */
export function PlayTrack({ track }: { track: Pick<TrackRowFragment, 'id' | 'name' | 'plays'> }) {
  const play = useChange(PLAY_TRACK, () => played('Track', track));
  return (
    <button
      type="button"
      className="icon"
      aria-label={`Play ${track.name}`}
      onClick={() => {
        void play({ id: track.id }).then(tellFailure);
      }}
    >
      ▶
    </button>
  );
}
