import { dateFromDay, type WorkCalendar } from './calendar.js';
import { elapsed, workedMinutes, type Deadline, type Limit } from './deadline.js';
import { dayZero, partAt, partsOf, type ClockHistory } from './deadline.ticks.js';
import { calendarAt, ledgerOf, type LedgerDay } from './ledger.js';
import { dateIn, listOf, momentIn, yearsIn } from './ledger.words.js';

export type Language = 'id' | 'en';

/** Four years. Nobody reads out what did not count in more, and to count it would keep everybody waiting. */
const longest = 1_500;
/** Names of days off that are said; the rest is "and others". */
const named = 3;

interface Words {
  locale: string;
  moment: (date: string, hour: string, minute: string) => string;
  units: Record<Limit['unit'], (n: number) => string>;
  hours: (hours: number, minutes: number) => string;
  start: (moment: string) => string;
  dayZero: (date: string) => string;
  extended: (n: number) => string;
  without: (list: string) => string;
  weekend: (n: number) => string;
  off: (n: number, names: string) => string;
  others: string;
  held: (n: number) => string;
  heldTime: (time: string) => string;
  moved: (moment: string) => string;
  due: (moment: string) => string;
  open: (used: string, moment: string) => string;
  unknown: (years: string) => string;
}

const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;

const words: Record<Language, Words> = {
  id: {
    locale: 'id',
    moment: (date, hour, minute) => `${date} pukul ${hour}.${minute}`,
    units: { working_day: (n) => `${n} hari kerja`, working_hour: (n) => `${n} jam kerja`, calendar_day: (n) => `${n} hari kalender` },
    hours: (hours, minutes) => `${hours} jam kerja ${minutes} menit`,
    start: (moment) => `Mulai ${moment}`,
    dayZero: (date) => ` (masuk hari kerja ${date})`,
    extended: (n) => `, diperpanjang ${n} hari kerja`,
    without: (list) => `, tidak dihitung ${list}`,
    weekend: (n) => `${n} hari akhir pekan`,
    off: (n, names) => `${n} hari libur (${names})`,
    others: 'lainnya',
    held: (n) => `${n} hari jeda`,
    heldTime: (time) => `jeda ${time}`,
    moved: (moment) => `; sejak ${moment} dihitung menurut kalender lain`,
    due: (moment) => `; jatuh tempo ${moment}`,
    open: (used, moment) => `; sudah terpakai ${used}, berhenti sementara sejak ${moment}; jatuh tempo menunggu jeda berakhir`,
    unknown: (years) => `; bersifat sementara, karena daftar libur ${years} belum ada`,
  },
  en: {
    locale: 'en-GB',
    moment: (date, hour, minute) => `${date} at ${hour}:${minute}`,
    units: {
      working_day: (n) => plural(n, 'working day'),
      working_hour: (n) => plural(n, 'working hour'),
      calendar_day: (n) => plural(n, 'calendar day'),
    },
    hours: (hours, minutes) => `${plural(hours, 'working hour')} ${plural(minutes, 'minute')}`,
    start: (moment) => `Started ${moment}`,
    dayZero: (date) => ` (belongs to the working day of ${date})`,
    extended: (n) => `, extended by ${plural(n, 'working day')}`,
    without: (list) => `, not counting ${list}`,
    weekend: (n) => plural(n, 'weekend day'),
    off: (n, names) => `${plural(n, 'day')} off (${names})`,
    others: 'others',
    held: (n) => `${plural(n, 'day')} on hold`,
    heldTime: (time) => `${time} on hold`,
    moved: (moment) => `; counted by another calendar since ${moment}`,
    due: (moment) => `; due ${moment}`,
    open: (used, moment) => `; ${used} used, on hold since ${moment}; the due time waits for the hold to end`,
    unknown: (years) => `; provisional, since the list of days off for ${years} is not known yet`,
  },
};

/** The account of a deadline in one sentence that an officer can read aloud, in each language. */
export function sentencesOf(history: ClockHistory, limit: Limit, deadline: Deadline): Record<Language, string> {
  const until = deadline.dueAt ?? openPause(history) ?? history.start;
  const days = leftOut(history, limit, until);
  const say = (language: Language): string => sentence({ history, limit, deadline, until, days }, words[language]);
  return { id: say('id'), en: say('en') };
}

/** The same in one language. */
export function sentenceOf(history: ClockHistory, limit: Limit, deadline: Deadline, language: Language): string {
  return sentencesOf(history, limit, deadline)[language];
}

/** A limit in words. */
export const limitIn = ({ amount, unit }: Limit, language: Language): string => words[language].units[unit](amount);

/** What a sentence tells of. */
interface Told {
  history: ClockHistory;
  limit: Limit;
  deadline: Deadline;
  until: Date;
  /** What lay between day 0 and the end without counting; null where that is not told. */
  days: readonly LedgerDay[] | null;
}

