import { OneOf } from '../platform/shape.js';

const identityReasons = ['contact_reporter', 'verify_facts', 'legal_request', 'safety'] as const;

/** Why an identity is read. The reason is recorded, and the reporter can see it. */
export class ReadIdentity {
  /** The reason. @example "contact_reporter" */
  @OneOf(identityReasons)
  reason: (typeof identityReasons)[number];
}
