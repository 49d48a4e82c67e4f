import { parseFeatureCollection, type ShapeFile } from './region.geojson.js';

const keys = { code: 'kode', name: 'nama' };
const square = [
  [
    [104, 0],
    [105, 0],
    [105, 1],
    [104, 0],
  ],
];
const feature = (change: object = {}): object => ({
  type: 'Feature',
  properties: { kode: '21.72.01.1001', nama: 'Tanjung Pinang Barat' },
  geometry: { type: 'Polygon', coordinates: square },
  ...change,
});
const file = (...features: unknown[]): ShapeFile => parseFeatureCollection({ type: 'FeatureCollection', features }, keys);
const shaped = (type: string, coordinates: unknown): object => feature({ geometry: { type, coordinates } });
const problems = (read: ShapeFile): string[] => (read.ok ? [] : read.problems.map(({ pointer, code }) => `${pointer} ${code}`));

describe('a file of borders', () => {
  it('gives its regions in order, without what is not needed', () => {
    const high = [
      [
        [
          [104, 0, 12],
          [105, 0, 12],
          [105, 1, 12],
          [104, 0, 12],
        ],
      ],
    ];
    const second = feature({
      id: 7,
      properties: { kode: 2172040001, nama: ' Dompak ', luas: 1 },
      geometry: { type: 'MultiPolygon', coordinates: high },
    });
    expect(file(feature({ bbox: [104, 0, 105, 1] }), second)).toEqual({
      ok: true,
      features: [
        { code: '21.72.01.1001', name: 'Tanjung Pinang Barat', geometry: { type: 'Polygon', coordinates: square } },
        { code: '2172040001', name: 'Dompak', geometry: { type: 'MultiPolygon', coordinates: [square] } },
      ],
    });
  });

  it.each([null, undefined, 1, 'x', [], {}, { type: 'Feature' }, { type: 'FeatureCollection' }, { type: 'FeatureCollection', features: {} }])(
    'is refused when it is none: %j',
    (input) => expect(problems(parseFeatureCollection(input, keys))).toEqual([' not_a_collection']),
  );

  it.each<[string, unknown, string]>([
    ['no feature', { type: 'Polygon' }, '/features/0 not_a_feature'],
    ['nothing', null, '/features/0 not_a_feature'],
    ['no properties', feature({ properties: null }), '/features/0/properties/kode missing_property'],
    ['an empty code', feature({ properties: { kode: ' ', nama: 'x' } }), '/features/0/properties/kode missing_property'],
    ['a name that is no text', feature({ properties: { kode: '1', nama: {} } }), '/features/0/properties/nama missing_property'],
    ['a name too long', feature({ properties: { kode: '1', nama: 'x'.repeat(151) } }), '/features/0/properties/nama missing_property'],
    ['no geometry', feature({ geometry: null }), '/features/0/geometry wrong_geometry'],
    ['a point', shaped('Point', [104, 0]), '/features/0/geometry wrong_geometry'],
    ['no polygons', shaped('MultiPolygon', []), '/features/0/geometry wrong_geometry'],
    ['no rings', shaped('Polygon', []), '/features/0/geometry/coordinates wrong_geometry'],
    [
      'a ring too short',
      shaped('Polygon', [
        [
          [104, 0],
          [105, 0],
          [104, 0],
        ],
      ]),
      '/features/0/geometry/coordinates/0 open_ring',
    ],
    [
      'an open ring',
      shaped('Polygon', [
        [
          [104, 0],
          [105, 0],
          [105, 1],
          [104, 1],
        ],
      ]),
      '/features/0/geometry/coordinates/0 open_ring',
    ],
    ['a hole that is no ring', shaped('Polygon', [...square, 'x']), '/features/0/geometry/coordinates/1 open_ring'],
    [
      'latitude first',
      shaped('Polygon', [
        [
          [0, 104],
          [0, 105],
          [1, 105],
          [0, 104],
        ],
      ]),
      '/features/0/geometry/coordinates/0/0 wrong_position',
    ],
    ['a position of texts', shaped('MultiPolygon', [[[['104', '0']]]]), '/features/0/geometry/coordinates/0/0/0 wrong_position'],
  ])('tells where it has %s', (_, wrong, first) => expect(problems(file(wrong))[0]).toBe(first));

  it('tells all problems of all features, and nothing of what was right', () => {
    expect(problems(file(feature(), { type: 'x' }, shaped('Polygon', []), feature()))).toEqual([
      '/features/1 not_a_feature',
      '/features/2/geometry/coordinates wrong_geometry',
      '/features/3/properties/kode repeated_code',
    ]);
    expect(problems(file())).toEqual(['/features empty']);
  });

  it('tells at most 100 problems', () => {
    expect(problems(file(...Array.from({ length: 5000 }, () => null)))).toHaveLength(100);
  });

  it('escapes property names in pointers and reads none that every object has', () => {
    const read = parseFeatureCollection({ type: 'FeatureCollection', features: [feature()] }, { code: 'a/b~c', name: 'constructor' });
    expect(problems(read)).toEqual(['/features/0/properties/a~1b~0c missing_property', '/features/0/properties/constructor missing_property']);
  });
});
