// The ways a report can go, from filing to its end. Each is what coordinator, officers and reporter would do.
const body = {
  progress: 'Petugas telah meninjau lokasi dan mencatat keadaan; pekerjaan dijadwalkan pada hari kerja berikutnya.',
  answer: 'Pekerjaan selesai dan telah diperiksa bersama warga. Bila keadaan berulang, mohon balas laporan ini.',
  plan: 'Pekerjaan memerlukan anggaran dan diusulkan dalam rencana kerja tahun berikutnya.',
};
const plan = { fundingYear: 2027, estimatedCost: 350_000_000, source: 'APBD' };
const classes = { information_request: 'information_request', aspiration: 'aspiration', complaint: 'complaint' };

const officer = ({ code }) => `officer.${code}`;
const liaison = ({ code }) => `liaison.${code}`;

const verify = (part, supporting = []) =>
  part.act('coordinator', 'verify', 'verified', {
    classification: classes[part.filing.input.type],
    categoryId: part.topic.id,
    leadAgencyId: part.lead.id,
    ...(supporting.length > 0 ? { supportingAgencyIds: supporting.map(({ id }) => id) } : {}),
  });
const accept = (part, agency = part.lead) => part.act(officer(agency), 'accept', 'accepted');
const publish = (part, kind, { agency = part.lead, fact = kind === 'answer' ? 'answered' : 'follow_up_published' } = {}) =>
  part.act(liaison(agency), 'follow-ups', fact, { kind, body: body[kind], publish: true, ...(kind === 'plan' ? { plan } : {}) });
const ask = (part, who = 'coordinator') =>
  part.act(who, 'request-information', 'information_requested', { question: 'Mohon sebutkan lokasi dan waktu kejadian.' });
const supply = (part) =>
  part.act('reporter', 'supply-information', 'information_supplied', {
    body: 'Di depan pasar, sejak tiga hari lalu.',
    location: { lat: 0.9186, lng: 104.4665, address: 'Jl. Merdeka' },
  });
const rate = (part, score, solved = true) => part.act('reporter', 'rate', 'rated', { score, solved });
const closeBy = (part, who) => part.act(who, 'close', 'closed', {});
const withdraw = (part) => part.act('reporter', 'withdraw', 'withdrawn', { reason: 'Sudah diselesaikan oleh warga.' });
const archive = (part, reason) => part.act('coordinator', 'archive', 'archived', { reason });

async function draftAndApprove(part, kind) {
  const { id } = await part.act(officer(part.lead), 'follow-ups', 'follow_up_drafted', { kind, body: body[kind], publish: false });
  await part.act(liaison(part.lead), `follow-ups/${id}/approve`, kind === 'answer' ? 'answered' : 'follow_up_published');
}

export const ways = {
  async straight(part) {
    await verify(part);
    await accept(part);
    await publish(part, 'progress');
    await publish(part, 'answer');
    await rate(part, 5);
    await closeBy(part, 'reporter');
  },
  async 'drafted and approved'(part) {
    await verify(part);
    await accept(part);
    await draftAndApprove(part, 'progress');
    await draftAndApprove(part, 'answer');
    await closeBy(part, 'coordinator');
  },
  async 'asked before verification'(part) {
    await ask(part);
    await supply(part);
    await verify(part);
    await accept(part);
    await publish(part, 'answer');
    await closeBy(part, 'reporter');
    await rate(part, 4);
  },
  async 'asked by the agency'(part) {
    await verify(part);
    await accept(part);
    await publish(part, 'progress');
    await ask(part, liaison(part.lead));
    await supply(part);
    await publish(part, 'answer');
    await closeBy(part, 'coordinator');
  },
  async 'returned and dispatched again'(part) {
    await verify(part);
    await part.act(officer(part.lead), 'return', 'returned', { reason: 'Bukan wewenang kami.', proposedAgencyId: part.other.id });
    await part.act('coordinator', 'dispatch', 'dispatched', { leadAgencyId: part.other.id, note: 'Mohon ditindaklanjuti.' });
    await accept(part, part.other);
    await publish(part, 'answer', { agency: part.other });
    await closeBy(part, 'reporter');
  },
  async 'handed on before acceptance'(part) {
    await verify(part);
    await part.act('coordinator', 'dispatch', 'dispatched', { leadAgencyId: part.other.id, supportingAgencyIds: [part.lead.id] });
    await accept(part, part.other);
    await publish(part, 'answer', { agency: part.other });
    await closeBy(part, 'coordinator');
  },
  async 'with a supporting agency'(part) {
    await verify(part, [part.other]);
    await accept(part);
    await accept(part, part.other);
    await publish(part, 'progress', { agency: part.other });
    // Only the leading agency's answer is the report's.
    await publish(part, 'answer', { agency: part.other, fact: 'follow_up_published' });
    await publish(part, 'answer');
    await rate(part, 5);
    await closeBy(part, 'reporter');
  },
  async planned(part) {
    await verify(part);
    await accept(part);
    await publish(part, 'plan');
    await publish(part, 'progress');
    await publish(part, 'answer');
    await closeBy(part, 'coordinator');
  },
  async 'answered twice'(part) {
    await verify(part);
    await part.act('reporter', 'reply', 'commented', { body: 'Mohon segera, jalannya gelap.' });
    await accept(part);
    await publish(part, 'answer');
    await part.act('reporter', 'reply', 'resumed', { body: 'Satu tiang masih padam.' });
    await publish(part, 'answer');
    await rate(part, 3);
    await closeBy(part, 'reporter');
  },
  async reopened(part) {
    await verify(part);
    await accept(part);
    await publish(part, 'answer');
    await closeBy(part, 'reporter');
    await part.act('reporter', 'reopen', 'reopened', { reason: 'Padam lagi sejak tadi malam.' });
    await publish(part, 'answer');
    await rate(part, 2, false);
    await closeBy(part, 'coordinator');
  },
  withdrawn: withdraw,
  async 'withdrawn while handled'(part) {
    await verify(part);
    await accept(part);
    await withdraw(part);
  },
  archived: (part) => archive(part, part.filing.number % 2 === 0 ? 'unintelligible' : 'not_about_government'),
  async 'archived as incomplete'(part) {
    await ask(part);
    await archive(part, 'incomplete');
  },
};

/** Near-duplicates: the first leads, the others follow it to its end; of many, the last goes out again and its own way. */
export async function together([lead, ...others]) {
  for (const part of others) await part.act('coordinator', 'merge', 'merged', { leadReportId: lead.id });
  const leaver = others.length > 2 ? others.at(-1) : undefined;
  if (leaver) await leaver.act('coordinator', 'unmerge', 'unmerged');
  await ways.straight(lead);
  if (leaver) await ways['drafted and approved'](leaver);
}
