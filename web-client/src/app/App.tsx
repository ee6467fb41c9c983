import { lazy, Suspense } from 'react';
import { Link, Route, Switch, useRoute } from 'wouter';
import { AlbumView } from './album/AlbumView';
import { AlbumsView } from './albums/AlbumsView';
import { ConnectionMenu } from './shell/ConnectionMenu';
import { PayloadPanel } from './shell/PayloadPanel';
import { Notices } from './shell/Notices';
import { TracksView } from './tracks/TracksView';

/** With its charts, which the first view does not need. */
const Dashboard = lazy(async () => ({ default: (await import('./dashboard/Dashboard')).Dashboard }));

export function App() {
  return (
    <>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="bar">
        <Link href="/" className="brand">
          <img src="/icon.svg" alt="" width="24" height="24" /> Music store
        </Link>
        <nav aria-label="Views">
          <Tab href="/" path="/albums/*?" also="/">
            Albums
          </Tab>
          <Tab href="/tracks" path="/tracks">
            Tracks
          </Tab>
          <Tab href="/dashboard" path="/dashboard">
            Dashboard
          </Tab>
          <a href="/graphiql">GraphiQL</a>
        </nav>
        <ConnectionMenu />
      </header>
      <main id="content" tabIndex={-1}>
        <Suspense fallback={<p className="hint">Loading…</p>}>
          <Switch>
            <Route path="/" component={AlbumsView} />
            <Route path="/albums/:id">{({ id }) => <AlbumView key={id} id={id} />}</Route>
            <Route path="/tracks" component={TracksView} />
            <Route path="/dashboard" component={Dashboard} />
            <Route>
              <section className="page">
                <h1>There is nothing here</h1>
                <p>
                  Perhaps <Link href="/">the albums</Link> are what you are looking for.
                </p>
              </section>
            </Route>
          </Switch>
        </Suspense>
      </main>
      <PayloadPanel />
      <Notices />
    </>
  );
}

function Tab({ href, path, also = path, children }: { href: string; path: string; also?: string; children: string }) {
  const [here] = useRoute(path);
  const [there] = useRoute(also);
  return (
    <Link href={href} aria-current={here || there ? 'page' : undefined}>
      {children}
    </Link>
  );
}
