import { randomBytes } from 'node:crypto';
import { codePattern, newCode, readCode } from './report.code.js';

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const made = (prefix: string, body: string): string => newCode(prefix, () => Uint8Array.from(body, (symbol) => SYMBOLS.indexOf(symbol)));
const bare = (code: string): string => code.replaceAll('-', '');
const swap = (text: string, at: number, other = at + 1): string => {
  const symbols = [...text];
  [symbols[at], symbols[other]] = [symbols[other] ?? '', symbols[at] ?? ''];
  return symbols.join('');
};
const samples = [
  made('TPI', '7K3Q9ZDM4XPA'),
  made('JK', '000000000000'),
  made('BPL', 'ZZZZZZZZZZZZ'),
  made('UVLIO', '0123456789AB'),
  ...Array.from({ length: 20 }, () => newCode('TPI', randomBytes)),
];

describe('a new code', () => {
  it('has the letters of the city, twelve symbols in groups, and a check symbol', () => {
    expect(made('TPI', '7K3Q9ZDM4XPA')).toMatch(/^TPI-7K3Q-9ZDM-4XPA-[0-9A-Z]$/);
    for (const code of samples) expect(code).toMatch(codePattern);
  });

  it('uses five bits of each random byte, so that every symbol is equally likely', () => {
    const every = Array.from({ length: 256 }, (_, byte) => newCode('TPI', (count) => new Uint8Array(count).fill(byte)).charAt(4));
    for (const symbol of SYMBOLS) expect(every.filter((one) => one === symbol)).toHaveLength(8);
  });

  it.each(['T', 'TPITPI', 'tpi', 'T1', 'TP-', '', 'TPÉ'])('is refused for the prefix "%s"', (prefix) => {
    expect(() => newCode(prefix, randomBytes)).toThrow(RangeError);
  });

  it('is refused when the random source fails', () => {
    expect(() => newCode('TPI', () => new Uint8Array(11))).toThrow(/too few/);
  });
});

describe('reading a code', () => {
  const code = made('TPI', '1V0V1K0Q9ZDM');
  it.each([
    ['as printed', code],
    ['in lower case', code.toLowerCase()],
    ['without dashes', bare(code)],
    ['with blanks and line ends', ` ${bare(code).split('').join(' ')}\r\n`],
    ['with dashes in the wrong places', bare(code).replace(/(..)/g, '$1--')],
    ['with other dashes, dots and underscores', code.replaceAll('-', ' –\u2011—\u2212._')],
    ['full-width', [...code].map((symbol) => (symbol === '-' ? '－' : String.fromCodePoint((symbol.codePointAt(0) ?? 0) + 0xfee0))).join('')],
    [
      'with I and L for 1, O for 0, U for V',
      'TPI' + bare(code).slice(3).replace('1', 'I').replace('1', 'l').replaceAll('0', 'O').replaceAll('V', 'u'),
    ],
    ['with 1 for I in the letters of the city', code.replace('TPI', 'TP1')],
    ['with 0 for O in the letters of the city', made('DOK', '7K3Q9ZDM4XPA').replace('DOK', 'D0K')],
  ])('%s', (_, text) => expect([code, made('DOK', '7K3Q9ZDM4XPA')]).toContain(readCode(text)));

  it('gives back every code it made', () => {
    for (const sample of samples) expect(readCode(sample)).toBe(sample);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['the letters alone', 'TPI'],
    ['no letters', code.slice(4)],
    ['one letter', code.slice(2)],
    ['one symbol too many', `${code}0`],
    ['a letter too many before it', `O${code}`],
    ['one symbol too few', code.slice(0, -1)],
    ['foreign characters', `${code}/..`],
    ['a foreign letter in place of a symbol', `${code.slice(0, -1)}Ñ`],
    ['the number of the national system', '1234567'],
    ['a novel', 'a'.repeat(1_000_000)],
  ])('is null for %s', (_, text) => expect(readCode(text)).toBeNull());
});

describe('the check symbol catches', () => {
  it('every single wrong symbol', () => {
    for (const code of samples) {
      const text = bare(code);
      const letters = text.length - 13;
      for (let at = 0; at < text.length; at += 1) {
        for (const other of at < letters ? LETTERS : SYMBOLS) {
          const wrong = text.slice(0, at) + other + text.slice(at + 1);
          if (wrong !== text) expect(readCode(wrong)).toBeNull();
        }
      }
    }
  });

  it('every pair of neighbours that changed places, for all pairs of symbols at all places', () => {
    for (const a of SYMBOLS) {
      for (const b of SYMBOLS) {
        for (let at = 0; a !== b && at < 11; at += 1) {
          const text = bare(made('TPI', '7K3Q9ZDM4X'.slice(0, at) + a + b + '7K3Q9ZDM4X'.slice(at)));
          expect(readCode(swap(text, 3 + at))).toBeNull();
        }
      }
    }
  });

  it('neighbours that changed places with the check symbol', () => {
    for (const code of samples) {
      const text = bare(code);
      if (text.at(-1) !== text.at(-2)) expect(readCode(swap(text, text.length - 2))).toBeNull();
    }
  });

  it('neighbours that changed places in the letters and at their border, for all letters and symbols', () => {
    for (const a of LETTERS) {
      for (const b of LETTERS) if (a !== b) expect(readCode(swap(bare(made(`${a}${b}I`, '7K3Q9ZDM4XPA')), 0))).toBeNull();
      for (const b of SYMBOLS) {
        const text = bare(made(`TP${a}`, `${b}K3Q9ZDM4XPA`));
        const swapped = swap(text, 2);
        // Two look-alikes that change places are read as what was meant.
        const lookAlike = `${a}${b}` === 'I1' || `${a}${b}` === 'O0';
        if (a !== b && !lookAlike) expect(readCode(swapped)).toBeNull();
      }
    }
  });

  it('any two symbols that changed places, however far apart', () => {
    for (const code of samples) {
      const text = bare(code);
      for (let one = text.length - 13; one < text.length; one += 1) {
        for (let two = one + 1; two < text.length; two += 1) {
          if (text[one] !== text[two]) expect(readCode(swap(text, one, two))).toBeNull();
        }
      }
    }
  });

  it('31 of 32 other texts', () => {
    const taken = [];
    for (let check = 0; check < 32; check += 1) taken.push(readCode(`TPI-7K3Q-9ZDM-4XPB-${SYMBOLS.charAt(check)}`));
    expect(taken.filter((code) => code !== null)).toHaveLength(1);
  });
});
