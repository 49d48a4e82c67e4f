import { Id, Text } from '../platform/shape.js';

/** A report's id. */
export class ByReport {
  /** The report. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0b01" */
  @Id()
  id: string;
}

/** A follow-up of a report. */
export class ByFollowUp extends ByReport {
  /** The follow-up. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0e01" */
  @Id()
  followUpId: string;
}

/** An extension that was asked for. */
export class ByExtension extends ByReport {
  /** The extension. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0ea1" */
  @Id()
  extensionId: string;
}

/** A tracking code. */
export class ByTrackingCode {
  /** The code, as people write it: lower case, blanks, dashes of every kind, dots and look-alikes (O for 0, I and L for 1) are understood. What is no code leads to no report: 404. @example "TPI-7K3Q-9ZDM-4XPA-K" */
  @Text(1, 100)
  code: string;
}
