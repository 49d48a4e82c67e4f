import fc from 'fast-check';
import type { Permission } from '../access/permissions.js';
import { permissions } from '../access/permissions.js';
import { clockKinds } from '../sla/clock.kinds.js';
import { ReportRecord } from './report.entity.js';
import { isOpen, openActions } from './open-actions.lifecycle.js';
import { stepNames, stepOf, type StepName } from './report.lifecycle.js';
import { actions, type Circumstances, endStatuses, type Status, statuses } from './report.status.js';

const resumed: Status[] = ['received', 'dispatched', 'in_progress'];

/** Where a step can lead from a status. */
function targets(name: StepName, from: Status): Status[] {
  const { to } = stepOf(name);
  return to === 'same' ? [from] : to === 'resume' ? resumed : [to];
}

/** Every status that can follow, in any number of steps. */
function reachableFrom(start: Status): Set<Status> {
  const reached = new Set<Status>([start]);
  for (const status of reached)
    for (const name of stepNames) if (stepOf(name).from.includes(status)) for (const target of targets(name, status)) reached.add(target);
  return reached;
}

const flags = ['verified', 'merged', 'rated', 'reopened', 'reopenable', 'pending', 'returnable', 'leading', 'supporting', 'offered'] as const;
const circumstances = fc.record(Object.fromEntries(flags.map((flag) => [flag, fc.boolean()]))) as fc.Arbitrary<Circumstances>;

describe('The table of steps', () => {
  test('leads to every status from a report just filed', () => {
    expect([...reachableFrom('received')].sort()).toEqual([...statuses].sort());
  });

  test.each(statuses.filter((status) => !endStatuses.includes(status)))('lets a report in %s come to an end', (status) => {
    for (const end of ['closed', 'archived'] as const) expect(reachableFrom(status)).toContain(end);
  });

  test('leads out of an end by reopening alone, or out of a lead’s end by unmerging', () => {
    const leading = stepNames.filter((name) => stepOf(name).to !== 'same' && stepOf(name).from.some((from) => endStatuses.includes(from)));
    expect(leading).toEqual(['reopen', 'unmerge']);
  });

  test('has a step for each action, and for each step either a caller or the worker', () => {
    expect(new Set(stepNames.flatMap((name) => stepOf(name).action ?? []))).toEqual(new Set(actions));
    for (const name of stepNames) {
      const { action, needs } = stepOf(name);
      expect({ name, caller: action !== undefined }).toEqual({ name, caller: needs !== undefined });
    }
    expect(stepNames.filter((name) => stepOf(name).action === undefined)).toEqual(['close_silent', 'archive_incomplete', 'offer_ombudsman']);
  });

  test('stops every clock that it starts, and leaves none running at an end', () => {
    const stopped = new Set(stepNames.flatMap((name) => Object.keys(stepOf(name).clocks?.stop ?? {})));
    for (const name of stepNames) for (const kind of stepOf(name).clocks?.start ?? []) expect(stopped).toContain(kind);
    const ending = stepNames.filter((name) => endStatuses.includes(stepOf(name).to as Status));
    for (const name of ending) expect({ name, stop: Object.keys(stepOf(name).clocks?.stop ?? {}) }).toEqual({ name, stop: [...clockKinds] });
  });

  test('holds what happens to a merged report to its reporter’s words and its way out', () => {
    const whenMerged = stepNames.filter((name) => !stepOf(name).unless?.includes('merged'));
    expect(whenMerged).toEqual(['comment', 'comment_merged', 'rate', 'reopen_merged', 'withdraw', 'answer_ombudsman', 'unmerge']);
  });
});

describe('Open actions', () => {
  const allPermissions = Object.keys(permissions) as Permission[];

  test('are those that the guard would let through, and no others', () => {
    fc.assert(
      fc.property(fc.constantFrom(...statuses), circumstances, fc.subarray(allPermissions), (status, now, held) => {
        const guarded = stepNames.filter((name) => isOpen(name, status, now) && held.includes(stepOf(name).needs as Permission));
        const shown = openActions(status, now, (permission) => held.includes(permission));
        expect(new Set(shown)).toEqual(new Set(guarded.map((name) => stepOf(name).action)));
        expect(shown).toEqual(actions.filter((action) => shown.includes(action)));
      }),
    );
  });

  test('hold no choice between steps that lead to different places, except by the kind of a follow-up, by who leads and by who may grant', () => {
    fc.assert(
      fc.property(fc.constantFrom(...statuses), circumstances, fc.constantFrom(...actions), (status, now, action) => {
        if (action === 'follow-ups' || action === 'dispatch' || action === 'extend') return;
        const open = stepNames.filter((name) => stepOf(name).action === action && isOpen(name, status, now));
        expect(open.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('A life of any length', () => {
  const day = new Date('2026-11-02T02:00:00Z');
  const filed = (): ReportRecord =>
    Object.assign(new ReportRecord(), { status: 'received', resumeStatus: null, verifiedAt: null, leadReportId: null, reopenCount: 0 });

  const nowOf = (report: ReportRecord, rest: Circumstances): Circumstances => ({
    ...rest,
    verified: report.verifiedAt !== null,
    merged: report.leadReportId !== null,
    reopened: report.reopenCount > 0,
  });

  /** What the services do around the table, as far as the next step depends on it. */
  function take(report: ReportRecord, name: StepName): void {
    if (name === 'merge') Object.assign(report, { leadReportId: 'lead', resumeStatus: report.status });
    if (name === 'unmerge' || name === 'withdraw') report.leadReportId = null;
    if (name === 'reopen') report.reopenCount += 1;
    report.take(name, day);
  }

  test('goes back to where it was asked, ends at an end, and never forgets that it was verified', () => {
    const choices = fc.array(fc.tuple(fc.nat(), circumstances), { maxLength: 30 });
    fc.assert(
      fc.property(choices, (made) => {
        const report = filed();
        let asked: Status | undefined;
        for (const [choice, rest] of made) {
          const open = stepNames.filter((name) => isOpen(name, report.status, nowOf(report, rest)));
          const name = open[choice % Math.max(1, open.length)];
          if (name === undefined) continue;
          const [from, verified] = [report.status, report.verifiedAt];
          take(report, name);
          if (name === 'ask') asked = from;
          if (name === 'supply') expect(report.status).toBe(asked);
          if (endStatuses.includes(from) && name !== 'reopen' && name !== 'unmerge') expect(report.status).toBe(from);
          if (verified) expect(report.verifiedAt).toEqual(verified);
          if (report.status === 'needs_information') expect(resumed).toContain(report.resumeStatus);
          if (['dispatched', 'in_progress', 'answered', 'closed'].includes(report.status)) expect(report.verifiedAt).not.toBeNull();
        }
      }),
    );
  });
});
