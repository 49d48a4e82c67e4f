import { rm } from 'node:fs/promises';

export default async function () {
  const { made, cluster } = globalThis.testBed ?? {};
  await cluster?.stop();
  if (made) await rm(made, { recursive: true, force: true });
}
