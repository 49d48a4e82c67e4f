import { Id, OneOf, Optional, Part, Parts, Text, Whole, Words } from './shape.js';

/** One faulty part of the input. */
export class ProblemError {
  /** JSON pointer (RFC 6901) into the body; `/query/…`, `/path/…` or `/header/…` for what stands elsewhere. @example "/title" */
  @Text(0, 500) pointer: string;
  /** Stable code of the fault. @example "field.too_short" */
  @Text(1, 80) code: string;
  /** One sentence for people, in the language asked for. @example "Paling sedikit 5 karakter." */
  @Text(1, 500) message: string;
}

/** A resource that helps to go on. */
export class RelatedResource {
  /** What it is. @example "agency" */
  @OneOf(['agency', 'report', 'follow_up', 'calendar', 'policy']) kind: string;
  /** Its id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11" */
  @Id() id: string;
  /** Its name. @example "Dinas Pekerjaan Umum dan Penataan Ruang" */
  @Optional() @Text(1, 200) name?: string;
}

/** Why an operation was refused (RFC 9457). */
export class Problem {
  /** Address of the explanation, relative to the API. @example "/problems/request.invalid" */
  @Text(1, 200) type: string;
  /** The kind of problem in a few words. @example "Permintaan tidak valid" */
  @Text(1, 200) title: string;
  /** The HTTP status. @example 400 */
  @Whole(400, 599) status: number;
  /** What is wrong this time, in one sentence. @example "Periksa bagian yang disebut dalam errors." */
  @Text(1, 1000) detail: string;
  /** The request id: quote it to the operator. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11" */
  @Text(1, 64) instance: string;
  /** Stable code to program against. @example "request.invalid" */
  @Text(1, 80) code: string;
  /** Every faulty field, at most 50. */
  @Optional() @Parts(() => ProblemError, 0, 50) errors?: ProblemError[];
  /** Actions that are open instead. @example ["verify", "archive"] */
  @Optional() @Words(/^[a-z-]+$/, 40, 30) allowedActions?: string[];
  /** A resource that helps to go on, for example the successor of a closed agency. */
  @Optional() @Part(() => RelatedResource) related?: RelatedResource;
}
