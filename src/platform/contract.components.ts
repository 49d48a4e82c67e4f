/** Sections of the contract, in the order a newcomer meets them. */
export const tagTexts: Record<string, string> = {
  Reports: "Filing, reading and following citizens' reports (*laporan*).",
  'Report actions': "The steps of a report's life: verification, disposition, follow-up, answer, closing.",
  'Sign-in': 'Accounts, access tokens and machine clients.',
  Agencies: 'The tree of government bodies (*instansi, OPD*).',
  Categories: 'What reports are about (*topik*), in two levels.',
  Regions: 'District and village areas (*kecamatan, kelurahan*).',
  Users: 'People who work on reports, and their roles at agencies.',
  Operations: 'Health, the contract itself, and what problem codes mean.',
};

const headers = {
  'X-Request-Id': {
    description: 'Id of this request, on every log line that belongs to it.',
    schema: { type: 'string', minLength: 1, maxLength: 64, example: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11' },
  },
  'Access-Control-Allow-Origin': {
    description: 'Origins of browsers that may read the answer.',
    schema: { type: 'string', maxLength: 200, example: '*' },
  },
  RateLimit: {
    description: 'What is left of the limit, where one applies (draft-ietf-httpapi-ratelimit-headers).',
    schema: { type: 'string', maxLength: 200, example: '"caller";r=99;t=30' },
  },
  'RateLimit-Policy': { description: 'The limit, where one applies.', schema: { type: 'string', maxLength: 200, example: '"caller";q=100;w=60' } },
  'Retry-After': {
    description: 'Seconds to wait before trying again.',
    schema: { type: 'integer', format: 'int32', minimum: 0, maximum: 86_400, example: 2 },
  },
  'WWW-Authenticate': { description: 'How to sign in.', schema: { type: 'string', maxLength: 200, example: 'Bearer realm="aksi"' } },
  Location: {
    description: 'Address of what was created.',
    schema: { type: 'string', format: 'uri-reference', maxLength: 500, example: '/v1/reports/0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11' },
  },
};

/** Headers on every response. */
export const responseHeaders = (): Record<string, { $ref: string }> =>
  Object.fromEntries(
    ['X-Request-Id', 'Access-Control-Allow-Origin', 'RateLimit', 'RateLimit-Policy'].map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );

export const parameterComponents = (): Record<string, unknown> => ({ headers });
