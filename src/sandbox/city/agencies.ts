/** Someone who works at an agency. All people of the sandbox are invented. */
export interface SandboxOfficer {
  name: string;
  email: string;
  /** liaison = pejabat penghubung (echelon III), officer = administrasi (echelon IV). */
  role: 'liaison' | 'officer';
}

/** A government body. external = outside the city's government: it hangs below the city that writes to it, and has no officers here. */
export interface SandboxAgency {
  code: string;
  name: string;
  shortName: string;
  kind: 'city' | 'agency' | 'unit' | 'external';
  parent?: string;
  officers?: [SandboxOfficer, SandboxOfficer];
}

/** A person with an account who is not bound to one department. */
export interface SandboxAccount {
  name: string;
  email: string;
  role: 'admin' | 'coordinator' | 'supervisor' | 'citizen';
  /** The agency at which the role is held; a citizen holds none. */
  agency?: string;
}

function opd(code: string, shortName: string, name: string, liaison: string, officer: string): SandboxAgency {
  return {
    code,
    name,
    shortName,
    kind: 'agency',
    parent: 'tpi',
    officers: [
      { name: liaison, email: `liaison.${code}@demo.test`, role: 'liaison' },
      { name: officer, email: `officer.${code}@demo.test`, role: 'officer' },
    ],
  };
}

function unit(parent: string, code: string, shortName: string, name: string): SandboxAgency {
  return { code, name, shortName, kind: 'unit', parent };
}

function kelurahan(kecamatan: string, names: string[]): SandboxAgency[] {
  return names.map((name) => unit(kecamatan, `kel-${name.toLowerCase().replaceAll(' ', '-')}`, `Kel. ${name}`, `Kelurahan ${name}`));
}

function external(code: string, shortName: string, name: string): SandboxAgency {
  return { code, name, shortName, kind: 'external', parent: 'tpi' };
}

