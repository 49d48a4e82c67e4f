// What is measured: four operations as a client asks for them, and the SQL that each of them comes to.
import { isDeepStrictEqual } from 'node:util';

const position = { lat: 0.9186, lng: 104.4665, address: 'Jl. Merdeka, depan Pasar Bintan Centre' };

/** What a citizen files, by number. */
export const filing = (categoryId) => (_, number) => ({
  title: `Lampu jalan padam di Jl. Percobaan ${number}`,
  body: `Laporan ${number}. ${'Sejak tiga malam lalu empat lampu jalan di depan pasar padam, jalan gelap dan sudah ada yang terjatuh. '.repeat(3)}`,
  type: 'complaint',
  categoryId,
  occurredOn: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
  location: position,
  reporter: { name: 'Siti Rahma', phone: '+62 812-0000-0001' },
});

/** Requests by operation, with the inputs that they hold and the SQL statements the house allows them. */
export function operationsOn({ ids, codes, agencyIds, categoryId }) {
  return {
    read: { title: 'read a report by id', target: 0.5, statements: 4, requests: ids.map((id) => get(`/v1/reports/${id}`, { id })) },
    track: { title: 'track by code', target: 0.5, requests: codes.map((code) => get(`/v1/track/${code}`, { code })) },
    list: {
      title: 'list 20 of an agency',
      target: 0.5,
      statements: 2,
      requests: agencyIds.map((agencyId) => get(`/v1/reports?agencyId=${agencyId}&limit=20`, { agencyId })),
    },
    file: {
      title: 'file a report',
      target: 0.6,
      requests: Array.from({ length: 200 }, filing(categoryId)).map((inputs) => ({
        method: 'POST',
        path: '/v1/reports',
        body: JSON.stringify(inputs),
        inputs,
      })),
    },
  };
}

const get = (path, inputs) => ({ method: 'GET', path, inputs });

async function ask(url, { method, path, body }) {
  const answer = await fetch(url + path, { method, body, headers: body ? { 'Content-Type': 'application/json' } : {} });
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** The statements that the API sends for one request. */
async function record({ url, child }, request) {
  await child.ask('record');
  await ask(url, request);
  return child.ask('recorded');
}

const partOf = (one, other, inputs, others) => {
  const name = Object.keys(inputs).find((key) => isDeepStrictEqual(one, inputs[key]) && isDeepStrictEqual(other, others[key]));
  return name ?? (isDeepStrictEqual(one, other) ? undefined : 'fresh');
};

/**
 * The SQL of an operation, read off the API at work, so that the two cannot drift apart. From two calls is seen which
 * values come from the request, which are made anew at each call, and which are always the same.
 */
export async function planOf(api, { requests }) {
  // What is read once and kept in memory, and what is parsed once by connection, is no part of the steady work.
  for (const request of requests.slice(0, 40)) await ask(api.url, request);
  const [first, second] = [requests[0], requests[1]];
  const [sent, again] = [await record(api, first), await record(api, second)];
  if (sent.map(({ text }) => text).join() !== again.map(({ text }) => text).join()) throw new Error('Two calls of one operation sent different SQL.');
  const plan = sent.map(({ name, text, values }, step) => ({
    ...{ name, text, values },
    parts: values.map((value, at) => partOf(value, again[step].values[at], first.inputs, second.inputs)),
  }));
  const answering = plan.findLast(({ text }) => /^\s*(select|with)\b[^]*\bfrom report r\b/.test(text));
  if (!answering) throw new Error('No statement reads the report.');
  answering.answers = true;
  return plan;
}

/** Both servers must do the same: the same report, the same list. */
export async function compare(api, bare, operations) {
  for (const name of ['read', 'track', 'list']) {
    const [one, other] = await Promise.all([ask(api.url, operations[name].requests[0]), ask(bare.url, operations[name].requests[0])]);
    const idsOf = (value) => (value.items ?? [value]).map(({ code }) => code).join();
    if (idsOf(one) !== idsOf(other)) throw new Error(`The servers answer differently to ${name}.`);
  }
}
