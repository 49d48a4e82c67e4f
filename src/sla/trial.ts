import type { EntityManager } from 'typeorm';
import type { Once } from '../platform/idempotency.js';
import { fill, type Language, type Refusal } from '../platform/refusal.js';
import type { Transactions } from '../platform/transactions.js';
import type { Obstacle } from './impact.views.js';

/** Carries the answer of a dry run out of the transaction that is undone by it. */
class Undone extends Error {
  constructor(readonly answer: unknown) {
    super('dry run');
  }
}

/** Does the work and keeps it; or, of a dry run, does all of it and keeps nothing. A key belongs to an effect, and a dry run has none. */
export async function trial<Answer>(
  transactions: Transactions,
  dryRun: boolean | undefined,
  once: Once | undefined,
  body: (tx: EntityManager) => Promise<Answer>,
): Promise<Answer> {
  if (!dryRun) return transactions.run(once, body);
  try {
    return await transactions.run(undefined, async (tx) => {
      throw new Undone(await body(tx));
    });
  } catch (error) {
    if (error instanceof Undone) return error.answer as Answer;
    throw error;
  }
}

/** A refusal, told by a dry run that does not refuse. */
export const obstacleOf = ({ code, about, text }: Refusal, language: Language): Obstacle => ({
  code,
  message: fill(text.detail[language], language, about.params),
});

/** @throws Refusal the first of them */
export function expectNone([first]: readonly Refusal[]): void {
  if (first) throw first;
}
