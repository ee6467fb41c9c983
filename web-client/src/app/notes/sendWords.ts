import { keptTexts } from '../../ankurah/text/kept';
import { client } from '../client';
import { notify } from '../shell/notices';

/** Sends the words that earlier visits have left unsent, of other texts than the one that is open now. */
export function sendWords(): void {
  void keptTexts(client).then(async (texts) => {
    const left = texts.filter(({ id }) => !location.pathname.endsWith(id));
    if (left.length === 0) {
      return;
    }
    const { sendLeftovers } = await import('../../ankurah/text/leftovers');
    sendLeftovers(client, left, ({ id }, { message }) => {
      notify(`Words that you wrote earlier could not be saved: ${message}`, {
        label: 'Show',
        run: () => {
          location.assign(`/albums/${id}`);
        },
      });
    });
  });
}
