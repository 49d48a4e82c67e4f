import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { maskPersonalData } from './report.masking.js';

const NIK = '[NIK disembunyikan]';
const PHONE = '[telepon disembunyikan]';
const EMAIL = '[email disembunyikan]';
/** Cases parted by bars. */
const list = (cases: string): string[] => cases.split('|').map((one) => one.trim());
/** Writes the digits 0–9 of a text in another script, from its zero. */
const inDigits = (zero: number, text: string): string => text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

describe('a NIK or family card number is hidden', () => {
  it.each([
    ...list(`
      2172010101010001 | 2172 0101 0101 0001 | 217201.010101.0001 | 21.72.01.010101.0001 | 217201-410101-0001 | 21-72-01-01-01-01-00-01 |
      2 1 7 2 0 1 0 1 0 1 0 1 0 0 0 1 | 2172 – 0101 – 0101 – 0001 | 1234567890123456 |
      2172 0199 1199 0007 | 2172-0199-1199-0007 | 2172.0199.1199.0007 | 217201 991199 0007 | 217201-991199-0007 | 217201.991199.0007`),
    inDigits(0xff10, '2172010101010001'),
    inDigits(0x0660, '2172010101010001'),
    inDigits(0x06f0, '2172010101010001'),
    inDigits(0x1d7ce, '2172010101010001'),
    '2172\u200b0101\u200d0101\u20600001',
  ])('%s', (number) => {
    expect(maskPersonalData(`KK saya ${number}, mohon dicek`)).toEqual({ text: `KK saya ${NIK}, mohon dicek`, found: ['nik'] });
    expect(maskPersonalData(number).text).toBe(NIK);
  });

  it('also beside letters and other numbers', () => {
    expect(maskPersonalData('NIK2172010101010001.').text).toBe(`NIK${NIK}.`);
    expect(maskPersonalData('No 12 2172 0101 0101 0001 tgl 08-12-2017').text).toBe(`No 12 ${NIK} tgl 08-12-2017`);
  });
});

describe('a telephone number is hidden', () => {
  it.each([
    ...list(`
      081234567890 | 0812345678 | 0812345678901 | 0812-3456-7890 | 0812 3456 7890 | 0812.3456.7890 | 0812.345.678 | 0812 - 3456 - 7890 |
      0812–3456–7890 | 08 12 34 56 78 90 | 0 8 1 2 3 4 5 6 7 8 9 0 | +6281234567890 | +62 812 3456 7890 | +62-812-3456-7890 | +62.812.345.678 |
      + 62 812 3456 7890 | 6281234567890 | 62 812 3456 7890 | +62(0)812-3456-7890 | +62 (812) 34567890 | (+62) 812 3456 7890 | (0771) 123456 |
      (0771)123456 | 0771-123456 | 0771 123456 | 0771123456 | (0771) 21345 | 0771-21345 | 021-7654321 | 021.7654321 | (021) 765 4321 |
      +62 771 123456 | +62 (771) 123456 | 62771123456 | +65 6123 4567 | ＋６２８１２３４５６７８９０`),
    inDigits(0xff10, '0812-3456-7890'),
    inDigits(0x0660, '081234567890'),
    '0812\u200b34567890',
  ])('%s', (number) => {
    expect(maskPersonalData(`WA ${number}, trims`)).toEqual({ text: `WA ${PHONE}, trims`, found: ['phone'] });
    expect(maskPersonalData(number).text).toBe(PHONE);
  });

  it.each([
    ['HP081234567890/081298765432', `HP${PHONE}/${PHONE}`],
    ['081234567890 081298765432', `${PHONE} ${PHONE}`],
    ['081234567890 12 hari', `${PHONE} 12 hari`],
    ['Jl. Merdeka 12 (0771) 123456', `Jl. Merdeka 12 ${PHONE}`],
    ['(0812-3456-7890)', `(${PHONE})`],
    ['08-12-2017 08.30 0812 3456 7890', `08-12-2017 08.30 ${PHONE}`],
    ['1.081234567890', `1.${PHONE}`],
    ['Rp 500.000 ke 081234567890', `Rp 500.000 ke ${PHONE}`],
  ])('and nothing else: %s', (text, masked) => expect(maskPersonalData(text).text).toBe(masked));
});

