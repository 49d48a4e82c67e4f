// Twelve lives that a report can have, so that the whole table of steps is walked.

/** @returns functions that take a filed report to its end */
export function livesOf(city) {
  const act = (filed, action, body, by) => city.act(filed, action, body, by);
  const liaison = ({ lead }) => `liaison.${lead.code}`;
  const officer = ({ lead }) => `officer.${lead.code}`;
  const category = (index) => city.categories[index % city.categories.length].id;

  const verify = (filed, index, more = {}) =>
    act(filed, 'verify', { classification: 'complaint', categoryId: category(index), leadAgencyId: filed.lead.id, ...more }, 'coordinator');
  const accept = (filed) => act(filed, 'accept', undefined, liaison(filed));
  const progress = (filed) =>
    act(filed, 'follow-ups', { kind: 'progress', publish: true, body: 'Petugas memeriksa lokasi dan menyiapkan perbaikan.' }, liaison(filed));
  const answer = (filed) =>
    act(filed, 'follow-ups', { kind: 'answer', publish: true, body: 'Perbaikan selesai dan sudah diperiksa bersama warga.' }, liaison(filed));
  const rate = (filed, index) => act(filed, 'rate', { score: 1 + (index % 5), solved: true }, 'reporter');
  const close = (filed, by = 'reporter') => act(filed, 'close', {}, by);
  const draft = async (filed, kind) => {
    const { id } = await act(filed, 'follow-ups', { kind, publish: false, body: 'Rancangan petugas: pekerjaan sudah dilaksanakan.' }, officer(filed));
    await act(filed, `follow-ups/${id}/approve`, undefined, liaison(filed));
  };
  const handled = async (filed, index) => {
    await verify(filed, index);
    await accept(filed);
    await progress(filed);
    await answer(filed);
  };

  return [
    async (filed, index) => {
      await handled(filed, index);
      await rate(filed, index);
      await close(filed);
    },
    async (filed, index) => {
      await verify(filed, index);
      await draft(filed, 'progress');
      await draft(filed, 'answer');
      await close(filed, 'coordinator');
    },
    async (filed, index) => {
      await act(filed, 'request-information', { question: 'Di mana tepatnya kejadiannya?' }, 'coordinator');
      await act(filed, 'supply-information', { body: 'Di depan kantor kelurahan.' }, 'reporter');
      await handled(filed, index);
      await close(filed);
    },
    async (filed, index) => {
      await verify(filed, index);
      await act(filed, 'return', { reason: 'Bukan wewenang kami.', proposedAgencyId: filed.other.id }, liaison(filed));
      filed.lead = filed.other;
      await act(filed, 'dispatch', { leadAgencyId: filed.lead.id, note: 'Sesuai usulan.' }, 'coordinator');
      await accept(filed);
      await answer(filed);
      await rate(filed, index);
      await close(filed);
    },
    async (filed, index) => {
      await handled(filed, index);
      await act(filed, 'reply', { body: 'Belum selesai, masih bocor.' }, 'reporter');
      await answer(filed);
      await close(filed);
      await rate(filed, index);
    },
    async (filed, index) => {
      await handled(filed, index);
      await close(filed);
      await act(filed, 'reopen', { reason: 'Rusak lagi.' }, 'reporter');
      await answer(filed);
      await close(filed);
    },
    (filed) => act(filed, 'archive', { reason: 'unintelligible', note: 'Tidak jelas.' }, 'coordinator'),
    (filed) => act(filed, 'withdraw', { reason: 'Sudah selesai.' }, 'reporter'),
    async (filed, index) => {
      await verify(filed, index, { supportingAgencyIds: [filed.other.id] });
      await act(filed, 'accept', undefined, `liaison.${filed.other.code}`);
      await act(
        filed,
        'follow-ups',
        { kind: 'progress', publish: true, body: 'Kami membantu dengan alat berat sejak pagi.' },
        `liaison.${filed.other.code}`,
      );
      await answer(filed);
      await close(filed);
    },
    async (filed, index) => {
      await verify(filed, index);
      const plan = { fundingYear: 2027, estimatedCost: 250_000_000, source: 'APBD' };
      await act(filed, 'follow-ups', { kind: 'plan', publish: true, body: 'Pekerjaan diusulkan dalam anggaran tahun depan.', plan }, liaison(filed));
      await answer(filed);
      await close(filed);
    },
    async (filed, index) => {
      const duplicate = await city.file({ title: 'Laporan yang sama', body: 'Sama dengan laporan tetangga.', type: 'complaint' }, `${index}-twin`);
      await verify(filed, index);
      await act(duplicate, 'merge', { leadReportId: filed.id }, 'coordinator');
      await answer(filed);
      await close(filed);
      const { status } = await city.read(duplicate);
      if (status !== 'closed') throw new Error(`A duplicate stayed ${status} when its lead was closed`);
    },
    async (filed, index) => {
      await handled(filed, index);
      await act(filed, 'withdraw', {}, 'reporter');
    },
  ];
}
