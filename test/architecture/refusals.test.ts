import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import '../../src/app.module.js';
import { type Language, refusalCodes, refusalText } from '../../src/platform/refusal.js';

const source = fileURLToPath(new URL('../../src/', import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
const codes = new Set(refusalCodes());

test('every code that the source refuses with is in the catalogue', () => {
  const unknown = files.flatMap((name) => {
    const text = readFileSync(source + name, 'utf8');
    const used = [...text.matchAll(/(?:\brefuse\w*\(|\bfault\(|new Refusal\(|\bcode: )'([a-z_]+\.[a-z_]+)'/g)];
    return used
      .map(([, code]) => code ?? '')
      .filter((code) => !codes.has(code))
      .map((code) => `${name}: ${code}`);
  });
  expect(unknown).toEqual([]);
});

test('every code says the same in Indonesian and English, with the same values in it', () => {
  const values = (text: Record<Language, string>, language: Language): string[] => (text[language].match(/\{\w+\}/g) ?? []).sort();
  for (const code of codes) {
    const { title, detail } = refusalText(code) ?? { title: { id: '', en: '' }, detail: { id: '', en: '' } };
    expect([code, title.id, title.en, detail.id, detail.en].every((text) => text.trim().length > 1)).toBe(true);
    expect([code, ...values(detail, 'id')]).toEqual([code, ...values(detail, 'en')]);
    expect([code, detail.id]).not.toEqual([code, detail.en]);
  }
});
