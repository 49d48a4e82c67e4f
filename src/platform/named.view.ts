import { Id, Text } from './shape.js';

/** A resource by id and name. */
export class Named {
  /** Id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a12" */
  @Id() id: string;
  /** Name. @example "Dinas Perhubungan" */
  @Text(1, 200) name: string;
}
