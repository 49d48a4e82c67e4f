import { Flag, Optional, Text } from '../platform/shape.js';

/** Who reported. Never for an anonymous report. */
export class Identity {
  /** Name. @example "Siti Rahma" */
  @Optional() @Text(1, 120) name?: string;
  /** Telephone number. @example "+62 812-0000-0001" */
  @Optional() @Text(1, 24) phone?: string;
  /** E-mail address. @example "siti.rahma@warga.test" */
  @Optional() @Text(1, 254) email?: string;
  /** A national identity number (NIK) is on file; it is shown to nobody. @example false */
  @Flag() hasNik: boolean;
}
