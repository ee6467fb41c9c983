import { useId, useState } from 'react';
import { useAnkurahClient } from '../../ankurah/react/client';
import { useSignal } from '../../ankurah/react/useSignal';
import { payloads } from '../client';
import type { Running } from './PayloadLog';

/** Shows what runs on the socket: each subscription's document, its variables, and its payloads as they come. */
export function PayloadPanel() {
  const [open, setOpen] = useState(false);
  const panel = useId();
  return (
    <aside className="payloads" aria-label="What the server sends">
      <button
        type="button"
        className="payloads-title"
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => {
          setOpen(!open);
        }}
      >
        <span aria-hidden="true">{open ? '▾' : '▸'}</span> What the server sends
      </button>
      <div id={panel}>{open && <Subscriptions />}</div>
    </aside>
  );
}

function Subscriptions() {
  const live: readonly Running[] = useSignal(useAnkurahClient().liveQueries);
  const plain = useSignal(payloads.running);
  const [chosen, choose] = useState<Running>();
  const running = [...live, ...plain];
  const shown = running.find((each) => each === chosen) ?? running.at(-1);
  return (
    <div className="payloads-body">
      <ul aria-label="Running subscriptions" className="subscriptions">
        {running.map((each, index) => (
          <li key={index}>
            <button
              type="button"
              aria-pressed={each === shown}
              onClick={() => {
                choose(each);
              }}
            >
              {titleOf(each)}
            </button>
          </li>
        ))}
      </ul>
      {shown === undefined ? <p className="hint">Nothing runs.</p> : <Subscription running={shown} />}
    </div>
  );
}

function Subscription({ running }: { running: Running }) {
  useSignal(payloads.version);
  const came = payloads.of(running);
  return (
    <>
      <pre className="document" tabIndex={0} aria-label="Document and variables">
        {running.text}
        {Object.keys(running.variables).length > 0 && `\n\n${JSON.stringify(running.variables, null, 2)}`}
      </pre>
      <ol className="came" aria-label="Payloads, the newest first" tabIndex={0}>
        {came.map(({ number, at, data }) => (
          <li key={number}>
            <details open={number === came[0]?.number}>
              <summary>
                #{number} <time>{new Date(at).toLocaleTimeString('en')}</time> {summaryOf(data)}
              </summary>
              <pre>{shortened(data)}</pre>
            </details>
          </li>
        ))}
      </ol>
    </>
  );
}

function titleOf({ text }: Running): string {
  return /subscription\s+(\w+)/.exec(text)?.[1] ?? 'subscription';
}

/** What a payload tells, such as `1 UPDATED`. */
function summaryOf(data: unknown): string {
  const [root] = Object.values((data ?? {}) as Record<string, { changes?: { kind: string }[]; groups?: unknown[] }>);
  const counts = new Map<string, number>();
  root?.changes?.forEach(({ kind }) => counts.set(kind, (counts.get(kind) ?? 0) + 1));
  return root?.groups === undefined
    ? [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ')
    : `${root.groups.length} groups`;
}

const LONGEST = 4000;

function shortened(data: unknown): string {
  const text = JSON.stringify(data, null, 2);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}\n… ${text.length - LONGEST} more characters` : text;
}
