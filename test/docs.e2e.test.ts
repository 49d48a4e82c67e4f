import { createContext, Script } from 'node:vm';
import { type App, startApp } from './support/app.js';

interface Parameter {
  name: string;
  required?: boolean;
  description: string;
  example?: unknown;
}
interface Document {
  paths: Record<string, Record<string, { parameters?: Parameter[] }>>;
}
interface Options {
  plugins: (() => {
    statePlugins: { spec: { wrapActions: { updateJsonSpec: (next: (document: Document) => void) => (document: Document) => void } } };
  })[];
  operationsSorter: (one: Operation, other: Operation) => number;
}
interface Operation {
  get(member: 'path' | 'method'): string;
}

describe('The docs', () => {
  let app: App;
  let options: Options;

  const fetchText = async (path: string): Promise<string> => (await fetch(app.url + path)).text();

  /** Reads the body too: a connection with an answer under way would keep the server from closing. */
  const statusOf = async (path: string): Promise<number> => {
    const answer = await fetch(app.url + path);
    await answer.arrayBuffer();
    return answer.status;
  };

  beforeAll(async () => {
    app = await startApp();
    // What Swagger UI would be given in a browser.
    const page = { SwaggerUIBundle: (given: Options) => (options = given), window: {} };
    new Script(await fetchText('/docs/start.js')).runInContext(createContext(page));
  });
  afterAll(() => app.stop());

  test('come from this server alone, and run nothing inline', async () => {
    const page = await fetch(`${app.url}/docs`);
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';/);
    const html = await page.text();
    expect(html).not.toMatch(/<script>|\son\w+=|https?:/);
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);
    expect(files.length).toBeGreaterThan(3);
    for (const path of files) expect({ path, status: await statusOf(path) }).toEqual({ path, status: 200 });
  });

  test('fill a form with what must be given, and put the examples of the rest into words', async () => {
    let shown: Document | undefined;
    const prepare = options.plugins[0]?.().statePlugins.spec.wrapActions.updateJsonSpec((document) => void (shown = document));
    prepare?.(JSON.parse(await fetchText('/openapi.json')) as Document);
    const parameters = Object.values(shown?.paths ?? {}).flatMap((item) => Object.values(item).flatMap((operation) => operation.parameters ?? []));
    expect(parameters.filter(({ required, example }) => (required === true) !== (example !== undefined))).toEqual([]);
    expect(parameters.find(({ name }) => name === 'bbox')?.description).toMatch(/For example: `104/);
  });

  test("list a report's actions in the order of its life", () => {
    const operation = (method: string, path: string): Operation => ({ get: (member) => ({ method, path })[member] });
    const actions = ['close', 'follow-ups', 'verify'].map((action) => operation('post', `/v1/reports/{id}/${action}`));
    const others = [operation('get', '/v1/reports'), operation('post', '/v1/reports')];
    const sorted = [...actions, ...others].sort(options.operationsSorter).map((each) => `${each.get('method')} ${each.get('path')}`);
    expect(sorted).toEqual([
      'post /v1/reports',
      'get /v1/reports',
      'post /v1/reports/{id}/verify',
      'post /v1/reports/{id}/follow-ups',
      'post /v1/reports/{id}/close',
    ]);
  });
});
