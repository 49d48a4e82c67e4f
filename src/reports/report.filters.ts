import type { Actor } from '../access/actor.js';
import { refuse as refuseAccess } from '../access/access.refusals.js';
import { refuse } from '../platform/platform.refusals.js';
import type { Refusal } from '../platform/refusal.js';
import type { ListReports } from './list.requests.js';

/** Conditions over `report r` with their values, in order: `$1` is the first. */
export class Conditions {
  readonly parts: string[] = [];
  readonly values: unknown[] = [];
  /** Which agencies may lead: a condition over `agency`, where the list is for some. */
  agencies?: string;

  /** The place of a value in the statement. */
  value(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  /** `?` stands for the value, wherever it is needed. */
  add(condition: string, value: unknown): void {
    this.parts.push(condition.replaceAll('?', this.value(value)));
  }

  get sql(): string {
    return this.parts.length === 0 ? '' : `where ${this.parts.join(' and ')}`;
  }
}

const earthRadiusMetres = 6_371_000;

/** Whom a confidential report is for: the city's staff, the agencies that have it in hand, its reporter, its client. */
export function visibleTo(actor: Actor, conditions: Conditions): void {
  const agencies = actor.agenciesWith('report.read_internal');
  const allowed = ['not r.confidential'];
  if (agencies.length > 0) {
    const own = `${conditions.value(agencies)}::uuid[]`;
    allowed.push(
      `r.root_agency_id = any(${own})`,
      `exists (select 1 from disposition d join agency a on a.id = d.agency_id where d.report_id = r.id and d.ended_at is null and a.path && ${own})`,
    );
  }
  if (actor.id !== undefined) allowed.push(filedBy(actor, conditions));
  conditions.parts.push(`(${allowed.join(' or ')})`);
}

const filedBy = ({ kind, id }: Actor, conditions: Conditions): string =>
  `r.${kind === 'client' ? 'client_id' : 'account_id'} = ${conditions.value(id)}`;

/** Only what the caller filed. @throws Refusal `auth.required` for a caller who has neither account nor client */
export function filedOnlyBy(actor: Actor, conditions: Conditions): void {
  if (actor.id === undefined) throw refuseAccess('auth.required');
  conditions.parts.push(filedBy(actor, conditions));
}

function zone(name: string, conditions: Conditions, now: Date): void {
  if (name === 'red') conditions.add('r.due_at < ?', now);
  if (name === 'yellow') conditions.add('(r.yellow_at <= ? and r.due_at >= ?)', now);
  if (name === 'green') conditions.add('(r.due_at is null or r.due_at >= ?) and (r.yellow_at is null or r.yellow_at > ?)', now);
}

const notOnEarth = (pointer: string, example: string): Refusal =>
  refuse('request.invalid', { faults: [{ pointer, code: 'field.format', params: { example } }] });
const onEarth = (lat: number, lng: number): boolean => Math.abs(lat) <= 90 && Math.abs(lng) <= 180;

function position(text: string): [number, number] {
  const [lat = 91, lng = 181] = text.split(',').map(Number);
  if (!onEarth(lat, lng)) throw notOnEarth('/query/near', '0.9186,104.4665');
  return [lat, lng];
}

/** A box by the index, then the distance on the sphere. A degree of longitude shrinks with the cosine of the latitude. */
function near(query: ListReports, conditions: Conditions): void {
  if (query.near === undefined) return;
  const [lat, lng] = position(query.near);
  const radius = query.radius ?? 500;
  const dLat = (radius / earthRadiusMetres) * (180 / Math.PI);
  const dLng = Math.min(180, dLat / Math.max(Math.cos((lat * Math.PI) / 180), 0.01));
  conditions.add('point(r.lng, r.lat) <@ ?::box', `(${lng - dLng},${lat - dLat}),(${lng + dLng},${lat + dLat})`);
  const [b, c] = [conditions.value(lng), conditions.value(radius)];
  conditions.add(
    `${2 * earthRadiusMetres} * asin(sqrt(power(sin(radians(r.lat - ?::float8) / 2), 2) + cos(radians(?::float8)) * cos(radians(r.lat)) * power(sin(radians(r.lng - ${b}::float8) / 2), 2))) <= ${c}::float8`,
    lat,
  );
}

function box(text: string, conditions: Conditions): void {
  const [west = 0, south = 0, east = 0, north = 0] = text.split(',').map(Number);
  if (!onEarth(south, west) || !onEarth(north, east) || west > east || south > north) throw notOnEarth('/query/bbox', '104.43,0.90,104.48,0.95');
  conditions.add('point(r.lng, r.lat) <@ ?::box', `(${west},${south}),(${east},${north})`);
}

const simple: [keyof ListReports, string][] = [
  ['status', 'r.status = any(?)'],
  ['categoryId', 'r.category_id in (select id from category where id = ? or parent_id = ?)'],
  ['classification', 'r.classification = ?'],
  ['channel', 'r.channel = ?'],
  ['regionCode', `(r.region_code = ? or starts_with(r.region_code, ? || '.'))`],
  ['from', `r.filed_at >= ?::date::timestamp at time zone (select zone from agency where id = r.root_agency_id)`],
  ['to', `r.filed_at < (?::date + 1)::timestamp at time zone (select zone from agency where id = r.root_agency_id)`],
  ['updatedSince', 'r.updated_at >= ?::timestamptz'],
  ['q', 'r.id in (select report_id from report_words where search @@ search_query(?))'],
];

/** A list's filters as SQL. */
export function filter(query: ListReports, conditions: Conditions, now: Date): void {
  if (query.agencyId !== undefined) conditions.agencies = `path @> array[${conditions.value(query.agencyId)}::uuid]`;
  for (const [name, condition] of simple) if (query[name] !== undefined) conditions.add(condition, query[name]);
  if (query.bbox !== undefined) box(query.bbox, conditions);
  near(query, conditions);
  if (query.overdue === true) conditions.add('r.due_at < ?', now);
  if (query.overdue === false) conditions.add('(r.due_at is null or r.due_at >= ?)', now);
  if (query.zone !== undefined) zone(query.zone, conditions, now);
}
