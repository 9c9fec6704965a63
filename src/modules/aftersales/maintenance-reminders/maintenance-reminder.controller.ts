import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import { ListMaintenanceReminders, MaintenanceReminderView, StopMaintenanceReminder } from './maintenance-reminder.dto.js';
import { MaintenanceReminderService } from './maintenance-reminder.service.js';

@Resource('maintenance-reminders', 'aftersales')
export class MaintenanceReminderController {
  constructor(private readonly reminders: MaintenanceReminderService) {}

  @List('listMaintenanceReminders', MaintenanceReminderView, { summary: 'List maintenance reminders: by car, customer, state or due date' })
  list(@Query() query: ListMaintenanceReminders): Promise<Page<MaintenanceReminderView>> {
    return this.reminders.list(query);
  }
  @Read('getMaintenanceReminder', MaintenanceReminderView, { summary: 'Read a maintenance reminder' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<MaintenanceReminderView> {
    return this.reminders.reminder(id);
  }
  @Move('stopMaintenanceReminder', 'stop', MaintenanceReminderView, {
    summary: 'Stop reminding of this service (M-4)',
    refusals: [IllegalMove],
  })
  stop(@Param('id', ParseUUIDPipe) id: string, @Body() body: StopMaintenanceReminder): Promise<MaintenanceReminderView> {
    return this.reminders.stop(id, body.reason);
  }
}
