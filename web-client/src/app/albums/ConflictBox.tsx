import type { AlbumRowFragment } from '../../generated/graphql';
import type { AlbumForm } from './AlbumDialog';
import type { ArtistName } from './expected';

interface ConflictBoxProps {
  readonly mine: AlbumForm;
  /** Null if it is gone. */
  readonly theirs: AlbumRowFragment | null;
  readonly artists: readonly ArtistName[];
  readonly onMine: (theirs: AlbumRowFragment) => void;
  readonly onTheirs: (theirs: AlbumRowFragment) => void;
}

/** Both versions of an album that somebody else has changed while it was edited here. */
export function ConflictBox({ mine, theirs, artists, onMine, onTheirs }: ConflictBoxProps) {
  if (theirs === null) {
    return (
      <p className="conflict" role="alert">
        Somebody else has deleted this album. Nothing was saved.
      </p>
    );
  }
  const artist = artists.find(({ id }) => id === mine.artist)?.name ?? '–';
  const rows = [
    ['Title', mine.title, theirs.title],
    ['Artist', artist, theirs.artist?.name ?? '–'],
    ['Year', mine.year || '–', String(theirs.year ?? '–')],
    ['Format', mine.format || '–', theirs.format ?? '–'],
  ] as const;
  return (
    <div className="conflict" role="alert">
      <p>Somebody else has changed this album meanwhile. Nothing was saved yet.</p>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">Yours</th>
            <th scope="col">Theirs</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, yours, other]) => (
            <tr key={name} data-differs={yours !== other}>
              <th scope="row">{name}</th>
              <td>{yours}</td>
              <td>{other}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="buttons">
        <button
          type="button"
          onClick={() => {
            onTheirs(theirs);
          }}
        >
          Take theirs
        </button>
        <button
          type="button"
          onClick={() => {
            onMine(theirs);
          }}
        >
          Save mine
        </button>
      </div>
    </div>
  );
}
