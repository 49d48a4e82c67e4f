// The public complaints of the national stream, as a citizen would file them. They stay where they are and are never printed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

const longestTitle = 150;
const longestBody = 10_000;
const types = ['complaint', 'complaint', 'complaint', 'information_request', 'aspiration'];
/** Letters and calls are entered by the coordinator. */
const assisted = ['walk_in', 'letter', 'phone', 'whatsapp'];

/** Code points, as the contract counts them. */
const cut = (text, length) => [...text].slice(0, length).join('');

/** A title of at least five characters, none of them a line end or U+0000. */
function titleOf(title) {
  const line = title.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return cut(line.length < 5 ? `Laporan: ${line}` : line, longestTitle);
}

/** Who brings it in: mostly the citizen over the web, now and then an account, another program, or an officer on the citizen's behalf. */
function bringerOf(number) {
  if (number % 11 === 3) return 'coordinator';
  if (number % 9 === 4) return 'client';
  return number % 7 === 5 ? 'citizen' : 'anyone';
}

function filingOf({ title, text, agency, near_duplicate_group: family }, index) {
  const number = index + 1;
  const bringer = bringerOf(number);
  return {
    number,
    bringer,
    agency,
    family,
    input: {
      title: titleOf(title),
      body: cut(text.replaceAll('\0', ''), longestBody),
      type: types[number % types.length],
      anonymous: number % 10 === 0,
      confidential: number % 12 === 0,
      ...(bringer === 'coordinator' ? { channel: assisted[number % assisted.length] } : {}),
      ...(number % 3 === 0 ? { reporter: { name: `Pelapor Uji ${number}`, phone: '+62 812-0000-0000' } } : {}),
    },
  };
}

/** @returns what is to be filed, in families of near-duplicates; undefined where the texts are not at hand */
export function readComplaints(root) {
  const file = join(root, '..', 'shared', 'data', 'complaints-lapor-2017.csv');
  if (!existsSync(file)) return undefined;
  const families = new Map();
  for (const filing of parse(readFileSync(file), { columns: true }).map(filingOf)) {
    families.set(filing.family, [...(families.get(filing.family) ?? []), filing]);
  }
  return [...families.values()];
}
