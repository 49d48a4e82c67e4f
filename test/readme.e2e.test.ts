import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { diagram } from '../src/reports/open-actions.lifecycle.js';
import { sandboxAccounts, sandboxClient, sandboxPassword } from '../src/sandbox/accounts.js';
import { agencyIds, categoryIds } from '../src/sandbox/city/ids.js';
import { Client } from './support/client.js';
import { patience, type Program, startServer } from './support/program.js';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const run = promisify(execFile);

/** What stands between a heading and the next one of its level. */
const section = (heading: string): string => readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp('^```' + language + '\\n(.*?)^```', 'gms'))].map(([, code = '']) => code);

const shell = spawnSync('bash', ['-c', 'command -v curl']).status === 0;
const withShell = shell ? test : test.skip;
if (!shell) console.warn('The story of the README is not told: there is no bash with curl.');

describe('The README', () => {
  test('draws the lifecycle as the table has it', () => {
    expect(blocks(readme, 'mermaid')).toEqual([`${diagram()}\n`]);
  });

  test('names every folder of the source, on the floor that the rules of movement give it', () => {
    const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as { forbidden: { name: string }[] };
    const rules = forbidden.map(({ name }) => name);
    const told = [...section('How it is laid out').matchAll(/^ {2}(\w+)\/ +floor (\d)/gm)].map(([, folder, floor]) => ({ folder, floor }));
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(told.map(({ folder }) => folder).sort()).toEqual(folders.map(({ name }) => name).sort());
    for (const { folder, floor } of told) expect(rules).toContain(`floor-${floor}-${folder}`);
  });

  test('names the accounts that a start tells', () => {
    for (const account of sandboxAccounts.match(/[\w.]+@/g) ?? []) expect(readme).toContain(`\`${account}demo.test\``);
    for (const secret of [sandboxPassword, sandboxClient.clientId, sandboxClient.secret]) expect(readme).toContain(`\`${secret}\``);
  });

  test('names scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
    const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });
});

test('settings may stand in a file .env, and the environment wins', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'aksi settings '));
  writeFileSync(join(folder, '.env'), 'PORT=http\nLOG_LEVEL=loud\n');
  const told = (env: Record<string, string>): Promise<string> =>
    run(process.execPath, [join(root, 'scripts/run.mjs'), 'migrate'], { cwd: folder, env: { PATH: process.env.PATH, ...env } }).then(
      ({ stdout }) => stdout,
      ({ stderr }: { stderr: string }) => stderr,
    );
  expect(await told({})).toContain('PORT must be');
  expect(await told({ PORT: '0' })).toContain('LOG_LEVEL must be');
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

describe('On a running sandbox', () => {
  let folder: string;
  let server: Program;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'aksi readme '));
    ({ server, url } = await startServer({ DATA_DIR: join(folder, 'data') }));
  }, patience);
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }, patience);

  withShell(
    'the story runs as printed, in nine calls from filing to closing',
    async () => {
      const story = blocks(section('The life of a report in nine calls'), 'bash').join('\n');
      expect(story.match(/\bcurl\b/g)).toHaveLength(9);
      // A call that is refused shall end the story here, though not for a reader at the keyboard.
      writeFileSync(join(folder, '.curlrc'), 'fail\n');
      const script = story.replace('http://localhost:1708', url);
      const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], { env: { PATH: process.env.PATH, CURL_HOME: folder } });
      const lines = stdout.trim().split('\n');
      expect(lines[0]).toMatch(/^TPI(-[0-9A-Z]{4}){3}-[0-9A-Z]$/);
      expect(lines[1]).toBe("[ 'reply', 'withdraw' ]");
      expect(stdout).toMatch(/kind: 'first_follow_up',[^}]*state: 'running'/);
      expect(stdout).toMatch(/^Resolution: started .* WIB.*; 7 working days.*; due .* WIB; 7 working days left\.$/m);
      expect(lines.slice(-4)).toEqual(['published', 'published', "[ 'reply', 'close', 'withdraw' ]", 'closed']);
    },
    60_000,
  );

  withShell(
    'a deadline accounts for its days, and a dry run says what an amendment would do',
    async () => {
      const begin = blocks(section('The life of a report in nine calls'), 'bash').join('\n').split('\n\n')[0] ?? '';
      const script = [begin, ...blocks(section('Deadlines'), 'bash')].join('\n').replace('http://localhost:1708', url);
      const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], { env: { PATH: process.env.PATH, CURL_HOME: folder } });
      expect(stdout).toMatch(
        /^Started Friday, 13 March 2026 at 10:00 WIB; 5 working days, not counting .*; due Friday, 27 March 2026 at 16:30 WIB\.$/m,
      );
      expect(stdout).toMatch(/moved: \d+,\s+openClocks: \d+/);
    },
    60_000,
  );

  test('npm run demo takes a report to its end', async () => {
    const { stdout } = await run(process.execPath, [join(root, 'scripts/demo.mjs')], { env: { PORT: new URL(url).port } });
    expect([...stdout.matchAll(/^ {2}status +(\w+)/gm)].map(([, status]) => status)).toEqual([
      ...['received', 'dispatched', 'in_progress', 'answered', 'answered', 'closed'],
    ]);
  }, 60_000);

  test('the example of the contract can be filed as it stands', async () => {
    const { paths } = parse(readFileSync(join(root, 'openapi.yaml'), 'utf8')) as {
      paths: Record<string, { post: { requestBody: { content: Record<string, { example: object }> } } }>;
    };
    const example = paths['/v1/reports']?.post.requestBody.content['application/json']?.example;
    await new Client(url).post('/v1/reports', example, { expect: 201 });
  });

  test('the bodies and topics of the examples are there', async () => {
    const client = new Client(url);
    for (const [code, id] of Object.entries(agencyIds)) expect((await client.get(`/v1/agencies/${id}`)).body).toMatchObject({ code });
    for (const [code, id] of Object.entries(categoryIds)) expect((await client.get(`/v1/categories/${id}`)).body).toMatchObject({ code });
  });
});
