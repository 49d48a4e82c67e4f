import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { Refuses, Returns } from '../platform/answers.js';
import { ByKey, type Once } from '../platform/idempotency.js';
import { type Expected, IfMatch } from '../platform/preconditions.js';
import { CalendarLists } from './calendar-lists.query.js';
import { CalendarVersions } from './calendar-versions.service.js';
import {
  CalendarById,
  ChangeCalendar,
  CreateCalendar,
  ImportDaysOff,
  ListCalendars,
  ListCalendarVersions,
  ReadCalendar,
} from './calendars.requests.js';
import { CalendarsService } from './calendars.service.js';
import { Calendar, CalendarChange, CalendarPage, CalendarVersionPage } from './calendars.views.js';

@ApiTags('SLA')
@Controller('v1/sla/calendars')
export class CalendarsController {
  constructor(
    private readonly lists: CalendarLists,
    private readonly service: CalendarsService,
    private readonly versions: CalendarVersions,
  ) {}

  /** Lists working calendars by name, each in its newest version. */
  @Get()
  @Allow('sla.read')
  @Returns(200, CalendarPage)
  listCalendars(@Query() query: ListCalendars): Promise<CalendarPage> {
    return this.lists.page(query);
  }

  /** Reads one version of a calendar: hours, days off with their decrees, and the years whose list is missing. */
  @Get(':id')
  @Allow('sla.read')
  @Returns(200, Calendar)
  readCalendar(@Param() { id }: CalendarById, @Query() { version }: ReadCalendar): Promise<Calendar> {
    return this.lists.one(id, version);
  }

  /** Lists the versions of a calendar, the newest first. */
  @Get(':id/versions')
  @Allow('sla.read')
  @Returns(200, CalendarVersionPage)
  listCalendarVersions(@Param() { id }: CalendarById, @Query() query: ListCalendarVersions): Promise<CalendarVersionPage> {
    return this.lists.versions(id, query);
  }

  /** Makes a calendar for an agency that has none. The permission is needed at the agency or above it. Clocks that run keep theirs. */
  @Post()
  @Allow('sla.manage')
  @Returns(201, Calendar, '/v1/sla/calendars/{id}')
  @Refuses('conflict')
  createCalendar(@By() actor: Actor, @Body() input: CreateCalendar, @ByKey() once: Once | undefined): Promise<Calendar> {
    return this.service.createCalendar(actor, input, once);
  }

  /**
   * Changes a calendar by making a new version of it, and of those below that inherit. Clocks that start from `validFrom` on
   * count by it; those that run keep theirs, unless a recompute is asked for. With `dryRun` it only says what would happen.
   */
  @Post(':id/versions')
  @Allow('sla.manage')
  @Returns(200, CalendarChange)
  @Refuses('conflict')
  changeCalendar(
    @By() actor: Actor,
    @Param() { id }: CalendarById,
    @Body() input: ChangeCalendar,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<CalendarChange> {
    return this.versions.changeCalendar(actor, id, expected, input, once);
  }

  /**
   * Imports the days off of a decree (*SKB 3 Menteri*), as JSON or as an iCalendar file, as a new version of the calendar. With
   * `dryRun` it only says what would change; whatever is wrong is told by line or item.
   */
  @Post(':id/import')
  @Allow('sla.manage')
  @Returns(200, CalendarChange)
  @Refuses('conflict')
  importDaysOff(
    @By() actor: Actor,
    @Param() { id }: CalendarById,
    @Body() input: ImportDaysOff,
    @IfMatch() expected: Expected,
    @ByKey() once: Once | undefined,
  ): Promise<CalendarChange> {
    return this.versions.importDaysOff(actor, id, expected, input, once);
  }
}
