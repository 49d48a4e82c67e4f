import { group, type SandboxCategory } from './category.js';

const population = group(
  {
    code: 'kependudukan',
    name: 'Kependudukan',
    guide: 'Jangan menulis NIK atau nomor KK di isi laporan; petugas memintanya lewat jalur tertutup bila perlu.',
    defaultAgency: 'disdukcapil',
  },
  [
    {
      code: 'ktp',
      name: 'KTP Elektronik',
      guide: 'Sebutkan tanggal pengajuan, nomor bukti pengambilan, dan tempat mengurus. Tanpa menuliskan NIK.',
      defaultAgency: 'disdukcapil',
      limitWorkingDays: 5,
    },
    {
      code: 'kartu-keluarga',
      name: 'Kartu Keluarga dan Pindah Domisili',
      guide: 'Tulis jenis perubahan yang diurus, tanggal pengajuan, dan kendala yang ditemui di loket atau aplikasi.',
      defaultAgency: 'disdukcapil',
      limitWorkingDays: 5,
    },
    {
      code: 'akta',
      name: 'Akta Pencatatan Sipil',
      guide: 'Akta kelahiran, kematian, perkawinan. Sebutkan kesalahan atau kendalanya dan dokumen pendukung yang dimiliki.',
      defaultAgency: 'disdukcapil',
      limitWorkingDays: 10,
    },
  ],
);

const health = group(
  {
    code: 'kesehatan',
    name: 'Kesehatan',
    guide: 'Puskesmas, rumah sakit, dan jaminan kesehatan. Jangan menuliskan penyakit orang lain dengan namanya.',
    defaultAgency: 'dinkes',
  },
  [
    {
      code: 'layanan-kesehatan',
      name: 'Pelayanan Kesehatan',
      guide: 'Sebutkan nama puskesmas atau rumah sakit, poli, tanggal dan jam kedatangan, serta lama menunggu.',
      defaultAgency: 'dinkes',
    },
    {
      code: 'jaminan-kesehatan',
      name: 'Jaminan Sosial Kesehatan',
      guide: 'Tulis jenis kepesertaan (PBI, mandiri, pekerja) dan masalahnya. Nomor kartu cukup disebutkan kepada petugas.',
      defaultAgency: 'dinsos',
      limitWorkingDays: 7,
    },
  ],
);

const education = group(
  {
    code: 'pendidikan',
    name: 'Pendidikan',
    guide: 'PAUD, SD, dan SMP di bawah kota; SMA dan SMK ditangani provinsi. Sebutkan nama sekolah.',
    defaultAgency: 'disdik',
  },
  [
    {
      code: 'penerimaan-murid',
      name: 'Penerimaan Murid Baru',
      guide: 'Sebutkan jenjang, jalur pendaftaran, dan kendala atau pertanyaannya.',
      defaultAgency: 'disdik',
      limitWorkingDays: 5,
    },
    {
      code: 'biaya-sekolah',
      name: 'Biaya dan Sarana Sekolah',
      guide: 'Untuk pungutan tulis jumlah, alasan, dan cara pembayarannya; untuk sarana tulis ruang dan kerusakannya.',
      defaultAgency: 'disdik',
    },
  ],
);

const welfare = group(
  {
    code: 'bantuan-sosial',
    name: 'Bantuan Sosial',
    guide: 'Bantuan pangan, tunai, dan warga terlantar. Sebutkan RT/RW dan kelurahan.',
    defaultAgency: 'dinsos',
  },
  [
    {
      code: 'bantuan-warga',
      name: 'Bantuan Pangan dan Tunai',
      guide: 'Tulis nama program, kapan terakhir menerima, dan apa kata petugas. Keadaan keluarga cukup digambarkan singkat.',
      defaultAgency: 'dinsos',
    },
    {
      code: 'warga-terlantar',
      name: 'Warga Terlantar',
      guide: 'Sebutkan tempat, perkiraan umur, dan keadaan orang yang perlu ditolong. Jangan sertakan foto wajah.',
      defaultAgency: 'dinsos',
      limitWorkingDays: 3,
    },
  ],
);

const permits = group(
  {
    code: 'perizinan',
    name: 'Perizinan',
    guide: 'Izin usaha dan bangunan. Siapkan nomor permohonan OSS atau SIMBG.',
    defaultAgency: 'dpmptsp',
  },
  [
    {
      code: 'izin-usaha',
      name: 'Izin Usaha',
      guide: 'Sebutkan jenis usaha, nomor permohonan, tanggal pengajuan, dan tahap yang tertahan.',
      defaultAgency: 'dpmptsp',
      limitWorkingDays: 10,
    },
    {
      code: 'izin-bangunan',
      name: 'Persetujuan Bangunan dan Reklame',
      guide: 'Tulis alamat bangunan atau papan reklame, nomor permohonan bila ada, dan masalahnya.',
      defaultAgency: 'dpmptsp',
    },
  ],
);

const technology = group(
  {
    code: 'teknologi-informasi',
    name: 'Teknologi Informasi',
    guide: 'Internet publik dan aplikasi milik kota. Sebutkan alat dan pesan galat yang muncul.',
    defaultAgency: 'diskominfo',
  },
  [
    {
      code: 'internet-publik',
      name: 'Internet Publik',
      guide: 'Tulis nama tempat, jam, dan apa yang terjadi: tidak tersambung, lambat, atau minta sandi.',
      defaultAgency: 'diskominfo',
    },
    {
      code: 'aplikasi-kota',
      name: 'Aplikasi dan Situs Pemerintah Kota',
      guide: 'Sebutkan nama aplikasi atau alamat situs, langkah yang dilakukan, dan pesan galatnya.',
      defaultAgency: 'diskominfo',
      limitWorkingDays: 7,
    },
  ],
);

const complaintSystem = group(
  {
    code: 'sp4n-lapor',
    name: 'SP4N-LAPOR!',
    guide: 'Tentang layanan pengaduan ini sendiri.',
    defaultAgency: 'diskominfo',
  },
  [
    {
      code: 'gangguan-lapor',
      name: 'Gangguan Aplikasi Pengaduan',
      guide: 'Tulis kode laporan bila ada, waktu kejadian, dan apa yang tidak berjalan.',
      defaultAgency: 'diskominfo',
      limitWorkingDays: 5,
    },
    {
      code: 'penghapusan-data',
      name: 'Penghapusan Akun atau Laporan',
      guide: 'Sebutkan akun atau kode laporan yang ingin dihapus. Identitas dihapus; isi perkara tetap disimpan tanpa nama.',
      defaultAgency: 'diskominfo',
      limitWorkingDays: 3,
    },
  ],
);

/** Topics about a service the city owes a person: papers, care, schools, aid, permits, and the digital counter. */
export const serviceCategories: SandboxCategory[] = [
  ...population,
  ...health,
  ...education,
  ...welfare,
  ...permits,
  ...technology,
  ...complaintSystem,
];
