import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createAnkurahClient } from '../ankurah/apollo/client';
import { App } from './App';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('the page has a place for the application');
}
createRoot(root).render(
  <StrictMode>
    <ApolloProvider client={createAnkurahClient({})}>
      <App />
    </ApolloProvider>
  </StrictMode>,
);
