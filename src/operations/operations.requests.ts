import { Id, Pattern } from '../platform/shape.js';

/** Names a problem code. */
export class ByCode {
  /** A problem's stable code. */
  @Pattern(/^[a-z_]{1,40}\.[a-z_]{1,40}$/, 81, 'report.action_not_open') code: string;
}

/** Names a job. */
export class JobById {
  /** The job's id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0e01" */
  @Id() id: string;
}
