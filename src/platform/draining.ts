import { Injectable } from '@nestjs/common';

/** Set when the process was told to stop: readiness says so before the door closes. */
@Injectable()
export class Draining {
  begun = false;
}
