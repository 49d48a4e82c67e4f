import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseFeatureCollection, type Position, type RegionShape, type Ring } from './region.geojson.js';
import { RegionMap } from './region.map.js';

const ring = (...corners: Position[]): Ring => [...corners, ...corners.slice(0, 1)];
const polygon = (code: string, ...rings: Ring[]): RegionShape => ({
  code,
  name: `Kelurahan ${code}`,
  geometry: { type: 'Polygon', coordinates: rings },
});
const box = (west: number, south: number, east: number, north: number): Ring => ring([west, south], [east, south], [east, north], [west, north]);
const at = (map: RegionMap, lat: number, lng: number): string | null => map.find(lat, lng)?.code ?? null;

/** mulberry32: the same places on every machine. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('a position', () => {
  const map = new RegionMap([
    polygon('B', box(2, 0, 4, 2)),
    polygon('A', box(0, 0, 2, 2), box(0.5, 0.5, 1.5, 1.5)),
    polygon('C', box(0.5, 0.5, 1.5, 1.5)),
    { code: 'D', name: 'Pulau', geometry: { type: 'MultiPolygon', coordinates: [[box(6, 0, 7, 1)], [box(8, 0, 9, 1), box(8.4, 0.4, 8.6, 0.6)]] } },
  ]);

  it.each<[string, number, number, string | null]>([
    ['within', 0.2, 1, 'A'],
    ['in a hole that another region fills', 1, 1, 'C'],
    ['on one island of a region', 0.5, 6.5, 'D'],
    ['on its other island', 0.2, 8.5, 'D'],
    ['in the lake of that island', 0.5, 8.5, null],
    ['on the shore of that lake', 0.4, 8.5, 'D'],
    ['between islands', 0.5, 7.5, null],
    ['on a common border: the first code has it', 1, 2, 'A'],
    ['on a common corner', 2, 2, 'A'],
    ['on the border of the hole', 0.5, 1, 'A'],
    ['on the outer border', 1, 4, 'B'],
    ['on an outer corner', 0, 0, 'A'],
    ['just outside', 1, 4.0000001, null],
    ['far away', -45, 170, null],
    ['that is none', NaN, NaN, null],
  ])('%s', (_, lat, lng, code) => expect(at(map, lat, lng)).toBe(code));

  it('has the name with the code, and the map its box', () => {
    expect(map.find(0.2, 1)).toEqual({ code: 'A', name: 'Kelurahan A' });
    expect(map.box).toEqual({ minLat: 0, minLng: 0, maxLat: 2, maxLng: 9 });
  });

  it('is nowhere on an empty map', () => {
    const empty = new RegionMap([]);
    expect([empty.box, empty.find(0, 0)]).toEqual([null, null]);
  });

  it('at the height of a corner is not counted twice', () => {
    const diamond = new RegionMap([polygon('X', ring([0, 1], [1, 0], [2, 1], [1, 2]))]);
    expect([at(diamond, 1, 1), at(diamond, 1, -0.5), at(diamond, 1, 2.5), at(diamond, 0, 0.5), at(diamond, 2, 0)]).toEqual([
      'X',
      null,
      null,
      null,
      null,
    ]);
    const notched = new RegionMap([polygon('X', ring([0, 0], [4, 0], [4, 2], [3, 1], [2, 2], [1, 1], [0, 2]))]);
    expect([at(notched, 1, 0.5), at(notched, 1, 3.5), at(notched, 1.5, 1), at(notched, 1, -1)]).toEqual(['X', 'X', null, null]);
  });
});

describe('two neighbours with a crooked border', () => {
  const random = dice(2172);
  const border: Position[] = Array.from({ length: 200 }, (_, step) => [104.4 + random() * 0.01, 0.9 + step / 2000]);
  const west = new RegionMap([polygon('W', ring([104.3, 0.9], ...border, [104.3, 0.9995]))]);
  const east = new RegionMap([polygon('E', ring([104.5, 0.9995], ...border.toReversed(), [104.5, 0.9]))]);
  const both = (lat: number, lng: number): (string | null)[] => [at(west, lat, lng), at(east, lat, lng)].filter((code) => code !== null);

  it('share no position beside the border and leave none out, to the last bit', () => {
    for (let round = 0; round < 20_000; round += 1) {
      const edge = Math.floor(random() * 199);
      const [[lngA, latA], [lngB, latB]] = [border[edge] ?? [0, 0], border[edge + 1] ?? [0, 0]];
      const share = random();
      // Rounding puts this a bit west, a bit east or exactly on the border, where both may say yes.
      const [lat, lng] = [latA + share * (latB - latA), lngA + share * (lngB - lngA)];
      expect(both(lat, lng).length).toBeGreaterThanOrEqual(1);
      expect(both(lat, lng - 1e-9)).toEqual(['W']);
      expect(both(lat, lng + 1e-9)).toEqual(['E']);
    }
  });

  it('both hold the corners of the border, and together the first code has them', () => {
    const together = new RegionMap([
      polygon('W', ring([104.3, 0.9], ...border, [104.3, 0.9995])),
      polygon('E', ring([104.5, 0.9995], ...border.toReversed(), [104.5, 0.9])),
    ]);
    for (const [lng, lat] of border) {
      expect(both(lat, lng)).toEqual(['W', 'E']);
      expect(at(together, lat, lng)).toBe('E');
    }
  });
});

/** The control: how often the outline winds around the position, by angles. Knows nothing of rays. */
function windsAround(outline: Ring, lat: number, lng: number): boolean {
  let turn = 0;
  for (const [index, [x, y]] of outline.slice(0, -1).entries()) {
    const [u, v] = outline[index + 1] ?? [x, y];
    turn += Math.atan2((x - lng) * (v - lat) - (u - lng) * (y - lat), (x - lng) * (u - lng) + (y - lat) * (v - lat));
  }
  return Math.abs(turn) > 1;
}

