import { createContext, useContext } from 'solid-js';
import type { AnkurahClient } from '../apollo/client';

/** Gives the client to what is below its `Provider`. */
export const AnkurahContext = createContext<AnkurahClient>();

/** The client that `AnkurahContext.Provider` gives. */
export function useAnkurahClient(): AnkurahClient {
  const client = useContext(AnkurahContext);
  if (client === undefined) {
    throw new TypeError('There is no AnkurahContext.Provider with a client above this.');
  }
  return client;
}
