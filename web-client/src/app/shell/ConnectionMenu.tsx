import { useId } from 'react';
import type { ConnectionStatus } from '../../ankurah/core/connection/status';
import { useAnkurahClient } from '../../ankurah/react/client';
import { useConnectionStatus } from '../../ankurah/react/useConnectionStatus';
import { useOutbox } from '../../ankurah/react/useOutbox';
import { OutboxList } from './OutboxList';

const SAID: Record<ConnectionStatus['state'], string> = {
  connecting: 'Connecting…',
  online: 'Online',
  waiting: 'Reconnecting…',
  offline: 'Offline',
  refused: 'Refused',
};

/** How the connection is, the switch that goes offline, and the changes that wait to be sent. */
export function ConnectionMenu() {
  const client = useAnkurahClient();
  const status = useConnectionStatus();
  const outbox = useOutbox();
  const { entries } = outbox;
  const menu = useId();
  const refused = entries.some(({ state }) => state.kind === 'refused');
  return (
    <div className="connection">
      <button type="button" className="status" data-state={status.state} popoverTarget={menu}>
        <span className="dot" aria-hidden="true" />
        <span>{SAID[status.state]}</span>
        {entries.length > 0 && (
          <span className="badge" data-refused={refused}>
            {entries.length} <span className="read-out">{entries.length === 1 ? 'change waits' : 'changes wait'}</span>
          </span>
        )}
      </button>
      <div id={menu} popover="auto" className="menu" role="dialog" aria-label="Connection">
        <label className="switch">
          <input
            type="checkbox"
            role="switch"
            checked={status.state === 'offline'}
            onChange={({ target }) => {
              if (target.checked) {
                client.goOffline();
              } else {
                client.goOnline();
              }
            }}
          />
          Work offline
        </label>
        <p className="hint">{explanation(status)}</p>
        {status.state === 'waiting' || status.state === 'refused' ? (
          <button
            type="button"
            onClick={() => {
              client.reconnect();
            }}
          >
            Try now
          </button>
        ) : null}
        {outbox.storage.kind === 'memory' && (
          <p className="conflict" role="alert">
            Changes that wait are lost when you leave this page: {outbox.storage.message}
          </p>
        )}
        <OutboxList outbox={outbox} />
      </div>
    </div>
  );
}

function explanation({ state, reason, attempt }: ConnectionStatus): string {
  switch (state) {
    case 'online':
      return 'One socket carries every live query of this page.';
    case 'offline':
      return `${reason ?? ''} What you change now is kept here and sent when you are back.`;
    case 'waiting':
    case 'connecting':
      return attempt === 0 ? 'The server is being asked.' : `${reason ?? ''} Attempt ${attempt + 1}.`;
    case 'refused':
      return reason ?? 'The server does not take this page.';
  }
}
