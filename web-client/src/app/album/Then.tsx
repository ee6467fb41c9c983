import { useQuery } from '@apollo/client/react';
import type { AlbumThenQuery } from '../../generated/graphql';
import { moment } from '../ui/format';
import { ALBUM_THEN } from './documents';
import type { Step } from './steps';

type Album = AlbumThenQuery['album'];

/** The album as it was behind an event, beside what it is now. */
export function Then({ id, step }: { id: string; step: Step }) {
  const options = { fetchPolicy: 'no-cache' } as const;
  const then = useQuery(ALBUM_THEN, { ...options, variables: { id, at: step.cursor } });
  const now = useQuery(ALBUM_THEN, { ...options, variables: { id, at: NOW } });
  const trouble = then.error ?? now.error;
  return (
    <div className="then" role="region" aria-label="Past state">
      <h3>As it was on {moment(step.committedAt)}</h3>
      {trouble !== undefined && <p className="error">{trouble.message}</p>}
      {then.data?.album === null && <p>It was deleted then.</p>}
      {then.data?.album && (
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">Then</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {rowsOf(then.data.album, now.data?.album).map(([name, before, after]) => (
              <tr key={name} data-differs={after !== undefined && before !== after}>
                <th scope="row">{name}</th>
                <td>{before}</td>
                <td>{after ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

/** A time that has not come yet shows the present. */
const NOW = '2999-12-31T00:00:00Z';

function rowsOf(
  then: NonNullable<Album>,
  now: Album | undefined,
): [name: string, then: string, now: string | undefined][] {
  const before = valuesOf(then);
  const after = now ? valuesOf(now) : undefined;
  return Object.entries(before).map(([name, value]) => [name, value, after?.[name]]);
}

function valuesOf(album: NonNullable<Album>): Record<string, string> {
  return {
    Title: album.title,
    Artist: album.artist?.name ?? '–',
    Year: String(album.year ?? '–'),
    Format: album.format ?? '–',
    Released: album.released ?? '–',
    Tags: album.tags.join(', ') || '–',
    Notes: album.notes || '–',
    Plays: String(album.plays),
    Tracks: String(album.tracks.totalCount),
  };
}
