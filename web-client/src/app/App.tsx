import { useConnectionStatus } from '../ankurah/react/useConnectionStatus';

/** The whole page. */
export function App() {
  const { state } = useConnectionStatus();
  return (
    <main>
      <h1>Music store</h1>
      <p>The connection is {state}.</p>
      <p>
        <a href="/graphiql">Explore the API in GraphiQL</a>
      </p>
    </main>
  );
}
