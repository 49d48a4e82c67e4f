import { diffOf, isEmpty } from './calendar.diff.js';
import { followersOf, parentOf } from './calendar.followers.js';
import { type EffectiveRules, inherit, type OwnMembers, withMembers, without } from './calendar.inheritance.js';
import { CalendarFault, type DayOff } from './calendar.js';

const hours = [{ days: [{ weekdays: [1, 2, 3, 4, 5], windows: [{ opens: '07:30', closes: '16:00' }] }] }];
const allDay = [{ days: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], windows: [{ opens: '00:00', closes: '24:00' }] }] }];
const day = (date: string, kind: DayOff['kind'] = 'national_holiday', name = date): DayOff => ({ date, kind, name });
const city: OwnMembers = { zone: 'Asia/Jakarta', hours, daysOff: [day('2027-03-10'), day('2027-01-01')], coveredYears: [2027, 2026] };
const rules = inherit(city, undefined);

function faultOf(inheriting: () => unknown): string {
  try {
    inheriting();
  } catch (error) {
    if (error instanceof CalendarFault) return `${error.code} ${error.path}`;
  }
  return 'none';
}

describe('A calendar inherits', () => {
  test('zone, hours and joint leave unless it has its own, and the days and years of both', () => {
    expect(rules).toMatchObject({ zone: 'Asia/Jakarta', hours, countJointLeave: false, coveredYears: [2026, 2027] });
    expect(rules.daysOff.map(({ date }) => date)).toEqual(['2027-01-01', '2027-03-10']);
    const below = inherit({ daysOff: [day('2027-01-06', 'local'), day('2027-03-10', 'local', 'Hari jadi')], coveredYears: [2028] }, rules);
    expect(below.hours).toBe(rules.hours);
    expect(below.coveredYears).toEqual([2026, 2027, 2028]);
    expect(below.daysOff.map(({ name }) => name)).toEqual(['2027-01-01', '2027-01-06', 'Hari jadi']);
  });

  test('no days where it says so, and then needs no list of them', () => {
    const service = inherit({ hours: allDay, inheritsDaysOff: false }, rules);
    expect(service.daysOff).toEqual([]);
    expect('coveredYears' in service).toBe(false);
    expect(inherit({ inheritsDaysOff: false, daysOff: [day('2027-05-01')], coveredYears: [2027] }, rules)).toMatchObject({ coveredYears: [2027] });
    // Below a service that needs no list, none is needed either.
    expect('coveredYears' in inherit({ coveredYears: [2027] }, service)).toBe(false);
  });

  test('nothing at the top, where an unknown year stays unknown', () => {
    expect(inherit({ zone: 'Asia/Makassar', hours }, undefined).coveredYears).toEqual([]);
    expect(faultOf(() => inherit({ hours }, undefined))).toBe('calendar.zone_unknown /zone');
    expect(faultOf(() => inherit({ zone: 'Asia/Makassar' }, undefined))).toBe('calendar.hours_missing /hours');
  });

  test('but does not take one of its own days twice', () => {
    const twice = { ...city, daysOff: [day('2027-01-01'), day('2027-05-01'), day('2027-01-01', 'local')] };
    expect(faultOf(() => inherit(twice, undefined))).toBe('calendar.day_twice /daysOff/2/date');
  });
});

test('Members that are left out stay, and members given up are inherited again', () => {
  const own = withMembers({ hours: allDay, countJointLeave: true }, { countJointLeave: false, zone: undefined });
  expect(own).toEqual({ hours: allDay, countJointLeave: false });
  expect(without(own, ['hours', 'zone'])).toEqual({ countJointLeave: false });
});

describe('The difference of two versions', () => {
  const changed = (own: OwnMembers): ReturnType<typeof diffOf> => diffOf(rules, inherit({ ...city, ...own }, undefined));

  test('is empty where nothing is another, whatever the order of members', () => {
    const again = { ...rules, daysOff: rules.daysOff.map(({ name, kind, date }) => ({ name, kind, date })) };
    expect(isEmpty(diffOf(rules, again))).toBe(true);
  });

  test('names days added, removed and changed, years, and other members', () => {
    const diff = changed({ daysOff: [day('2027-01-01', 'local'), day('2027-08-18', 'joint_leave')], coveredYears: [2027, 2028] });
    expect(diff.addedDays).toEqual([day('2027-08-18', 'joint_leave')]);
    expect(diff.removedDays).toEqual([day('2027-03-10')]);
    expect(diff.changedDays).toEqual([{ date: '2027-01-01', before: day('2027-01-01'), after: day('2027-01-01', 'local') }]);
    expect([diff.addedYears, diff.removedYears, diff.otherMembers]).toEqual([[2028], [2026], []]);
    expect(changed({ hours: allDay, zone: 'Asia/Jayapura', countJointLeave: true }).otherMembers).toEqual(['zone', 'hours', 'countJointLeave']);
    expect(changed({ inheritsDaysOff: false, coveredYears: undefined }).otherMembers).toEqual(['needsList']);
  });
});

describe('Calendars below a changed one', () => {
  const node = (id: string, path: string[], own: OwnMembers, above?: EffectiveRules) => ({
    id,
    agencyId: path.at(-1) ?? '',
    path,
    own,
    rules: inherit(own, above),
  });
  const top = node('kota', ['c'], city);
  const works = node('pupr', ['c', 'w'], { daysOff: [day('2027-01-06', 'local')] }, top.rules);
  const drainage = node('air', ['c', 'w', 'x', 'd'], {}, works.rules);
  const fire = node('damkar', ['c', 'f'], { zone: 'Asia/Jakarta', hours: allDay, countJointLeave: false, inheritsDaysOff: false }, top.rules);
  const all = [drainage, fire, works, top];

  test('follow, the nearest above first; what inherits nothing stays', () => {
    const amended = { ...top, rules: inherit({ ...city, daysOff: [...(city.daysOff ?? []), day('2027-08-18', 'joint_leave')] }, undefined) };
    const followers = followersOf(amended, all);
    expect(followers.map(({ node: { id }, parentId }) => [id, parentId])).toEqual([
      ['pupr', 'kota'],
      ['air', 'pupr'],
    ]);
    expect(followers[1]?.rules.daysOff.map(({ date }) => date)).toEqual(['2027-01-01', '2027-01-06', '2027-03-10', '2027-08-18']);
  });

  test('inherit from a new one that comes between', () => {
    const between = node('bidang', ['c', 'w', 'x'], { countJointLeave: true }, works.rules);
    expect(followersOf(between, all).map(({ node: { id }, parentId, rules: { countJointLeave } }) => [id, parentId, countJointLeave])).toEqual([
      ['air', 'bidang', true],
    ]);
    expect(parentOf(['c', 'w', 'x', 'd'], [...all, between])?.id).toBe('bidang');
    expect(parentOf(['c'], all)).toBeUndefined();
  });

  test('do not follow a change that they overrule', () => {
    const amended = { ...works, rules: inherit({ ...works.own, hours: allDay }, top.rules) };
    const own = node('air', ['c', 'w', 'x', 'd'], { hours }, works.rules);
    expect(followersOf(amended, [top, works, own])).toEqual([]);
  });
});