describe('an e-mail address is hidden', () => {
  it.each([
    ...list(`
      budi@gmail.com | Budi.Santoso+x@dinas.tanjungpinangkota.go.id | nama at gmail dot com | nama (at) gmail (dot) com |
      nama[at]gmail[dot]com | nama AT yahoo titik com | nama at yahoo.co.id | nama @ gmail.com | nama @gmail.com | budi@gmail. com |
      budi@gmail,com | budi@yahoo | budi dot santoso at gmail dot com | budi (at) kota.go.id | budi at kota dot go dot id | budi＠gmail．com |
      081234567890@gmail.com | budi0812-3456-7890@kota.go.id`),
    'bu\u00addi@gmail.com',
  ])('%s', (address) => {
    expect(maskPersonalData(`kirim ke: ${address}; trims`)).toEqual({ text: `kirim ke: ${EMAIL}; trims`, found: ['email'] });
    expect(maskPersonalData(address).text).toBe(EMAIL);
  });

  it.each([
    ['"budi@gmail.com".', `"${EMAIL}".`],
    ['budi@gmail.com.Terima kasih', `${EMAIL}.Terima kasih`],
    ['budi@gmail.com. Terima kasih', `${EMAIL}. Terima kasih`],
    ['a@b.id,c@d.id', `${EMAIL},${EMAIL}`],
  ])('and nothing else: %s', (text, masked) => expect(maskPersonalData(text).text).toBe(masked));
});

describe('a name that is given is hidden', () => {
  const NAME = '[nama disembunyikan]';

  it.each([
    ['Nur-Aini Al-Farisi', `Saya ${NAME}, warga RT 3`],
    ['a-b', `Saya ${NAME}, warga RT 3`],
    ['-- x', `Saya ${NAME}, warga RT 3`],
    ["Ma'ruf (Haji) S.E.", `Saya ${NAME}, warga RT 3`],
  ])('%s', (name, masked) => {
    expect(maskPersonalData(`Saya ${name}, warga RT 3`, [name])).toEqual({ text: masked, found: ['name'] });
    expect(maskPersonalData('Saya warga RT 3', [name])).toEqual({ text: 'Saya warga RT 3', found: [] });
  });

  it('whatever signs it is written with', () => {
    // Neither digits nor `@`: with those it might be a number or an address.
    const signs = Array.from({ length: 94 }, (_, place) => String.fromCodePoint(33 + place)).filter((sign) => !/[\d@]/.test(sign));
    const written = fc.array(fc.constantFrom(...signs), { minLength: 3, maxLength: 12 }).map((all) => all.join(''));
    fc.assert(fc.property(written, (name) => expect(maskPersonalData(`kata ${name} lagi`, [name]).text).toBe(`kata ${NAME} lagi`)));
  });
});

describe('nothing is hidden in', () => {
  it.each([
    ...list(`
      Rp 1.500.000 | Rp1.500.000,00 | Rp. 62.500.000.000 | 62.500.000.000 | Rp 3.621.300.000.000.000 | Rp 6281234567890 | 08-12-2017 |
      08/12/2017 10:00 | 08-12-2017 10.00 | 08.12.2017 pukul 08.00-16.00 | 08-12-17 10.00 | 2017-12-08 08.00 | jam 08.00-16.00 WIB |
      08.15-09.15 10.15 | 08.00 - 16.00 2017 | tahun 2014 2015 2016 2017 | 2014-2015-2016-2017 | 1998 1999 2000 2001 |
      1971 1972 1973 1974 | 12-05-2017 08-06-2017 | 12.05.2017 - 08.06.2017 | 2017-12-08 2017-12-09 | 15000000 16000000 | 15.000 20.000 25.000 30 |
      1.500.000 2.750.000 12 | 12 13 14 15 16 17 18 19 | RT 021/022 | RT 021 29123 |
      RT 003 RW 004 29123 | RT.02/RW.03 | No. 12A | Blok C2 No. 08 | BP 1234 XX | B 1708 TPI | kode pos 29123 | 0.9186, 104.4665 |
      0.918612345, 104.466512345 | 0.918654321012345 104.4665123456789 | -6.2088123456,106.8456123456 | 1.0812345678, 104.4812345678 | 1708 |
      ID pelanggan 532112345678 | NIP 198503302003121002 | 1 2 3 4 5 6 7 8 9 10 11 12 13 | Perda No. 2 Tahun 2019 | nomor 045/1234/2017 |
      0001234567890 | @diskominfo.tpi | cc @lapor.go.id | harga @ 5.000 | 5@2.000 | pak@lurah | Server at kota.go.id Port 80 |
      https://www.google.com/maps/@-6.2,106.8,15z | TPI-7K3Q-9ZDM-4XPA-H | 😀👩‍👩‍👧 lampu padam`),
    '0°55\'12.5"N',
    '',
    '\ud800',
    '\uffff@gmail.com',
  ])('%s', (text) => expect(maskPersonalData(text)).toEqual({ text, found: [] }));
});

