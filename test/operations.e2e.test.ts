import type { Health, ProblemType } from '../src/operations/operations.views.js';
import type { Problem } from '../src/platform/problem.view.js';
import { type App, startApp } from './support/app.js';
import { Client } from './support/client.js';

let app: App;
let anyone: Client;

beforeAll(async () => {
  app = await startApp();
  anyone = new Client(app.url);
});
afterAll(() => app.stop());

test('a healthy service says so', async () => {
  expect((await anyone.call<Health>('checkLiveness')).body).toEqual({ status: 'ok' });
  expect((await anyone.call<Health>('checkReadiness')).body).toEqual({ status: 'ok' });
});

test('the contract is served as it is committed', async () => {
  const { text } = await anyone.call('readContractYaml');
  expect(text).toMatch(/^components:/);
  expect((await anyone.call<{ openapi: string }>('readContractJson')).body.openapi).toBe('3.1.0');
});

test('the type of a problem leads to its explanation in both languages', async () => {
  const { body } = await anyone.get<Problem>('/v1/nothing-here', { expect: 404 });
  const explained = await anyone.get<ProblemType>(body.type);
  expect(explained.body).toMatchObject({ code: body.code, status: 404, titleId: body.title });
});
