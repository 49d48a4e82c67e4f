import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { row, statement } from './sql.js';

const time = statement('time', 'select clock_timestamp() as now');

/**
 * The time of the database, so that every process agrees whatever its own clock says.
 * Read it after the row is locked: the order of times is then the order of commits.
 */
@Injectable()
export class Clock {
  private shiftMilliseconds = 0;

  async now(tx: EntityManager): Promise<Date> {
    const read = await row<{ now: Date }>(tx, time, []);
    if (!read) throw new Error('The database did not tell the time');
    return new Date(read.now.getTime() + this.shiftMilliseconds);
  }

  /** For reads, where a second's difference between hosts is of no matter. */
  approximately(): Date {
    return new Date(Date.now() + this.shiftMilliseconds);
  }

  /** Sandbox and tests live through months in seconds. */
  travelTo(moment: Date | null): void {
    this.shiftMilliseconds = moment ? moment.getTime() - Date.now() : 0;
  }
}
