import type { CalendarRules, DayHours } from '../../src/sla/calendar.js';
import type { Limit, Span } from '../../src/sla/deadline.js';

/*
 * The control: deadlines as a clerk counts them on a wall calendar, day after day, with no table and no shortcut.
 * Slow and obvious; it shares nothing with the fast arithmetic but the rules it reads.
 */
// Looked up once: in Jest's realm every mention of a global costs.
const { floor, max, min } = Math;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const east: Record<string, number> = { 'Asia/Jakarta': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 };

/** What one wall calendar says of one date. */
interface Leaf {
  date: number;
  works: boolean;
  /** Instants. */
  windows: [opens: number, closes: number][];
  closes: number;
}

/** A wall calendar. Dates are the milliseconds of their midnight as if it were in Greenwich. */
export class WallCalendar {
  private readonly leaves = new Map<number, Leaf>();
  private readonly off: Set<number>;
  readonly east: number;

  constructor(private readonly rules: CalendarRules) {
    this.east = (east[rules.zone] ?? NaN) * HOUR;
    const closed = rules.daysOff.filter((day) => !(day.kind === 'joint_leave' && rules.countJointLeave));
    this.off = new Set(closed.map((day) => Date.parse(day.date)));
  }

  dateOf(instant: number): number {
    return floor((instant + this.east) / DAY) * DAY;
  }

  leaf(date: number): Leaf {
    const known = this.leaves.get(date);
    if (known) return known;
    const minutes = this.isOff(date) ? [] : this.minutesOf(date);
    const windows = minutes.map(([opens, closes]): [number, number] => [this.instant(date, opens), this.instant(date, closes)]);
    const leaf = { date, works: windows.length > 0, windows, closes: this.instant(date, this.closing(date)) };
    this.leaves.set(date, leaf);
    return leaf;
  }

  private instant(date: number, minutes: number): number {
    return date + minutes * MINUTE - this.east;
  }

  private isOff(date: number): boolean {
    return this.off.has(date);
  }

  private week(date: number): DayHours[] {
    const text = new Date(date).toISOString().slice(0, 10);
    const period = this.rules.hours.find(({ from, to }) => from !== undefined && to !== undefined && from <= text && text <= to);
    return (period ?? this.rules.hours.find(({ from }) => from === undefined))?.days ?? [];
  }

  /** The windows of a date, had it no reason to be off. */
  private minutesOf(date: number, weekday = new Date(date).getUTCDay() || 7): [number, number][] {
    const windows = this.week(date).find(({ weekdays }) => weekdays.includes(weekday))?.windows ?? [];
    return windows.map(({ opens, closes }): [number, number] => [read(opens), read(closes) + (closes < opens ? 1440 : 0)]).sort(([a], [b]) => a - b);
  }

  private closing(date: number): number {
    const weekday = new Date(date).getUTCDay() || 7;
    if (!this.isOff(date) && this.minutesOf(date).length > 0) return this.minutesOf(date).at(-1)?.[1] ?? NaN;
    let model = weekday;
    while (this.minutesOf(date, model).length === 0) model = model === 1 ? 7 : model - 1;
    const would = min(this.minutesOf(date, model).at(-1)?.[1] ?? NaN, 1440);
    const night = this.isOff(date - DAY) ? 0 : (this.minutesOf(date - DAY).at(-1)?.[1] ?? 0) - 1440;
    return max(would, night);
  }
}

