import { Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Read, Resource } from '../../../kernel/http/operation.js';
import { IntegrityAlarmView, ListIntegrityAlarms } from './integrity-alarm.dto.js';
import { IntegrityAlarmReads } from './integrity-alarm.queries.js';

@Resource('integrity-alarms', 'inventory')
export class IntegrityAlarmController {
  constructor(private readonly reads: IntegrityAlarmReads) {}

  @List('listIntegrityAlarms', IntegrityAlarmView, {
    summary: 'List cars whose state and reservation contradict each other (V-2)',
    description: 'Looked for every night at 02:45. An alarm closes by itself in the first night in which its car is in order again.',
  })
  list(@Query() query: ListIntegrityAlarms): Promise<Page<IntegrityAlarmView>> {
    return this.reads.list(query);
  }
  @Read('getIntegrityAlarm', IntegrityAlarmView, { summary: 'Read an alarm' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<IntegrityAlarmView> {
    return this.reads.one(id);
  }
}
