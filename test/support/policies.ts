import type { Policy, PolicyChange, PolicyPage } from '../../src/sla/policies.views.js';
import type { City } from './city.js';
import type { Answer, Client } from './client.js';
import { today } from './calendars.js';

export const workingDays = (amount: number): object => ({ limit: { amount, unit: 'working_day' } });
/** A day of Tanjungpinang. */
export const daysFromToday = (days: number): string => new Date(Date.parse(`${today()}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Whoever keeps the rules on limits of a city. */
export class PolicyDesk {
  constructor(private readonly city: City) {}

  list = async (query: Record<string, string | number> = {}): Promise<Policy[]> =>
    (await this.city.anyone.call<PolicyPage>('listPolicies', { query: { limit: 100, ...query } })).body.items;

  read = (id: string): Promise<Answer<Policy>> => this.city.anyone.call<Policy>('readPolicy', { path: { id } });

  /** A limit on reports about lights, which have none of their own. */
  onLights = (given: object = {}): object => ({
    ...{ kind: 'resolution', categoryId: this.city.categories.lights, ...workingDays(7), reason: 'Uji' },
    ...given,
  });

  create = async (given: object = {}, by: Client = this.city.admin, headers = {}): Promise<PolicyChange> =>
    (await by.call<PolicyChange>('createPolicy', { body: this.onLights(given), headers })).body;

  /** Codes and pointers of a refusal. */
  async createRefused(given: object, status = 400): Promise<string> {
    const { code, errors = [] } = await this.city.admin.refused('createPolicy', status, { body: this.onLights(given) });
    return errors.length === 0 ? code : errors.map((error) => `${error.code} ${error.pointer}`).join(', ');
  }

  async end(id: string, given: object): Promise<PolicyChange> {
    return (await this.city.admin.call<PolicyChange>('endPolicy', await this.asked(id, given))).body;
  }

  async endRefused(id: string, given: object, status: number): Promise<string> {
    const { code, errors = [] } = await this.city.admin.refused('endPolicy', status, await this.asked(id, given));
    return [code, ...errors.map(({ pointer }) => pointer)].join(' ');
  }

  private async asked(id: string, given: object): Promise<{ path: { id: string }; body: object; headers: Record<string, string> }> {
    const { headers } = await this.read(id);
    return { path: { id }, body: { reason: 'Uji', ...given }, headers: { 'if-match': headers.etag ?? '' } };
  }
}
