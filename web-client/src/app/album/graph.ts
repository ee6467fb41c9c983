/**
 * Draws a history as a graph: the newest event at the top, lines to the events it was made upon. Events that were made
 * side by side stand in lanes beside each other.
 *
 * Idea: walk from the newest event down and keep, for each lane, the event that its line leads to. An event stands in
 * the first lane that leads to it, or in a free one if none does; its first parent goes on in its lane, each further
 * parent in a lane that leads there already or in a new one. Costs the number of events times the number of lanes.
 */

export interface GraphEvent {
  readonly id: string;
  readonly parents: readonly string[];
}

export interface GraphNode<E> {
  readonly event: E;
  readonly row: number;
  readonly lane: number;
}

export interface GraphLine {
  readonly from: { readonly row: number; readonly lane: number };
  /** Below the last row where the parent is not among the events. */
  readonly to: { readonly row: number; readonly lane: number };
}

export interface Graph<E> {
  readonly nodes: readonly GraphNode<E>[];
  readonly lines: readonly GraphLine[];
  readonly lanes: number;
}

/** @param events oldest first, so that parents come before what was made upon them */
export function graphOf<E extends GraphEvent>(events: readonly E[]): Graph<E> {
  const leads: (string | undefined)[] = [];
  const nodes: GraphNode<E>[] = [];
  let lanes = 0;
  [...events].reverse().forEach((event, row) => {
    const lane = take(leads, event.id);
    nodes.push({ event, row, lane });
    leads.forEach((leadsTo, other) => {
      if (leadsTo === event.id) {
        leads[other] = undefined;
      }
    });
    const [first, ...others] = event.parents;
    leads[lane] = first;
    others.forEach((parent) => {
      leads[take(leads, parent)] = parent;
    });
    lanes = Math.max(lanes, leads.length);
  });
  const places = new Map(nodes.map((node) => [node.event.id, node]));
  const lines = nodes.flatMap(({ event, row, lane }) =>
    event.parents.map((parent) => ({ from: { row, lane }, to: places.get(parent) ?? { row: nodes.length, lane } })),
  );
  return { nodes, lines: lines.map(({ from, to }) => ({ from, to: { row: to.row, lane: to.lane } })), lanes };
}

/** The lane that leads to an event, or a free one. */
function take(leads: readonly (string | undefined)[], id: string): number {
  const there = leads.indexOf(id);
  const free = leads.indexOf(undefined);
  return there >= 0 ? there : free >= 0 ? free : leads.length;
}
