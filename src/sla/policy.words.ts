import type { Language } from '../platform/refusal.js';
import { classNames, kindNames } from './clock.words.js';
import { limitIn } from './ledger.sentence.js';
import type { PolicyRow } from './policies.store.js';

/** What tells a rule from every other. */
export type PolicyInOneLine = Pick<
  PolicyRow,
  'kind' | 'classification' | 'categoryName' | 'agencyName' | 'amount' | 'unit' | 'validFrom' | 'validTo'
>;

const spans: Record<Language, (from: string, to: string | null) => string> = {
  id: (from, to) => (to === null ? `sejak ${from}` : `${from} sampai ${to}`),
  en: (from, to) => (to === null ? `from ${from} on` : `${from} to ${to}`),
};

/** A rule in one line, as people speak of it. */
export function describe(rule: PolicyInOneLine, language: Language): string {
  const { kind, classification, categoryName, agencyName, amount, unit, validFrom, validTo } = rule;
  const ofClass = classification === null ? null : classNames[language][classification];
  const cases = [kindNames[language][kind], ofClass, categoryName, agencyName].filter((word) => word !== null).join(', ');
  return `${cases}: ${limitIn({ amount, unit }, language)}, ${spans[language](validFrom, validTo)}`;
}

/** The same in both languages, for a refusal. */
export const describedInBoth = (rule: PolicyInOneLine): Record<Language, string> => ({ id: describe(rule, 'id'), en: describe(rule, 'en') });
