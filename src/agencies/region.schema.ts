import type { ApiPropertyOptions } from '@nestjs/swagger';

// GeoJSON as JSON Schema. It is a foreign format: foreign members are let pass (RFC 7946, 6.1), so no class describes it.

type Schema = Record<string, unknown>;
const list = (items: Schema, minItems: number, maxItems: number): Schema => ({ type: 'array', items, minItems, maxItems });
const position = list({ type: 'number', format: 'double', minimum: -100_000, maximum: 100_000 }, 2, 4);
const polygon = list(list(position, 4, 100_000), 1, 1_000);
const word = (value: string): Schema => ({ type: 'string', enum: [value] });

const ring = [
  [104.4498, 0.9219],
  [104.4598, 0.9319],
  [104.4448, 0.9369],
  [104.4498, 0.9219],
];

/** For a view: the coordinates of a MultiPolygon. */
export const multiPolygonCoordinates = { ...list(polygon, 1, 1_000), example: [[ring]], required: true } as unknown as ApiPropertyOptions;

const shapeOf = (type: string, coordinates: Schema): Schema => ({
  type: 'object',
  properties: { type: word(type), coordinates },
  required: ['type', 'coordinates'],
});

const feature = {
  type: 'object',
  properties: {
    type: word('Feature'),
    properties: { type: 'object', description: 'Holds code, name and parent under the names given in the query.', maxProperties: 200 },
    geometry: { oneOf: [shapeOf('Polygon', polygon), shapeOf('MultiPolygon', list(polygon, 1, 1_000))] },
  },
  required: ['type', 'properties', 'geometry'],
};

/** A GeoJSON FeatureCollection of polygons, for the import. */
export const featureCollection: Schema = {
  type: 'object',
  description: 'A GeoJSON FeatureCollection (RFC 7946) of polygons.',
  properties: { type: word('FeatureCollection'), features: list(feature, 1, 10_000) },
  required: ['type', 'features'],
  example: {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { code: '21.72.01.1002', name: 'Kemboja', parentCode: '21.72.01' },
        geometry: { type: 'Polygon', coordinates: [ring] },
      },
    ],
  },
};
