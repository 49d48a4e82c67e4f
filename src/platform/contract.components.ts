/** Sections of the contract, in the order a newcomer meets them. */
export const tagTexts: Record<string, string> = {
  Reports: "Filing, reading and following citizens' reports (*laporan*).",
  'Sign-in': 'Accounts, access tokens and machine clients.',
  'Report actions': "The steps of a report's life: verification, disposition, follow-up, answer, closing.",
  Categories: 'What reports are about (*topik*), in two levels.',
  Agencies: 'The tree of government bodies (*instansi, OPD*).',
  Regions: 'District and village areas (*kecamatan, kelurahan*).',
  SLA: 'Deadlines (*jangka waktu*): working calendars, limits, running clocks, and how well they were kept.',
  Users: 'People who work on reports, and their roles at agencies.',
  Operations: 'Health, background jobs, the contract itself, and what problem codes mean.',
};

const visible = '^[\\x20-\\x7e]+$';
const text = (example: string): object => ({ type: 'string', minLength: 1, maxLength: 500, pattern: visible, example });

const headers = {
  'X-Request-Id': {
    description: 'Id of this request, on every log line that belongs to it: your own, when you sent a harmless one.',
    schema: { type: 'string', minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9._-]+$', example: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11' },
  },
  'Access-Control-Allow-Origin': { description: 'Origins of browsers that may read the answer.', schema: text('*') },
  RateLimit: {
    description: 'What is left of the limit, where one applies (draft-ietf-httpapi-ratelimit-headers).',
    schema: text('"caller";r=99;t=30'),
  },
  'RateLimit-Policy': { description: 'The limit, where one applies.', schema: text('"caller";q=100;w=60') },
  'Retry-After': {
    description: 'Seconds to wait before trying again.',
    schema: { type: 'integer', format: 'int32', minimum: 0, maximum: 86_400, example: 2 },
  },
  'WWW-Authenticate': { description: 'How to sign in.', schema: text('Bearer realm="aksi"') },
  ETag: { description: 'The state that was read; send it back in If-Match or If-None-Match.', schema: text('"3-mV9zJ2o0sUqX"') },
  Link: {
    description: 'The next page, with rel="next"; absent on the last.',
    schema: text('</v1/agencies?limit=20&cursor=kG5rZ0VtcQ2Yp1xJ8n4wTz6uBfHsDqLA7mRvX3eNcW9oKiUyE>; rel="next"'),
  },
  'Idempotency-Replayed': {
    description: 'true when this is the kept answer of an earlier call with the same Idempotency-Key.',
    schema: { type: 'string', enum: ['true'], example: 'true' },
  },
  Location: {
    description: 'Address of what was created.',
    schema: { type: 'string', format: 'uri-reference', maxLength: 500, example: '/v1/reports/0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11' },
  },
};

export type HeaderName = keyof typeof headers;

/** The headers of every response, and the given ones. */
export const responseHeaders = (...more: HeaderName[]): Record<string, { $ref: string }> =>
  Object.fromEntries(
    (['X-Request-Id', 'Access-Control-Allow-Origin', 'RateLimit', 'RateLimit-Policy', ...more] as HeaderName[]).map((name) => [
      name,
      { $ref: `#/components/headers/${name}` },
    ]),
  );

export const headerComponents = (): Record<string, unknown> => ({ headers });

export const securitySchemes = (scopes: Record<string, string>): Record<string, object> => ({
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Access token (RFC 9068) from `POST /v1/auth/login` or `POST /v1/oauth2/token`, signed with ES256 and checked as RFC8725 asks.',
  },
  reportKey: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Report-Key',
    description: 'The report key, given once when a report is filed. It makes its holder the reporter.',
  },
  clientCredentials: {
    type: 'oauth2',
    description: 'Machine clients (RFC 6749, 4.4). Tokens are checked as RFC8725 asks.',
    flows: { clientCredentials: { tokenUrl: '/v1/oauth2/token', refreshUrl: '/v1/oauth2/token', scopes } },
  },
});
