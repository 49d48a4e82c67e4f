// The load generator: keeps a fixed number of connections busy, each with one request at a time. It speaks HTTP/1.1 on
// plain sockets and reads of an answer only status and length, so that it takes as little as it can of the processor
// that the servers share with it.
import { Buffer } from 'node:buffer';
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setImmediate, setTimeout } from 'node:timers';

const endOfHead = Buffer.from('\r\n\r\n');

/** Requests as bytes, written once. */
const written = ({ method, path, body = '' }) =>
  Buffer.from(
    `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n` +
      (body ? `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` : '') +
      `\r\n${body}`,
  );

class Connection {
  pending = Buffer.alloc(0);
  sentAt = 0;

  constructor(port, next, done) {
    this.next = next;
    this.done = done;
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => this.send());
    this.socket.on('data', (chunk) => this.read(chunk)).on('error', (error) => done(this, 0, 0, error));
  }

  send() {
    const asked = this.next();
    if (asked === undefined) return void this.socket.destroy();
    const { bytes, at } = asked;
    // Of a load that keeps a pace, time counts from when a request was to be sent: one that had to wait its turn is slow, too.
    this.sentAt = at ?? performance.now();
    const early = this.sentAt - performance.now();
    if (early > 0) setTimeout(() => this.socket.write(bytes), early);
    else this.socket.write(bytes);
  }

  read(chunk) {
    this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    const head = this.pending.indexOf(endOfHead);
    if (head === -1) return;
    const text = this.pending.latin1Slice(0, head);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1]);
    if (this.pending.length < head + endOfHead.length + length) return;
    this.pending = Buffer.alloc(0);
    this.done(this, Number(text.slice(9, 12)), performance.now() - this.sentAt);
    this.send();
  }
}

/** Ends the load that runs, at whatever second it is. */
let enough = () => undefined;

/**
 * As fast as the answers come, or so many a second.
 * @returns how many answers came, how many of them were not 2xx, and the times they took, sorted, in milliseconds
 */
function load({ port, connections, seconds, perSecond, requests }) {
  const prepared = requests.map(written);
  const [times, started] = [[], performance.now()];
  let until = started + seconds * 1_000;
  enough = () => (until = performance.now());
  let [sent, failed, open] = [0, 0, connections];
  return new Promise((resolve, reject) => {
    const next = () => {
      if (performance.now() < until) {
        const at = perSecond && started + (sent / perSecond) * 1_000;
        return { bytes: prepared[sent++ % prepared.length], at };
      }
      if (--open === 0) setImmediate(() => resolve({ count: times.length, failed, times: times.sort((a, b) => a - b) }));
      return undefined;
    };
    const done = (_, status, millis, error) => {
      if (error) return reject(error);
      times.push(millis);
      if (status < 200 || status > 299) failed += 1;
    };
    for (let started = 0; started < connections; started += 1) new Connection(port, next, done);
  });
}

process.on('message', ({ ask, ...asked }) => {
  if (ask === 'enough') enough();
  if (ask !== 'load') return;
  const started = performance.now();
  load(asked).then(
    ({ count, failed, times }) => {
      const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
      process.send({ answer: { count, failed, seconds: (performance.now() - started) / 1_000, p50: at(0.5), p95: at(0.95), p99: at(0.99) } });
    },
    (error) => process.send({ answer: { error: error.message } }),
  );
});
