import { HIDDEN, type Found } from './masking.numbers.js';

/** An at sign, or the word in its place: `nama(at)…`, `nama at …`. */
const AT = /@|[([{<] ?at ?[)\]}>]|(?<=\s)at(?=\s)/giu;
/** What may stand before the at sign, a number that was found already among it. U+2060 is the filler of `toPlain`. */
const LOCAL = new RegExp(`[\\p{L}\\p{N}._%+'\\u2060${HIDDEN}-]`, 'u');
const WORD = new RegExp(`[\\p{L}\\p{N}${HIDDEN}]`, 'u');
/** `budi dot ` before `santoso at …`. */
const DOTTED_WORD = /[\w%+-]{1,30}(?: dot | ?[([{]dot[)\]}] ?)$/iu;
const LABEL = /[a-z0-9\u2060-]{1,63}/iuy;
const DOT = / {0,2}(?:[.,]|(?:dot|titik)\b|[([{] ?(?:dot|titik) ?[)\]}]) {0,2}/iuy;
const ENDINGS = new Set('com co net org id go ac sch or web my desa mil gov edu info biz me io'.split(' '));
/** Read as far as its own letters: what is glued to it may be a sentence that begins with a figure. */
const PROVIDER = /(?:gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|icloud|protonmail)(?![a-z-])/iuy;

interface Domain {
  end: number;
  labels: string[];
  /** A blank stands between the at sign and the domain. */
  apart: boolean;
  /** A dot is a word or has blanks beside it. */
  spelled: boolean;
}

/**
 * Finds e-mail addresses, also as people write them to evade collectors, in a text whose numbers are `HIDDEN`. Each at sign
 * is looked at once, outwards, and never back into the address before it.
 */
export function findEmails(plain: string): Found[] {
  const found: Found[] = [];
  for (const at of plain.matchAll(AT)) {
    const after = at.index + at[0].length;
    const begin = startOfLocal(plain, found.at(-1)?.end ?? 0, at.index, at[0] !== '@');
    const domain = readDomain(plain, after);
    if (begin === null || domain === null || !isAddress(plain, at, domain)) continue;
    found.push({ kind: 'email', start: begin, end: domain.end });
  }
  return found;
}

/**
 * A known provider is always an address. Else a name that is not attached to its at sign is none ("cc @kota.go.id" is an
 * account), nor is what a machine writes ("Server at kota.go.id"), and a domain in loose spelling must end as domains do.
 */
function isAddress(plain: string, at: RegExpExecArray, { labels, apart, spelled }: Domain): boolean {
  if (matchAt(PROVIDER, labels[0] ?? '', 0) !== null) return true;
  const ending = labels.at(-1)?.toLowerCase() ?? '';
  const sign = at[0] === '@';
  if (labels.length < 2 || (sign && !LOCAL.test(plain.charAt(at.index - 1)))) return false;
  if (at[0].toLowerCase() === 'at' && !spelled) return false;
  return sign && !apart && !spelled ? /^[a-z]{2,24}$/.test(ending) : ENDINGS.has(ending);
}

function startOfLocal(plain: string, floor: number, at: number, words: boolean): number | null {
  let end = at;
  while (end > floor && at - end < 2 && plain[end - 1] === ' ') end -= 1;
  let start = end;
  while (start > floor && LOCAL.test(plain.charAt(start - 1))) start -= 1;
  // A dot or quote before a name belongs to the sentence.
  while (start < end && !WORD.test(plain.charAt(start))) start += 1;
  if (start >= end) return null;
  for (let more = 0; words && more < 3; more += 1) {
    start -= DOTTED_WORD.exec(plain.slice(Math.max(floor, start - 40), start))?.[0].length ?? 0;
  }
  return start;
}

function readDomain(plain: string, after: number): Domain | null {
  let at = after;
  while (at - after < 2 && plain[at] === ' ') at += 1;
  const first = matchAt(PROVIDER, plain, at) ?? matchAt(LABEL, plain, at);
  if (first === null) return null;
  const domain: Domain = { end: at + first.length, labels: [first], apart: at > after, spelled: false };
  for (let more = 0; more < 5; more += 1) {
    const dot = matchAt(DOT, plain, domain.end);
    const label = dot === null ? null : matchAt(LABEL, plain, domain.end + dot.length);
    if (dot === null || label === null || !continues(domain, dot, label)) break;
    domain.end += dot.length + label.length;
    domain.labels.push(label);
    domain.spelled ||= dot !== '.';
  }
  return domain;
}

/** "budi@gmail.com.Terima kasih": what follows a known ending is the next sentence unless it is an ending too. */
function continues(domain: Domain, dot: string, label: string): boolean {
  const known = ENDINGS.has(label.toLowerCase());
  const ended = domain.labels.length > 1 && ENDINGS.has(domain.labels.at(-1)?.toLowerCase() ?? '');
  return known || (dot === '.' && !ended);
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
