import { OneOf, Text, Whole } from '../platform/shape.js';

/** Whether the process, or the service as a whole, can work. */
export class Health {
  /** ok, or unavailable with status 503. @example "ok" */
  @OneOf(['ok', 'unavailable']) status: string;
}

/** What a problem code means. */
export class ProblemType {
  /** The stable code. @example "report.action_not_open" */
  @Text(1, 80) code: string;
  /** The HTTP status it comes with. @example 409 */
  @Whole(400, 599) status: number;
  /** Title in Indonesian. @example "Tindakan tidak terbuka" */
  @Text(1, 200) titleId: string;
  /** Title in English. @example "Action not open" */
  @Text(1, 200) titleEn: string;
  /** Sentence in Indonesian; `{…}` stands for a value. @example "Tindakan {action} tidak terbuka pada status {status}." */
  @Text(1, 1000) detailId: string;
  /** Sentence in English; `{…}` stands for a value. @example "The action {action} is not open in status {status}." */
  @Text(1, 1000) detailEn: string;
}
