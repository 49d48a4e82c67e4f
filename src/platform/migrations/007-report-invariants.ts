import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the code takes for granted of a report and its clocks. A merged report shows its lead's status and class without
 * having gone there itself, so it is held to its lead's times and flag only by that.
 */
const invariants: [table: string, name: string, condition: string][] = [
  [
    'report',
    'report_verified_at',
    `status not in ('dispatched', 'in_progress', 'answered') or verified_at is not null or lead_report_id is not null`,
  ],
  ['report', 'report_answered_at', `status <> 'answered' or answered_at is not null`],
  ['report', 'report_closed_at', `status <> 'closed' or closed_at is not null`],
  ['report', 'report_oversight_confidential', `classification <> 'oversight_complaint' or confidential or lead_report_id is not null`],
  ['report', 'report_rated_whole', '(rating_score is null) = (rating_solved is null)'],
  ['report', 'report_counts', 'support_count >= 0 and return_count >= 0 and reopen_count >= 0'],
  ['clock', 'clock_of_disposition', `(kind = 'first_follow_up') = (disposition_id is not null)`],
  ['clock', 'clock_stopped_not_paused', 'stopped_at is null or paused_at is null'],
];

export class ReportInvariants1764000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, name, condition] of invariants) await runner.query(`alter table ${table} add constraint ${name} check (${condition})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, name] of invariants) await runner.query(`alter table ${table} drop constraint ${name}`);
  }
}
