import { cityBox, type Ring } from './region-cells.js';
import { regions, type SandboxRegion } from './regions.js';

type Position = [lng: number, lat: number];

const villages = regions.filter((region) => region.level === 'village');

// Fixed seed: a failure must be the same one on the next run (mulberry32, public domain).
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function edges(ring: Ring): [Position, Position][] {
  return ring.slice(1).map((end, index) => [ring[index] as Position, end]);
}

/** Positive on the left of the edge, in degrees off the line. */
function offset([a, b]: [Position, Position], [x, y]: Position): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  return (dx * (y - a[1]) - dy * (x - a[0])) / Math.hypot(dx, dy);
}

function outer(region: SandboxRegion): Ring {
  return region.polygon?.[0] ?? [];
}

// Enough for convex counter-clockwise rings, which Voronoi cells are; a test below holds them to it.
function contains(ring: Ring, position: Position): boolean {
  return edges(ring).every((edge) => offset(edge, position) > 0);
}

function nearest([lng, lat]: Position): string | undefined {
  const far = ({ point }: SandboxRegion) => Math.hypot((point?.lng ?? Infinity) - lng, (point?.lat ?? Infinity) - lat);
  return [...villages].sort((a, b) => far(a) - far(b))[0]?.code;
}

describe('regions of the sandbox city', () => {
  it('are one city, four kecamatan and eighteen kelurahan, each below a known one', () => {
    const codes = regions.map((region) => region.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(regions.filter((region) => region.level === 'district')).toHaveLength(4);
    expect(villages).toHaveLength(18);
    for (const { code, parent } of regions.slice(1)) expect(codes.slice(0, codes.indexOf(code))).toContain(parent);
  });

  it('put kelurahan Tanjung Pinang Timur into kecamatan Bukit Bestari', () => {
    const village = villages.find((region) => region.name === 'Tanjung Pinang Timur');
    expect(regions.find((region) => region.code === village?.parent)?.name).toBe('Bukit Bestari');
  });

  it.each(villages)('$name has a closed, convex, counter-clockwise cell inside the box', (village) => {
    const ring = outer(village);
    expect(ring.length).toBeGreaterThanOrEqual(4);
    expect(ring.at(-1)).toEqual(ring[0]);
    for (const [lng, lat] of ring) {
      expect(lng >= cityBox.west && lng <= cityBox.east && lat >= cityBox.south && lat <= cityBox.north).toBe(true);
      for (const edge of edges(ring)) expect(offset(edge, [lng, lat])).toBeGreaterThan(-1e-5);
    }
  });

  it('give every place in the box exactly one kelurahan, the one whose point is nearest', () => {
    const random = randomNumbers(2172);
    const checked = Array.from({ length: 2000 }, (): Position => [
      cityBox.west + random() * (cityBox.east - cityBox.west),
      cityBox.south + random() * (cityBox.north - cityBox.south),
    ]).filter((position) => villages.every((village) => edges(outer(village)).every((edge) => Math.abs(offset(edge, position)) > 1e-5)));

    for (const position of checked) {
      expect(villages.filter((village) => contains(outer(village), position)).map((village) => village.code)).toEqual([nearest(position)]);
    }
    expect(checked.length).toBeGreaterThan(1900);
  });
});
