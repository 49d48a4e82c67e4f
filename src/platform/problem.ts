import type { Problem, ProblemError } from './problem.view.js';
import { type FieldFault, fill, type Language, type Refusal, type RefusalAbout, refusalText, statusOf } from './refusal.js';

type Told = Pick<FieldFault, 'pointer' | 'code'> & Pick<RefusalAbout, 'params'>;

/** A refusal as a problem document (RFC 9457). */
export function problemOf(refusal: Refusal, language: Language, instance: string): Problem {
  const { code, about, text } = refusal;
  const faults: Told[] | undefined =
    about.faults ?? (about.pointer === undefined ? undefined : [{ pointer: about.pointer, code, params: about.params ?? {} }]);
  return {
    type: `/problems/${code}`,
    title: text.title[language],
    status: statusOf[text.kind],
    detail: fill(text.detail[language], language, about.params),
    instance,
    code,
    ...(faults ? { errors: faults.map((fault) => errorOf(fault, language)) } : {}),
    ...(about.allowedActions ? { allowedActions: [...about.allowedActions] } : {}),
    ...(about.related ? { related: about.related } : {}),
  };
}

const errorOf = ({ pointer, code, params }: Told, language: Language): ProblemError => ({
  pointer,
  code,
  message: fill(refusalText(code)?.detail[language] ?? code, language, params),
});
