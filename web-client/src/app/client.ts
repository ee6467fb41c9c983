import { createAnkurahClient } from '../ankurah/apollo/client';
import { PayloadLog } from './shell/PayloadLog';

/** What the server sends, for the panel that shows it. */
export const payloads = new PayloadLog();

/** The page's own server. */
export const client = createAnkurahClient({
  link: payloads.link(),
  onPayload: (handle, data) => {
    payloads.add(handle, data);
  },
});
