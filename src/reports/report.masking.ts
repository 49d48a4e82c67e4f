import { findEmails } from './masking.emails.js';
import { figureLength, HIDDEN, nikLength, readDigits, type Digits, type Found } from './masking.numbers.js';
import { phoneAt } from './masking.phones.js';

/** A kind of personal data that a text may give away. */
export type PersonalData = Found['kind'];

const MARKS: Record<PersonalData, string> = {
  nik: '[NIK disembunyikan]',
  phone: '[telepon disembunyikan]',
  email: '[email disembunyikan]',
  name: '[nama disembunyikan]',
};

/** How long a text of this length can get by masking: a name of three letters and a blank give way to a mark of twenty. */
export const longestMasked = (length: number): number => 6 * length;

/**
 * Hides NIK and family card numbers, telephone numbers and e-mail addresses in a text that goes to the public
 * (UU 27/2022 on personal data), and the `names` that are
 * given, whole and whatever their case and blanks. Where a number could be either, it is hidden: a reader loses a figure, not a person's peace.
 * @returns the text with a fixed mark in place of each, and the kinds found, without repeats. Masking a masked text changes
 * nothing. The work grows with the length of the text, whatever it holds.
 */
export function maskPersonalData(text: string, names: readonly string[] = []): { text: string; found: PersonalData[] } {
  const plain = toPlain(text);
  const numbers = findNumbers(plain);
  const emails = findEmails(replace(plain, numbers, ({ start, end }) => HIDDEN.repeat(end - start)));
  const figures = [...emails, ...outside(emails, numbers)].sort((a, b) => a.start - b.start);
  const all = [...figures, ...outside(figures, findNames(plain, names))].sort((a, b) => a.start - b.start);
  const kinds: PersonalData[] = ['nik', 'phone', 'email', 'name'];
  return {
    text: replace(text, all, ({ kind }) => MARKS[kind]),
    found: kinds.filter((kind) => all.some((one) => one.kind === kind)),
  };
}

/** Names of fewer than three letters would hide half of every text. */
function findNames(plain: string, names: readonly string[]): Found[] {
  const words = names.map((name) => toPlain(name).trim().split(/\s+/)).filter((parts) => parts.join('').length > 2);
  const found = words.flatMap((parts) => [
    ...plain.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${parts.map(escape).join('\\s+')}(?![\\p{L}\\p{N}])`, 'giu')),
  ]);
  return found.map(({ index, 0: { length } }): Found => ({ kind: 'name', start: index, end: index + length })).sort((a, b) => a.start - b.start);
}

// Syntax characters and no others: with the flag `u` a pattern may not escape what needs none, as a hyphen outside of brackets.
const escape = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

function findNumbers(plain: string): Found[] {
  const groups = readDigits(plain);
  const found: Found[] = [];
  for (let at = 0; at < groups.length;) {
    const { hit, next } = readNumber(plain, groups, at);
    if (hit) found.push(hit);
    at = next;
  }
  return found;
}

/** What starts with group `at`, and the first group behind it. */
function readNumber(plain: string, groups: Digits[], at: number): { hit: Found | null; next: number } {
  const start = groups[at]?.start ?? 0;
  const pieces = nikLength(groups, at);
  if (pieces > 0) return { hit: { kind: 'nik', start, end: groups[at + pieces - 1]?.end ?? start }, next: at + pieces };
  const figure = plain[start - 1] === '+' ? 0 : figureLength(groups, at);
  if (figure > 0) return { hit: null, next: at + figure };
  const phone = phoneAt(plain, groups, at);
  return phone ? { hit: phone.found, next: phone.next } : { hit: null, next: at + 1 };
}

/** Those that touch none of the others, as a number does in 081234567890@…; both lists are in order. */
function outside(others: Found[], found: Found[]): Found[] {
  let next = 0;
  return found.filter(({ start, end }) => {
    while (next < others.length && (others[next]?.end ?? 0) <= start) next += 1;
    return end <= (others[next]?.start ?? Infinity);
  });
}

function replace(text: string, found: Found[], by: (one: Found) => string): string {
  let replaced = '';
  let done = 0;
  for (const one of found) {
    replaced += text.slice(done, one.start) + by(one);
    done = one.end;
  }
  return replaced + text.slice(done);
}

/**
 * The text with every digit, dash, blank and sign in its plain form and every place where it was, so that what is found
 * in it can be cut out of the original. Characters without width become the filler U+2060.
 */
function toPlain(text: string): string {
  return text.replace(/\P{ASCII}/gu, (character) => {
    const plain = plainForm(character);
    return plain.length === 1 ? plain.padEnd(character.length, '\u2060') : character;
  });
}

function plainForm(character: string): string {
  if (/[\u00ad\u200b-\u200f\u2060\ufeff]/u.test(character)) return '\u2060';
  if (/[\p{Pd}\u2212]/u.test(character)) return '-';
  if (/\p{Zs}/u.test(character) || character === HIDDEN) return ' ';
  const code = character.codePointAt(0) ?? 0;
  // Arabic and Persian digits, the only ones that compatibility forms leave alone and Indonesians type.
  if (code >= 0x660 && code <= 0x669) return String(code - 0x660);
  if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0);
  return character.normalize('NFKC');
}