describe('masking', () => {
  it('names each kind once, in a fixed order', () => {
    const { found } = maskPersonalData('a@b.id 081234567890 2172010101010001 c@d.id');
    expect(found).toEqual(['nik', 'phone', 'email']);
  });

  it('leaves everything else as it was written, other scripts included', () => {
    const before = 'Jalan １２ – “rusak”\u00a0👩‍👩‍👧 ';
    expect(maskPersonalData(`${before}081234567890 ${before}`).text).toBe(`${before}${PHONE} ${before}`);
  });

  it('changes nothing in a masked text, whatever is glued together', () => {
    const atoms = ['0', '8', '62', '+62', '(', ')', '0771', '0812', '3456', '123456', '2172010101010001', '.', '-', ' ', '/', ','].concat([
      'Rp ',
      'RT ',
      '@',
      ' at ',
      '(at)',
      ' dot ',
      'gmail',
      'com',
      'a',
      '.500',
      '2017',
      '00',
      '\u200b',
      '٠',
      '\n',
      '[',
      ']',
    ]);
    let state = 1708;
    const roll = (below: number): number => (state = (Math.imul(state, 48_271) >>> 0) % 2_147_483_647) % below;
    for (let round = 0; round < 30_000; round += 1) {
      const text = Array.from({ length: 1 + roll(14) }, () => atoms[roll(atoms.length)]).join('');
      const once = maskPersonalData(text).text;
      expect(maskPersonalData(once)).toEqual({ text: once, found: [] });
    }
  });

  it.each([
    '1',
    '0',
    '@',
    'a',
    '.',
    ' at ',
    'a@',
    'a@b.',
    '1.',
    '123.',
    '1.234',
    '1 ',
    '08 ',
    '08-',
    '(',
    '+62',
    '+62 ',
    'a at b dot ',
    '\u200d',
    '(at',
    '2172 ',
  ])('comes to an end on 50 kB of "%s"', (atom) => expect(typeof maskPersonalData(atom.repeat(50_000 / atom.length)).text).toBe('string'));
});

/** Fields of a comma-separated file with quoted fields. */
function fields(file: string): string[] {
  return Array.from(file.matchAll(/(?:^|[,\n])(?:"((?:[^"]|"")*)"|([^,\n"]*))/g), ([, quoted, bare]) => quoted ?? bare ?? '');
}

describe('real complaints, whose personal data was taken out', () => {
  for (const name of ['complaints-lapor-2017.csv', 'complaints-surabaya.csv']) {
    const path = resolve('../shared/data', name);
    // The texts lie outside the project; without them there is nothing to read.
    (existsSync(path) ? it : it.skip)(`raise no false alarm in ${name}`, () => {
      const texts = fields(readFileSync(path, 'utf8')).filter((field) => field.includes(' '));
      expect(texts.length).toBeGreaterThan(1000);
      expect(texts.filter((text) => maskPersonalData(text).found.length > 0)).toHaveLength(0);
    });
  }
});
