import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useEffect, useRef, useState } from 'react';
import type { EntityOf, LiveQueryOptions, LiveResult } from '../../ankurah/apollo/types';
import { useLiveQuery } from '../../ankurah/react/useLiveQuery';

/** How many entities are asked for: more each time the end comes in sight, at last all. */
const STEPS = [100, 400, 1000, undefined] as const;

export type WindowResult<E> = LiveResult<E> & {
  /** Whether what is shown is what was asked for before. */
  readonly stale: boolean;
  /** Says how far the list is in sight. */
  readonly reach: (index: number) => void;
};

/**
 * A live query whose window grows while one scrolls. What was shown stays until what was asked for next is there.
 *
 * @param variables without `first`
 */
export function useWindow<Data, Variables extends OperationVariables & { first?: number | null | undefined }>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Omit<Variables, 'first'>,
  expecting: LiveQueryOptions<Variables>['expecting'],
): WindowResult<EntityOf<Data>> {
  const list = JSON.stringify(variables);
  const [window, setWindow] = useState({ of: list, step: 0 });
  // Another list begins with a small window again.
  const step = window.of === list ? window.step : 0;
  const first = STEPS[step];
  const asked = { ...variables, ...(first === undefined ? {} : { first }) } as Variables;
  const live = useLiveQuery(document, { variables: asked, ...(expecting === undefined ? {} : { expecting }) });
  const shown = useRef(live);
  useEffect(() => {
    if (live.status !== 'loading') {
      shown.current = live;
    }
  });
  const stale = live.status === 'loading' && shown.current.status !== 'loading';
  const reach = (index: number): void => {
    const next = STEPS.findIndex((size) => size === undefined || index < size);
    if (next > step && live.status === 'live') {
      setWindow({ of: list, step: next });
    }
  };
  return { ...(stale ? shown.current : live), stale, reach };
}
