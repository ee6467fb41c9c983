import { PackagedServer } from '../support/PackagedServer';

/** What is measured: the server at `ANKURAH_URL`, or a packaged one that is started for it. */
export interface Subject {
  readonly url: string;
  readonly mutate: (query: string, variables: object) => Promise<unknown>;
  readonly end: () => Promise<void>;
}

export async function subject(): Promise<Subject> {
  const given = process.env['ANKURAH_URL'];
  const started = given === undefined ? await PackagedServer.start() : undefined;
  const url = given ?? started?.url ?? '';
  return {
    url,
    mutate: (query, variables) => post(url, query, variables),
    end: async () => {
      await started?.stop();
    },
  };
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string }[];
}

async function post(url: string, query: string, variables: object): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as Answer;
  if (errors?.[0] !== undefined) {
    throw new Error(errors[0].message);
  }
  return data;
}

const CREATE = 'mutation ($inputs: [AlbumInput!]!) { createAlbums(inputs: $inputs) { cursor } }';
const COUNT =
  'query ($prefix: String!) { albums(where: {title: {startsWith: $prefix}}, first: 1) { totalCount } artists { nodes { id } } }';
const BATCH = 500;

interface Counted {
  readonly albums: { readonly totalCount: number };
  readonly artists: { readonly nodes: readonly { readonly id: string }[] };
}

/** Makes sure that there are so many albums whose titles begin like that. */
export async function fill({ mutate }: Subject, prefix: string, wanted: number): Promise<void> {
  const { albums, artists } = (await mutate(COUNT, { prefix })) as Counted;
  for (let made = albums.totalCount; made < wanted; made += BATCH) {
    const inputs = Array.from({ length: Math.min(BATCH, wanted - made) }, (_, index) => ({
      title: `${prefix} ${String(made + index).padStart(5, '0')}`,
      year: 1950 + ((made + index) % 75),
      format: (made + index) % 2 === 0 ? 'LP' : 'CD',
      artist: artists.nodes[(made + index) % Math.max(1, artists.nodes.length)]?.id ?? null,
    }));
    await mutate(CREATE, { inputs });
  }
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
