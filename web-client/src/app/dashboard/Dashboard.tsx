import { useSubscription } from '@apollo/client/react';
import { useLiveQuery } from '../../ankurah/react/useLiveQuery';
import { day, money, whole } from '../ui/format';
import { LiveState } from '../ui/LiveState';
import { Bars, Columns } from './Bars';
import { ALBUMS_BY_YEAR, LATEST_SALES, PLAYS, SALES, SALES_BY_COUNTRY } from './documents';
import { useGenreSales } from './useGenreSales';
import { useSell } from './useSell';

const COUNTRIES = 10;

/** The figures of the store, all of them live. */
export function Dashboard() {
  const [sell, busy] = useSell();
  const sales = useSubscription(SALES).data?.invoicesAggregate.groups[0];
  const stock = useSubscription(PLAYS).data?.albumsAggregate.groups[0];
  const latest = useLiveQuery(LATEST_SALES);
  return (
    <section className="page dashboard">
      <div className="view-head">
        <h1>Dashboard</h1>
        <p className="count">
          <LiveState status={latest.status} error={latest.error} />
        </p>
        <button type="button" className="primary" disabled={busy} onClick={() => void sell()}>
          Sell something
        </button>
      </div>
      <dl className="figures">
        <Figure name="Sales" value={sales && money(sales.sum.total ?? 0)} />
        <Figure name="Invoices" value={sales && whole(sales.count)} />
        <Figure name="Mean invoice" value={sales && money(sales.avg.total ?? 0)} />
        <Figure name="Albums" value={stock && whole(stock.count)} />
        <Figure name="Plays of albums" value={stock && whole(stock.sum.plays ?? 0)} />
      </dl>
      <div className="charts">
        <SalesByCountry />
        <Bars title="Sales by genre" values={useGenreSales()} say={money} />
        <AlbumsByYear />
        <section className="chart" aria-labelledby="latest">
          <h2 id="latest">Latest sales</h2>
          <ol className="latest">
            {latest.items.map(({ id, invoiceDate, customer, billingCountry, total }) => (
              <li key={id}>
                <span>
                  {customer ? `${customer.firstName} ${customer.lastName}` : 'Somebody'}
                  <span className="hint">
                    {' '}
                    {billingCountry ?? '–'} · <time dateTime={invoiceDate}>{day(invoiceDate)}</time>
                  </span>
                </span>
                <strong>{money(total)}</strong>
              </li>
            ))}
          </ol>
        </section>
      </div>
    </section>
  );
}

function Figure({ name, value }: { name: string; value: string | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value ?? '…'}</dd>
    </div>
  );
}

function SalesByCountry() {
  const groups = useSubscription(SALES_BY_COUNTRY).data?.invoicesAggregate.groups ?? [];
  const values = groups
    .map(({ key, sum }) => ({ name: key.billingCountry ?? 'Not known', value: Number(sum.total ?? 0) }))
    .sort((one, other) => other.value - one.value)
    .slice(0, COUNTRIES);
  return <Bars title="Sales by country" values={values} say={money} />;
}

function AlbumsByYear() {
  const groups = useSubscription(ALBUMS_BY_YEAR).data?.albumsAggregate.groups ?? [];
  const values = groups.flatMap(({ key, count }) =>
    key.year === null ? [] : [{ name: String(key.year), value: count }],
  );
  return <Columns title="Albums by year" values={values} say={whole} />;
}
