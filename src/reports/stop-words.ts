const joining = 'yang yg dan atau serta tetapi tapi tp namun sedangkan sehingga hingga agar supaya karena krn karna sebab jika kalau apabila bila';
const placing =
  'di ke dari dr pada kepada kpd untuk utk dengan dgn oleh dalam bagi tentang terhadap tanpa secara sebagai seperti melalui selama sejak';
const pointing = 'ini itu tersebut tsb sini situ sana begitu demikian yaitu adalah ialah merupakan bahwa para si nya hal';
const persons = 'saya sy aku kami kita kamu anda dia ia beliau mereka';
const asking = 'apa apakah siapa kapan mengapa kenapa bagaimana kok';
const marking = 'tidak tdk tak bukan belum sudah sdh telah masih sedang akan dapat bisa juga jg pun lagi saja hanya cuma kan lah ya';
const measuring = 'sangat sekali lebih paling terlalu cukup hampir ada adanya maka lalu kemudian jadi sama setelah sebelum ketika saat';
const courteous = 'mohon tolong harap terima kasih terimakasih yth pak bapak bpk bu ibu maaf assalamualaikum semoga';

/**
 * Indonesian words that are in almost every report and so tell nothing of it, in lower case: PostgreSQL's `indonesian`
 * configuration stems but leaves none out. Short forms that people type on telephones are among them.
 * Words of the trade (jalan, air, lampu, warga, bantuan), of time (malam, hari) and of place (depan, atas, barat) stay searchable.
 */
export const stopWords: readonly string[] = [joining, placing, pointing, persons, asking, marking, measuring, courteous].join(' ').split(' ');
