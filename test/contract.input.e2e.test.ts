import { request as ask } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Problem } from '../src/platform/problem.view.js';
import { type App, startApp } from './support/app.js';
import { type City, complaint, givenACity } from './support/city.js';
import type { Answer, Client } from './support/client.js';

let app: App;
let city: City;
let anyone: Client;
beforeAll(async () => {
  app = await startApp();
  city = await givenACity(app);
  anyone = city.anyone;
});
afterAll(() => app.stop());

/** The path as it is, past every library that would tidy it up. */
function askRaw(method: string, path: string): Promise<{ status: number; type: string; body: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(app.url);
    const call = ask({ hostname, port, method, path, agent: false }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (part: string) => (body += part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', body }));
    });
    call.on('error', reject).end();
  });
}

const refusedBody = (body: string | object, expect: number, headers: Record<string, string> = {}): Promise<Answer<Problem>> =>
  anyone.post<Problem>('/v1/reports', body, { expect, headers });

describe('An address', () => {
  test.each(['/', '/v1', '/v1/nothing', '/v1/reports/', '/V1/reports', '/.env', '/v1/agencies/../agencies'])(
    'that the contract does not name is a problem, not a page: %s',
    async (path) => {
      const { status, type, body } = await askRaw('GET', path);
      expect(type).toContain('application/problem+json');
      expect(JSON.parse(body)).toMatchObject({ status, code: 'route.not_found' });
      expect(status).toBe(404);
    },
  );

  test.each(['/v1/agencies/%E0%A4%A', '/v1/agencies/%', '/v1/agencies/%00'])('that cannot be decoded is refused as a problem: %s', async (path) => {
    const { status, type, body } = await askRaw('GET', path);
    expect(type).toContain('application/problem+json');
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ status: 400 });
  });

  test('called with a method it does not know says which it does', async () => {
    const { headers, body } = await anyone.delete<Problem>('/v1/agencies', { expect: 405 });
    expect(headers.allow?.split(', ')).toEqual(expect.arrayContaining(['GET', 'POST']));
    expect(body.code).toBe('route.method_not_allowed');
  });

  test.each(['TRACE', 'PROPFIND', 'BREW'])('called with %s is refused as a problem', async (method) => {
    const { status, type } = await askRaw(method, '/v1/agencies');
    expect([400, 405]).toContain(status);
    expect(type).toContain('application/problem+json');
  });
});

describe('A body', () => {
  test('of another media type is refused', async () => {
    expect((await refusedBody('<report/>', 415, { 'content-type': 'application/xml' })).body.code).toBe('request.media_type');
    await refusedBody(JSON.stringify(complaint), 415, { 'content-type': 'application/json; charset=latin1' });
  });

  test.each(['{"title": ', '[', '"text"', '7', 'null', '{"title": "a", }', 'NaN', '﻿{]'])('that is no JSON object is refused: %s', async (body) => {
    expect((await refusedBody(body, 400)).body.code).toMatch(/^request\.(malformed|invalid)$/);
  });

  test('with bytes that are no UTF-8, or in another character set, is refused', async () => {
    const send = async (bytes: Buffer, type: string): Promise<number> => {
      const response = await fetch(`${app.url}/v1/reports`, { method: 'POST', body: bytes, headers: { 'content-type': type } });
      return response.status;
    };
    const text = JSON.stringify(complaint);
    expect(await send(Buffer.from(text.replace('o', '\u00ff'), 'latin1'), 'application/json')).toBe(400);
    expect(await send(Buffer.from(text, 'utf16le'), 'application/json; charset=utf-16le')).toBe(415);
    expect(await send(Buffer.from(text), 'application/json; charset="UTF-8"')).toBe(201);
  });

  test('that is an array is refused', async () => {
    expect((await refusedBody([complaint], 400)).body.errors).toEqual([expect.objectContaining({ pointer: '', code: 'field.type' })]);
  });

  test('nested without end is refused before anything walks through it', async () => {
    const depth = 100_000;
    expect((await refusedBody(`{"title":${'['.repeat(depth)}${']'.repeat(depth)}}`, 400)).body.code).toBe('request.malformed');
  });

  test('with members without number is refused', async () => {
    const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`member${index}`, 1]));
    expect((await refusedBody(many, 400)).body.code).toBe('request.malformed');
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'valueOf'])('with the member %s is refused, not obeyed', async (name) => {
    const { body } = await refusedBody(`{"location": {"lat": 0.9, "lng": 104.4, "${name}": {"admin": true}}}`, 400);
    expect(body.errors).toContainEqual(expect.objectContaining({ pointer: `/location/${name}`, code: 'field.unknown' }));
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  test('with an unknown member is refused, and all faults are told at once', async () => {
    const { body } = await refusedBody({ ...complaint, title: 'ab', colour: 'red', location: { lat: 91, lng: 104.4, planet: 'earth' } }, 400);
    const told = body.errors?.map(({ pointer, code }) => `${pointer} ${code}`).sort();
    expect(told).toEqual(['/colour field.unknown', '/location/lat field.range', '/location/planet field.unknown', '/title field.too_short']);
  });

  test('with null for a value is refused: what is absent is left out', async () => {
    const { body } = await refusedBody({ ...complaint, categoryId: null }, 400);
    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/categoryId', code: 'field.null' })]);
  });

  test.each(['U+0000 \u0000 inside', 'a lone half \ud800 of a pair'])('with text that PostgreSQL cannot keep is refused: %j', async (title) => {
    const { body } = await refusedBody(JSON.stringify({ ...complaint, title }), 400);
    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/title', code: 'field.characters' })]);
  });

  test('counts characters, not units: 75 families fit into a title of 150 characters', async () => {
    await anyone.call('fileReport', { body: { ...complaint, title: '👨‍👩‍👧'.repeat(30) } });
    await refusedBody({ ...complaint, title: '🚧'.repeat(151) }, 400);
    await anyone.call('fileReport', { body: { ...complaint, title: '🚧'.repeat(150) } });
  });

  test('over 1 MB is refused, announced or not, packed or not', async () => {
    const big = JSON.stringify({ ...complaint, body: 'x'.repeat(1_100_000) });
    expect((await refusedBody(big, 413)).body.code).toBe('request.too_large');
    const stream = new Blob([big]).stream();
    const streamed = await fetch(`${app.url}/v1/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    });
    expect(streamed.status).toBe(413);
    const packed = await fetch(`${app.url}/v1/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync(big),
    });
    expect(packed.status).toBe(413);
  });
});

describe('The query', () => {
  const faults = async (query: string): Promise<string[]> => {
    const { body } = await anyone.get<Problem>(`/v1/agencies?${query}`, { expect: 400 });
    return (body.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
  };

  test('with an unknown parameter is refused', async () => {
    expect(await faults('colour=red')).toEqual(['/query/colour field.unknown']);
    expect(await faults('__proto__=1')).toEqual(['/query/__proto__ field.unknown']);
  });

  test('with a parameter given twice is refused', async () => {
    expect(await faults('limit=1&limit=2')).toEqual(['/query/limit field.repeated']);
  });

  test.each(['0', '101', '-1', '1.5', '1e1', 'ten', '0x10', '١'])('with the limit %s is refused', async (limit) => {
    expect(await faults(`limit=${encodeURIComponent(limit)}`)).toEqual([expect.stringMatching(/^\/query\/limit field\.(range|type)$/)]);
  });

  test('with U+0000 in a word is refused', async () => {
    expect(await faults('q=%00')).toEqual(['/query/q field.characters']);
  });
});
