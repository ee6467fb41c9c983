import { useEffect, useState } from 'react';
import { useAnkurahClient } from '../../ankurah/react/client';
import { useLiveQuery } from '../../ankurah/react/useLiveQuery';
import { GENRES } from '../tracks/documents';
import type { BarValue } from './Bars';
import { SALES_OF_GENRE } from './documents';

/** What was sold of each genre, the most first: a live figure for each, all on the one socket. */
export function useGenreSales(): readonly BarValue[] {
  const client = useAnkurahClient();
  const genres = useLiveQuery(GENRES).items;
  const [sales, setSales] = useState<ReadonlyMap<string, number>>(new Map());
  const ids = genres.map(({ id }) => id).join();
  useEffect(() => {
    const subscriptions = ids
      .split(',')
      .filter((id) => id !== '')
      .map((genre) =>
        client.subscribe({ query: SALES_OF_GENRE, variables: { genre } }).subscribe({
          next: ({ data }) => {
            const groups = data?.invoiceLinesAggregate.groups ?? [];
            const paid = groups.reduce(
              (sum, { key, sum: { quantity } }) => sum + Number(key.unitPrice) * (quantity ?? 0),
              0,
            );
            setSales((before) => new Map(before).set(genre, paid));
          },
        }),
      );
    return () => {
      subscriptions.forEach((subscription) => {
        subscription.unsubscribe();
      });
    };
  }, [client, ids]);
  return genres
    .map(({ id, name }) => ({ name, value: sales.get(id) ?? 0 }))
    .filter(({ value }) => value > 0)
    .sort((one, other) => other.value - one.value || one.name.localeCompare(other.name));
}
