// Files a report on a running sandbox and takes it to its end, telling each step: `npm run demo [-- http://host:port]`.
// Without an address: on the port that the server would listen on here.
const server = process.argv[2] ?? `http://127.0.0.1:${process.env.PORT || 1708}`;
const password = 'demo-password-1708';

/** @throws Error with the sentence of the problem document */
async function call(method, path, body, headers = {}) {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const answer = await fetch(`${server}/v1${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { 'accept-language': 'en', ...type, ...headers },
  });
  const result = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${result.title}. ${result.detail}`);
  return result;
}

async function signIn(email) {
  const { accessToken } = await call('POST', '/auth/login', { email, password });
  return { authorization: `Bearer ${accessToken}` };
}

function tell(who, what, { status, statusLabel, clocks, allowedActions }) {
  const running = clocks.filter(({ state }) => state === 'running').map(({ kind, dueAt }) => `${kind} due ${dueAt.slice(0, 10)}`);
  console.log(`${who} ${what}`);
  console.log(`  status   ${status} (${statusLabel})`);
  console.log(`  clocks   ${running.join(', ') || 'none running'}`);
  console.log(`  ${who} may now ${allowedActions.join(', ') || 'do nothing more'}\n`);
}

async function live() {
  const [category] = (await call('GET', '/categories?q=lampu-jalan')).items;
  const filed = await call('POST', '/reports', {
    type: 'complaint',
    title: 'Lampu jalan padam di Jl. Merdeka',
    body: 'Sejak tiga malam lalu empat lampu jalan di depan Pasar Bintan Centre padam.',
    categoryId: category.id,
    location: { lat: 0.9186, lng: 104.4665 },
    anonymous: true,
  });
  const citizen = { 'x-report-key': filed.reportKey };
  const step = (headers, action, body) => call('POST', `/reports/${filed.id}/${action}`, body, headers);
  tell('The citizen', `files ${filed.code}`, filed);

  const coordinator = await signIn('coordinator@demo.test');
  const handOn = { classification: 'complaint', categoryId: category.id, leadAgencyId: category.defaultAgencyId };
  tell('The coordinator', 'verifies it and hands it to the agency of its category', await step(coordinator, 'verify', handOn));

  const liaison = await signIn('liaison.dishub@demo.test');
  const read = () => call('GET', `/reports/${filed.id}`, undefined, liaison);
  await step(liaison, 'follow-ups', { kind: 'progress', publish: true, body: 'Tim memeriksa jaringan pagi ini: kabel putus di dua titik.' });
  tell('The agency', 'reports progress', await read());
  await step(liaison, 'follow-ups', { kind: 'answer', publish: true, body: 'Kabel sudah diganti dan keempat lampu menyala kembali.' });
  tell('The agency', 'answers', await read());

  tell('The citizen', 'rates the answer', await step(citizen, 'rate', { score: 5, solved: true }));
  tell('The citizen', 'closes the report', await step(citizen, 'close', {}));
  console.log(`Its history: ${server}/v1/reports/${filed.id}/timeline`);
}

await live().catch((error) => {
  const hint = error.cause?.code === 'ECONNREFUSED' ? `Nobody answers at ${server}: run "npm start" first.` : error.message;
  console.error(hint);
  process.exitCode = 1;
});