const departments = [
  opd('diskominfo', 'Diskominfo', 'Dinas Komunikasi dan Informatika', 'Wan Azhari', 'Tiara Kusumawati'),
  opd('pupr', 'Dinas PUPR', 'Dinas Pekerjaan Umum dan Penataan Ruang', 'Hendri Sukmana', 'Yosi Anggraini'),
  opd('perkim', 'Dinas Perkim', 'Dinas Perumahan Rakyat, Kawasan Permukiman dan Pertamanan', 'Nurlaila Basri', 'Rudi Hartawan'),
  opd('dishub', 'Dishub', 'Dinas Perhubungan', 'Bambang Triatmaja', 'Melati Syahputri'),
  opd('dlh', 'DLH', 'Dinas Lingkungan Hidup', 'Rosmawati Idris', 'Fajar Nugraha'),
  opd('disdukcapil', 'Disdukcapil', 'Dinas Kependudukan dan Pencatatan Sipil', 'Encik Maimunah', 'Dodi Setiawan'),
  opd('dinkes', 'Dinkes', 'Dinas Kesehatan', 'dr. Lestari Wibowo', 'Ayu Permatahati'),
  opd('disdik', 'Disdik', 'Dinas Pendidikan', 'Saiful Hakim', 'Marlina Sitompul'),
  opd('dinsos', 'Dinsos', 'Dinas Sosial', 'Zubaidah Anwar', 'Reza Fahlevi'),
  opd('satpolpp', 'Satpol PP', 'Satuan Polisi Pamong Praja', 'Agus Wirahadi', 'Dimas Prayoga'),
  opd('damkar', 'Damkar', 'Dinas Pemadam Kebakaran dan Penyelamatan', 'Tarmizi Hasyim', 'Sri Handayani'),
  opd('bpbd', 'BPBD', 'Badan Penanggulangan Bencana Daerah', 'Muslim Arsyad', 'Novita Ginting'),
  opd('dp3apm', 'DP3APM', 'Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Pemberdayaan Masyarakat', 'Raja Khairunnisa', 'Wulan Oktaviani'),
  opd('disperindag', 'Disperindag', 'Dinas Perindustrian dan Perdagangan', 'Johan Effendi', 'Citra Ramadhani'),
  opd('disnaker', 'Disnaker', 'Dinas Tenaga Kerja, Koperasi dan Usaha Mikro', 'Ernawati Gultom', 'Bagus Pamungkas'),
  opd('dpmptsp', 'DPMPTSP', 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu', 'Irwan Kurniadi', 'Shinta Maharani'),
  opd('disbudpar', 'Disbudpar', 'Dinas Kebudayaan dan Pariwisata', 'Tengku Ramlah', 'Andika Saputro'),
  opd('dispora', 'Dispora', 'Dinas Kepemudaan dan Olahraga', 'Yulianto Pranata', 'Putri Amelia'),
  opd('perpustakaan', 'Dispusip', 'Dinas Perpustakaan dan Kearsipan', 'Halimatus Sakdiah', 'Gilang Ramadan'),
  opd('bappelitbang', 'Bappelitbang', 'Badan Perencanaan Pembangunan, Penelitian dan Pengembangan', 'Suryadi Lubis', 'Intan Pertiwi'),
  opd('bpkad', 'BPKAD', 'Badan Pengelolaan Keuangan dan Aset Daerah', 'Herlina Simbolon', 'Taufik Maulana'),
  opd('inspektorat', 'Inspektorat', 'Inspektorat Daerah', 'Syamsul Bakhtiar', 'Dewi Anjarwati'),
  opd('setwan', 'Setwan', 'Sekretariat DPRD', 'Azwardi Salim', 'Kartika Sari'),
  opd('rsud', 'RSUD', 'Rumah Sakit Umum Daerah Kota Tanjungpinang', 'dr. Hafiz Alamsyah', 'Ns. Rina Marbun'),
  opd('kec-tanjungpinang-barat', 'Kec. Tanjungpinang Barat', 'Kecamatan Tanjungpinang Barat', 'Edi Supriatna', 'Lusiana Tan'),
  opd('kec-tanjungpinang-timur', 'Kec. Tanjungpinang Timur', 'Kecamatan Tanjungpinang Timur', 'Ridwan Syukri', 'Nopriyanti'),
  opd('kec-tanjungpinang-kota', 'Kec. Tanjungpinang Kota', 'Kecamatan Tanjungpinang Kota', 'Said Mahmudin', 'Fitri Yuliana'),
  opd('kec-bukit-bestari', 'Kec. Bukit Bestari', 'Kecamatan Bukit Bestari', 'Asnah Nasution', 'Rio Andrian'),
];

const units = [
  unit('pupr', 'pupr-bina-marga', 'Bina Marga', 'Bidang Bina Marga'),
  unit('pupr', 'pupr-sda', 'SDA dan Drainase', 'Bidang Sumber Daya Air dan Drainase'),
  unit('pupr', 'pupr-tata-ruang', 'Tata Ruang', 'Bidang Penataan Ruang dan Bangunan'),
  unit('dishub', 'dishub-lalu-lintas', 'Lalu Lintas', 'Bidang Lalu Lintas dan Angkutan'),
  unit('dishub', 'dishub-pju', 'Seksi PJU', 'Seksi Penerangan Jalan Umum'),
  unit('dishub', 'dishub-uptd-parkir', 'UPTD Parkir', 'UPTD Pengelolaan Parkir'),
  unit('dlh', 'dlh-kebersihan', 'Kebersihan', 'Bidang Pengelolaan Sampah dan Kebersihan'),
  unit('dlh', 'dlh-pengendalian', 'Pengendalian Pencemaran', 'Bidang Pengendalian Pencemaran Lingkungan'),
  unit('dlh', 'dlh-uptd-tpa', 'UPTD TPA Ganet', 'UPTD Tempat Pemrosesan Akhir Ganet'),
  ...kelurahan('kec-tanjungpinang-barat', ['Tanjungpinang Barat', 'Kemboja', 'Kampung Baru', 'Bukit Cermin']),
  ...kelurahan('kec-tanjungpinang-timur', ['Melayu Kota Piring', 'Kampung Bulang', 'Air Raja', 'Batu IX', 'Pinang Kencana']),
  ...kelurahan('kec-tanjungpinang-kota', ['Tanjungpinang Kota', 'Senggarang', 'Penyengat', 'Kampung Bugis']),
  ...kelurahan('kec-bukit-bestari', ['Tanjungpinang Timur', 'Dompak', 'Tanjung Ayun Sakti', 'Sei Jang', 'Tanjung Unggat']),
];

const outsideBodies = [
  external('pln', 'PLN', 'PT PLN (Persero) UP3 Tanjungpinang'),
  external('tirta-kepri', 'Tirta Kepri', 'Perumda Air Minum Tirta Kepri'),
  external('bpn', 'BPN', 'Kantor Pertanahan Kota Tanjungpinang'),
  external('polresta', 'Polresta', 'Kepolisian Resor Kota Tanjungpinang'),
  external('pupr-provinsi', 'PUPR Kepri', 'Dinas Pekerjaan Umum dan Penataan Ruang Provinsi Kepulauan Riau'),
  external('pelindo', 'Pelindo', 'PT Pelabuhan Indonesia (Persero) Cabang Tanjungpinang'),
  external('ksop', 'KSOP', 'Kantor Kesyahbandaran dan Otoritas Pelabuhan Tanjungpinang'),
  external('bpjs', 'BPJS Kesehatan', 'BPJS Kesehatan Cabang Tanjungpinang'),
  external('imigrasi', 'Imigrasi', 'Kantor Imigrasi Tanjungpinang'),
  external('ombudsman', 'Ombudsman', 'Ombudsman RI Perwakilan Kepulauan Riau'),
];

/**
 * The city's government and the bodies beside it; parents stand before their children.
 * Plausible, not official: the real list is longer and a merger of departments is pending.
 */
export const agencies: SandboxAgency[] = [
  { code: 'tpi', name: 'Pemerintah Kota Tanjungpinang', shortName: 'Pemko Tanjungpinang', kind: 'city' },
  ...departments,
  ...units,
  ...outsideBodies,
];

/** The sandbox's accounts beside the officers of the departments. */
export const accounts: SandboxAccount[] = [
  { name: 'Arif Budianto', email: 'admin@demo.test', role: 'admin', agency: 'tpi' },
  { name: 'Siti Rahmadani', email: 'coordinator@demo.test', role: 'coordinator', agency: 'tpi' },
  { name: 'Tengku Iskandar', email: 'supervisor@demo.test', role: 'supervisor', agency: 'tpi' },
  { name: 'Maya Puspita', email: 'citizen@demo.test', role: 'citizen' },
];
