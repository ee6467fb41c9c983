import { useState } from 'react';
import { useAnkurahClient } from '../../ankurah/react/client';
import { newLocalId } from '../../ankurah/core/outbox/localId';
import { notify } from '../shell/notices';
import { CREATE_INVOICE, CREATE_LINE, SELLABLE } from './documents';

/**
 * Sells something to somebody, so that there is something to see. The line refers to an invoice that may not exist yet:
 * the outbox sends one after the other and puts in the id that the server gave.
 */
export function useSell(): [sell: () => Promise<void>, busy: boolean] {
  const client = useAnkurahClient();
  const [busy, setBusy] = useState(false);
  const sell = async (): Promise<void> => {
    const { data } = await client.query({ query: SELLABLE });
    const customer = anyOf(data?.customers.nodes);
    const track = anyOf(data?.tracks.nodes);
    if (customer === undefined || track === undefined) {
      notify('There is nobody to sell to, or nothing to sell.');
      return;
    }
    const id = newLocalId();
    const invoice = await client.change(CREATE_INVOICE, {
      variables: {
        input: {
          customer: customer.id,
          invoiceDate: new Date().toISOString(),
          billingCountry: customer.country ?? null,
          total: track.unitPrice,
        },
      },
      optimistic: { create: { __typename: 'Invoice', id } },
      outbox: true,
    });
    const line = await client.change(CREATE_LINE, {
      variables: { input: { invoice: id, track: track.id, unitPrice: track.unitPrice, quantity: 1 } },
      outbox: true,
    });
    for (const result of [invoice, line]) {
      if (result.kind === 'failed') {
        notify(`That was not sold: ${result.error.message}`);
      }
    }
  };
  return [
    async () => {
      setBusy(true);
      try {
        await sell();
      } catch (error) {
        notify(`That was not sold: ${error instanceof Error ? error.message : String(error)}`);
      } finally {
        setBusy(false);
      }
    },
    busy,
  ];
}

function anyOf<T>(all: readonly T[] | undefined): T | undefined {
  return all?.[Math.floor(Math.random() * all.length)];
}
