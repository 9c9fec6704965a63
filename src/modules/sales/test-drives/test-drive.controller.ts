import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound } from '../../../kernel/problems.js';
import { DemoCarNotReady, OdometerBackwards } from '../../inventory/inventory.contract.js';
import { OpportunityNotOpen } from '../deals.rules.js';
import {
  AgreementRequired,
  CompanionRequired,
  DistanceReasonRequired,
  DriveOdometerBackwards,
  DriverTooYoung,
  LicenceNotValid,
  TestDriveCarElsewhere,
  TestDriveOverlap,
  TestDrivePeriodInvalid,
  TestDriveRouteUnknown,
} from './test-drive.rules.js';
import { BookTestDrive, CancelTestDrive, CompleteTestDrive, ListTestDrives, StartTestDrive, TestDriveView } from './test-drive.dto.js';
import { TestDriveReads } from './test-drive.queries.js';
import { TestDriveService } from './test-drive.service.js';

@Resource('test-drives', 'sales')
export class TestDriveController {
  constructor(
    private readonly drives: TestDriveService,
    private readonly reads: TestDriveReads,
  ) {}

  @Create('createTestDrive', TestDriveView, {
    summary: 'Book a test drive',
    description:
      'The car must be a demo car that may be driven (T-3), the licence must cover it to the end of the drive (T-1), and neither car nor consultant may be taken, 15 min turnaround † included (T-2).',
    refusals: [
      NotFound,
      OpportunityNotOpen,
      TestDrivePeriodInvalid,
      TestDriveCarElsewhere,
      DemoCarNotReady,
      LicenceNotValid,
      DriverTooYoung,
      CompanionRequired,
      TestDriveRouteUnknown,
      TestDriveOverlap,
    ],
  })
  book(@Body() body: BookTestDrive): Promise<TestDriveView> {
    return this.drives.book(body);
  }
  @List('listTestDrives', TestDriveView, { summary: 'List test drives' })
  list(@Query() query: ListTestDrives): Promise<Page<TestDriveView>> {
    return this.reads.list(query);
  }
  @Read('getTestDrive', TestDriveView, { summary: 'Read a test drive' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<TestDriveView> {
    return this.reads.one(id);
  }
  @Move('startTestDrive', 'start', TestDriveView, {
    summary: 'Hand out the keys',
    keyed: true,
    description: 'May be early. Needs the signed agreement (T-1).',
    refusals: [IllegalMove, AgreementRequired, DemoCarNotReady, OdometerBackwards, TestDriveOverlap],
  })
  start(@Param('id', ParseUUIDPipe) id: string, @Body() body: StartTestDrive): Promise<TestDriveView> {
    return this.drives.start(id, body);
  }
  @Move('completeTestDrive', 'complete', TestDriveView, {
    summary: 'Take the car back',
    description: 'A drive that went further than its route, or than usual, by more than is allowed for needs a reason and is marked (T-3).',
    keyed: true,
    refusals: [IllegalMove, DriveOdometerBackwards, OdometerBackwards, DistanceReasonRequired],
  })
  complete(@Param('id', ParseUUIDPipe) id: string, @Body() body: CompleteTestDrive): Promise<TestDriveView> {
    return this.drives.complete(id, body);
  }
  @Move('cancelTestDrive', 'cancel', TestDriveView, { summary: 'Cancel a booked test drive', refusals: [IllegalMove] })
  cancel(@Param('id', ParseUUIDPipe) id: string, @Body() body: CancelTestDrive): Promise<TestDriveView> {
    return this.drives.cancel(id, body);
  }
}
