import { stopWords } from './stop-words.js';

describe('stop words', () => {
  it('are single words in lower case, each once', () => {
    for (const word of stopWords) expect(word).toMatch(/^[a-z]{2,}$/);
    expect(new Set(stopWords).size).toBe(stopWords.length);
  });

  it('leave the words by which people find a report', () => {
    const trade =
      'jalan lampu air sampah pohon banjir drainase saluran warga rumah bantuan ktp malam hari depan atas barat kota baru lama mati rusak';
    expect(trade.split(' ').filter((word) => stopWords.includes(word))).toEqual([]);
  });
});
