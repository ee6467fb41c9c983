import type { ErrorLike } from '@apollo/client';

/** One entity, as far as it is known. */
export type EntityResult<Entity> =
  | { readonly status: 'loading'; readonly entity: undefined; readonly error: undefined }
  | { readonly status: 'found'; readonly entity: Entity; readonly error: undefined }
  /** There is none with this id, or it is deleted or hidden. */
  | { readonly status: 'missing'; readonly entity: undefined; readonly error: undefined }
  | { readonly status: 'failed'; readonly entity: undefined; readonly error: ErrorLike };

/** What Apollo knows of an entity, in our words. */
export function entityResult<Entity>(result: {
  readonly data?: unknown;
  readonly error?: ErrorLike | undefined;
  readonly loading: boolean;
}): EntityResult<Entity> {
  const data = result.data as { readonly entity: Entity | null } | undefined;
  const entity = data?.entity ?? undefined;
  if (entity !== undefined) {
    return { status: 'found', entity, error: undefined };
  }
  if (result.error !== undefined) {
    return { status: 'failed', entity, error: result.error };
  }
  return { status: data === undefined || result.loading ? 'loading' : 'missing', entity, error: undefined };
}
