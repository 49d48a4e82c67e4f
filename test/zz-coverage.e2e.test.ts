import { exercisedOperations } from './support/checks.js';
import { operations } from './support/contract.js';

test('every operation of the contract was called with success by some test', () => {
  const exercised = exercisedOperations();
  if (!exercised) return console.warn('Skipped: only `npm test` runs this after all other tests.');
  expect(operations.map(({ operationId }) => operationId).filter((name) => !exercised.has(name))).toEqual([]);
});
