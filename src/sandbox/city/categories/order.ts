import { group, type SandboxCategory } from './category.js';

const publicOrder = group(
  {
    code: 'ketertiban',
    name: 'Ketenteraman dan Ketertiban Umum',
    guide: 'Gangguan ketertiban dan pemadaman kebakaran. Untuk kejahatan yang sedang terjadi hubungi kepolisian.',
    defaultAgency: 'satpolpp',
  },
  [
    {
      code: 'ketertiban-umum',
      name: 'Ketertiban Umum',
      guide: 'Sebutkan gangguannya, tempat, hari dan jam terjadinya, serta sudah berapa lama berlangsung.',
      defaultAgency: 'satpolpp',
    },
    {
      code: 'pemadam-kebakaran',
      name: 'Pemadaman Kebakaran dan Penyelamatan',
      guide: 'Untuk api atau hewan berbahaya telepon pos pemadam. Di sini laporkan hidran rusak dan permintaan penyuluhan.',
      defaultAgency: 'damkar',
      limitWorkingDays: 5,
    },
    {
      code: 'pedagang-kaki-lima',
      name: 'Pedagang Kaki Lima dan Reklame',
      guide: 'Tulis letak lapak atau papan reklame, jam berjualan, dan apa yang terganggu olehnya.',
      defaultAgency: 'satpolpp',
    },
  ],
);

const inclusion = group(
  {
    code: 'gender-inklusi',
    name: 'Kesetaraan Gender dan Sosial Inklusif',
    guide: 'Laporan di topik ini selalu dirahasiakan. Dalam bahaya hubungi polisi atau layanan SAPA 129 lebih dahulu.',
    defaultAgency: 'dp3apm',
    sensitive: true,
  },
  [
    {
      code: 'kekerasan-perempuan-anak',
      name: 'Kekerasan terhadap Perempuan dan Anak',
      guide: 'Ceritakan apa yang dilihat atau dialami dan apakah korban sedang aman. Nama korban tidak perlu ditulis.',
      defaultAgency: 'dp3apm',
      limitWorkingDays: 5,
    },
    {
      code: 'layanan-disabilitas',
      name: 'Layanan bagi Penyandang Disabilitas',
      guide: 'Sebutkan layanan atau tempat yang sulit dijangkau dan bantuan yang diperlukan.',
      defaultAgency: 'dinsos',
    },
  ],
);

const schoolViolence = group(
  {
    code: 'kekerasan-sekolah',
    name: 'Kekerasan di Satuan Pendidikan',
    guide: 'Laporan di topik ini selalu dirahasiakan. Sebutkan nama sekolah dan kelas; nama anak tidak perlu ditulis.',
    defaultAgency: 'disdik',
    sensitive: true,
  },
  [
    {
      code: 'perundungan',
      name: 'Perundungan antarmurid',
      guide: 'Tulis apa yang terjadi, sejak kapan, di mana, dan apakah guru atau sekolah sudah diberi tahu.',
      defaultAgency: 'disdik',
      limitWorkingDays: 7,
    },
    {
      code: 'kekerasan-oleh-pendidik',
      name: 'Kekerasan oleh Pendidik atau Pegawai Sekolah',
      guide: 'Tulis perbuatan yang dilihat atau dialami dan waktunya. Bukti boleh menyusul kepada petugas.',
      defaultAgency: 'disdik',
      limitWorkingDays: 7,
    },
  ],
);

const work = group(
  {
    code: 'ketenagakerjaan',
    name: 'Ketenagakerjaan',
    guide: 'Upah, lowongan, pelatihan, dan usaha mikro. Sebutkan nama perusahaan bila ada.',
    defaultAgency: 'disnaker',
  },
  [
    {
      code: 'hak-pekerja',
      name: 'Upah dan Hak Pekerja',
      guide: 'Tulis nama tempat kerja, hak yang belum dipenuhi, dan masa kerjanya. Pengawasan dilakukan bersama provinsi.',
      defaultAgency: 'disnaker',
    },
    {
      code: 'usaha-mikro',
      name: 'Lowongan, Pelatihan, dan Usaha Mikro',
      guide: 'Sebutkan bidang pekerjaan atau usaha dan bantuan atau keterangan yang dicari.',
      defaultAgency: 'disnaker',
    },
  ],
);

const integrity = group(
  {
    code: 'kkn',
    name: 'Korupsi, Kolusi, dan Nepotisme',
    guide: 'Laporan di topik ini selalu dirahasiakan dan ditangani Inspektorat. Boleh tanpa nama.',
    defaultAgency: 'inspektorat',
    sensitive: true,
  },
  [
    {
      code: 'pungutan-liar',
      name: 'Pungutan Liar',
      guide: 'Tulis layanan yang diurus, jumlah yang diminta, oleh siapa, kapan, dan adakah kuitansi.',
      defaultAgency: 'inspektorat',
    },
    {
      code: 'penyalahgunaan-wewenang',
      name: 'Penyalahgunaan Wewenang dan Pengadaan',
      guide: 'Jelaskan perbuatan, kegiatan atau barang yang terkait, waktu, dan bukti yang dapat ditunjukkan.',
      defaultAgency: 'inspektorat',
    },
  ],
);

const others = group(
  {
    code: 'lainnya',
    name: 'Lainnya',
    guide: 'Bila tidak ada topik yang cocok pilih yang ini; petugas akan memindahkannya.',
    defaultAgency: 'diskominfo',
  },
  [
    {
      code: 'listrik-pertanahan',
      name: 'Listrik dan Pertanahan',
      guide: 'Listrik ditangani PLN dan sertifikat tanah oleh BPN; laporan akan diteruskan. Sebutkan nomor pelanggan atau berkas.',
    },
    {
      code: 'wisata-budaya-olahraga',
      name: 'Pariwisata, Budaya, Olahraga, dan Perpustakaan',
      guide: 'Tulis nama tempat atau kegiatan dan usul atau keluhannya.',
      defaultAgency: 'disbudpar',
    },
    {
      code: 'topik-lain',
      name: 'Topik Lain',
      guide: 'Ceritakan apa, di mana, kapan, dan siapa yang terdampak.',
      defaultAgency: 'diskominfo',
    },
  ],
);

/** Topics about order, protection, and honest government; most of the sensitive ones are here. */
export const orderCategories: SandboxCategory[] = [...publicOrder, ...inclusion, ...schoolViolence, ...work, ...integrity, ...others];
