// One server under load for some seconds: how many answers a second, what they cost its process, how long they took.
export const here = (name) => new URL(name, import.meta.url).pathname;

export async function measure(generator, { child, port }, requests, { seconds, connections }) {
  const before = await child.ask('usage');
  const loaded = await generator.ask('load', {
    port,
    connections,
    seconds,
    requests: requests.map(({ method, path, body }) => ({ method, path, body })),
  });
  if (loaded.error ?? loaded.failed) throw new Error(`Under load: ${loaded.error ?? `${loaded.failed} of ${loaded.count} answers were no success`}.`);
  const after = await child.ask('usage');
  const cpu = after.cpuMicros.user + after.cpuMicros.system - before.cpuMicros.user - before.cpuMicros.system;
  const { p50, p95, p99 } = loaded;
  return { perSecond: loaded.count / loaded.seconds, cpuMicros: cpu / loaded.count, p50, p95, p99, rss: after.memory.rss };
}
