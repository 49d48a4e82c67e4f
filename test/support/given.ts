import type { FileReport } from '../../src/reports/intake.requests.js';
import type { Status } from '../../src/reports/report.status.js';
import type { FollowUp } from '../../src/reports/follow-up.views.js';
import type { FiledReport, Report } from '../../src/reports/report.views.js';
import type { TimelineEntry, TimelinePage } from '../../src/reports/timeline.views.js';
import type { City } from './city.js';
import type { Answer, Client } from './client.js';

/** A moment of 2026 in Tanjungpinang (WIB), for example `on('11-03', '10:00')`. */
export const on = (day: string, time = '09:00'): Date => new Date(`2026-${day}T${time}:00+07:00`);

/** What the clocks of a report say, for example `verification met`; the window of the Ombudsman has a file of its own. */
export const clocksOf = ({ clocks }: Report): string[] =>
  clocks.filter(({ kind }) => kind !== 'ombudsman_offer').map(({ kind, state }) => `${kind} ${state}`);
export const resolutionOf = ({ clocks }: Report): Report['clocks'][number] | undefined => clocks.find(({ kind }) => kind === 'resolution');
export const typesOf = (history: TimelineEntry[]): string[] => history.map(({ type }) => type.replace('report.', ''));

/** What a test wants to be particular about; everything else is an ordinary pothole. */
export interface Wish extends Partial<FileReport> {
  status?: Status;
  category?: keyof City['categories'];
  classification?: NonNullable<Report['classification']>;
  lead?: keyof City['agencies'];
  supporting?: (keyof City['agencies'])[];
  /** Who files; whoever holds the key is the reporter. */
  by?: Client;
}

export const textOf = (words: string): string => `${words} Petugas melaporkan setiap langkah kepada warga.`;

/** A filed report and its reporter. */
export class GivenReport {
  /** Speaks with the report key. */
  readonly reporter: Client;
  readonly path: { id: string };

  constructor(
    readonly city: City,
    readonly filed: FiledReport,
    private readonly wish: Wish,
  ) {
    this.reporter = city.anyone.withReportKey(filed.reportKey);
    this.path = { id: filed.id };
  }

  get id(): string {
    return this.filed.id;
  }

  private get liaison(): Client {
    return this.wish.lead === 'dishub' ? this.city.dishubLiaison : this.city.liaison;
  }

  /** Calls an operation on this report that must succeed, or end in `expect`. */
  call<Body = Report>(who: Client, operationId: string, body?: object, expect?: number): Promise<Answer<Body>> {
    return who.call<Body>(operationId, { path: this.path, ...(body ? { body } : {}), ...(expect ? { expect } : {}) });
  }

  read = async (who: Client): Promise<Report> => (await this.call(who, 'readReport')).body;

  /** The whole history as `who` sees it. */
  async history(who: Client): Promise<TimelineEntry[]> {
    return (await who.call<TimelinePage>('readTimeline', { path: this.path, query: { limit: 100 } })).body.items;
  }

  verify = (): Promise<Answer<Report>> => this.call(this.city.coordinator, 'verifyReport', this.verification);
  ask = (): Promise<Answer<Report>> => this.call(this.city.coordinator, 'requestInformation', { question: 'Di mana tepatnya, Pak?' });
  accept = (): Promise<Answer<Report>> => this.call(this.liaison, 'acceptReport');
  merge = async (lead: GivenReport): Promise<Report> => (await this.call(this.city.coordinator, 'mergeReport', { leadReportId: lead.id })).body;
  unmerge = async (): Promise<Report> => (await this.call(this.city.coordinator, 'unmergeReport')).body;
  status = async (): Promise<string> => (await this.read(this.city.coordinator)).status;
  close = (): Promise<Answer<Report>> => this.call(this.reporter, 'closeReport', {});

  followUp(kind: 'progress' | 'answer', who = this.liaison, publish = true): Promise<Answer<FollowUp>> {
    const words = kind === 'answer' ? 'Jalan sudah diperbaiki tadi pagi.' : 'Tim sudah memeriksa lokasi.';
    return this.call<FollowUp>(who, 'writeFollowUp', { kind, body: textOf(words), publish });
  }

  get verification(): { classification: string; categoryId: string; leadAgencyId: string; supportingAgencyIds: string[] } {
    const { category = 'roads', classification = 'complaint', lead = 'pupr', supporting = [] } = this.wish;
    return {
      classification,
      categoryId: this.city.categories[category],
      leadAgencyId: this.city.agencies[lead],
      supportingAgencyIds: supporting.map((name) => this.city.agencies[name]),
    };
  }

  /** Lives on until it has this status. */
  async reach(status: Status): Promise<void> {
    const { city } = this;
    const ways: Record<Status, (() => Promise<unknown>)[]> = {
      received: [],
      needs_information: [this.ask],
      dispatched: [this.verify],
      in_progress: [this.verify, this.accept, () => this.followUp('progress')],
      answered: [this.verify, this.accept, () => this.followUp('answer')],
      closed: [this.verify, this.accept, () => this.followUp('answer'), this.close],
      archived: [() => this.call(city.coordinator, 'archiveReport', { reason: 'not_about_government' })],
      transferred: [() => this.call(city.coordinator, 'transferReport', { agencyId: city.agencies.pln, reason: 'Jaringan PLN.' })],
    };
    for (const step of ways[status]) await step();
  }
}

/** Files a report through the front door and lets it live until it has the wished status. */
async function aReport(city: City, wish: Wish): Promise<GivenReport> {
  const { status = 'received', by = city.anyone, category: _c, classification: _k, lead: _l, supporting: _s, ...input } = wish;
  const body = {
    title: 'Jalan berlubang di Jl. Merdeka',
    body: 'Lubang sedalam 20 cm di depan pasar sejak seminggu lalu.',
    type: 'complaint',
    ...input,
  };
  const filed = await by.call<FiledReport>('fileReport', { body, headers: { 'idempotency-key': crypto.randomUUID() } });
  const report = new GivenReport(city, filed.body, wish);
  await report.reach(status);
  return report;
}

export interface Given {
  aReport(wish?: Wish): Promise<GivenReport>;
}
export const givenIn = (city: City): Given => ({ aReport: (wish = {}) => aReport(city, wish) });