describe('rays and windings', () => {
  it('agree on 20 000 positions in random outlines', () => {
    const random = dice(1708);
    let inside = 0;
    for (let round = 0; round < 200; round += 1) {
      const corners = 3 + Math.floor(random() * 40);
      const outline = ring(
        ...Array.from({ length: corners }, (_, corner): Position => {
          const [angle, reach] = [(corner / corners) * 2 * Math.PI, 0.1 + random()];
          return [reach * Math.cos(angle), reach * Math.sin(angle)];
        }),
      );
      const map = new RegionMap([polygon('X', round % 2 === 0 ? outline : outline.toReversed())]);
      for (let place = 0; place < 100; place += 1) {
        const [lat, lng] = [random() * 2 - 1, random() * 2 - 1];
        const found = at(map, lat, lng) === 'X';
        expect(found).toBe(windsAround(outline, lat, lng));
        inside += Number(found);
      }
    }
    expect(inside).toBeGreaterThan(2000);
  });
});

interface Village {
  code: string;
  point: { lat: number; lng: number };
}

describe('the borders of Tanjungpinang', () => {
  const data = resolve('../shared/data');
  const borders = resolve(data, 'boundaries-tanjungpinang.geojson');
  // The file lies outside the project; without it there is nothing to read.
  (existsSync(borders) ? it : it.skip)('hold the known point of every kelurahan', () => {
    const read = parseFeatureCollection(JSON.parse(readFileSync(borders, 'utf8')), { code: 'kemendagri_code', name: 'name' });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const map = new RegionMap(read.features);
    const regions = JSON.parse(readFileSync(resolve(data, 'regions-tanjungpinang.json'), 'utf8')) as {
      tanjungpinang: { districts: { villages: Village[] }[] };
    };
    const villages = regions.tanjungpinang.districts.flatMap((district) => district.villages);
    expect(villages).toHaveLength(18);
    const astray = villages.filter(({ code, point }) => at(map, point.lat, point.lng) !== code);
    expect(astray.map(({ code, point }) => [code, at(map, point.lat, point.lng)])).toEqual([]);
  });
});