function read(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

export interface Story {
  start: Date;
  pauses: Span[];
  calendars: { wall: WallCalendar; from: Date }[];
  extensionDays: number;
}

/** Where the clerk's finger is: what closed or opened, and when. */
interface Finger {
  at: number;
  part: number;
  date: number;
}

export class Clerk {
  constructor(private readonly story: Story) {}

  dueAt(limit: Limit): Date | null {
    const end = limit.unit === 'working_hour' ? this.hour(limit.amount * HOUR) : this.tick(this.dayZero(), limit.amount, limit.unit);
    const extended = end && this.story.extensionDays > 0 ? this.tick(end, this.story.extensionDays, 'working_day') : end;
    return extended && new Date(extended.at);
  }

  /** The end of the n-th of all ticks, those of the extension after those of the limit; never that of the last, unless it is the first. */
  share({ amount, unit }: Limit, percent: number): Date | null {
    if (unit === 'working_hour') throw new Error('Only days have ticks.');
    const all = amount + this.story.extensionDays;
    let number = 1;
    while (number < all - 1 && number * 100 < all * percent) number += 1;
    const first = this.tick(this.dayZero(), min(number, amount), unit);
    const end = first && number > amount ? this.tick(first, number - amount, 'working_day') : first;
    return end && new Date(end.at);
  }

  hours(time: number): Date | null {
    const end = this.hour(time);
    return end && new Date(end.at);
  }

  elapsed(until: Date, unit: Limit['unit']): number {
    if (unit === 'working_hour') return floor(this.used(until.getTime()) / MINUTE) / 60;
    let count = 0;
    for (const { at } of this.ticks(this.dayZero(), unit, until.getTime() + DAY)) if (at <= until.getTime()) count += 1;
    return count;
  }

  used(until: number): number {
    let used = 0;
    for (const [from, to] of this.pieces(until)) if (from < until) used += min(to, until) - from;
    return used;
  }

  later(due: Date, days: number): Date {
    const wall = this.wall(this.story.calendars.length - 1);
    let date = wall.dateOf(due.getTime());
    if (wall.leaf(date - DAY).closes >= due.getTime()) date -= DAY;
    for (let left = days; left > 0;) if (wall.leaf((date += DAY)).works) left -= 1;
    return days === 0 ? due : new Date(wall.leaf(date).closes);
  }

  private wall(part: number): WallCalendar {
    const found = this.story.calendars[part];
    if (!found) throw new Error('No such part.');
    return found.wall;
  }

  /** When a part begins and ends to count. */
  private reign(part: number): [number, number] {
    const { calendars } = this.story;
    return [part === 0 ? -Infinity : Number(calendars[part]?.from), Number(calendars[part + 1]?.from ?? Infinity)];
  }

  private dayZero(): Finger {
    const start = this.story.start.getTime();
    const part = this.story.calendars.findLastIndex((_, place) => this.reign(place)[0] <= start);
    const wall = this.wall(part);
    let date = wall.dateOf(start) - DAY;
    while (!wall.leaf(date).works || wall.leaf(date).closes <= start) date += DAY;
    return { at: start, part, date };
  }

  private tick(from: Finger, n: number, unit: Limit['unit']): Finger | null {
    let count = 0;
    for (const finger of this.ticks(from, unit, from.at + 6000 * DAY)) if ((count += 1) === n) return finger;
    return null;
  }

  /** Every tick that counts after a finger, up to an instant or to a pause that is open. */
  private *ticks(after: Finger, unit: Limit['unit'], until: number): Generator<Finger> {
    let counted = after.date;
    for (let part = after.part; part < this.story.calendars.length; part += 1) {
      const [begin, end] = this.reign(part);
      for (let date = this.wall(part).dateOf(max(begin, after.at)) - 3 * DAY; date < until; date += DAY) {
        const leaf = this.wall(part).leaf(date);
        const stands = this.stands(leaf.closes);
        if (leaf.closes >= end || leaf.closes > until || stands === 'for ever') break;
        if (leaf.closes < begin || date <= counted || stands || (unit === 'working_day' && !leaf.works)) continue;
        counted = date;
        yield { at: leaf.closes, part, date };
      }
    }
  }

  private stands(instant: number): 'for ever' | 'for now' | null {
    let found: 'for ever' | 'for now' | null = null;
    for (const { from, to } of this.story.pauses) {
      if (from.getTime() > instant || (to !== null && instant >= to.getTime())) continue;
      if (to === null) return 'for ever';
      found = 'for now';
    }
    return found;
  }

  private hour(time: number): Finger | null {
    let left = time;
    for (const [from, to, part, date] of this.pieces(this.story.start.getTime() + 6000 * DAY)) {
      if (left <= to - from) return { at: from + left, part, date };
      left -= to - from;
    }
    return null;
  }

  /** Every stretch of office time in which the clock runs, cut wherever anything changes. */
  private *pieces(until: number): Generator<[from: number, to: number, part: number, date: number]> {
    const start = this.story.start.getTime();
    const open = min(...this.story.pauses.filter(({ to }) => to === null).map(({ from }) => from.getTime()));
    const changes = [start, ...this.story.pauses.flatMap(({ from, to }) => [from.getTime(), to?.getTime() ?? Infinity])];
    for (let part = 0; part < this.story.calendars.length; part += 1) {
      const [begin, end] = this.reign(part);
      const first = max(begin, start);
      const last = min(end, until, open);
      for (let date = this.wall(part).dateOf(first) - 2 * DAY; date < last + DAY; date += DAY) {
        for (const [opens, closes] of this.wall(part).leaf(date).windows) {
          if (closes <= first || opens >= last) continue;
          const inside = [...changes, begin, end].filter((cut) => opens < cut && cut < closes);
          let from = opens;
          for (const to of [...inside.sort((a, b) => a - b), closes]) {
            if (from >= first && to <= end && this.stands(from) === null) yield [from, to, part, date];
            from = to;
          }
        }
      }
    }
  }
}
