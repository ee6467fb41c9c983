/** One line of the timeline: an event, or a run of plays or of edits of one text that followed each other. */
export interface Step {
  readonly id: string;
  /** What the first of its events was made upon. */
  readonly parents: readonly string[];
  /** The place behind it, where past states are seen from. */
  readonly cursor: string;
  readonly committedAt: string;
  readonly actor: string | null;
  readonly said: string;
  /** What may be one line with more of its kind. */
  readonly run: string | undefined;
  /** How many events it stands for. */
  readonly count: number;
}

export interface HistoryEdge {
  readonly cursor: string;
  readonly node: {
    readonly id: string;
    readonly parents: readonly string[];
    readonly committedAt: string;
    readonly actor?: string | null | undefined;
    readonly operations: unknown;
  };
}

type Operations = Readonly<Record<string, unknown>>;

/** The lines of the timeline, oldest first. Plays that follow each other become one line, and so do edits of a text. */
export function stepsOf(edges: readonly HistoryEdge[]): Step[] {
  const forks = new Set<string>();
  const named = new Set<string>();
  edges.forEach(({ node }) => {
    node.parents.forEach((parent) => (named.has(parent) ? forks : named).add(parent));
  });
  const steps: Step[] = [];
  for (const { cursor, node } of edges) {
    const operations = (node.operations ?? {}) as Operations;
    const run = node.parents.length === 0 ? undefined : runOf(operations);
    const before = steps.at(-1);
    const joins =
      run !== undefined &&
      before?.run === run &&
      before.actor === (node.actor ?? null) &&
      node.parents.length === 1 &&
      node.parents[0] === before.id &&
      !forks.has(before.id);
    const count = joins ? before.count + 1 : 1;
    const step: Step = {
      id: node.id,
      parents: joins ? before.parents : node.parents,
      cursor,
      committedAt: node.committedAt,
      actor: node.actor ?? null,
      said: run === undefined ? said(operations, node.parents.length === 0) : runSaid(run, count),
      run,
      count,
    };
    if (joins) {
      steps.pop();
    }
    steps.push(step);
  }
  return steps;
}

/** The property of which it is one more play or edit, and nothing else. */
function runOf(operations: Operations): string | undefined {
  const [first, ...others] = Object.entries(operations);
  if (first === undefined || others.length > 0) {
    return undefined;
  }
  const [name, what] = first;
  const increment = (what as { increment?: unknown } | null)?.increment;
  return (name === 'plays' && increment === 1) || doneTo(what) === EDITED ? name : undefined;
}

function runSaid(run: string, count: number): string {
  const said = run === 'plays' ? 'Played' : `${capital(run)} ${EDITED}`;
  return count === 1 ? said : `${said} ${count} times`;
}

function said(operations: Operations, genesis: boolean): string {
  const parts = Object.entries(operations).map(([name, what]) => {
    if (name === 'deleted') {
      return isDeleted(what) ? 'deleted' : 'restored';
    }
    return genesis ? name : `${name} ${doneTo(what)}`;
  });
  if (genesis) {
    return `Created${parts.length === 0 ? '' : ` with ${parts.join(', ')}`}`;
  }
  const text = parts.join(', ');
  return text === '' ? 'Touched' : capital(text);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isDeleted(what: unknown): boolean {
  return what === true || (what as { set?: unknown } | null)?.set === true;
}

const LONGEST = 60;

const EDITED = 'edited';

function doneTo(what: unknown): string {
  if (typeof what !== 'object' || what === null) {
    return `→ ${shown(what)}`;
  }
  const { set, increment } = what as { set?: unknown; increment?: unknown };
  if ('set' in what) {
    return set === null ? 'cleared' : `→ ${shown(set)}`;
  }
  return typeof increment === 'number' ? `${increment < 0 ? '−' : '+'}${Math.abs(increment)}` : EDITED;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
