import { Id } from '../platform/shape.js';

/** Merging an agency into its successor. */
export class SucceedAgency {
  /** The agency that takes over. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a13" */
  @Id()
  successorId: string;
}

/** An agency's id. */
export class ByClosingAgency {
  /** The agency that ends. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a12" */
  @Id()
  id: string;
}
