import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { number, text } from '../../ankurah/core/where';
import { useLiveQuery } from '../../ankurah/react/useLiveQuery';
import type { Refusal } from '../../ankurah/core/outbox/entry';
import type { AlbumFormat, AlbumRowFragment } from '../../generated/graphql';
import { ARTISTS, CREATE_ALBUM, UPDATE_ALBUM } from '../documents';
import { notify } from '../shell/notices';
import { Dialog } from '../ui/Dialog';
import { useChange } from '../ui/useChange';
import { ConflictBox } from './ConflictBox';
import { created, updated } from './expected';
import { FORMATS } from './formats';

export interface AlbumForm {
  readonly title: string;
  readonly artist: string;
  readonly year: string;
  readonly format: AlbumFormat | '';
}

/** What became of a form, as far as it shows that. */
type Saved =
  | { readonly kind: 'done' | 'kept' }
  | { readonly kind: 'conflict'; readonly theirs: AlbumRowFragment | null }
  | { readonly kind: 'failed'; readonly error: Refusal };

/** Creates an album, or edits one: only if nobody else has changed it meanwhile. */
export function AlbumDialog({ album, onClose }: { album: AlbumRowFragment | undefined; onClose: () => void }) {
  // What the edit is based on; after a conflict, what the other one made of it.
  const [base, setBase] = useState(album);
  const [result, setResult] = useState<Saved>();
  const form = useForm<AlbumForm>({ defaultValues: formOf(album) });
  const { errors, isSubmitting } = form.formState;
  const artists = useLiveQuery(ARTISTS).items;
  const save = useSave(artists);

  const submit = async (typed: AlbumForm, upon = base): Promise<void> => {
    const saved = await save(typed, upon);
    if (saved.kind === 'done' || saved.kind === 'kept') {
      if (saved.kind === 'kept') {
        notify('Kept here; it will be sent when there is a connection.');
      }
      onClose();
      return;
    }
    if (saved.kind === 'conflict' && upon && saved.theirs && isSame(formOf(upon), formOf(saved.theirs))) {
      // Somebody played it, or wrote notes: nothing that stands in this form.
      setBase(saved.theirs);
      await submit(typed, saved.theirs);
      return;
    }
    setResult(saved);
    if (saved.kind === 'failed' && saved.error.field === 'year') {
      form.setError('year', { message: saved.error.message });
    }
  };

  return (
    <Dialog title={album === undefined ? 'New album' : `Edit “${album.title}”`} onClose={onClose}>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          void form.handleSubmit((typed) => submit(typed))(event);
        }}
      >
        <label>
          Title
          <input
            {...form.register('title', { validate: (title) => text(title) !== undefined || 'An album has a title.' })}
            aria-invalid={errors.title !== undefined}
            aria-describedby="title-error"
          />
        </label>
        <p id="title-error" className="error" role="alert">
          {errors.title?.message}
        </p>
        <label>
          Artist
          <select {...form.register('artist')}>
            <option value="">Several artists</option>
            {artists.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            {/* Before the artists are there, or if there are more than are listed. */}
            {album?.artist && !artists.some(({ id }) => id === album.artist?.id) && (
              <option value={album.artist.id}>{album.artist.name}</option>
            )}
          </select>
        </label>
        <div className="pair">
          <label>
            Year
            <input
              inputMode="numeric"
              {...form.register('year', { pattern: { value: /^\s*\d{0,4}\s*$/, message: 'A year is a number.' } })}
              aria-invalid={errors.year !== undefined}
              aria-describedby="year-error"
            />
          </label>
          <label>
            Format
            <select {...form.register('format')}>
              <option value="">Not known</option>
              {FORMATS.map((format) => (
                <option key={format}>{format}</option>
              ))}
            </select>
          </label>
        </div>
        <p id="year-error" className="error" role="alert">
          {errors.year?.message}
        </p>
        {result?.kind === 'failed' && (
          <p className="error" role="alert">
            {result.error.message}
          </p>
        )}
        {result?.kind === 'conflict' && (
          <ConflictBox
            mine={form.getValues()}
            theirs={result.theirs}
            artists={artists}
            onMine={(theirs) => {
              setResult(undefined);
              setBase(theirs);
              void submit(form.getValues(), theirs);
            }}
            onTheirs={(theirs) => {
              setResult(undefined);
              setBase(theirs);
              form.reset(formOf(theirs));
            }}
          />
        )}
        <div className="buttons">
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="primary" disabled={isSubmitting || result?.kind === 'conflict'}>
            {album === undefined ? 'Create' : 'Save'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** What saves a form: as a new album, or upon the state of one. */
function useSave(artists: readonly { readonly id: string; readonly name: string }[]) {
  const create = useChange(CREATE_ALBUM, ({ input }) => created(input, artists));
  const update = useChange(UPDATE_ALBUM, ({ id, patch }) => updated(id, patch, artists));
  return async (typed: AlbumForm, base: AlbumRowFragment | undefined): Promise<Saved> => {
    const values = {
      title: typed.title.trim(),
      artist: typed.artist === '' ? null : typed.artist,
      year: number(typed.year) ?? null,
      format: typed.format === '' ? null : typed.format,
    };
    if (base === undefined) {
      return create({ input: values });
    }
    const { id, revision } = base;
    const before = { ...base, artist: base.artist?.id ?? null };
    const patch = Object.fromEntries(
      Object.entries(values).filter(([name, value]) => value !== before[name as keyof typeof values]),
    );
    // What was made offline has no head that the server knows.
    const ifHead = revision.head.length === 0 ? null : revision.head;
    return update({ id, patch, ifHead });
  };
}

function isSame(one: AlbumForm, other: AlbumForm): boolean {
  return (Object.keys(one) as (keyof AlbumForm)[]).every((name) => one[name] === other[name]);
}

function formOf(album: AlbumRowFragment | undefined): AlbumForm {
  return {
    title: album?.title ?? '',
    artist: album?.artist?.id ?? '',
    year: album?.year?.toString() ?? '',
    format: album?.format ?? '',
  };
}
