import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { client } from './client';
import { sendWords } from './notes/sendWords';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/views.css';

const root = document.getElementById('app');
if (root === null) {
  throw new Error('The page has no place for the application.');
}
createRoot(root).render(
  <StrictMode>
    <ApolloProvider client={client}>
      <App />
    </ApolloProvider>
  </StrictMode>,
);
sendWords();
