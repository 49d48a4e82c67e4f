import { exercisedOperations } from './support/checks.js';
import { operations } from './support/contract.js';

const afterAllOthers = process.env.AKSI_TEST_FOLDER === undefined ? test.skip : test;

// Only `npm test` takes notes of what all other tests called.
afterAllOthers('every operation of the contract was called with success by some test', () => {
  const exercised = exercisedOperations();
  expect(operations.map(({ operationId }) => operationId).filter((name) => !exercised.has(name))).toEqual([]);
});
