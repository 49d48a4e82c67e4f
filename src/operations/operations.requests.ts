import { Pattern } from '../platform/shape.js';

/** Names a problem code. */
export class ByCode {
  /** A problem's stable code. @example "report.action_not_open" */
  @Pattern(/^[a-z_]{1,40}\.[a-z_]{1,40}$/, 81) code: string;
}
