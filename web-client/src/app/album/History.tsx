import { useQuery } from '@apollo/client/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { whole, moment } from '../ui/format';
import { HISTORY } from './documents';
import { graphOf } from './graph';
import { stepsOf, type Step } from './steps';
import { Then } from './Then';

/** Who types makes many events, and nobody reads that fast. */
const PAUSE_MS = 1_000;

const ROW = 44;
const LANE = 22;
const DOT = 6;

/** Everything that ever happened to an album: who did what and when, drawn as the graph that it is. */
export function History({ id, head }: { id: string; head: readonly string[] }) {
  // Past states are no news about the present, so they stay out of the cache.
  const { data, refetch, error } = useQuery(HISTORY, { variables: { id }, fetchPolicy: 'no-cache' });
  const [chosen, choose] = useState<string>();
  const newest = head.join();
  const asked = useRef(0);
  useEffect(() => {
    const timer = setTimeout(
      () => {
        asked.current = Date.now();
        refetch().catch(() => undefined);
      },
      Math.max(0, asked.current + PAUSE_MS - Date.now()),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [newest, refetch]);

  const edges = data?.events.edges;
  const steps = useMemo(() => stepsOf(edges ?? []), [edges]);
  const graph = useMemo(() => graphOf(steps), [steps]);
  const width = graph.lanes * LANE + LANE;
  const step = steps.find((each) => each.id === chosen);
  return (
    <section aria-labelledby="history">
      <h2 id="history">History</h2>
      <p className="hint">
        {error === undefined
          ? `${whole(data?.events.totalCount ?? 0)} events${head.length > 1 ? ` on ${head.length} branches` : ''}. Choose one to see the album as it was then.`
          : `The history cannot be read now: ${error.message}`}
      </p>
      <div className="history">
        <svg width={width} height={graph.nodes.length * ROW} role="img" aria-label={summary(steps, head.length)}>
          {graph.lines.map(({ from, to }) => (
            <path key={`${from.row}.${to.row}.${to.lane}`} d={curve(from, to)} className={`lane-${from.lane % 4}`} />
          ))}
          {graph.nodes.map(({ event, row, lane }) => (
            <circle
              key={event.id}
              cx={x(lane)}
              cy={y(row)}
              r={event.id === chosen ? DOT + 2 : DOT}
              className={`lane-${lane % 4}`}
              data-head={head.includes(event.id)}
            />
          ))}
        </svg>
        <ol aria-label="Events, the newest first">
          {graph.nodes.map(({ event }) => (
            <li key={event.id} style={{ height: ROW }}>
              <button
                type="button"
                aria-pressed={event.id === chosen}
                onClick={() => {
                  choose(event.id === chosen ? undefined : event.id);
                }}
              >
                <span className="said">{event.said}</span>
                <span className="by">
                  {event.actor ?? 'somebody'} · <time dateTime={event.committedAt}>{moment(event.committedAt)}</time>
                </span>
              </button>
            </li>
          ))}
        </ol>
      </div>
      {step !== undefined && <Then id={id} step={step} />}
    </section>
  );
}

interface Place {
  readonly row: number;
  readonly lane: number;
}

const x = (lane: number): number => lane * LANE + LANE;
const y = (row: number): number => row * ROW + ROW / 2;

/** Down in its own lane, and over to the parent's in the last row. */
function curve(from: Place, to: Place): string {
  const over = from.lane < to.lane ? y(from.row) + ROW : y(to.row) - ROW;
  const [start, end] = from.lane < to.lane ? [y(from.row), over] : [over, y(to.row)];
  const middle = (start + end) / 2;
  const across = `C ${x(from.lane)} ${middle} ${x(to.lane)} ${middle} ${x(to.lane)} ${end}`;
  return `M ${x(from.lane)} ${y(from.row)} L ${x(from.lane)} ${start} ${across} L ${x(to.lane)} ${y(to.row)}`;
}

function summary(steps: readonly Step[], heads: number): string {
  const joins = steps.filter(({ parents }) => parents.length > 1).length;
  return `Graph of ${steps.length} steps with ${heads} ${heads === 1 ? 'head' : 'heads'} and ${joins} joins`;
}
