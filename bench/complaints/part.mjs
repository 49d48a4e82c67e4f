// One report in play: who acts on it, what they do, and what the journal must have of it.
import { isDeepStrictEqual } from 'node:util';
import { City } from './city.mjs';

const ends = ['closed', 'archived'];

export class Part {
  /** What the journal must hold, in order. */
  facts = ['report.filed'];

  constructor(city, filing) {
    this.city = city;
    this.filing = filing;
    this.lead = city.agencyFor(filing.agency);
    this.other = city.agencyFor(filing.agency, 1);
    this.topic = city.topics[filing.number % city.topics.length];
  }

  async file() {
    const { bringer, input } = this.filing;
    const headers = { ...(bringer === 'anyone' ? {} : await this.city.as(bringer)), ...City.once() };
    const filed = await this.city.call('POST', '/v1/reports', { body: input, headers });
    if (bringer === 'client') await this.sendAgain(headers, filed);
    this.id = filed.id;
    this.key = filed.reportKey;
    this.status = filed.status;
  }

  /** What a program does that never heard the answer. */
  async sendAgain(headers, filed) {
    const again = await this.city.call('POST', '/v1/reports', { body: this.filing.input, headers });
    if (!isDeepStrictEqual(again, filed)) this.city.fault('a filing sent again was answered otherwise');
  }

  /** `who`: `reporter`, or whose e-mail it is; `fact`: what the journal is to call it. */
  async act(who, action, fact, body) {
    const headers = who === 'reporter' ? { 'x-report-key': this.key } : await this.city.as(who);
    const answer = await this.city.call('POST', `/v1/reports/${this.id}/${action}`, { body, headers: { ...headers, ...City.once() } });
    this.facts.push(`report.${fact}`);
    if (answer.status !== undefined) this.status = answer.status;
    return answer;
  }

  async timeline() {
    const entries = [];
    for (let cursor; cursor !== null;) {
      const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
      const page = await this.city.call('GET', `/v1/reports/${this.id}/timeline${query}`, { headers: await this.city.as('coordinator') });
      entries.push(...page.items);
      cursor = page.nextCursor;
    }
    return entries;
  }

  /** The end, the whole history in its order, and what the public sees. `facts`: undefined for a report that follows another. */
  async check(facts = this.facts) {
    const headers = await this.city.as('coordinator');
    const report = await this.city.call('GET', `/v1/reports/${this.id}`, { headers });
    this.status = report.status;
    if (!ends.includes(report.status)) this.city.fault(`a report ended ${report.status}`);
    if (report.reporter !== undefined) this.city.fault('a coordinator was shown who reported');
    const entries = await this.timeline();
    for (const fault of historyFaults(entries, report.status, facts)) this.city.fault(fault);
    await this.city.call('GET', `/v1/reports/${this.id}`, { expected: report.confidential ? 404 : 200 });
    return entries.length;
  }
}

/** From filing to the end without a gap: each move starts where the last one ended, and no time runs back. */
export function historyFaults(entries, status, facts) {
  const faults = [];
  const types = entries.map(({ type }) => type);
  if (facts && !isDeepStrictEqual(types, facts)) faults.push(`a history holds ${types.join(', ')} instead of ${facts.join(', ')}`);
  if (types[0] !== 'report.filed') faults.push('a history does not start with the filing');
  let [reached, at] = [undefined, ''];
  for (const entry of entries) {
    if (entry.at < at) faults.push(`${entry.type} happened before what was written before it`);
    if (entry.data.to !== undefined && entry.data.from !== reached) faults.push(`${entry.type} starts from ${entry.data.from}, not from ${reached}`);
    at = entry.at;
    reached = entry.data.to ?? reached;
  }
  if (reached !== status) faults.push(`a history ends ${reached}, its report ${status}`);
  return faults;
}
