import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Edit, List, Read, Resource } from '../../../kernel/http/operation.js';
import { CalendarInvalid } from '../identity.contract.js';
import { EditStoreCalendar, ListStoreCalendars, StoreCalendarView } from './calendar.dto.js';
import { CalendarService } from './calendar.service.js';

@Resource('store-calendars', 'identity')
export class CalendarController {
  constructor(private readonly calendars: CalendarService) {}

  @List('listStoreCalendars', StoreCalendarView, { summary: 'List store calendars' })
  list(@Query() query: ListStoreCalendars): Promise<Page<StoreCalendarView>> {
    return this.calendars.list(query);
  }
  @Read('getStoreCalendar', StoreCalendarView, { summary: 'Read a store calendar' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<StoreCalendarView> {
    return this.calendars.calendar(id);
  }
  @Edit('updateStoreCalendar', StoreCalendarView, { summary: 'Change opening hours and single days', refusals: [CalendarInvalid] })
  edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditStoreCalendar,
    @IfMatch() expected: number | '*',
  ): Promise<StoreCalendarView> {
    return this.calendars.change(id, body, expected);
  }
}
