import type { Digits, Found } from './masking.numbers.js';

/** How people part a telephone number: 0812-3456 7890, 0812 - 3456, (0771) 123456, +62 (812) 3456. */
const GAP = /^(?: {0,2}| ?[.-] ?|\) ?-? ?| ?\()$/;
/** Words before a number that is none of a telephone. */
const OTHER_NUMBER = /(?:^|[^a-z])(?:rt|rw|rp|idr)[\s.:]{0,3}$/i;
const MOBILE = /^08[1-9]/;
const LANDLINE = /^0[2-79]\d/;
const AREA_CODE = /^0[2-79]\d{1,2}$/;

/** A telephone number that starts with group `at`, or null; `next` is the first group behind it. */
export function phoneAt(plain: string, groups: Digits[], at: number): { found: Found; next: number } | null {
  const first = groups[at];
  if (first === undefined || (first.gap === null && OTHER_NUMBER.test(plain.slice(Math.max(0, first.start - 7), first.start)))) return null;
  const next = phoneEnd(groups, at, first, hasPlus(plain, first));
  const last = next === null ? undefined : groups[next - 1];
  if (next === null || last === undefined) return null;
  return { found: { kind: 'phone', start: startWithSigns(plain, first, last.end), end: last.end }, next };
}

function phoneEnd(groups: Digits[], at: number, first: Digits, plus: boolean): number | null {
  const start = first.text + (groups[at + 1]?.gap === null ? '' : (groups[at + 1]?.text ?? '')) + (groups[at + 2]?.text ?? '');
  if (plus) return take(groups, at, /^62/.test(start) ? 10 : 9, 15);
  if (/^620?8[1-9]/.test(start)) return take(groups, at, 11, 15);
  if (/^62[2-79]\d{7,10}$/.test(first.text)) return at + 1;
  if (MOBILE.test(start)) return first.text.length > 13 && first.text.length < 16 ? at + 1 : take(groups, at, 10, 13);
  if (LANDLINE.test(first.text)) return landlineEnd(groups, at, first);
  return null;
}

/** 0771123456, or an area code and five to eight digits. Five only behind a bracket or dash: a post code has five too. */
function landlineEnd(groups: Digits[], at: number, first: Digits): number | null {
  if (!AREA_CODE.test(first.text)) return first.text.length >= 9 && first.text.length <= 12 ? at + 1 : null;
  const clear = /[)-]/.test(groups[at + 1]?.gap ?? '');
  return take(groups, at, first.text.length + (clear ? 5 : 6), first.text.length + 8);
}

/** The first group behind a number of `least` to `most` digits that starts at `at`, as long as it may be; null where there is none. */
function take(groups: Digits[], at: number, least: number, most: number): number | null {
  let next = at + 1;
  let count = groups[at]?.text.length ?? 0;
  // Digits in one piece that are a whole number take nothing more: "081234567890 12 hari".
  if (count >= least) return count <= most ? next : null;
  for (; next < groups.length; next += 1) {
    const [before, group] = [groups[next - 1], groups[next]];
    if (!before || !group || group.gap === null || !GAP.test(group.gap) || count + group.text.length > most) break;
    const alike = group.gap === before.gap && (group.gap.trim() !== '' || group.text.length === before.text.length);
    if (count >= least && group.text.length < 3 && !alike) break;
    count += group.text.length;
  }
  return count >= least ? next : null;
}

function hasPlus(plain: string, { start, text }: Digits): boolean {
  return plain[start - 1] === '+' || (text.startsWith('62') && plain.slice(Math.max(0, start - 2), start) === '+ ');
}

/** A plus always belongs to the number, an opening bracket where it is closed within. */
function startWithSigns(plain: string, first: Digits, end: number): number {
  const signs = /[(+][ (+]{0,2}$/.exec(plain.slice(Math.max(0, first.start - 3), first.start))?.[0] ?? '';
  const closed = plain.slice(first.start, end).includes(')');
  const kept = closed ? signs : signs.replace(/^[( ]+/, '');
  return first.start - kept.length;
}
