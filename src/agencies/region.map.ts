import type { RegionShape, Ring } from './region.geojson.js';

/** Degrees, WGS 84; borders belong to it. */
export interface Box {
  minLat: number;
  minLng: number;
  maxLat: number;
  maxLng: number;
}

interface Part {
  box: Box;
  /** Outline and holes; each as longitude, latitude, longitude, latitude … */
  rings: Float64Array[];
}

interface Cell {
  code: string;
  name: string;
  box: Box;
  parts: Part[];
}

/**
 * Tells in which region a position lies. Built once from the borders, kept in memory, never changed.
 * A position on a border, or in two regions that overlap, belongs to the one whose code comes first, so that the same
 * position has the same region for ever. Edges are straight in degrees (RFC 7946, 3.1.1), none crosses the 180th meridian.
 */
export class RegionMap {
  /** Around all regions; null where there are none. */
  readonly box: Box | null;
  private readonly cells: Cell[];

  constructor(regions: readonly RegionShape[]) {
    // By code units, not by the machine's language: the order decides who gets the borders.
    this.cells = regions.map(toCell).sort((a, b) => (a.code < b.code ? -1 : Number(a.code > b.code)));
    this.box = this.cells.length > 0 ? around(this.cells.map((cell) => cell.box)) : null;
  }

  /** The region of a position in degrees, or null outside all of them. */
  find(lat: number, lng: number): { code: string; name: string } | null {
    for (const { code, name, box, parts } of this.cells) {
      if (holds(box, lat, lng) && parts.some((part) => holds(part.box, lat, lng) && isInside(part.rings, lat, lng))) return { code, name };
    }
    return null;
  }
}

function toCell({ code, name, geometry }: RegionShape): Cell {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const parts = polygons.map((rings) => ({ box: boxOf(rings), rings: rings.map((ring) => Float64Array.from(ring.flat())) }));
  return { code, name, box: around(parts.map((part) => part.box)), parts };
}

function boxOf([outline]: Ring[]): Box {
  return around((outline ?? []).map(([lng, lat]) => ({ minLat: lat, minLng: lng, maxLat: lat, maxLng: lng })));
}

function around(boxes: Box[]): Box {
  const all = { minLat: Infinity, minLng: Infinity, maxLat: -Infinity, maxLng: -Infinity };
  for (const box of boxes) {
    all.minLat = Math.min(all.minLat, box.minLat);
    all.minLng = Math.min(all.minLng, box.minLng);
    all.maxLat = Math.max(all.maxLat, box.maxLat);
    all.maxLng = Math.max(all.maxLng, box.maxLng);
  }
  return all;
}

function holds(box: Box, lat: number, lng: number): boolean {
  return lat >= box.minLat && lat <= box.maxLat && lng >= box.minLng && lng <= box.maxLng;
}

/** Even-odd rule over outline and holes: a ray to the east crosses an odd number of edges. On any edge is inside. */
function isInside(rings: Float64Array[], lat: number, lng: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let at = 2; at < ring.length; at += 2) {
      const side = sideOf(ring, at, lat, lng);
      if (side === 0) return true;
      if (side > 0) inside = !inside;
    }
  }
  return inside;
}

/**
 * 1 where the edge that ends at place `at` crosses the ray from the position to the east, 0 where the position lies on
 * the edge, else -1.
 * Reckoned from the southern end whichever way the edge runs: neighbours share edges in opposite directions, and must
 * come to the same result to the last bit, or a position beside their border would lie in both or in neither.
 */
function sideOf(ring: Float64Array, at: number, lat: number, lng: number): number {
  const [lngA, latA, lngB, latB] = [ring[at - 2] ?? 0, ring[at - 1] ?? 0, ring[at] ?? 0, ring[at + 1] ?? 0];
  if (latA === latB) return lat === latA && lng >= Math.min(lngA, lngB) && lng <= Math.max(lngA, lngB) ? 0 : -1;
  const [lowLng, lowLat, highLng, highLat] = latA < latB ? [lngA, latA, lngB, latB] : [lngB, latB, lngA, latA];
  if (lat < lowLat || lat > highLat) return -1;
  const turn = (highLng - lowLng) * (lat - lowLat) - (lng - lowLng) * (highLat - lowLat);
  if (turn === 0) return 0;
  // The northern end counts for the next edge, or a ray through a corner would be counted twice.
  return turn > 0 && lat < highLat ? 1 : -1;
}
