import type { EntityManager } from 'typeorm';
import type { Writer } from '../agencies/writer.js';
import type { Journal } from '../journal/journal.js';
import { refuse as refuseInput } from '../platform/platform.refusals.js';
import { CalendarFault, WorkCalendar } from './calendar.js';
import './calendar-rules.refusals.js';
import { followersOf, type Heir, parentOf } from './calendar.followers.js';
import { type EffectiveRules, inherit, type OwnMembers } from './calendar.inheritance.js';
import { type CalendarNode, type NewVersion, writeVersion } from './calendars.store.js';

/** A new version of one calendar, and of those below that inherit from it. */
export interface Publication {
  validFrom: string;
  reason: string;
  changed: NewVersion & { agencyId: string };
  followers: (NewVersion & { agencyId: string })[];
}

/** Members as they are stored: plain, without those that were left out. */
export const plain = <T>(members: T): T => JSON.parse(JSON.stringify(members)) as T;

/** The complete rules of a calendar. @throws Refusal `request.invalid` with the pointer and the code of what makes it uncountable */
export function soundRules(own: OwnMembers, path: readonly string[], nodes: readonly CalendarNode[], from: Date): EffectiveRules {
  try {
    const rules = inherit(own, parentOf(path, nodes)?.rules);
    // The calendar's own days first: there a fault's place is that of the request.
    new WorkCalendar({ ...rules, daysOff: own.daysOff ?? [], version: 1 });
    expectWorkingMoment(rules, from);
    return rules;
  } catch (error) {
    if (!(error instanceof CalendarFault)) throw error;
    throw refuseInput('request.invalid', { faults: [{ pointer: error.path, code: error.code }] });
  }
}

/** Asking for the next working day is what ends in a fault where every day is off. */
function expectWorkingMoment(rules: EffectiveRules, from: Date): void {
  const calendar = new WorkCalendar({ ...rules, version: 1 });
  calendar.workingDayAfter(calendar.dayOf(from), 1);
}

/** What is to be written for a calendar whose new rules are known. */
export function publicationOf(
  heir: Heir & { name: string; version: number },
  nodes: readonly CalendarNode[],
  { validFrom, reason }: { validFrom: string; reason: string },
): Publication {
  const names = new Map([...nodes, heir].map(({ id, name }) => [id, name]));
  const numbers = new Map([[heir.id, heir.version]]);
  const followers = followersOf(heir, nodes).map(({ node, rules, parentId }) => {
    const version = node.version + 1;
    numbers.set(node.id, version);
    const why = `Mengikuti ${names.get(parentId)} versi ${numbers.get(parentId)}`.slice(0, 500);
    return { calendarId: node.id, agencyId: node.agencyId, version, validFrom, own: node.own, rules, reason: why };
  });
  const { id, agencyId, version, own, rules } = heir;
  return { validFrom, reason, changed: { calendarId: id, agencyId, version, validFrom, own, rules, reason }, followers };
}

export async function publish(tx: EntityManager, journal: Journal, { changed, followers }: Publication, at: Date, by: Writer): Promise<void> {
  for (const made of [changed, ...followers]) {
    await writeVersion(tx, made, at, by);
    const { calendarId: id, agencyId, version, validFrom } = made;
    const data = { version, validFrom, ...(made === changed ? {} : { followsCalendarId: changed.calendarId }) };
    await journal.record(tx, { type: 'calendar.versioned', subject: { kind: 'calendar', id }, at, actor: by, agencyId, data });
  }
}
