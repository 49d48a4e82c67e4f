import { refuse } from './category.refusals.js';
import type { StoredQuestion } from './category.entity.js';

/** @throws Refusal `category.question_repeated`, `category.question_choices` pointing at the first faulty question */
export function expectSoundQuestions(questions: readonly StoredQuestion[]): void {
  expectDifferentCodes(questions, '/questions');
  for (const [index, { type, choices }] of questions.entries()) {
    const pointer = `/questions/${index}/choices`;
    const chooses = type === 'single_choice' || type === 'multiple_choice';
    if (chooses !== (choices !== undefined)) throw refuse('category.question_choices', { pointer });
    expectDifferentCodes(choices ?? [], pointer);
  }
}

function expectDifferentCodes(coded: readonly { code: string }[], pointer: string): void {
  const seen = new Set<string>();
  for (const [index, { code }] of coded.entries()) {
    if (seen.has(code)) throw refuse('category.question_repeated', { pointer: `${pointer}/${index}/code`, params: { code } });
    seen.add(code);
  }
}
