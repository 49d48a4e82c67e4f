/*
 * Tracking codes such as TPI-7K3Q-9ZDM-4XPA-H: the letters of the city, twelve symbols that hold 60 random bits, and
 * one check symbol over all of it, so that a slip on the telephone or in an SMS is told at once instead of showing
 * somebody else's report or none. Symbols are Crockford's base 32 (no I, L, O, U), which people can spell aloud.
 *
 * The check is a weighted sum in GF(32), the field with as many elements as there are symbols, whose weights are
 * powers of a primitive element and so all differ: w·(a−b) ≠ 0 catches every wrong symbol, (v−w)·(a−b) ≠ 0 every two
 * symbols that changed places. ISO 7064 MOD 37,36 promises the same but needs 36 symbols.
 */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BODY = 12;
/** Where the sum starts and must end. With 0, a code with a further 0 at either end would pass as one with a longer prefix. */
const SEED = 1;
const PREFIX = /^[A-Z]{2,5}$/;
const TYPED = /^([A-Z01]{2,5})([0-9A-Z]{13})$/;
/** Blanks, dashes of every kind, dots and underscores: people put them anywhere. */
const SEPARATORS = /[\s\p{Pd}\u2212._]+/gu;
/** The longest code has 18 symbols; separators may surround each, but a novel is no code. */
const LONGEST_INPUT = 100;

/** A code in its one written form, e.g. for the contract. */
export const codePattern = /^[A-Z]{2,5}(-[0-9A-HJKMNP-TV-Z]{4}){3}-[0-9A-HJKMNP-TV-Z]$/;

/**
 * Makes a code that cannot be guessed.
 * @param prefix 2 to 5 capital letters A–Z of the root agency, e.g. `TPI`. They are part of the checked text.
 * @param randomBytes a cryptographic source of so many bytes.
 * @throws RangeError for another prefix or too few bytes.
 */
export function newCode(prefix: string, randomBytes: (count: number) => Uint8Array): string {
  if (!PREFIX.test(prefix)) throw new RangeError(`"${prefix}" is not 2 to 5 letters A to Z.`);
  const bytes = randomBytes(BODY);
  if (bytes.length < BODY) throw new RangeError('The source of random bytes gave too few.');
  // 256 is a multiple of 32, so five bits of a byte are as evenly spread as the byte.
  const body = Array.from(bytes.subarray(0, BODY), (byte) => SYMBOLS.charAt(byte & 31)).join('');
  return write(prefix, body + SYMBOLS.charAt(double(sumOf(prefix, body)) ^ SEED));
}

/**
 * Reads a code as people write it: lower case, full-width, with blanks or dashes missing or anywhere, I and L for 1,
 * O for 0, U for V, and in the letters of the city 1 for I and 0 for O.
 * @returns the code in its one written form, or null when the text is no code or its check symbol disagrees.
 */
export function readCode(text: string): string | null {
  if (text.length > LONGEST_INPUT) return null;
  const typed = text.normalize('NFKC').toUpperCase().replace(SEPARATORS, '');
  const [, letters, symbols] = TYPED.exec(typed) ?? [];
  if (letters === undefined || symbols === undefined) return null;
  const prefix = letters.replaceAll('1', 'I').replaceAll('0', 'O');
  const body = symbols.replace(/[IL]/g, '1').replaceAll('O', '0').replaceAll('U', 'V');
  return sumOf(prefix, body) === SEED ? write(prefix, body) : null;
}

function write(prefix: string, body: string): string {
  return `${prefix}-${body.slice(0, 4)}-${body.slice(4, 8)}-${body.slice(8, 12)}-${body.slice(12)}`;
}

function sumOf(prefix: string, body: string): number {
  let sum = SEED;
  for (const letter of prefix) sum = double(sum) ^ letterValue(letter);
  for (const symbol of body) sum = double(sum) ^ SYMBOLS.indexOf(symbol);
  return sum;
}

/**
 * I and O count as the digits they are read for. L and U take values of digits that no other letter has; 2 and 9 are
 * the first pair for which a letter that changes places with the first symbol after the prefix is still caught.
 */
function letterValue(letter: string): number {
  const unlisted: Record<string, number> = { I: 1, O: 0, L: 2, U: 9 };
  return unlisted[letter] ?? SYMBOLS.indexOf(letter);
}

/** Times the primitive element x of GF(2)[x] / (x⁵ + x² + 1). */
function double(value: number): number {
  return (value << 1) ^ (value & 16 ? 0b100101 : 0);
}
