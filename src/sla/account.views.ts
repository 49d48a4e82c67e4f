import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Day, Flag, OneOf, Optional, Parts, Seldom, Text, Whole } from '../platform/shape.js';

export const ledgerReasons = ['working', 'weekend', 'holiday', 'joint_leave', 'local', 'election', 'paused'] as const;

/** One day of a count. */
export class LedgerEntry {
  /** The day, in the calendar's zone. @example "2026-12-25" */
  @Day() date: string;
  /** It counts towards the limit. @example false */
  @Flag() counted: boolean;
  /** Why, or why not: a working day, a weekend, a national holiday, joint leave (cuti bersama), a local day, a polling day, or the clock stood. @example "holiday" */
  @OneOf(ledgerReasons) reason: string;
  /** The name of the day off. @example "Kelahiran Yesus Kristus" */
  @Optional() @Text(1, 200) name?: string;
  /** The decree that makes it one. @example "SKB 3 Menteri No. 1497/2025, 2/2025, 5/2025" */
  @Optional() @Text(1, 300) decree?: string;
  /** Days counted up to and with this one. @example 14 */
  @Whole(0, 10_000) count: number;
  /** Of a limit in working hours: office minutes counted on this day. @example 450 */
  @Seldom() @Whole(0, 1440) minutes?: number;
  /** The list of days off of this year is not known. @example true */
  @Seldom() @Flag() provisional?: boolean;
}

/** The days from Tuesday 24 November 2026 on, of fourteen working days: what the sentences of the examples tell. */
function exampleDays(): LedgerEntry[] {
  let count = 0;
  return Array.from({ length: 21 }, (_, place) => {
    const weekend = (place + 1) % 7 > 4;
    const counted = place > 0 && !weekend;
    if (counted) count += 1;
    const date = new Date(Date.UTC(2026, 10, 24 + place)).toISOString().slice(0, 10);
    return { date, counted, reason: weekend ? 'weekend' : 'working', count };
  });
}

/** A count day by day. */
export const LedgerOfDays = (atMost: number): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ example: exampleDays() }),
    Parts(() => LedgerEntry, 0, atMost),
  );

/** One sentence in both languages, to be read aloud. */
export class Sentences {
  /** Indonesian. @example "Mulai Selasa, 24 November 2026 pukul 10.00 WIB; 14 hari kerja, tidak dihitung 6 hari akhir pekan; jatuh tempo Senin, 14 Desember 2026 pukul 16.00 WIB." */
  @Text(1, 2000) id: string;
  /** English. @example "Started Tuesday, 24 November 2026 at 10:00 WIB; 14 working days, not counting 6 weekend days; due Monday, 14 December 2026 at 16:00 WIB." */
  @Text(1, 2000) en: string;
}
