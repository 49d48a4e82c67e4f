import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgenciesModule } from '../agencies/agencies.module.js';
import { SlaModule } from '../sla/sla.module.js';
import { CoordinatorController } from './coordinator.controller.js';
import { DispositionRecord } from './disposition.entity.js';
import { FollowUpRecord } from './follow-up.entity.js';
import { FollowUpsQuery } from './follow-ups.query.js';
import { FollowUpsService } from './follow-ups.service.js';
import { HandlingController } from './handling.controller.js';
import { HandlingService } from './handling.service.js';
import { IdentityController } from './identity.controller.js';
import { IdentityService } from './identity.service.js';
import { IntakeDrafts } from './intake.drafts.js';
import { IntakeRows } from './intake.rows.js';
import { IntakeService } from './intake.service.js';
import { MergingService } from './merging.service.js';
import { PreviewController } from './preview.controller.js';
import { PreviewService } from './preview.service.js';
import { ReportClocks } from './report.clocks.js';
import { ReportProjection } from './report.projection.js';
import { ReportRecord } from './report.entity.js';
import { ReportReferences } from './report.references.js';
import { ReportSteps } from './report.steps.js';
import { ReporterController } from './reporter.controller.js';
import { ReporterNames } from './reporter.names.js';
import { ReporterService } from './reporter.service.js';
import { ReportsController } from './reports.controller.js';
import { ReportsQuery } from './reports.query.js';
import { RevisionService } from './revision.service.js';
import { SuccessionController } from './succession.controller.js';
import { SuccessionService } from './succession.service.js';
import { SupportService } from './support.service.js';
import { SweepService } from './sweep.service.js';
import { ExplanationController } from './explanation.controller.js';
import { ExplanationQuery } from './explanation.query.js';
import { ExtensionRecord } from './extension.entity.js';
import { TimelineQuery } from './timeline.query.js';
import { TimingController } from './timing.controller.js';
import { TimingService } from './timing.service.js';
import { VerificationService } from './verification.service.js';
import { WatchController } from './watch.controller.js';
import { WatchQuery } from './watch.query.js';

const services = [
  IntakeService,
  PreviewService,
  VerificationService,
  HandlingService,
  FollowUpsService,
  ReporterService,
  MergingService,
  RevisionService,
  SupportService,
  IdentityService,
  SuccessionService,
  SweepService,
  TimingService,
];
const parts = [
  ExplanationQuery,
  FollowUpsQuery,
  IntakeDrafts,
  IntakeRows,
  ReportClocks,
  ReportProjection,
  ReportReferences,
  ReporterNames,
  ReportSteps,
  ReportsQuery,
  TimelineQuery,
  WatchQuery,
];

@Module({
  imports: [AgenciesModule, SlaModule, TypeOrmModule.forFeature([ReportRecord, DispositionRecord, FollowUpRecord, ExtensionRecord])],
  controllers: [
    ReportsController,
    PreviewController,
    IdentityController,
    CoordinatorController,
    HandlingController,
    ReporterController,
    SuccessionController,
    WatchController,
    ExplanationController,
    TimingController,
  ],
  providers: [...services, ...parts],
  exports: services,
})
export class ReportsModule {}
