// End-to-end tests run against the built product in dist/, pure tests against the source beside them. Types are
// checked apart (tsconfig.check.json), so a test starts without waiting for the compiler.
const common = {
  rootDir: import.meta.dirname,
  testEnvironment: '<rootDir>/test/support/environment.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  resolver: '<rootDir>/test/support/resolver.cjs',
  modulePathIgnorePatterns: ['<rootDir>/data/'],
  transform: { '\\.ts$': ['ts-jest', { useESM: true, tsconfig: 'tsconfig.check.json', diagnostics: false }] },
};
const database = { globalSetup: '<rootDir>/test/support/setup.mjs', globalTeardown: '<rootDir>/test/support/teardown.mjs' };

export default {
  // Each worker holds a whole application; more of them than cores only makes the timing tests nervous.
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: [
    { ...common, displayName: 'pure', testMatch: ['<rootDir>/src/**/*.test.ts'] },
    { ...common, ...database, displayName: 'whole', testMatch: ['<rootDir>/test/**/*.test.ts'], testPathIgnorePatterns: ['zz-'] },
    // Run after all others, see scripts/check.mjs.
    { ...common, displayName: 'last', testMatch: ['<rootDir>/test/zz-*.test.ts'] },
  ],
};
