import { group, type SandboxCategory } from './category.js';

const works = group(
  {
    code: 'pekerjaan-umum',
    name: 'Pekerjaan Umum dan Penataan Ruang',
    guide: 'Jalan, parit, trotoar, pasar, dan bangunan milik kota. Sebutkan nama jalan dan patokan terdekat.',
    defaultAgency: 'pupr',
  },
  [
    {
      code: 'jalan',
      name: 'Infrastruktur Jalan',
      guide: 'Tulis nama jalan, patokan terdekat, kira-kira luas dan dalamnya kerusakan. Foto dari jarak dekat dan jauh sangat membantu.',
      defaultAgency: 'pupr',
      limitWorkingDays: 20,
    },
    {
      code: 'drainase',
      name: 'Drainase (Parit dan Gorong-gorong)',
      guide: 'Tulis letak parit atau gorong-gorong, seberapa tinggi air menggenang, dan berapa lama surutnya setelah hujan.',
      defaultAgency: 'pupr',
      limitWorkingDays: 30,
    },
    {
      code: 'trotoar',
      name: 'Trotoar',
      guide: 'Sebutkan sisi jalan dan panjang bagian yang rusak atau terhalang, serta siapa yang kesulitan lewat.',
      defaultAgency: 'pupr',
    },
    {
      code: 'jembatan',
      name: 'Jembatan dan Pelantar',
      guide: 'Sebutkan nama jembatan atau pelantar dan bagian yang rusak: lantai, tiang, atau pagar. Jelaskan bila membahayakan pejalan kaki.',
      defaultAgency: 'perkim',
      limitWorkingDays: 20,
    },
    {
      code: 'pasar',
      name: 'Pasar',
      guide: 'Tulis nama pasar, blok atau nomor kios, dan apa yang rusak atau mengganggu.',
      defaultAgency: 'disperindag',
    },
    {
      code: 'permukiman',
      name: 'Permukiman',
      guide: 'Jalan lingkungan, semenisasi, dan sarana perumahan. Sebutkan RT/RW serta jumlah rumah yang terdampak.',
      defaultAgency: 'perkim',
    },
    {
      code: 'taman',
      name: 'Taman dan Pohon',
      guide: 'Tulis letak taman atau pohon. Untuk pohon rawan tumbang sebutkan kabel, rumah, atau jalan di bawahnya.',
      defaultAgency: 'perkim',
      limitWorkingDays: 10,
    },
  ],
);

const transport = group(
  {
    code: 'perhubungan',
    name: 'Perhubungan',
    guide: 'Lampu jalan, parkir, rambu, dan angkutan. Sebutkan tempat dan jam kejadian.',
    defaultAgency: 'dishub',
  },
  [
    {
      code: 'lampu-jalan',
      name: 'Lampu Penerangan Jalan',
      guide: 'Tulis nama jalan, jumlah lampu yang padam, dan nomor tiang bila ada. Sebutkan sejak kapan padamnya.',
      defaultAgency: 'dishub',
      limitWorkingDays: 7,
    },
    {
      code: 'parkir',
      name: 'Parkir',
      guide: 'Untuk parkir liar tulis tempat dan jamnya; untuk tarif atau karcis tulis jumlah yang diminta dan ciri petugasnya.',
      defaultAgency: 'dishub',
    },
    {
      code: 'lalu-lintas',
      name: 'Rambu dan Lalu Lintas',
      guide: 'Sebutkan simpang atau ruas jalan dan apa yang rusak atau diperlukan: lampu lalu lintas, rambu, marka, penyeberangan.',
      defaultAgency: 'dishub',
    },
    {
      code: 'angkutan',
      name: 'Transportasi Darat dan Laut',
      guide: 'Tulis jurusan, jam, nomor kendaraan atau nama pompong, dan apa yang terjadi.',
      defaultAgency: 'dishub',
    },
  ],
);

const environment = group(
  {
    code: 'lingkungan-hidup',
    name: 'Lingkungan Hidup',
    guide: 'Sampah, pencemaran, dan bencana. Dalam keadaan darurat telepon dahulu, lalu laporkan di sini.',
    defaultAgency: 'dlh',
  },
  [
    {
      code: 'persampahan',
      name: 'Persampahan',
      guide: 'Sebutkan letak tumpukan sampah atau TPS, perkiraan banyaknya, dan kapan terakhir diangkut.',
      defaultAgency: 'dlh',
      limitWorkingDays: 5,
    },
    {
      code: 'pencemaran',
      name: 'Pencemaran Lingkungan',
      guide: 'Jelaskan asap, bau, limbah, atau bising: sumbernya, jam terjadinya, dan siapa yang terganggu.',
      defaultAgency: 'dlh',
    },
    {
      code: 'bencana',
      name: 'Penanggulangan Bencana',
      guide: 'Banjir, longsor, angin kencang. Sebutkan tempat, jumlah rumah terdampak, dan apakah ada warga yang perlu dievakuasi.',
      defaultAgency: 'bpbd',
      limitWorkingDays: 10,
    },
  ],
);

const water = group(
  {
    code: 'air-minum',
    name: 'Layanan Air Minum',
    guide: 'Air perpipaan ditangani Perumda Tirta Kepri. Siapkan nomor pelanggan.',
    defaultAgency: 'tirta-kepri',
  },
  [
    {
      code: 'gangguan-air',
      name: 'Gangguan Layanan Air',
      guide: 'Tulis alamat, sejak kapan air mati, kecil, atau keruh, dan apakah tetangga mengalami hal yang sama.',
      defaultAgency: 'tirta-kepri',
      limitWorkingDays: 7,
    },
    {
      code: 'tarif-air',
      name: 'Tarif dan Tagihan Air',
      guide: 'Sebutkan bulan tagihan, jumlahnya, dan angka meter yang tertera bila bisa dibaca.',
      defaultAgency: 'tirta-kepri',
    },
  ],
);

/** Topics about a place in the city: what is broken, dirty, dark, or flooded there. */
export const placeCategories: SandboxCategory[] = [...works, ...transport, ...environment, ...water];
