import { Doc } from 'yjs';
import type { AnkurahError } from '../core/errors';
import type { TextPlace } from './documents';
import { createTextProvider, type TextClient } from './provider';

/**
 * Sends what earlier visits could not send, as soon as there is a connection, without an editor.
 *
 * @param places what `keptTexts` gives, without texts that are open
 * @param onRefused is told of what the server does not take; it stays on disk until the text is opened
 */
export function sendLeftovers(
  client: TextClient,
  places: readonly TextPlace[],
  onRefused: (place: TextPlace, error: AnkurahError) => void,
): void {
  for (const place of places) {
    const provider = createTextProvider(client, { ...place, doc: new Doc() });
    const stop = provider.status.subscribe(() => {
      const { state, error } = provider.status.get();
      if (state === 'refused' && error !== undefined) {
        stop();
        onRefused(place, error);
      }
    });
    // It ends by itself, once it is known what became of them.
    provider.destroy();
  }
}
