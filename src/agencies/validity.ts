import { DateTime } from 'luxon';

/** Days, YYYY-MM-DD, both included; without a last day there is no end. */
export interface Validity {
  validFrom: string;
  validTo: string | null;
}

/** Where no zone is given: WIB, Western Indonesian Time. */
export const usualZone = 'Asia/Jakarta';

/** The calendar day of a moment, YYYY-MM-DD, in an IANA zone. @throws Error on an unknown zone */
export function dayIn(zone: string, moment: Date): string {
  const day = DateTime.fromJSDate(moment, { zone }).toISODate();
  if (day === null) throw new Error(`No such time zone: ${zone}`);
  return day;
}

/** Text order is day order. */
export const isReversed = ({ validFrom, validTo }: Validity): boolean => validTo !== null && validTo < validFrom;

export const isValidOn = ({ validFrom, validTo }: Validity, day: string): boolean => validFrom <= day && (validTo === null || day <= validTo);
