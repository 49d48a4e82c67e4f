import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Actor } from '../access/actor.js';
import { rows, statement } from '../platform/sql.js';
import type { DispositionRecord } from './disposition.entity.js';
import { masked, type ReportRecord } from './report.entity.js';
import type { ReportFacts } from './report.visibility.js';

const insertMessage = statement('message_insert', 'insert into message (id, report_id, body, public_body, created_at) values ($1, $2, $3, $4, $5)');

/** A locked report on the table: everything a step needs, in one transaction. */
export interface Desk {
  tx: EntityManager;
  actor: Actor;
  report: ReportRecord;
  facts: ReportFacts;
  /** The database's time, read after the lock. */
  now: Date;
  dispositions: DispositionRecord[];
  /** What the clocks depend on, as it was when the report was laid here. */
  before: Readonly<Pick<ReportRecord, 'classification' | 'categoryId' | 'agencyId'>>;
  /** The report's category and its ancestors, nearest first. */
  categoryIds: string[];
  /** What the reporter is called, to be hidden in every text of this report. */
  names: () => Promise<readonly string[]>;
}

/** Ids and values for the fact; a free text goes into a row of its own first. */
export type FactData = Record<string, unknown>;

/**
 * Keeps a free text and gives the id that the fact may hold. A message is read by whoever reads the entry, a note by
 * staff only. Nothing is kept for no text.
 */
export async function say(
  { tx, report, now, names }: Pick<Desk, 'tx' | 'report' | 'now' | 'names'>,
  text: string | undefined,
  as: 'messageId' | 'noteId' = 'messageId',
): Promise<FactData> {
  if (text === undefined) return {};
  const id = v7();
  await rows(tx, insertMessage, [id, report.id, text, masked(text, await names()), now]);
  return { [as]: id };
}

/** What a new place replaces, in words: nothing is overwritten silently. */
export const placeBefore = ({ address, lat, lng, regionCode }: ReportRecord): string =>
  `Lokasi semula: ${[address, lat === null ? null : `${lat}, ${lng}`, regionCode].filter((part) => part !== null).join('; ') || 'tidak disebut'}`;

/** For the journal: who acted, told apart by kind; a reporter without an account has no id. */
export function factActor(actor: Actor, asReporter: boolean): { kind: 'reporter' | 'staff' | 'client' | 'system'; id?: string } {
  if (actor.kind === 'system') return { kind: 'system' };
  if (asReporter || actor.kind === 'anyone') return { kind: 'reporter' };
  return { kind: actor.kind === 'client' ? 'client' : 'staff', id: actor.id };
}
