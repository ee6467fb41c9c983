import type { AnkurahError } from '../../ankurah/core/errors';
import type { LiveStatus } from '../../ankurah/core/live/LiveQuery';

const SAID: Record<LiveStatus, string> = {
  loading: 'Loading…',
  live: 'Live',
  resuming: 'Catching up…',
  offline: 'Offline: this is how it was',
  ended: 'Not live any more',
};

/** How current a list is, and why if it is not. */
export function LiveState({ status, error }: { status: LiveStatus; error: AnkurahError | undefined }) {
  return (
    <span className="live-state" data-status={status} role="status">
      {SAID[status]}
      {error === undefined ? '' : ` (${error.message})`}
    </span>
  );
}
