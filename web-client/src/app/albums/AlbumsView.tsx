import { useCallback, useState } from 'react';
import { useSearchParams } from 'wouter';
import { number, text, where } from '../../ankurah/core/where';
import type { AlbumFilter, AlbumFormat, AlbumOrder, AlbumRowFragment } from '../../generated/graphql';
import { LiveState } from '../ui/LiveState';
import { useDebounced } from '../ui/useDebounced';
import { useWindow } from '../ui/useWindow';
import { VirtualTable, type Column, type Sorting } from '../ui/VirtualTable';
import { whole } from '../ui/format';
import { AlbumDialog } from './AlbumDialog';
import { AlbumCells } from './AlbumCells';
import { ALBUMS } from './documents';
import { FORMATS } from './formats';

type Sort = 'title' | 'year' | 'format' | 'plays';

const COLUMNS: readonly Column<Sort>[] = [
  { label: 'Title', sort: 'title', className: 'wide' },
  { label: 'Artist', className: 'wide second' },
  { label: 'Year', sort: 'year', className: 'number third' },
  { label: 'Format', sort: 'format', className: 'third' },
  { label: 'Plays', sort: 'plays', className: 'number' },
  { label: 'Actions', hidden: true, className: 'actions' },
];

const SORTS: readonly Sort[] = ['title', 'year', 'format', 'plays'];

const SETTLE_MS = 200;

const first = () => 'first' as const;

/** All albums, searched, filtered and sorted by what the address says. */
export function AlbumsView() {
  const [search, setSearch] = useSearchParams();
  const [dialog, setDialog] = useState<AlbumRowFragment | 'new'>();
  const sorting = sortingOf(search);
  const filter = useDebounced(JSON.stringify(filterOf(search) ?? {}), SETTLE_MS);
  const { items, totalCount, status, error, stale, reach } = useWindow(
    ALBUMS,
    {
      where: JSON.parse(filter) as AlbumFilter,
      orderBy: [{ [sorting.by]: sorting.direction } as unknown as AlbumOrder],
    },
    first,
  );
  const set = (name: string, value: string): void => {
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === '') {
          after.delete(name);
        } else {
          after.set(name, value);
        }
        return after;
      },
      { replace: true },
    );
  };
  const edit = useCallback((album: AlbumRowFragment) => {
    setDialog(album);
  }, []);
  const total = totalCount ?? items.length;
  return (
    <section className="view">
      <div className="view-head">
        <h1>Albums</h1>
        <p className="count">
          {whole(total)} {total === 1 ? 'album' : 'albums'} · <LiveState status={status} error={error} />
        </p>
        <button
          type="button"
          className="primary"
          onClick={() => {
            setDialog('new');
          }}
        >
          New album
        </button>
      </div>
      <form className="filters" role="search" aria-label="Albums">
        <label className="grow">
          Search
          <input
            type="search"
            placeholder="A title or an artist"
            value={search.get('q') ?? ''}
            onChange={({ target }) => {
              set('q', target.value);
            }}
          />
        </label>
        <label>
          Format
          <select
            value={search.get('format') ?? ''}
            onChange={({ target }) => {
              set('format', target.value);
            }}
          >
            <option value="">All</option>
            {FORMATS.map((format) => (
              <option key={format}>{format}</option>
            ))}
          </select>
        </label>
        {(['from', 'to'] as const).map((name) => (
          <label key={name}>
            {name === 'from' ? 'From year' : 'To year'}
            <input
              type="number"
              inputMode="numeric"
              value={search.get(name) ?? ''}
              onChange={({ target }) => {
                set(name, target.value);
              }}
            />
          </label>
        ))}
      </form>
      <VirtualTable
        label="Albums"
        columns={COLUMNS}
        sorting={sorting}
        onSort={({ by, direction }) => {
          set('sort', direction === 'ASC' ? by : `-${by}`);
        }}
        list={`${filter} ${sorting.by} ${sorting.direction}`}
        items={items}
        total={total}
        busy={stale || status === 'loading'}
        onReach={reach}
        row={(album) => <AlbumCells album={album} onEdit={edit} />}
      />
      {items.length === 0 && status === 'live' && <p className="hint empty">No album is like that.</p>}
      {dialog !== undefined && (
        <AlbumDialog
          album={dialog === 'new' ? undefined : dialog}
          onClose={() => {
            setDialog(undefined);
          }}
        />
      )}
    </section>
  );
}

function filterOf(search: URLSearchParams): AlbumFilter | undefined {
  const word = text(search.get('q'));
  const format = FORMATS.find((each): each is AlbumFormat => each === search.get('format'));
  const like = word && `%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`;
  return where<AlbumFilter>({
    ...(like && { or: [{ title: { ilike: like } }, { artist: { name: { ilike: like } } }] }),
    ...(format && { format: { eq: format } }),
    year: { gte: number(search.get('from')), lte: number(search.get('to')) },
  });
}

function sortingOf(search: URLSearchParams): Sorting<Sort> {
  const asked = search.get('sort') ?? 'title';
  const by = SORTS.find((sort) => sort === asked.replace(/^-/, '')) ?? 'title';
  return { by, direction: asked.startsWith('-') ? 'DESC' : 'ASC' };
}
