import { regionCells, type Ring } from './region-cells.js';

/** A piece of the city's area, with Kemendagri code. district = kecamatan, village = kelurahan. */
export interface SandboxRegion {
  code: string;
  name: string;
  level: 'city' | 'district' | 'village';
  parent?: string;
  /** One point inside, for maps and for the cells. WGS 84 degrees. */
  point?: { lat: number; lng: number };
  /** GeoJSON polygon: rings of [longitude, latitude]. Only villages carry one; a position is in what its village is in. */
  polygon?: Ring[];
}

function district(code: string, name: string): SandboxRegion {
  return { code, name, level: 'district', parent: '21.72' };
}

function village(code: keyof typeof regionCells, name: string, lat: number, lng: number): SandboxRegion {
  return { code, name, level: 'village', parent: code.slice(0, 8), point: { lat, lng }, polygon: [regionCells[code]] };
}

/** Parents stand before their children. Codes, names as Kemendagri writes them, and points: fityannugroho/idn-area-data (ODbL 1.0). */
export const regions: SandboxRegion[] = [
  { code: '21.72', name: 'Kota Tanjungpinang', level: 'city' },

  district('21.72.01', 'Tanjung Pinang Barat'),
  village('21.72.01.1001', 'Tanjung Pinang Barat', 0.9158, 104.4421),
  village('21.72.01.1002', 'Kemboja', 0.9269, 104.4498),
  village('21.72.01.1003', 'Kampung Baru', 0.9082, 104.4493),
  village('21.72.01.1004', 'Bukit Cermin', 0.9211, 104.4481),

  district('21.72.02', 'Tanjung Pinang Timur'),
  village('21.72.02.1001', 'Melayu Kota Piring', 0.9176, 104.4847),
  village('21.72.02.1002', 'Kampung Bulang', 0.9201, 104.4718),
  village('21.72.02.1003', 'Air Raja', 0.9518, 104.5015),
  village('21.72.02.1004', 'Batu IX', 0.8987, 104.5121),
  village('21.72.02.1005', 'Pinang Kencana', 0.9287, 104.5294),

  district('21.72.03', 'Tanjung Pinang Kota'),
  village('21.72.03.1001', 'Tanjung Pinang Kota', 0.9299, 104.4423),
  village('21.72.03.1003', 'Senggarang', 0.9649, 104.4348),
  village('21.72.03.1004', 'Penyengat', 0.928, 104.4177),
  village('21.72.03.1005', 'Kampung Bugis', 0.9571, 104.4716),

  district('21.72.04', 'Bukit Bestari'),
  // Named like the kecamatan next door, and yet a kelurahan of Bukit Bestari: never derive the district from the name.
  village('21.72.04.1001', 'Tanjung Pinang Timur', 0.9152, 104.4581),
  village('21.72.04.1002', 'Dompak', 0.8647, 104.5057),
  village('21.72.04.1003', 'Tanjung Ayun Sakti', 0.9032, 104.461),
  village('21.72.04.1004', 'Sei Jang', 0.9015, 104.4754),
  village('21.72.04.1005', 'Tanjung Unggat', 0.9242, 104.4623),
];