function sentence({ history, limit, deadline, until, days }: Told, say: Words): string {
  const parts = [
    startOf(history, limit, say),
    `; ${say.units[limit.unit](limit.amount)}`,
    history.extensionDays > 0 ? say.extended(history.extensionDays) : '',
    days ? without(days, limit.unit === 'working_hour' ? heldTime(history, until, say) : heldDays(days, say), say) : '',
    movedOf(history, until, say),
    deadline.dueAt ? say.due(moment(calendarAt(history, deadline.dueAt), deadline.dueAt, say, true)) : openOf(history, limit, until, say),
    deadline.provisional ? say.unknown(yearsIn(say.locale, deadline.unknownYears)) : '',
  ];
  return `${parts.join('')}.`;
}

function startOf(history: ClockHistory, { unit }: Limit, say: Words): string {
  const parts = partsOf(history);
  const { part, day } = dayZero(history, parts);
  const { calendar } = partAt(parts, part);
  const begun = say.start(moment(calendar, history.start, say));
  if (unit === 'working_hour' || calendar.dayOf(history.start) === day) return begun;
  return begun + say.dayZero(dateIn(say.locale, dateFromDay(day)));
}

function leftOut(history: ClockHistory, limit: Limit, until: Date): LedgerDay[] | null {
  const { day } = dayZero(history, partsOf(history));
  if (calendarAt(history, until).dueDay(until) - day > longest) return null;
  const zero = dateFromDay(day);
  // The pause that is still open is told by itself.
  const closed = { ...history, pauses: history.pauses.filter(({ to }) => to !== null) };
  return ledgerOf(closed, limit, until, longest + 400).filter(({ date, counted }) => !counted && (limit.unit === 'working_hour' || date > zero));
}

function without(days: readonly LedgerDay[], held: string, say: Words): string {
  const weekend = days.filter(({ reason }) => reason === 'weekend').length;
  const off = days.filter(({ reason }) => reason !== 'weekend' && reason !== 'working' && reason !== 'paused');
  const found = [weekend > 0 ? say.weekend(weekend) : '', off.length > 0 ? say.off(off.length, namesOf(off, days, say)) : '', held].filter(
    (text) => text !== '',
  );
  return found.length > 0 ? say.without(list(found, say)) : '';
}

function heldDays(days: readonly LedgerDay[], say: Words): string {
  const held = days.filter(({ reason }) => reason === 'paused').length;
  return held > 0 ? say.held(held) : '';
}

/** Of a limit in hours a pause takes minutes, not days. */
function heldTime(history: ClockHistory, until: Date, say: Words): string {
  const minutes = workedMinutes({ ...history, pauses: [] }, until) - workedMinutes(history, until);
  return minutes > 0 ? say.heldTime(timeOf(minutes, say)) : '';
}

/** The feasts by name, each once: joint leave is told with the feast it belongs to, where that is among the days too. */
function namesOf(off: readonly LedgerDay[], days: readonly LedgerDay[], say: Words): string {
  const feasts = new Set(days.map(({ name = '' }) => shortName(name)));
  const names = [
    ...new Set(
      off.map(({ name = '' }) => {
        const [whole, feast] = [shortName(name), shortName(name).replace(/^Cuti Bersama /, '')];
        return feasts.has(feast) ? feast : whole;
      }),
    ),
  ];
  return list(names.length > named ? [...names.slice(0, named), say.others] : names, say);
}

const shortName = (name: string): string => name.replace(/ \([^)]*\)$/, '');

/** An agency that counts by the same calendar as the one before is no change of it. */
function movedOf({ calendars, start }: ClockHistory, until: Date, say: Words): string {
  const last = calendars.findLast(
    ({ calendar, from }, place) => place > 0 && from > start && from < until && calendar !== calendars[place - 1]?.calendar,
  );
  return last ? say.moved(moment(last.calendar, last.from, say)) : '';
}

function openOf(history: ClockHistory, limit: Limit, since: Date, say: Words): string {
  const used =
    limit.unit === 'working_hour' ? timeOf(workedMinutes(history, since), say) : say.units[limit.unit](elapsed(history, since, limit.unit));
  return say.open(used, moment(calendarAt(history, since), since, say));
}

function openPause({ pauses }: ClockHistory): Date | undefined {
  const open = pauses.filter(({ to }) => to === null).map(({ from }) => from.getTime());
  return open.length > 0 ? new Date(Math.min(...open)) : undefined;
}

function timeOf(minutes: number, say: Words): string {
  return minutes % 60 === 0 ? say.units.working_hour(minutes / 60) : say.hours(Math.floor(minutes / 60), minutes % 60);
}

/** A moment as it is said in a sentence, with the name of its zone. */
export function momentOf(zone: string, instant: Date, language: Language): string {
  return moment({ zone }, instant, words[language]);
}

function moment({ zone }: Pick<WorkCalendar, 'zone'>, instant: Date, say: Words, asEnd = false): string {
  const { date, hour, minute, abbreviation } = momentIn(say.locale, zone, instant, asEnd);
  return `${say.moment(date, hour, minute)} ${abbreviation}`;
}

function list(items: readonly string[], { locale }: Words): string {
  return listOf(locale, items);
}
