import type { Client } from './client.js';
import { type Operation, operations } from './contract.js';

/** Values that exist, by the segment before the parameter: `reports` for `/v1/reports/{id}`. */
export type Known = Record<string, readonly string[]>;

/** Read one by one they tell nothing of reports; their lists are crawled. */
const lawful: Known = { calendars: [], policies: [], jobs: [] };

export interface Crawled {
  operationId: string;
  status: number;
  /** Headers and body. */
  text: string;
}

const refusals = [400, 401, 403, 404, 409];

/** Reads everything that the contract lets anybody read, with every value that exists. @throws Error for a parameter it has no value for */
export async function crawl(who: Client, known: Known): Promise<Crawled[]> {
  const found: Crawled[] = [];
  for (const operation of operations.filter(({ method }) => method === 'GET'))
    for (const address of addressesOf(operation, { ...lawful, ...known })) {
      const { status, headers, text } = await who.get(address, { query: queryOf(operation), expect: [200, ...refusals] });
      found.push({ operationId: operation.operationId, status, text: JSON.stringify(headers) + text });
    }
  return found;
}

function addressesOf({ path }: Operation, known: Known): string[] {
  let addresses = [''];
  const segments = path.split('/').slice(1);
  for (const [index, segment] of segments.entries()) {
    const values = segment.startsWith('{') ? known[segments[index - 1] ?? ''] : [segment];
    if (!values) throw new Error(`The crawl knows no value for ${segment} of ${path}`);
    addresses = addresses.flatMap((address) => values.map((value) => `${address}/${encodeURIComponent(value)}`));
  }
  return addresses;
}

/** Lists by the hundred, and whatever else must be said. */
function queryOf({ parameters = [] }: Operation): Record<string, string> {
  const query: Record<string, string> = {};
  for (const { name, in: place, required, schema } of parameters) {
    if (place !== 'query') continue;
    if (name === 'limit') query[name] = '100';
    else if (required) query[name] = String((schema.enum as string[] | undefined)?.[0] ?? '');
  }
  return query;
}

/** Where in what was crawled one of the words stands, whatever the case of its letters. */
export function leaksOf(crawled: Crawled[], words: readonly string[]): string[] {
  return crawled.flatMap(({ operationId, text }) =>
    words.filter((word) => text.toLowerCase().includes(word.toLowerCase())).map((word) => `${operationId}: ${word}`),
  );
}
