import fc from 'fast-check';
import { Actor } from '../access/actor.js';
import { type Role, roles } from '../access/permissions.js';
import { circumstancesOf, partsOf, permits, type PartOfAgency, type ReportFacts, type Sight, sightOf } from './report.visibility.js';

const now = new Date('2026-11-02T02:00:00Z');
const paths: Record<string, string[]> = {
  city: ['city'],
  pupr: ['city', 'pupr'],
  drainage: ['city', 'pupr', 'drainage'],
  dishub: ['city', 'dishub'],
  elsewhere: ['elsewhere'],
};

const at = (role: Role, agencyId: string, id = `${role} of ${agencyId}`): Actor =>
  new Actor({ kind: 'user', id, name: id, roles: [{ role, agencyId, agencyName: agencyId, path: paths[agencyId] ?? [] }] });
const anyone = new Actor({ kind: 'anyone' });
const citizen = at('citizen', 'city', 'siti');
const machine = (id: string): Actor => new Actor({ kind: 'client', id, scopes: ['reports:read', 'reports:write'], agencyId: 'city' });

const part = (agencyId: string, more: Partial<PartOfAgency> = {}): PartOfAgency => ({
  ...{ id: `part of ${agencyId}`, agencyId, path: paths[agencyId] ?? [], role: 'lead', status: 'pending' },
  ...more,
});
const report = (more: Partial<ReportFacts> = {}): ReportFacts => ({
  ...{ rootAgencyId: 'city', status: 'dispatched', confidential: false, verified: true, merged: false, rated: false, offered: false },
  ...{ reopenCount: 0, reopenUntil: null, accountId: null, clientId: null, keyShown: false, dispositions: [part('pupr')] },
  ...more,
});

describe('What a caller sees of a report handed to Dinas PUPR', () => {
  const table: [string, Actor, Sight, Sight][] = [
    ['anyone', anyone, 'public', 'none'],
    ['a citizen', citizen, 'public', 'none'],
    ['an officer who has it', at('officer', 'pupr'), 'internal', 'internal'],
    ['a liaison who has it', at('liaison', 'pupr'), 'internal', 'internal'],
    ['an officer of a unit below', at('officer', 'drainage'), 'public', 'none'],
    ['an officer of another agency', at('officer', 'dishub'), 'public', 'none'],
    ['the coordinator', at('coordinator', 'city'), 'internal', 'internal'],
    ['a coordinator of another city', at('coordinator', 'elsewhere'), 'public', 'none'],
    ['the supervisor', at('supervisor', 'city'), 'internal', 'internal'],
    ['the administrator, who runs the system and not the cases', at('admin', 'city'), 'public', 'none'],
    ['a machine', machine('script'), 'public', 'none'],
    ['the worker', Actor.system, 'internal', 'internal'],
  ];
  test.each(table)('%s', (_, actor, open, secret) => {
    expect(sightOf(actor, report())).toBe(open);
    expect(sightOf(actor, report({ confidential: true }))).toBe(secret);
  });

  test('the reporter sees it whole, by key or by account, whatever its flags', () => {
    expect(sightOf(anyone, report({ keyShown: true, confidential: true }))).toBe('reporter');
    expect(sightOf(citizen, report({ accountId: 'siti', confidential: true }))).toBe('reporter');
    expect(sightOf(citizen, report({ accountId: 'ahmad' }))).toBe('public');
  });

  test('a machine sees a confidential report that it filed, and no more of it than the public would', () => {
    expect(sightOf(machine('script'), report({ clientId: 'script', confidential: true }))).toBe('public');
    expect(sightOf(machine('other'), report({ clientId: 'script', confidential: true }))).toBe('none');
  });

  test('whoever stands above the agency in the tree sees what it has in hand', () => {
    expect(sightOf(at('liaison', 'pupr'), report({ dispositions: [part('drainage')] }))).toBe('internal');
  });

  test.each(['returned', 'replaced'] as const)('an agency whose part was %s keeps nothing', (status) => {
    const left = report({ confidential: true, dispositions: [part('pupr', { status })] });
    expect(sightOf(at('liaison', 'pupr'), left)).toBe('none');
    expect(permits(at('liaison', 'pupr'), 'report.handle', left)).toBe(false);
    expect(partsOf(at('liaison', 'pupr'), 'report.handle', left)).toEqual([]);
  });
});

test('a citizen’s role gives no power over the reports of others, wherever it is held', () => {
  for (const permission of ['report.speak', 'report.supply', 'report.close', 'report.revise'] as const) {
    expect(permits(citizen, permission, report({ accountId: 'ahmad' }))).toBe(false);
    expect(permits(citizen, permission, report({ accountId: 'siti' }))).toBe(true);
  }
});

describe('Whoever the caller is', () => {
  const actors = fc.oneof(
    fc.constantFrom(anyone, machine('script'), machine('other'), citizen),
    fc.tuple(fc.constantFrom(...roles), fc.constantFrom(...Object.keys(paths))).map(([role, agency]) => at(role, agency)),
  );
  const parts = fc.subarray(['pupr', 'drainage', 'dishub']).map((agencies) => agencies.map((agency) => part(agency)));
  const facts = fc
    .record({
      keyShown: fc.boolean(),
      confidential: fc.boolean(),
      accountId: fc.constantFrom(null, 'siti'),
      clientId: fc.constantFrom(null, 'script'),
    })
    .chain((flags) => parts.map((dispositions) => report({ ...flags, dispositions })));

  test('only the reporter sees as the reporter, and only the client that filed sees a confidential report as the public', () => {
    fc.assert(
      fc.property(actors, facts, (actor, seen) => {
        const sight = sightOf(actor, seen);
        const isReporter = seen.keyShown || (actor.kind === 'user' && actor.id === seen.accountId);
        expect(sight === 'reporter').toBe(isReporter);
        if (seen.confidential && sight === 'public') expect([actor.kind, actor.id]).toEqual(['client', seen.clientId]);
      }),
      { numRuns: 3_000 },
    );
  });

  test('a report that does not exist for somebody is nobody’s to act on', () => {
    const acting = [
      'report.verify',
      'report.handle',
      'follow_up.publish',
      'report.speak',
      'report.close',
      'report.merge',
      'report.identify',
    ] as const;
    fc.assert(
      fc.property(actors, facts, fc.constantFrom(...acting), (actor, seen, permission) => {
        if (sightOf(actor, seen) === 'none') expect(permits(actor, permission, seen)).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('The circumstances of a caller', () => {
  const shared = report({ dispositions: [part('pupr', { status: 'accepted' }), part('dishub', { role: 'supporting' })] });

  test('are those of the caller’s own parts', () => {
    expect(circumstancesOf(at('officer', 'pupr'), shared, now)).toMatchObject({ leading: true, supporting: false, pending: false, returnable: true });
    expect(circumstancesOf(at('officer', 'dishub'), shared, now)).toMatchObject({
      leading: false,
      supporting: true,
      pending: true,
      returnable: true,
    });
    expect(circumstancesOf(at('coordinator', 'city'), shared, now)).toMatchObject({ leading: false, supporting: false, returnable: false });
  });

  test('keep the window for reopening open up to its last instant', () => {
    const reopenable = (reopenUntil: Date | null): boolean => circumstancesOf(anyone, report({ reopenUntil }), now).reopenable;
    expect([reopenable(now), reopenable(new Date(now.getTime() - 1)), reopenable(null)]).toEqual([true, false, false]);
  });
});
