import type { FieldPolicy, Reference } from '@apollo/client';

/** Which page is asked for. All other arguments say what the pages are of. */
const PAGE_ARGUMENTS = ['first', 'last', 'after', 'before'];

interface Edge {
  readonly cursor?: string;
  readonly node?: Reference;
}

interface PageInfo {
  readonly startCursor?: string | null;
  readonly endCursor?: string | null;
  readonly hasNextPage?: boolean;
  readonly hasPreviousPage?: boolean;
}

/** A connection as the cache holds it: the pages that were read so far, one behind the other. */
interface Pages {
  readonly edges?: readonly Edge[];
  readonly nodes?: readonly Reference[];
  readonly pageInfo?: PageInfo;
}

type Place = 'behind' | 'before' | 'instead';

/**
 * How the cache keeps a Relay connection: a page that begins where the held ones end goes behind them, one that ends
 * where they begin goes before them, any other takes their place. It works for `edges` and for `nodes`, if
 * `pageInfo` has the cursor that is continued from.
 */
export const connectionPolicy: FieldPolicy<Pages> = {
  // An entity that was evicted leaves no hole.
  read: (held, { canRead }) =>
    held?.edges?.every(({ node }) => node === undefined || canRead(node)) === false
      ? { ...held, edges: held.edges.filter(({ node }) => node === undefined || canRead(node)) }
      : held,
  keyArgs: (args) => Object.keys(args ?? {}).filter((name) => !PAGE_ARGUMENTS.includes(name)),
  merge(held, page, { args }) {
    const place = placeOf(held, args);
    if (held === undefined || place === 'instead') {
      return page;
    }
    const merged = {
      ...held,
      ...page,
      ...joined('edges', held.edges, page.edges, place),
      ...joined('nodes', held.nodes, page.nodes, place),
    };
    return page.pageInfo === undefined ? merged : { ...merged, pageInfo: outer(held.pageInfo, page.pageInfo, place) };
  },
};

function placeOf(held: Pages | undefined, args: Readonly<Record<string, unknown>> | null): Place {
  const { after, before } = args ?? {};
  const first = held?.pageInfo?.startCursor ?? held?.edges?.[0]?.cursor;
  const last = held?.pageInfo?.endCursor ?? held?.edges?.at(-1)?.cursor;
  if (typeof after === 'string' && after === last) {
    return 'behind';
  }
  return typeof before === 'string' && before === first ? 'before' : 'instead';
}

function joined<T>(
  name: string,
  held: readonly T[] | undefined,
  page: readonly T[] | undefined,
  place: Exclude<Place, 'instead'>,
): Record<string, readonly T[]> {
  if (held === undefined || page === undefined) {
    return {};
  }
  return { [name]: place === 'behind' ? [...held, ...page] : [...page, ...held] };
}

/** What is known of the far ends of two pages together. */
function outer(held: PageInfo | undefined, page: PageInfo, place: Exclude<Place, 'instead'>): PageInfo {
  const [first, last] = place === 'behind' ? [held ?? page, page] : [page, held ?? page];
  return {
    ...page,
    ...('startCursor' in first ? { startCursor: first.startCursor } : {}),
    ...('hasPreviousPage' in first ? { hasPreviousPage: first.hasPreviousPage } : {}),
    ...('endCursor' in last ? { endCursor: last.endCursor } : {}),
    ...('hasNextPage' in last ? { hasNextPage: last.hasNextPage } : {}),
  };
}
