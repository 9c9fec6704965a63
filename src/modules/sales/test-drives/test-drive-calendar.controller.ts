import { Query } from '@nestjs/common';
import { Read, Resource } from '../../../kernel/http/operation.js';
import { InvalidInput, StoreRequired } from '../../../kernel/problems.js';
import { AskDemoFleetUtilisation, AskTestDriveSlots, DemoFleetUtilisationView, TestDriveSlotsView } from './test-drive-calendar.dto.js';
import { TestDriveCalendar } from './test-drive-calendar.service.js';
import { CalendarPeriodInvalid } from './test-drive.rules.js';

@Resource('test-drive-slots', 'sales')
export class TestDriveSlotController {
  constructor(private readonly calendar: TestDriveCalendar) {}

  @Read('listTestDriveSlots', TestDriveSlotsView, {
    path: '',
    summary: 'Free and taken times of demo cars and consultants',
    description: 'By car, consultant and day in opening hours. What is free for both can be booked (T-2).',
    refusals: [StoreRequired, InvalidInput],
  })
  list(@Query() query: AskTestDriveSlots): Promise<TestDriveSlotsView> {
    return this.calendar.slots(query);
  }
}

@Resource('demo-fleet-utilisation', 'sales')
export class DemoFleetController {
  constructor(private readonly calendar: TestDriveCalendar) {}

  @Read('getDemoFleetUtilisation', DemoFleetUtilisationView, {
    path: '',
    summary: 'How much the demo cars are used',
    description: 'Hours booked and driven ÷ opening hours in which the car was a demo car, per car and together; at most 366 days.',
    refusals: [StoreRequired, InvalidInput, CalendarPeriodInvalid],
  })
  read(@Query() query: AskDemoFleetUtilisation): Promise<DemoFleetUtilisationView> {
    return this.calendar.utilisation(query);
  }
}
