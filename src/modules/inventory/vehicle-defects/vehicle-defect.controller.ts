import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import {
  AcceptVehicleDefect,
  DiscloseVehicleDefect,
  ListVehicleDefects,
  ReopenVehicleDefect,
  ReworkVehicleDefect,
  VehicleDefectView,
  WaiveVehicleDefect,
} from './vehicle-defect.dto.js';
import { VehicleDefectReads } from './vehicle-defect.queries.js';
import { CarHasNoBuyer, DefectDisclosed, DefectOwnRework } from './vehicle-defect.rules.js';
import { VehicleDefectService } from './vehicle-defect.service.js';

@Resource('vehicle-defects', 'inventory')
export class VehicleDefectController {
  constructor(
    private readonly defects: VehicleDefectService,
    private readonly reads: VehicleDefectReads,
  ) {}

  @List('listVehicleDefects', VehicleDefectView, {
    summary: 'List defects found before sale, by car, state or severity (D-9)',
    description: 'With `stockVehicleId`: all that the buyer of a car must be told in writing (三包 32).',
  })
  list(@Query() query: ListVehicleDefects): Promise<Page<VehicleDefectView>> {
    return this.reads.list(query);
  }
  @Read('getVehicleDefect', VehicleDefectView, { summary: 'Read a defect' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<VehicleDefectView> {
    return this.reads.one(id);
  }
  @Move('reworkVehicleDefect', 'rework', VehicleDefectView, { summary: 'It was put right', refusals: [IllegalMove] })
  async rework(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReworkVehicleDefect): Promise<VehicleDefectView> {
    await this.defects.rework(id, body.note);
    return this.reads.one(id);
  }
  @Move('acceptVehicleDefect', 'accept', VehicleDefectView, {
    summary: 'Accept the rework of somebody else',
    refusals: [IllegalMove, DefectOwnRework],
  })
  async accept(@Param('id', ParseUUIDPipe) id: string, @Body() body: AcceptVehicleDefect): Promise<VehicleDefectView> {
    await this.defects.accept(id, body.note ?? null);
    return this.reads.one(id);
  }
  @Move('reopenVehicleDefect', 'reopen', VehicleDefectView, { summary: 'The rework is not good enough', refusals: [IllegalMove] })
  async reopen(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReopenVehicleDefect): Promise<VehicleDefectView> {
    await this.defects.reopen(id, body.reason);
    return this.reads.one(id);
  }
  @Move('waiveVehicleDefect', 'waive', VehicleDefectView, {
    summary: 'Leave the defect and tell the buyer of it',
    refusals: [IllegalMove],
  })
  async waive(@Param('id', ParseUUIDPipe) id: string, @Body() body: WaiveVehicleDefect): Promise<VehicleDefectView> {
    await this.defects.waive(id, body.disclosure);
    return this.reads.one(id);
  }
  @Move('discloseVehicleDefect', 'disclose', VehicleDefectView, {
    summary: 'The buyer was told of it in writing (三包 32)',
    description: 'For the order that holds the car now. Another buyer is told anew.',
    refusals: [CarHasNoBuyer, DefectDisclosed],
  })
  async disclose(@Param('id', ParseUUIDPipe) id: string, @Body() body: DiscloseVehicleDefect): Promise<VehicleDefectView> {
    await this.defects.disclose(id, body.document);
    return this.reads.one(id);
  }
}
