/** A stretch of text that shows who somebody is: UTF-16 places, `end` after the last one. */
export interface Found {
  kind: 'nik' | 'phone' | 'email' | 'name';
  start: number;
  end: number;
}

/** Stands for every character of a number that was found, while the rest of the text is searched. No text may hold it. */
export const HIDDEN = '\uffff';

/** Digits that stand together. */
export interface Digits {
  text: string;
  start: number;
  end: number;
  /** What stands between this and the digits before, without fillers; null where the two cannot be one number. */
  gap: string | null;
}

/** Blanks, dots, dashes and brackets join digits to one number; a slash, comma, letter or line end parts them. */
const GAP = /^[ .()\u2060-]{1,4}$/u;
/** Kemendagri's province codes, with which every NIK and KK number starts. */
const PROVINCE = /^(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])/;
/** Day and month at places 7 to 10; a woman's NIK has 40 added to the day. */
const BIRTH = /^(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(?:0[1-9]|1[0-2])/;
/** Province, then a regency's or city's own number in it: neither 62 8…, which is a telephone, nor a year such as 1998. */
const PLACE = /^\d\d(?:0[1-9]|[1-4]\d|7[1-9])/;
/** As people part sixteen digits to be read: by fours, or place, birth and number. */
const PARTED = /^(?:4444|664|646|466)$/;
const CLOCK = /^(?:[01]?\d|2[0-4])$/;
const MINUTES = /^[0-5]\d$/;
const YEAR = /^(?:19|20)\d\d$/;

/** Every group of digits in a text, in order. */
export function readDigits(plain: string): Digits[] {
  let end = -1;
  return Array.from(plain.matchAll(/\d[\d\u2060]*/g), (match) => {
    const between = end < 0 || match.index - end > 4 ? '' : plain.slice(end, match.index);
    end = match.index + match[0].length;
    const gap = GAP.test(between) ? between.replaceAll('\u2060', '') : null;
    return { text: match[0].replaceAll('\u2060', ''), start: match.index, end, gap };
  });
}

/**
 * A NIK or family card number (KK) that starts with group `at`: how many groups it takes, or 0. Sixteen digits in one
 * piece always count. In pieces they must look like one, or four years in a row would be one: by the day of birth, or, as
 * numbers are mistyped and invented, by the way they are parted.
 */
export function nikLength(groups: Digits[], at: number): number {
  if (amountLength(groups, at) > 0 || decimalLength(groups, at) > 0 || areTwoDates(groups, at)) return 0;
  let digits = '';
  for (let next = at; next < groups.length && digits.length < 16; next += 1) {
    const group = groups[next];
    if (group === undefined || (next > at && (group.gap === null || /[()]/.test(group.gap)))) return 0;
    digits += group.text;
    if (digits.length === 16) return next === at || looksParted(digits, groups.slice(at, next + 1)) ? next - at + 1 : 0;
  }
  return 0;
}

function looksParted(digits: string, pieces: Digits[]): boolean {
  if (!PROVINCE.test(digits)) return false;
  if (BIRTH.test(digits.slice(6))) return true;
  const lengths = pieces.map(({ text }) => text.length).join('');
  return PARTED.test(lengths) && PLACE.test(digits) && !pieces.every(({ text }) => YEAR.test(text));
}

/** 12-05-2017 08-06-2017 has sixteen digits too. */
function areTwoDates(groups: Digits[], at: number): boolean {
  const years = [groups[at], groups[at + 2], groups[at + 3], groups[at + 5]].filter((group) => group !== undefined && YEAR.test(group.text));
  return years.length === 2 && dateLength(groups, at) > 0 && dateLength(groups, at + 3) > 0;
}

/** How many groups from `at` on are an amount, a decimal number (coordinates), a date or a time; 0 where none is. */
export function figureLength(groups: Digits[], at: number): number {
  return amountLength(groups, at) || decimalLength(groups, at) || dateLength(groups, at) || timeLength(groups, at);
}

/** 1.500.000: no group after the first has other than three digits; quintillions are no amount. */
function amountLength(groups: Digits[], at: number): number {
  if (!/^[1-9]\d{0,2}$/.test(groups[at]?.text ?? '')) return 0;
  let next = at + 1;
  while (next < at + 7 && groups[next]?.gap === '.' && groups[next]?.text.length === 3) next += 1;
  return next > at + 1 && groups[next]?.gap !== '.' ? next - at : 0;
}

/** 104.4665, but not 62.81234567890, nor the second place of a list: 2.081234567890. */
function decimalLength(groups: Digits[], at: number): number {
  const [whole, fraction, after] = [groups[at]?.text ?? '', groups[at + 1], groups[at + 2]];
  if (fraction?.gap !== '.' || after?.gap === '.' || !/^(?:0|[1-9]\d{0,2})$/.test(whole)) return 0;
  const phone = /^0?8\d{9,11}$/.test(fraction.text) && (whole === '62' || /^[1-9]\d?$/.test(whole));
  return fraction.text.length > 3 && !phone ? 2 : 0;
}

/** 08-12-2017, 08.12.17, 2017-12-08 */
function dateLength(groups: Digits[], at: number): number {
  const [a, b, c, after] = [groups[at], groups[at + 1], groups[at + 2], groups[at + 3]];
  if (!a || !b || !c || (b.gap !== '-' && b.gap !== '.') || c.gap !== b.gap || after?.gap === b.gap) return 0;
  const short = [a, b, c].map(({ text }) => text.length <= 2);
  return (short[0] && short[1] && (short[2] || YEAR.test(c.text))) || (YEAR.test(a.text) && short[1] && short[2]) ? 3 : 0;
}

/** 08.00, 08.00-16.00; not the start of 08.12-3456-7890. */
function timeLength(groups: Digits[], at: number): number {
  const [hours, minutes, after] = [groups[at], groups[at + 1], groups[at + 2]];
  if (minutes?.gap !== '.' || !CLOCK.test(hours?.text ?? '') || !MINUTES.test(minutes.text)) return 0;
  if (!after || after.gap === null) return 2;
  if (after.gap === '.') return 0;
  return after.text.length <= 2 || /^(?:0|62)/.test(after.text) ? 2 : 0;
}
