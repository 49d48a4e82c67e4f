// What the API is measured against: node's own HTTP server and pg, the same SQL in the same order on as many
// connections, rows to JSON as they come. No routing, no validation, no masking, no rights, no contract.
import { Buffer } from 'node:buffer';
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { URLSearchParams } from 'node:url';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.DATABASE_POOL_SIZE) });
/** By operation: the statements as the API was seen to send them, and what of their values comes from the request. */
let plans = {};

/** A value that was different at each of the API's calls is made anew, so that no two calls write the same id. */
function fresh(value, made) {
  if (value instanceof Date) return new Date();
  if (Buffer.isBuffer(value)) return randomBytes(value.length);
  if (!made.has(value)) made.set(value, value.length === 36 ? randomUUID() : randomBytes(9).toString('base64url'));
  return made.get(value);
}

/** The values of one call: some from the request, some new, the others as they were. */
function valuesOf({ values, parts }, inputs, made) {
  return values.map((value, at) => {
    const part = parts[at];
    if (part === undefined) return value;
    return part === 'fresh' ? fresh(value, made) : inputs[part];
  });
}

async function perform(plan, inputs) {
  const made = new Map();
  const client = plan.length > 1 ? await pool.connect() : pool;
  let found = [];
  try {
    for (const statement of plan) {
      const { name, text } = statement;
      const { rows } = await client.query({ name, text, values: valuesOf(statement, inputs, made) });
      if (statement.answers) found = rows;
    }
  } finally {
    if (client !== pool) client.release();
  }
  return found;
}

// The digest of the reporter's secret is no answer, and bytes are dear as JSON.
function shown(row) {
  delete row.reportKeyHash;
  return row;
}

async function answer(request, body) {
  const [path, query] = request.url.split('?');
  if (request.method === 'POST') return { status: 201, value: shown((await perform(plans.file, JSON.parse(body)))[0]) };
  if (query !== undefined) {
    const parameters = Object.fromEntries(new URLSearchParams(query));
    return { status: 200, value: { items: (await perform(plans.list, parameters)).slice(0, 20).map(shown) } };
  }
  const last = path.slice(path.lastIndexOf('/') + 1);
  const rows = path.startsWith('/v1/track/') ? await perform(plans.track, { code: last }) : await perform(plans.read, { id: last });
  return { status: 200, value: shown(rows[0]) };
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    answer(request, Buffer.concat(chunks).toString()).then(
      ({ status, value }) => {
        const text = Buffer.from(JSON.stringify(value));
        response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': text.length }).end(text);
      },
      (error) => {
        console.error(error);
        response.writeHead(500).end();
      },
    );
  });
});

process.on('message', ({ ask, given }) => {
  if (ask !== 'plans') return;
  plans = given;
  process.send({ answer: true });
});
process.on('SIGTERM', () => process.exit(0));
server.listen(Number(process.env.PORT), '127.0.0.1');
