import { useApolloClient } from '@apollo/client/react';
import { AnkurahClient } from '../apollo/client';

/** The client that `ApolloProvider` gives. */
export function useAnkurahClient(): AnkurahClient {
  const client = useApolloClient();
  if (!(client instanceof AnkurahClient)) {
    throw new TypeError('ApolloProvider needs a client made by createAnkurahClient.');
  }
  return client;
}
