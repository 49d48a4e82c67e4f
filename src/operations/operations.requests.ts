import { Pattern } from '../platform/shape.js';

/** Names a problem code. */
export class ByCode {
  /** A problem's stable code. */
  @Pattern(/^[a-z_]{1,40}\.[a-z_]{1,40}$/, 81, 'report.action_not_open') code: string;
}
