import { memo } from 'react';
import { Link } from 'wouter';
import type { TrackRowFragment } from '../../generated/graphql';
import { duration, whole } from '../ui/format';
import { PlayTrack } from './PlayTrack';

/** A line of the table; it is drawn again only when its track changed. */
export const TrackCells = memo(function TrackCells({ track }: { track: TrackRowFragment }) {
  const { name, album, genre, milliseconds, plays, explicit } = track;
  return (
    <>
      <div role="cell" className="wide">
        {name} {explicit && <abbr title="Explicit">E</abbr>}
      </div>
      <div role="cell" className="wide second">
        {album ? <Link href={`/albums/${album.id}`}>{album.title}</Link> : '–'}
      </div>
      <div role="cell" className="third">
        {genre?.name ?? '–'}
      </div>
      <div role="cell" className="number third">
        {duration(milliseconds)}
      </div>
      <div role="cell" className="number">
        {whole(plays)}
      </div>
      <div role="cell" className="actions one">
        <PlayTrack track={track} />
      </div>
    </>
  );
});
