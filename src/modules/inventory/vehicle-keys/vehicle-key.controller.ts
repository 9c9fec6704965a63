import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound, ReferenceUnknown } from '../../../kernel/problems.js';
import {
  AddVehicleKey,
  FindVehicleKey,
  GiveBackVehicleKey,
  HandOutVehicleKey,
  ListVehicleKeyEntries,
  ListVehicleKeys,
  ReportLostVehicleKey,
  VehicleKeyEntryView,
  VehicleKeyView,
} from './vehicle-key.dto.js';
import { VehicleKeyReads } from './vehicle-key.queries.js';
import { KeyLabelTaken } from './vehicle-key.rules.js';
import { VehicleKeyService } from './vehicle-key.service.js';

@Resource('vehicle-keys', 'inventory')
export class VehicleKeyController {
  constructor(
    private readonly keys: VehicleKeyService,
    private readonly reads: VehicleKeyReads,
  ) {}

  @Create('addVehicleKey', VehicleKeyView, {
    summary: 'Register a key of a car',
    refusals: [NotFound, KeyLabelTaken],
    keyed: true,
  })
  add(@Body() body: AddVehicleKey): Promise<VehicleKeyView> {
    return this.keys.add(body);
  }
  @List('listVehicleKeys', VehicleKeyView, {
    summary: 'List keys: of a car, or whom they are with',
    description: '`stockVehicleId` gives the keys of a car, `count=true` how many; `holderEmployeeId=me` what I have to give back.',
  })
  list(@Query() query: ListVehicleKeys): Promise<Page<VehicleKeyView>> {
    return this.reads.list(query);
  }
  @Read('getVehicleKey', VehicleKeyView, { summary: 'Read a key and who has it' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<VehicleKeyView> {
    return this.reads.one(id);
  }
  @Move('handOutVehicleKey', 'hand-out', VehicleKeyView, {
    summary: 'Give a key to somebody',
    description: 'It has one holder at a time: of several who ask at once one gets it. It comes back before the next gets it.',
    refusals: [IllegalMove, ReferenceUnknown],
  })
  handOut(@Param('id', ParseUUIDPipe) id: string, @Body() body: HandOutVehicleKey): Promise<VehicleKeyView> {
    return this.keys.handOut(id, body);
  }
  @Move('giveBackVehicleKey', 'give-back', VehicleKeyView, { summary: 'Put a key back into the cabinet', refusals: [IllegalMove] })
  giveBack(@Param('id', ParseUUIDPipe) id: string, @Body() body: GiveBackVehicleKey): Promise<VehicleKeyView> {
    return this.keys.giveBack(id, body.note ?? null);
  }
  @Move('reportLostVehicleKey', 'report-lost', VehicleKeyView, { summary: 'Record that a key is lost', refusals: [IllegalMove] })
  reportLost(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReportLostVehicleKey): Promise<VehicleKeyView> {
    return this.keys.reportLost(id, body.note);
  }
  @Move('findVehicleKey', 'find', VehicleKeyView, { summary: 'A lost key is back', refusals: [IllegalMove] })
  find(@Param('id', ParseUUIDPipe) id: string, @Body() body: FindVehicleKey): Promise<VehicleKeyView> {
    return this.keys.find(id, body.note);
  }
  @List('listVehicleKeyEntries', VehicleKeyEntryView, {
    summary: 'List who had a key, the latest first',
    path: ':id/history',
    refusals: [NotFound],
  })
  history(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListVehicleKeyEntries): Promise<Page<VehicleKeyEntryView>> {
    return this.reads.history(id, query);
  }
}
