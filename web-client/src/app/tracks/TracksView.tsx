import { useState } from 'react';
import { text, where } from '../../ankurah/core/where';
import { useLiveQuery } from '../../ankurah/react/useLiveQuery';
import type { TrackFilter, TrackOrder } from '../../generated/graphql';
import { LiveState } from '../ui/LiveState';
import { whole } from '../ui/format';
import { useDebounced } from '../ui/useDebounced';
import { useWindow } from '../ui/useWindow';
import { VirtualTable, type Column, type Sorting } from '../ui/VirtualTable';
import { TrackCells } from './TrackCells';
import { GENRES, TRACKS } from './documents';

type Sort = 'name' | 'milliseconds' | 'plays';

const COLUMNS: readonly Column<Sort>[] = [
  { label: 'Track', sort: 'name', className: 'wide' },
  { label: 'Album', className: 'wide second' },
  { label: 'Genre', className: 'third' },
  { label: 'Length', sort: 'milliseconds', className: 'number third' },
  { label: 'Plays', sort: 'plays', className: 'number' },
  { label: 'Actions', hidden: true, className: 'actions one' },
];

const SETTLE_MS = 200;

export function TracksView() {
  const [word, setWord] = useState('');
  const [genre, setGenre] = useState('');
  const [clean, setClean] = useState(false);
  const [sorting, setSorting] = useState<Sorting<Sort>>({ by: 'plays', direction: 'DESC' });
  const genres = useLiveQuery(GENRES).items;
  const settled = useDebounced(text(word), SETTLE_MS);
  const like = settled && `%${settled.replace(/[\\%_]/g, String.raw`\$&`)}%`;
  const filter = where<TrackFilter>({
    ...(like && {
      or: [{ name: { ilike: like } }, { composer: { ilike: like } }, { album: { title: { ilike: like } } }],
    }),
    ...(genre && { genre: { id: { eq: genre } } }),
    ...(clean && { explicit: { eq: false } }),
  });
  const order = { [sorting.by]: sorting.direction } as unknown as TrackOrder;
  const { items, totalCount, status, error, stale, reach } = useWindow(
    TRACKS,
    { where: filter ?? {}, orderBy: [order] },
    undefined,
  );
  const total = totalCount ?? items.length;
  return (
    <section className="view">
      <div className="view-head">
        <h1>Tracks</h1>
        <p className="count">
          {whole(total)} {total === 1 ? 'track' : 'tracks'} · <LiveState status={status} error={error} />
        </p>
      </div>
      <form className="filters" role="search" aria-label="Tracks">
        <label className="grow">
          Search
          <input
            type="search"
            placeholder="A name, a composer or an album"
            value={word}
            onChange={({ target }) => {
              setWord(target.value);
            }}
          />
        </label>
        <label>
          Genre
          <select
            value={genre}
            onChange={({ target }) => {
              setGenre(target.value);
            }}
          >
            <option value="">All</option>
            {genres.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={clean}
            onChange={({ target }) => {
              setClean(target.checked);
            }}
          />
          Not explicit
        </label>
      </form>
      <VirtualTable
        label="Tracks"
        columns={COLUMNS}
        sorting={sorting}
        onSort={setSorting}
        list={JSON.stringify([filter, sorting])}
        items={items}
        total={total}
        busy={stale || status === 'loading'}
        onReach={reach}
        row={(track) => <TrackCells track={track} />}
      />
      {items.length === 0 && status === 'live' && <p className="hint empty">No track is like that.</p>}
    </section>
  );
}
