/** [longitude, latitude] in degrees, WGS 84; GeoJSON puts the longitude first (RFC 7946, 3.1.1). */
export type Position = [number, number];
/** The first position again at the end. */
export type Ring = Position[];

export interface Polygon {
  type: 'Polygon';
  /** The outline, then its holes. */
  coordinates: Ring[];
}

export interface MultiPolygon {
  type: 'MultiPolygon';
  coordinates: Ring[][];
}

/** A region (kelurahan, kecamatan, service area) and its borders. */
export interface RegionShape {
  code: string;
  name: string;
  geometry: Polygon | MultiPolygon;
}

/** What is wrong with a file of borders, and where. */
export interface ShapeProblem {
  /** JSON pointer (RFC 6901) into the file. */
  pointer: string;
  code: 'not_a_collection' | 'empty' | 'not_a_feature' | 'wrong_geometry' | 'open_ring' | 'wrong_position' | 'missing_property' | 'repeated_code';
  message: string;
}

/** The names of the properties that hold a region's code and name; every publisher has their own. */
export interface PropertyKeys {
  code: string;
  name: string;
}

export type ShapeFile = { ok: true; features: RegionShape[] } | { ok: false; problems: ShapeProblem[] };

/** Enough to mend a file by; a file of the wrong kind would repeat one problem thousands of times. */
const MOST_PROBLEMS = 100;
const LONGEST_CODE = 40;
const LONGEST_NAME = 150;

type Report = (pointer: string, code: ShapeProblem['code'], message: string) => void;
type Fields = Record<string, unknown>;

/**
 * Reads a GeoJSON FeatureCollection of polygons. Altitudes and other properties are dropped; a code may be a number.
 * @returns the regions in the order of the file, or up to 100 problems; never some of the regions.
 */
export function parseFeatureCollection(input: unknown, keys: PropertyKeys): ShapeFile {
  const problems: ShapeProblem[] = [];
  const report: Report = (pointer, code, message) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ pointer, code, message });
  };
  const features = isFields(input) && input.type === 'FeatureCollection' ? input.features : undefined;
  if (!Array.isArray(features)) report('', 'not_a_collection', 'A GeoJSON object of type FeatureCollection with an array of features is expected.');
  else if (features.length === 0) report('/features', 'empty', 'The collection holds no features.');
  const regions: RegionShape[] = [];
  const seen = new Map<string, number>();
  for (const [index, feature] of (Array.isArray(features) ? features : []).entries()) {
    const region = readFeature(feature, `/features/${index}`, keys, report);
    if (region === null) continue;
    const first = seen.get(region.code);
    if (first !== undefined) report(pointerTo(index, keys.code), 'repeated_code', `Feature ${first} has the code "${region.code}" already.`);
    seen.set(region.code, first ?? index);
    regions.push(region);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, features: regions };
}

function readFeature(feature: unknown, at: string, keys: PropertyKeys, report: Report): RegionShape | null {
  if (!isFields(feature) || feature.type !== 'Feature') {
    report(at, 'not_a_feature', 'An object of type Feature is expected.');
    return null;
  }
  const properties = isFields(feature.properties) ? feature.properties : {};
  const code = readProperty(properties, keys.code, LONGEST_CODE, at, report);
  const name = readProperty(properties, keys.name, LONGEST_NAME, at, report);
  const geometry = readGeometry(feature.geometry, `${at}/geometry`, report);
  return code === null || name === null || geometry === null ? null : { code, name, geometry };
}

function readProperty(properties: Fields, key: string, longest: number, at: string, report: Report): string | null {
  const value: unknown = Object.hasOwn(properties, key) ? properties[key] : undefined;
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  if (text !== '' && text.length <= longest) return text;
  report(`${at}/properties/${escaped(key)}`, 'missing_property', `The property "${key}" must hold a text of 1 to ${longest} characters.`);
  return null;
}

function readGeometry(geometry: unknown, at: string, report: Report): Polygon | MultiPolygon | null {
  if (isFields(geometry) && Array.isArray(geometry.coordinates)) {
    if (geometry.type === 'Polygon') {
      const coordinates = readPolygon(geometry.coordinates, `${at}/coordinates`, report);
      return coordinates && { type: 'Polygon', coordinates };
    }
    if (geometry.type === 'MultiPolygon' && geometry.coordinates.length > 0) {
      const coordinates = readAll(geometry.coordinates, `${at}/coordinates`, (polygon, place) => readPolygon(polygon, place, report));
      return coordinates && { type: 'MultiPolygon', coordinates };
    }
  }
  report(at, 'wrong_geometry', 'A Polygon or MultiPolygon with coordinates is expected.');
  return null;
}

function readPolygon(rings: unknown, at: string, report: Report): Ring[] | null {
  if (Array.isArray(rings) && rings.length > 0) return readAll(rings, at, (ring, place) => readRing(ring, place, report));
  report(at, 'wrong_geometry', 'A polygon is an array of at least one ring.');
  return null;
}

function readRing(ring: unknown, at: string, report: Report): Ring | null {
  const positions = Array.isArray(ring) ? readAll(ring, at, (position, place) => readPosition(position, place, report)) : [];
  if (positions === null) return null;
  const [first, last] = [positions[0], positions.at(-1)];
  if (positions.length >= 4 && first && last && first[0] === last[0] && first[1] === last[1]) return positions;
  report(at, 'open_ring', 'A ring has at least four positions, and its last is its first again.');
  return null;
}

function readPosition(position: unknown, at: string, report: Report): Position | null {
  const [lng, lat]: unknown[] = Array.isArray(position) ? (position as unknown[]) : [];
  if (typeof lng === 'number' && typeof lat === 'number' && Math.abs(lng) <= 180 && Math.abs(lat) <= 90) return [lng, lat];
  report(at, 'wrong_position', 'A position is [longitude, latitude] in degrees, at most 180 and 90.');
  return null;
}

/** Reads every member, so that all problems are told, and gives null if one has any. */
function readAll<T>(members: unknown[], at: string, read: (member: unknown, at: string) => T | null): T[] | null {
  const values = members.map((member, index) => read(member, `${at}/${index}`)).filter((value) => value !== null);
  return values.length === members.length ? values : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function pointerTo(index: number, key: string): string {
  return `/features/${index}/properties/${escaped(key)}`;
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
