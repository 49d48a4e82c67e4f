// Loaded before a server that is measured (`node --import`): tells over the parent's channel what the process has used,
// and which SQL it sends. Unless it is asked it does nothing, so both servers run as they are.
import { createRequire } from 'node:module';
import process from 'node:process';

const { Client } = createRequire(import.meta.url)('pg');
const send = Client.prototype.query;
let recorded = [];

const answers = {
  usage: () => ({ cpuMicros: process.cpuUsage(), memory: process.memoryUsage() }),
  record: () => {
    recorded = [];
    Client.prototype.query = function (config, values, ...more) {
      const { name, text, values: own } = typeof config === 'string' ? { text: config } : config;
      recorded.push({ name, text, values: own ?? (Array.isArray(values) ? values : []) });
      return send.call(this, config, values, ...more);
    };
  },
  /** Of each statement only the first: of many, all would be too much to tell. */
  sample: () => {
    answers.record();
    recorded = { kinds: new Map(), push: (one) => recorded.kinds.has(one.name ?? one.text) || recorded.kinds.set(one.name ?? one.text, one) };
  },
  sampled: () => [...answers.recorded().kinds.values()],
  recorded: () => {
    Client.prototype.query = send;
    return recorded;
  },
};

process.on('message', ({ ask, ...more }) => {
  if (answers[ask]) process.send({ answer: answers[ask](more) });
});
// The channel must not keep a server alive that has been told to stop.
process.channel?.unref();
