import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { earlierAnswer, keepAnswer, type Once } from './idempotency.js';
import { Vault } from './vault.js';

/** The only way to write: one transaction, and at most one effect for one idempotency key, even across a crash. */
@Injectable()
export class Transactions {
  constructor(
    private readonly source: DataSource,
    private readonly vault: Vault,
  ) {}

  run<Answer>(once: Once | undefined, body: (tx: EntityManager) => Promise<Answer>): Promise<Answer> {
    return this.source.transaction(async (tx) => {
      const earlier = once && (await earlierAnswer(tx, once, this.vault));
      if (earlier) return earlier.answer as Answer;
      const answer = await body(tx);
      if (once) await keepAnswer(tx, once, this.vault, answer);
      return answer;
    });
  }
}
