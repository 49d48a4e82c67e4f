import { asSuperuser } from './app.js';

/** Every row of every table, as text; binary columns as hexadecimal digits. */
export async function dumpOf(databaseUrl: string): Promise<string[]> {
  const tables = await asSuperuser<{ name: string }>(
    databaseUrl,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const lines: string[] = [];
  for (const { name } of tables) {
    const found = await asSuperuser<{ line: string }>(databaseUrl, `select row_to_json(t)::text as line from ${name} t`);
    lines.push(...found.map(({ line }) => `${name} ${line}`));
  }
  return lines;
}

/** A word as it may lie about: in clear, in hexadecimal digits, in base64 wherever in a longer text it begins. */
function formsOf(word: string): string[] {
  const base64 = [0, 1, 2].map((before) => {
    const text = Buffer.from('x'.repeat(before) + word).toString('base64url');
    // The first and last letters also hold bits of what stands beside the word.
    return text.slice(before === 0 ? 0 : before + 1, -3);
  });
  return [word, Buffer.from(word).toString('hex'), ...base64, ...base64.map((text) => text.replaceAll('-', '+').replaceAll('_', '/'))];
}

export const linesWith = (lines: string[], words: readonly string[]): string[] => {
  const forms = words.flatMap(formsOf).map((form) => form.toLowerCase());
  return lines.filter((line) => forms.some((form) => line.toLowerCase().includes(form)));
};
