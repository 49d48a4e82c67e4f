import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { earlierAnswer, keepAnswer, type Once } from './idempotency.js';
import { Vault } from './vault.js';

const attempts = 3;

/** The only way to write: one transaction, and at most one effect for one idempotency key, even across a crash. */
@Injectable()
export class Transactions {
  constructor(
    private readonly source: DataSource,
    private readonly vault: Vault,
  ) {}

  async run<Answer>(once: Once | undefined, body: (tx: EntityManager) => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(once, body);
      } catch (error) {
        // Deadlock or serialization failure: PostgreSQL has undone everything, so the same work may be done again.
        if (attempt === attempts || !['40P01', '40001'].includes((error as { code?: string }).code ?? '')) throw error;
      }
    }
  }

  private attempt<Answer>(once: Once | undefined, body: (tx: EntityManager) => Promise<Answer>): Promise<Answer> {
    return this.source.transaction(async (tx) => {
      const earlier = once && (await earlierAnswer(tx, once, this.vault));
      if (earlier) return earlier.answer as Answer;
      const answer = await body(tx);
      if (once) await keepAnswer(tx, once, this.vault, answer);
      return answer;
    });
  }
}
